"""`make new`: answers on standard input become a sound record at its place; wrong ones are refused at once."""

from __future__ import annotations

import os
import subprocess
import sys
from difflib import SequenceMatcher
from pathlib import Path

import pytest

from macros.check import check
from macros.new import KINDS

from .conftest import ROOT
from .test_bad_data import DAY
from .test_fuzz import fuzz

FAR = "4102444800"  # a day after all dates of the real data


def new(data: Path, *answers: str, day: str = "1768003200") -> subprocess.CompletedProcess:
    environment = {**os.environ, "SOURCE_DATE_EPOCH": day}
    command = [sys.executable, "-m", "macros", "--data", str(data), "new"]
    return subprocess.run(command, cwd=ROOT, env=environment, input="".join(f"{answer}\n" for answer in answers), capture_output=True, text=True)


EVIDENCE = ["Its page", "https://example.org/new", "documentation", "yes", "Shows: it is there.", "2025-12-01"]
CLAIM = ["a-new-claim", "fact", "Servers: they serve."]
ROOM = ["serving.server", "", "even", "old-server"]
CELLS = ["yes", "It does.", "pytorch.released", "unknown", "Not looked into.", ""]

# What is answered, the file it goes to, what stands before it there, and its text.
CASES: dict[str, tuple[list[str], str, str, str]] = {
    "claim": (["paper-2023", *CLAIM, "serving-section", "2", *ROOM], "articles/paper-2023.yml", "    tools: [old-server]\n", """\
  - id: a-new-claim
    kind: fact
    says: 'Servers: they serve.'
    at:
      - section: serving-section
        paragraph: 2
    aspect: serving.server
    about: [pytorch, tensorflow]
    favours: even
    tools: [old-server]
  - id: both-serve
"""),
    "figure": (["paper-2023", "a-figure", "figure", "Half.", "chart", "", "serving", "pytorch", "", "", "50", "about", "percent", "all servers",
        "2022"], "articles/paper-2023.yml", "favours: even\n", """\
  - id: a-figure
    kind: figure
    says: Half.
    at:
      - section: chart
    topic: serving
    about: [pytorch]
    figure:
      value: 50
      qualifier: about
      unit: percent
      of: all servers
      year: 2022
tables:
"""),
    "advice": (["paper-2023", "some-advice", "advice", "Take it.", "chart", "", "serving", "", "", "", "beginners", "pytorch, tensorflow"],
        "articles/paper-2023.yml", "favours: even\n", """\
  - id: some-advice
    kind: advice
    says: Take it.
    at:
      - section: chart
    topic: serving
    about: [pytorch, tensorflow]
    for: beginners
    advises: [pytorch, tensorflow]
tables:
"""),
    "finding": (["old-server", "first", "released", "It came out.", "2020-01", "", "", "", "", *EVIDENCE], "tools/old-server.yml", "life:\n", """\
  - id: first
    event: released
    says: It came out.
    since: 2020-01
    checked: 2026-01-10
    evidence:
      - title: Its page
        url: https://example.org/new
        kind: documentation
        primary: true
        says: 'Shows: it is there.'
        dated: 2025-12-01
  - id: archived
"""),
    "tool": (["new-server", "New Server", "server", "A newer server.", "newserve, no", "pytorch", "begun", "announced", "It was announced.",
        "2025-12-01", "", "", "", "", *EVIDENCE], "tools/new-server.yml", "", """\
name: New Server
kind: server
what:
  says: A newer server.
  rests_on: [new-server.begun]
names: [newserve, 'no']
frameworks: [pytorch]
life:
  - id: begun
    event: announced
"""),
    "topic": (["phones", "Phones", "What runs there?", "", "Take one.", "pytorch.released", "runtime", "Runtime", *CELLS, "Ship"], "topics/phones.yml", "", """\
title: Phones
question: What runs there?
bottom_line:
  - says: Take one.
    rests_on: [pytorch.released]
aspects:
  - id: runtime
    title: Runtime
    cells:
      pytorch:
        value: 'yes'
        says: It does.
        rests_on: [pytorch.released]
      tensorflow:
        value: unknown
        says: Not looked into.
"""),
    "article": (["other-2025", "A title", "Other", "", "2025-03", "https://example.org/a", "intro", "Introduction", *CLAIM, "1", *ROOM,
        "It argues."], "articles/other-2025.yml", "", """\
title: A title
publisher: Other
date: 2025-03
url: https://example.org/a
argues:
  - says: It argues.
    rests_on: [other-2025.a-new-claim]
sections:
  - id: intro
    title: Introduction
claims:
  - id: a-new-claim
"""),
    "aspect": (["serving", "cost", "Cost", *CELLS], "topics/serving.yml", "says: Not looked into.\n", """\
  - id: cost
    title: Cost
    cells:
      pytorch:
        value: 'yes'
        says: It does.
        rests_on: [pytorch.released]
      tensorflow:
        value: unknown
        says: Not looked into.
findings:
"""),
    "term": (["batch", "batch", "mini-batch, bunch", "Some at once.", "serving"], "glossary.yml", "terms:\n", """\
  - id: batch
    name: batch
    names: [mini-batch, bunch]
    says: Some at once.
    topics: [serving]
  - id: model-serving
"""),
    "question": (["start.nothing", "size", "How large is it?", "small", "Small", "large", "Large", "use-tensorflow"], "decide.yml", "leads_to: size\n", """\
  - id: size
    asks: How large is it?
    answers:
      - id: small
        says: Small
        leads_to: use-pytorch
      - id: large
        says: Large
        leads_to: use-tensorflow
  - id: framework
"""),
}  # fmt: skip


