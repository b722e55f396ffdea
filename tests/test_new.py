"""`make new`: answers on standard input become a sound record at its place; wrong ones are refused at once."""

from __future__ import annotations

import re
import subprocess
import sys
from difflib import SequenceMatcher
from io import StringIO
from pathlib import Path
from types import SimpleNamespace

import pytest

from macros.check import check
from macros.new import KINDS
from macros.new import new as ask

from .conftest import DAY, MOMENT, ROOT, edit, environment
from .test_fuzz import fuzz

FAR = "4102444800"  # a day after all dates of the real data


def new(data: Path, *answers: str, day: str = MOMENT) -> subprocess.CompletedProcess:
    command = [sys.executable, "-m", "macros", "--data", str(data), "new"]
    return subprocess.run(
        command, cwd=ROOT, env=environment(SOURCE_DATE_EPOCH=day), input="".join(f"{answer}\n" for answer in answers), capture_output=True, text=True, check=False
    )


EVIDENCE = ["Its page", "https://example.org/new", "documentation", "yes", "Shows: it is there.", "2025-12-01", ""]
LIKE = {"figure": "claim", "advice": "claim", "package": "finding"}  # kinds of a kind
CLAIM = ["a-new-claim", "fact", "Servers: they serve."]
ROOM = ["serving", "server", "", "even", "old-server"]
CELLS = ["yes", "It does.", "pytorch.released", "unknown", "Not looked into.", ""]
CELLS_WRITTEN = """\
    cells:
      pytorch:
        value: 'yes'
        says: It does.
        rests_on: [pytorch.released]
      tensorflow:
        value: unknown
        says: Not looked into.
"""

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
    "figure": (["paper-2023", "a-figure", "figure", "Half.", "chart", "", "serving", "", "pytorch", "", "", "50", "about", "percent", "all servers",
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
    "advice": (["paper-2023", "some-advice", "advice", "Take it.", "chart", "", "serving", "", "", "", "", "beginners", "pytorch, tensorflow"],
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
    "package": (["old-server", "later", "release", "It came out.", "2025-12", "", "", "", "", "Its page", "", "PyPI", "old-server", "1.10", "registry", "no",
        "It is there.", "", "2026-01-09"], "tools/old-server.yml", "        dated: 2025-08-07\n", """\
  - id: later
    event: release
    says: It came out.
    since: 2025-12
    checked: 2026-01-10
    evidence:
      - title: Its page
        registry: PyPI
        package: old-server
        version: 1.10
        kind: registry
        primary: false
        says: It is there.
        seen: 2026-01-09
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
    "topic": (["phones", "Phones", "", "What runs there?", "serving", "Take one.", "pytorch.released", "runtime", "Runtime", *CELLS, "Ship"], "topics/phones.yml", "", """\
title: Phones
question: What runs there?
neighbours: [serving]
bottom_line:
  - says: Take one.
    rests_on: [pytorch.released]
aspects:
  - id: runtime
    title: Runtime
""" + CELLS_WRITTEN),
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
""" + CELLS_WRITTEN + "findings:\n"),
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
    said = new(sample, LIKE.get(kind, kind), *answers)
    assert said.returncode == 0 and f"written: data/{file}\n" in said.stdout, said.stdout + said.stderr
    assert before + text in (sample / file).read_text() if before else (sample / file).read_text().startswith(text)
    check(sample, DAY)


def test_the_folder_of_the_data_may_have_another_name(sample: Path) -> None:
    said = new(sample.rename(sample.with_name("knowledge")), "tool", *CASES["tool"][0])
    assert said.returncode == 0 and "written: knowledge/tools/new-server.yml\n" in said.stdout, said.stdout + said.stderr


def test_every_kind_is_tried() -> None:
    assert set(KINDS) == set(CASES) - set(LIKE)


def asked(data: Path, *answers: str) -> list[str]:
    """Return what is printed, a question an item."""
    out: list[str] = []
    ask(data, DAY, StringIO("".join(f"{answer}\n" for answer in answers)), SimpleNamespace(write=out.append, flush=lambda: None))
    return [text for text in out if text]


def test_a_claim_is_asked_for_in_words_that_a_stranger_can_answer(sample: Path) -> None:
    assert asked(sample, "claim", *CASES["figure"][0])[1:-1] == [
        "which article (one of paper-2023): ",
        "id (small letters, digits, single hyphens; once published it is never changed): ",
        "kind (fact, figure and prediction can be checked, the others not; one of fact, figure, prediction, opinion, verdict, advice): ",
        "what the article says, in your own words: ",
        "in which section it stands first (one of serving-section, chart): ",
        "paragraph (counted in the section; a list item counts as one; Enter leaves it out): ",
        "which topic it speaks of (one of serving): ",
        "which row of its comparison (one of server; Enter says that it speaks of the topic as a whole): ",
        "frameworks that it speaks of (by id; several with commas between; Enter writes pytorch, tensorflow): ",
        "whom it favours (a framework, or even; by id; Enter leaves it out): ",
        "tools that it names (by id; several with commas between; Enter leaves it out): ",
        "value (the number alone): ",
        "qualifier (how the article hedges it; one of about, over, under, up to; Enter leaves it out): ",
        "unit (what is counted: %, stars, papers): ",
        "of (what it is a share of, as the article states it; Enter leaves it out): ",
        "year (the year that the article gives for it; 2025, 2025-07, 2025-07-15 or unknown; Enter leaves it out): ",
    ]


def test_unknown_is_offered_where_it_is_taken(sample: Path) -> None:
    (date,) = (text for text in asked(sample, "article", *CASES["article"][0]) if text.startswith("when it appeared"))
    assert date == "when it appeared (2025, 2025-07, 2025-07-15): "


@pytest.mark.parametrize("kind", CASES)
def test_no_hint_is_given_twice_and_enter_does_what_is_said(sample: Path, kind: str) -> None:
    answers = [LIKE.get(kind, kind), *CASES[kind][0]]
    questions = [text for text in asked(sample, *answers) if text.endswith(": ")]
    assert len(questions) == len(answers)
    for question, answer in zip(questions, answers):
        words = [part.strip() for part in re.split(r"[(;)]", question.removesuffix(": ")) if part.strip()]
        assert not any(one.removeprefix("the ") in other for at, one in enumerate(words) for other in words[:at]), question
        assert answer or "Enter " in question, question


def listed(data: Path, event: str) -> list[str]:
    """Return the claims that are listed before those are asked for that an event bears on."""
    said = asked(data, "finding", "old-server", "more", event, "It is so.", "2026-01", "", "", "")
    return [line for line in "".join(said[: said.index(next(text for text in said if text.startswith("supports")))]).splitlines() if line.startswith("- ")]


@pytest.mark.parametrize("event", ["archived", "deprecated", "discontinued", "maintenance", "merged", "renamed"])
def test_where_something_ends_the_claims_that_name_it_are_listed(sample: Path, event: str) -> None:
    assert listed(sample, event) == ["- paper-2023.old-server-is-maintained: The old server is maintained."]


def test_of_many_claims_ten_are_listed_and_none_where_nothing_ends(sample: Path) -> None:
    article = sample / "articles" / "paper-2023.yml"
    claim = "  - {{id: more-{0}, kind: fact, says: More {0}., at: [{{section: serving-section, paragraph: 2}}], topic: serving, tools: [old-server]}}\n"
    edit(article, "  - id: both-serve\n", "".join(map(claim.format, range(11))) + "  - id: both-serve\n")
    assert listed(sample, "archived")[1:] == [*(f"- paper-2023.more-{number}: More {number}." for number in range(9)), "- and 2 more, which the page of the tool lists"]
    assert listed(sample, "release") == []


WRONG = [
    ("claims", "no `claims` here; did you mean `claim`?"),
    ("claim", None),
    ("paper-2032", "no article `paper-2032`; did you mean `paper-2023`?"),
    ("old-server", "`old-server` is a tool, but an article belongs here"),
    ("paper-2023", None),
    ("Both Serve", "`Both Serve` is no id; use small letters, digits and single hyphens, a letter first"),
    ("both-serve", "the id `both-serve` stands in line 21 already; choose another"),
    ("", "an answer is needed"),
    ("a-new-claim", None),
    ("", "an answer is needed"),
    ("facts", "`kind` cannot be `facts`; write one of `fact`, `figure`, `prediction`, `opinion`, `verdict` or `advice`"),
    ("fact", None),
    ("x" * 701, "String should have at most 700 characters"),
    ("It is.", None),
    ("chort", "no `chort` here; did you mean `chart`?"),
    ("chart", None),
    ("two", "`paragraph` has to be a whole number, not `two`"),
    ("2", None),
    ("servin", "no `servin` here; did you mean `serving`?"),
    ("serving", None),
    ("servers", "no `servers` here; did you mean `server`?"),
    ("", None),
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
    (["claim", "v7-2023", *CLAIM, "torchserve-section", "1", "serving", "server", "", "pytorch", "torchserve"], "articles/v7-2023.yml"),
    (["finding", "torchserve", "looked", "change", "It is so.", "2025-09", "2026-11-20", "", "", "", *EVIDENCE], "tools/torchserve.yml"),
    (["topic", "phones", "Phones", "", "What runs there?", "mobile", "Take one.", "pytorch.newest", "runtime", "Runtime", "text", "One.", "pytorch.newest",
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
