"""Bad data is refused, with the whole list of what is wrong, and nothing is built from it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from pydantic.fields import FieldInfo

from macros.check import cached, check
from macros.load import MAX_BYTES
from macros.model import Recommendation, ToolRef, _check_address, allowed_kinds
from macros.problem import DataError

from .conftest import DAY, MOMENT, ROOT, edit, environment, project_with

CASES = yaml.safe_load((ROOT / "tests" / "bad.yml").read_text(encoding="utf-8"))


def problems(data: Path) -> list[str]:
    try:
        check(data, DAY)
    except DataError as error:
        return [str(problem) for problem in error.problems]
    return []


def spoil(data: Path, case: dict) -> None:
    path = data / case["file"]
    if "old" in case:
        edit(path, case["old"], case["new"])
    else:
        path.write_text(case["new"], encoding="utf-8")


def test_the_sample_is_sound(sample: Path) -> None:
    assert problems(sample) == []


@pytest.mark.parametrize("case", CASES, ids=[case["rule"] for case in CASES])
def test_a_mistake_is_refused(sample: Path, case: dict) -> None:
    spoil(sample, case)
    assert problems(sample) == sorted(case["says"], key=_place)


def _place(line: str) -> tuple:
    file, number, rest = line.split(":", 2)
    return file, int(number), rest


EXAMPLE = """\
ran: 2026-01-02
examples:
  - {id: greet, title: Greet, shows: A greeting., topic: serving, illustrates: [serving.many-servers]}
