"""What changed is said in the language of the data, and read from git as `make diff` does."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from macros.changes import as_markdown, changes
from macros.check import check

from .conftest import ROOT
from .test_bad_data import DAY

ARTICLE, TOOL, SERVING = "articles/paper-2023.yml", "tools/old-server.yml", "topics/serving.yml"

# One change of the sample each: file, what becomes what, and all that is said of it.
CASES: dict[str, tuple[str, str, str, dict[str, list[str]]]] = {
    "a verdict turns": (TOOL, "contradicts: [paper", "supports: [paper", {
        "Verdicts that turn": ["claim paper-2023.old-server-is-maintained: verdict outdated -> holds"],
        "Changed": [
            "finding old-server.archived: contradicts now without `paper-2023.old-server-is-maintained`",
            "finding old-server.archived: supports now with `paper-2023.old-server-is-maintained`",
        ],
    }),
    "a tool changes its state": (TOOL, "event: archived", "event: maintenance", {
        "States of tools": ["tool old-server: maintenance only since 2025-08-07 (was archived)"],
        "Changed": ["finding old-server.archived: event `archived` -> `maintenance`"],
    }),
    "a text changes": (ARTICLE, "says: Both frameworks serve models.", "says: Both `frameworks` serve <b>.", {
        "Changed": ["claim paper-2023.both-serve: says `Both frameworks serve models.` -> `Both 'frameworks' serve <b>.`"],
    }),
    "a value inside a record": (SERVING, 'value: "no"', "value: partly", {"Changed": ["aspect serving.server: cells.pytorch.value `no` -> `partly`"]}),
    "a list": (TOOL, "names: [oldserve]", "names: [oldserve, OS]", {"Changed": ["tool old-server: names now with `OS`"]}),
    "a record goes": (ARTICLE, "  - id: both-serve", "  - id: both-do", {
        "Added": ["claim paper-2023.both-do: `Both frameworks serve models.`"],
        "Removed": ["claim paper-2023.both-serve: `Both frameworks serve models.`"],
    }),
}  # fmt: skip


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_a_change_is_said(sample: Path, case: tuple[str, str, str, dict]) -> None:
    file, old, new, said = case
    before = check(sample, DAY)
    path = sample / file
    text = path.read_text()
    assert text.count(old) == 1
    path.write_text(text.replace(old, new))
    if "both-do" in new:
        for path in (path, sample / "decide.yml", sample / SERVING):
            path.write_text(path.read_text().replace("both-serve", "both-do"))
    found = changes(before, check(sample, DAY))
    if "both-do" in new:  # those that name it have changed too
        assert found.pop("Changed")
    assert found == said


def test_nothing_changed_and_new_lines_change_nothing(sample: Path) -> None:
    before = check(sample, DAY)
    (sample / ARTICLE).write_text("# a comment\n" + (sample / ARTICLE).read_text())
    assert changes(before, check(sample, DAY)) == {}
    assert as_markdown({}, "v1") == "The data says the same as in v1."


def test_two_long_texts_are_shown_from_where_they_differ(sample: Path) -> None:
    path = sample / TOOL
    path.write_text(path.read_text().replace("The repository is archived.", "Word " * 80 + "one."))
    before = check(sample, DAY)
    path.write_text(path.read_text().replace("one.", "two."))
    assert changes(before, check(sample, DAY))["Changed"] == ["finding old-server.archived: says `…Word Word Word Word one.` -> `…Word Word Word Word two.`"]


def test_the_command_reads_the_other_commit_from_git(tmp_path: Path, sample: Path) -> None:
    def run(*command: str) -> subprocess.CompletedProcess:
        who = {"GIT_AUTHOR_NAME": "a", "GIT_AUTHOR_EMAIL": "a@example.org", "GIT_COMMITTER_NAME": "a", "GIT_COMMITTER_EMAIL": "a@example.org"}
        environment = {**os.environ, **who, "PYTHONPATH": str(ROOT), "SOURCE_DATE_EPOCH": "1768003200"}
        return subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True)

    def diff(*commit: str) -> subprocess.CompletedProcess:
        return run(sys.executable, "-m", "macros", "--data", str(sample), "diff", *commit)

    assert "not a git repository" in diff().stderr
    for command in (["init", "-qb", "main"], ["add", "data"], ["commit", "-qm", "first"], ["checkout", "-qb", "branch"]):
        assert run("git", *command).returncode == 0
    (sample / TOOL).write_text((sample / TOOL).read_text().replace("event: archived", "event: maintenance"))
    line = "\n### States of tools: 1\n\n- tool old-server: maintenance only since 2025-08-07 (was archived)\n"
    assert line in diff().stdout  # not committed yet
    assert run("git", "commit", "-qam", "second").returncode == 0
    assert line in diff().stdout  # since the branch began
    assert diff("HEAD").stdout == "The data says the same as in HEAD.\n"
    for wrong in ("nonsense", "--output=x", ""):
        refused = diff("--", wrong)
        assert refused.returncode == 1 and f"there is no commit `{wrong}` here" in refused.stderr
    (sample / TOOL).write_text("kind: [")
    assert diff().returncode == 1 and "data/tools/old-server.yml:" in diff().stderr