@pytest.mark.parametrize("kind", CASES)
def test_a_record_is_written_at_its_place(sample: Path, kind: str) -> None:
    answers, file, before, text = CASES[kind]
    said = new(sample, {"figure": "claim", "advice": "claim"}.get(kind, kind), *answers)
    assert said.returncode == 0 and f"written: data/{file}\n" in said.stdout, said.stdout + said.stderr
    assert before + text in (sample / file).read_text() if before else (sample / file).read_text().startswith(text)
    check(sample, DAY)


def test_every_kind_is_tried() -> None:
    assert set(KINDS) == set(CASES) - {"figure", "advice"}


WRONG = [
    ("claims", "no `claims` here; did you mean `claim`?"),
    ("claim", None),
    ("paper-2032", "no article `paper-2032`; did you mean `paper-2023`?"),
    ("old-server", "`old-server` is a tool, but an article belongs here"),
    ("paper-2023", None),
    ("Both Serve", "`Both Serve` is no id; use small letters, digits and single hyphens, a letter first"),
    ("both-serve", "the id `both-serve` stands in line 21 already; choose another"),
    ("", "the key `id` is missing; add it"),
    ("a-new-claim", None),
    ("facts", "`kind` cannot be `facts`; write one of `fact`, `figure`, `prediction`, `opinion`, `verdict` or `advice`"),
    ("fact", None),
    ("x" * 701, "String should have at most 700 characters"),
    ("It is.", None),
    ("chort", "no `chort` here; did you mean `chart`?"),
    ("chart", None),
    ("two", "`paragraph` has to be a whole number, not `two`"),
    ("2", None),
    ("serving.servers", "no aspect `serving.servers`; did you mean `serving.server`?"),
    ("serving", None),
    ("pytorch, jax", "no framework `jax`"),
    ("pytorch", None),
    ("evn", "no framework or even `evn`"),
    ("even", None),
    ("oldserver", "no tool `oldserver`; did you mean `old-server`?"),
    ("", None),
]


def test_wrong_answers_are_refused_at_once_in_the_words_of_check(sample: Path) -> None:
    said = new(sample, *(answer for answer, _ in WRONG))
    assert said.returncode == 0, said.stdout + said.stderr
    told = [line.strip() for line in said.stdout.split("\n") if line.startswith("  ") or "   " in line]
    refusals = [message for _, message in WRONG if message]
    assert len(told) == len(refusals)
    assert [message for message, line in zip(refusals, told) if message not in line] == []


@pytest.mark.parametrize("answers", [[], ["claim"], ["claim", "paper-2023", "an-id"], ["tool", "new-server", "x"]])
def test_where_the_answers_end_nothing_is_written(sample: Path, answers: list[str]) -> None:
    before = {path: path.read_bytes() for path in sample.rglob("*.yml")}
    said = new(sample, *answers)
    assert said.returncode == 1 and "nothing was written" in said.stdout and said.stderr == ""
    assert {path: path.read_bytes() for path in sample.rglob("*.yml")} == before


def test_what_only_the_whole_shows_is_refused_and_put_back(sample: Path) -> None:
    before = {path: path.read_bytes() for path in sample.rglob("*.yml")}
    name = ["tool", "new-server", "Old-Server", "server", "A server.", "", "", "begun", "announced", "It was.", "2025", "", "", "", "", *EVIDENCE]
    said = new(sample, *name)
    assert said.returncode == 1 and "data/tools/old-server.yml:1: old-server: the name `Old Server` is claimed by the tool `new-server` too" in said.stdout
    assert {path: path.read_bytes() for path in sample.rglob("*.yml")} == before


def test_data_that_is_not_sound_is_told_first(sample: Path) -> None:
    (sample / "glossary.yml").write_text("terms: []")
    said = new(sample, "claim")
    assert said.returncode == 1 and "data/glossary.yml:1: glossary: `terms` has too few entries" in said.stdout


@pytest.mark.parametrize(("answers", "file"), [
    (["claim", "v7-2023", *CLAIM, "torchserve-section", "1", "deployment.server", "", "pytorch", "torchserve"], "articles/v7-2023.yml"),
    (["finding", "torchserve", "looked", "change", "It is so.", "2025-09", "2026-11-20", "", "", "", *EVIDENCE], "tools/torchserve.yml"),
    (["topic", "phones", "Phones", "What runs there?", "", "Take one.", "pytorch.newest", "runtime", "Runtime", "text", "One.", "pytorch.newest",
        "text", "One.", "tensorflow.newest", "Ship"], "home.yml"),
    (["term", "zzz", "zzz", "", "The last one.", ""], "glossary.yml"),
    (["question", "model.onnx", "size", "How large is it?", "small", "Small", "large", "Large", "use-jax"], "decide.yml"),
])  # fmt: skip
def test_in_the_real_data_nothing_else_of_the_file_changes(tmp_path: Path, answers: list[str], file: str) -> None:
    data = fuzz.copy(tmp_path)
    old = (data / file).read_text().splitlines()
    said = new(data, *answers, day=FAR)
    assert said.returncode == 0, said.stdout + said.stderr
    now = (data / file).read_text().splitlines()
    changed = [step for step in SequenceMatcher(None, old, now, autojunk=False).get_opcodes() if step[0] != "equal"]
    replaced = [old[start:end] for kind, start, end, _, _ in changed if kind != "insert"]
    assert len(changed) <= 2 and all(len(lines) == 1 for lines in replaced)  # what leads on, the list of a group