"""


def test_an_example_without_code_is_refused(sample: Path) -> None:
    (sample / "code.yml").write_text(EXAMPLE, encoding="utf-8")
    assert problems(sample) == ["data/code.yml:3: code.greet: no file `docs/code/greet/in_FRAMEWORK.py`; write one, or delete the example"]


def test_code_that_did_not_run_or_belongs_to_nothing_is_refused(sample: Path) -> None:
    (sample / "code.yml").write_text(EXAMPLE, encoding="utf-8")
    for name in ("greet/in_pytorch.py", "greet/in_old_server.py", "greet/in_old_server.txt", "stray/in_pytorch.py", "stray/in_tensorflow.py"):
        file = sample.parent / "docs" / "code" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text("print('hello'", encoding="utf-8")  # no Python: that is for the tests of the code to say
    assert problems(sample) == [
        "docs/code/greet/in_old_server.py:1: code.greet: no framework `old_server`; the file is called `in_FRAMEWORK.py`",
        "docs/code/greet/in_pytorch.py:1: code.greet: what it prints is not kept beside it; run `make refresh-code`",
        "docs/code/stray/in_pytorch.py:1: stray: no example `stray` in data/code.yml; add it there, or delete the folder",
    ]


def test_what_editors_leave_beside_a_file_is_not_read(sample: Path) -> None:
    for name in (".DS_Store", "tools/.old-server.yml.swp", "tools/.half.yml", "tools/old-server.yml~", ".editor/notes.yml"):
        (sample / name).parent.mkdir(exist_ok=True)
        (sample / name).write_bytes(b"\xff")
    (sample / "tools" / ".#old-server.yml").symlink_to("somebody@nowhere:1")
    assert problems(sample) == [] and cached(sample, {"SOURCE_DATE_EPOCH": MOMENT}).tools


def test_a_page_that_is_gone_is_missed_at_once(sample: Path) -> None:
    page = sample.parent / "docs" / "guide.md"
    page.parent.mkdir()
    page.write_text("# Guide\n", encoding="utf-8")
    (sample / "moved.yml").write_text("moved:\n  - {from: older/, to: guide/}\n", encoding="utf-8")
    then = {"SOURCE_DATE_EPOCH": MOMENT}
    assert cached(sample, then).moves
    page.unlink()
    with pytest.raises(DataError, match="no page `guide/`"):
        cached(sample, then)


def test_a_file_as_large_as_is_allowed_is_read(sample: Path) -> None:
    path = sample / "tools" / "old-server.yml"
    raw = path.read_bytes() + b"# "
    path.write_bytes(raw + b"x" * (MAX_BYTES - len(raw)))
    assert problems(sample) == []
    path.write_bytes(path.read_bytes() + b"x")
    assert problems(sample) == [f"data/tools/old-server.yml:1: old-server: the file has {MAX_BYTES + 1} bytes, more than the {MAX_BYTES} allowed; split it"]


def test_a_file_too_large_is_refused(sample: Path) -> None:
    path = sample / "tools" / "old-server.yml"
    path.write_text("# " + "x" * MAX_BYTES + "\n" + path.read_text(encoding="utf-8"), encoding="utf-8")
    assert problems(sample) == [f"data/tools/old-server.yml:1: old-server: the file has {path.stat().st_size} bytes, more than the {MAX_BYTES} allowed; split it"]


def test_a_hundred_thousand_brackets_are_refused(sample: Path) -> None:
    (sample / "tools" / "old-server.yml").write_text("name: " + "[" * 100_000, encoding="utf-8")
    assert problems(sample) == ["data/tools/old-server.yml:1: old-server: the document is nested deeper than 12 levels; flatten it"]


def test_another_encoding_is_refused(sample: Path) -> None:
    path = sample / "tools" / "old-server.yml"
    path.write_bytes(path.read_bytes().replace(b"Old Server", "Älter".encode("latin-1")))
    assert problems(sample) == ["data/tools/old-server.yml:1: old-server: the file is not UTF-8; save it in that encoding"]


@pytest.mark.parametrize(("day", "late"), [("2026-01-11", False), ("2026-01-12", True)])
def test_a_day_of_grace_and_no_second_one(sample: Path, day: str, late: bool) -> None:
    path = sample / "tools" / "old-server.yml"
    edit(path, "checked: 2026-01-02", f"checked: {day}")
    said = [f"data/tools/old-server.yml:13: old-server.archived: `checked`: {day} lies after 2026-01-10, the day of this build; correct the date"]
    assert problems(sample) == (said if late else [])


def test_a_table_that_cannot_be_read_excuses_its_own_article_alone(sample: Path) -> None:
    """What stands in no table may stand in the one that failed."""
    paper = (sample / "articles" / "paper-2023.yml").read_text(encoding="utf-8")
    other = paper.replace("claims: [both-serve]", "claims: []")
    (sample / "articles" / "other.yml").write_text(other, encoding="utf-8")
    unplaced = "data/articles/other.yml:21: other.both-serve: the claim has no place; give `at`, or name it in a table's cell"
    assert problems(sample) == [unplaced]
    failed = "the key `caption` is missing; add it"
    (sample / "articles" / "paper-2023.yml").write_text(paper.replace("    caption: Key differences\n", ""), encoding="utf-8")
    assert problems(sample) == [unplaced, f"data/articles/paper-2023.yml:28: paper-2023.key-differences: {failed}"]
    (sample / "articles" / "other.yml").write_text(other.replace("    caption: Key differences\n", ""), encoding="utf-8")
    assert problems(sample) == [f"data/articles/{name}.yml:28: {name}.key-differences: {failed}" for name in ("other", "paper-2023")]


def test_a_topic_that_leads_nowhere_is_refused(sample: Path) -> None:
    (sample / "topics" / "phones.yml").write_text((sample / "topics" / "serving.yml").read_text().replace("serving.", "phones."))
    edit(sample / "home.yml", "topics: [serving]", "topics: [serving, phones]")
    message = "the key `neighbours` is missing; name a topic that a reader looks at next"
    assert problems(sample) == [f"data/topics/{name}.yml:1: {name}: {message}" for name in ("phones", "serving")]


def test_no_front_page_is_refused(sample: Path) -> None:
    (sample / "home.yml").unlink()
    assert problems(sample) == ["data/home.yml:1: home: the file is missing; a page is made from it"]


@pytest.mark.parametrize("command", [["mkdocs", "build", "--strict"], ["macros", "check"]], ids=["build", "check"])
def test_the_commands_refuse_without_a_traceback_and_build_nothing(tmp_path: Path, sample: Path, command: list[str]) -> None:
    case = next(case for case in CASES if case["rule"] == "dangling reference to an article")
    spoil(sample, case)
    project = project_with(tmp_path / "project", sample)
    result = subprocess.run([sys.executable, "-m", *command], cwd=project, env=environment(SOURCE_DATE_EPOCH=MOMENT), capture_output=True, text=True)
    output = result.stdout + result.stderr
    assert result.returncode != 0
    assert case["says"][0] in output
    assert "Traceback" not in output
    assert not (project / "site").exists()


def test_the_sample_builds(tmp_path: Path, sample: Path) -> None:
    """So that the case above fails for its mistake and for nothing else."""
    from .conftest import build

    project = project_with(tmp_path / "project", sample)
    assert (build(project / "site", project, SOURCE_DATE_EPOCH=MOMENT) / "tools" / "old-server" / "index.html").exists()


def test_a_path_of_more_than_six_questions_is_refused(sample: Path) -> None:
    guide = yaml.safe_load((sample / "decide.yml").read_text())
    asked = [
        {"id": f"q{number}", "asks": "And then?", "answers": [{"id": "a", "says": "On", "leads_to": f"q{number + 1}"}, {"id": "b", "says": "Off", "leads_to": "use-tensorflow"}]}
        for number in range(7)
    ]
    asked[-1]["answers"][0]["leads_to"] = "use-pytorch"
    (sample / "decide.yml").write_text(yaml.safe_dump({**guide, "questions": asked}, sort_keys=False))
    assert [line.partition(": decide.")[2] for line in problems(sample)] == ["q6: this is question 7 on its path; at most 6 may be asked"]


def test_a_long_text_where_none_belongs_is_told_in_one_short_line(sample: Path) -> None:
    path = sample / "tools" / "old-server.yml"
    edit(path, "names: [oldserve]", "names: |\n" + "  one line\n" * 50)
    quoted = " ".join(["one line"] * 50)[:159]
    assert problems(sample) == [f"data/tools/old-server.yml:6: old-server: `names` has to be a list (lines that begin with `- `), not `{quoted}…`"]


@pytest.mark.parametrize(("text", "line", "message"), [
    ("name: Old\nnames", 2, "this is not YAML (could not find expected ':')"),
    ("name: Old\nnames\n\n", 2, "this is not YAML (could not find expected ':')"),
    ("name: Old\nlife:\n  - {sa\n", 3, "the value is empty; write one or delete the key"),
    ("name: Old\n\u2028# b\nkind: server\n", 2, "this line holds the invisible character U+2028 (line separator); delete it"),
    ("name: Old\n# b\u2028\nkind: server\n", 2, "this line holds the invisible character U+2028 (line separator); delete it"),
    ("name: Old\n# a\u2028b\nkind: server\n", 2, "this line holds the invisible character U+2028 (line separator); delete it"),
])  # fmt: skip
def test_a_line_that_is_told_is_one_that_the_file_has(sample: Path, text: str, line: int, message: str) -> None:
    (sample / "tools" / "old-server.yml").write_text(text, encoding="utf-8")
    assert [found for found in problems(sample) if "old-server.yml" in found][0].startswith(f"data/tools/old-server.yml:{line}: old-server: {message}")


def test_in_a_workflow_each_problem_marks_its_line(tmp_path: Path, sample: Path) -> None:
    spoil(sample, {"file": "tools/old-server.yml", "old": "kind: server", "new": 'kind: "100%"'})
    command = [sys.executable, "-m", "macros", "--data", str(sample), "check"]
    said = [subprocess.run(command, cwd=ROOT, env={**os.environ, "GITHUB_ACTIONS": mark}, capture_output=True, text=True) for mark in ("true", "")]
    assert [line for line in said[0].stdout.splitlines() if "old-server" in line][0].startswith("::error file=data/tools/old-server.yml,line=2::old-server: ")
    assert "cannot be `100%25`; write one of" in said[0].stdout
    assert said[1].stdout == "" and said[0].stderr == said[1].stderr


@pytest.mark.parametrize("site", ["pypi", "npm" + "js", "files.python" + "hosted", "crates"])
def test_the_address_of_an_index_is_refused(site: str) -> None:
    with pytest.raises(ValueError, match="leads to a package index"):
        _check_address(f"https://{site}.example/package")


@pytest.mark.parametrize("site", ["python", "npmtrends", "docs.python", "pypistats"])
def test_the_address_of_another_site_is_none(site: str) -> None:
    assert _check_address(f"https://{site}.example/package")


def test_names_are_found_however_deep_in_a_type() -> None:
    assert [allowed_kinds(Recommendation.model_fields[name]) for name in ("tools", "why")] == [("tool",), ()]
    assert [allowed_kinds(FieldInfo.from_annotation(form)) for form in (ToolRef, ToolRef | None, list[ToolRef], dict[str, list[ToolRef]] | None)] == [("tool",)] * 4
