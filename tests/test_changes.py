"""What changed is said in the language of the data, and read from git as `make diff` does."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from macros.changes import as_markdown, changes
from macros.check import check

from .conftest import DAY, MOMENT, ROOT, edit, environment

ARTICLE, TOOL, SERVING, GUIDE, HOME = "articles/paper-2023.yml", "tools/old-server.yml", "topics/serving.yml", "decide.yml", "home.yml"
CLAIM, FINDING = "claim paper-2023.old-server-is-maintained", "finding old-server.archived"
REST = "kind: server\nwhat:\n  says: A server for models.\n  rests_on: [old-server.archived]\n"
SHOWN = "title: Notes; url: https://example.org/a; kind: blog; primary: false"
NOTES = "{title: Notes, url: https://example.org/a, kind: blog, primary: false, says: It.}"

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
        "Statements that rest on a tool that turned": [f"{name}: old-server.archived" for name in ("home", "decide.use-pytorch", "serving.server", "serving.is-it-maintained", "serving")],
        "Changed": ["finding old-server.archived: event `archived` -> `maintenance`"],
    }),
    "a text changes": (ARTICLE, "says: Both frameworks serve models.", "says: Both `frameworks` serve <b>.", {
        "Changed": ["claim paper-2023.both-serve: says `Both frameworks serve models.` -> `Both 'frameworks' serve <b>.`"],
    }),
    "a value inside a record": (SERVING, 'value: "no"', "value: partly", {"Changed": ["aspect serving.server: cells.pytorch.value `no` -> `partly`"]}),
    "a list": (TOOL, "names: [oldserve]", "names: [oldserve, OS]", {"Changed": ["tool old-server: names now with `OS`"]}),
    "a record goes": (ARTICLE, "  - id: both-serve", "  - id: both-do", {
        "Added": ["claim paper-2023.both-do (verdict): `Both frameworks serve models.`"],
        "Removed": ["claim paper-2023.both-serve (verdict): `Both frameworks serve models.`"],
    }),
    "a date moves, and nothing turns": (TOOL, "since: 2025-08-07", "since: 2025-08-06", {
        "The same verdict or state, another date": [
            f"{CLAIM}: outdated since 2025-08-07 -> outdated since 2025-08-06",
            "tool old-server: archived since 2025-08-07 -> archived since 2025-08-06",
        ],
        "Changed": [f"{FINDING}: since `2025-08-07` -> `2025-08-06`"],
    }),
    "an answer leads elsewhere": (GUIDE, "        leads_to: framework\n      - id: nothing\n        says: From nothing\n        leads_to: use-pytorch",
        "        leads_to: use-pytorch\n      - id: nothing\n        says: From nothing\n        leads_to: framework", {
        "Changed": ["question decide.start: answers.project.leads_to `framework` -> `use-pytorch`", "question decide.start: answers.nothing.leads_to `use-pytorch` -> `framework`"],
    }),
    "an answer comes, before another one": (GUIDE, "      - id: nothing\n", "      - {id: paper, says: From a paper, leads_to: use-tensorflow}\n      - id: nothing\n", {
        "Changed": ["question decide.start: answers now with `id: paper; says: From a paper; leads_to: use-tensorflow`"],
    }),
    "answers change places": (GUIDE, "      - id: project\n        says: From a project of our own\n        leads_to: framework\n      - id: nothing\n        says: From nothing\n        leads_to: use-pytorch\n",
        "      - id: nothing\n        says: From nothing\n        leads_to: use-pytorch\n      - id: project\n        says: From a project of our own\n        leads_to: framework\n", {
        "Changed": ["question decide.start: answers now in another order"],
    }),
    "a part with a title": (TOOL, "says: Carries the archive banner.", "says: Says so.", {
        "Changed": [f'{FINDING}: evidence "Repository".says `Carries the archive banner.` -> `Says so.`'],
    }),
    "a part with a head": (ARTICLE, "says: Serves, claims", "says: Serves well, claims", {
        "Changed": ['table paper-2023.key-differences: rows "Server".cells[1].says `Serves` -> `Serves well`'],
    }),
    "a place": (ARTICLE, "{section: serving-section, paragraph: 1}", "{section: serving-section, paragraph: 2}", {
        "Changed": [f"{CLAIM}: at now with `section: serving-section; paragraph: 2`, without `section: serving-section; paragraph: 1`"],
    }),
    "a part that nothing names": (HOME, "so a new project starts", "so a project starts", {
        "Changed": ["home home: state[1].says `The old server is archived, so a new project starts with another one.` -> `The old server is archived, so a project starts with another one.`"],
    }),
    "one part more that nothing names": (HOME, "state:\n", "state:\n  - {says: So it is., rests_on: [old-server.archived]}\n", {
        "Changed": ["home home: state now with `says: So it is.; rests_on: old-server.archived`"],
    }),
    "two parts of one title": (TOOL, "        dated: 2025-08-07\n", f"        dated: 2025-08-07\n      - {NOTES}\n      - {NOTES.replace('It.', 'That.')}\n", {
        "Changed": [f"{FINDING}: evidence now with `{SHOWN}; says: It.; dated: unknown`, with `{SHOWN}; says: That.; dated: unknown`"],
    }),
    "the claims of a part": (SERVING, "claims: [paper-2023.both-serve]", "claims: [paper-2023.old-server-is-maintained]", {
        "Changed": ["disagreement serving.is-it-maintained: positions[2].claims now with `paper-2023.old-server-is-maintained`, without `paper-2023.both-serve`"],
    }),
    "a claim comes": (ARTICLE, "  - id: both-serve\n", "  - {id: it-is-kept, kind: fact, says: It is kept., at: [{section: chart}], topic: serving}\n  - id: both-serve\n", {
        "Added": ["claim paper-2023.it-is-kept (fact, unchecked): `It is kept.`"],
    }),
    "a finding comes": (SERVING, "findings:\n", f"findings:\n  - {{id: few, says: Few., since: 2021, checked: 2026, bears_on: [paper-2023.old-server-is-maintained, paper-2023.both-serve], evidence: [{NOTES}]}}\n", {
        "Added": ["finding serving.few (since 2021; bears on paper-2023.old-server-is-maintained, paper-2023.both-serve): `Few.`"],
    }),
    "a name goes": (TOOL, "names: [oldserve]\n", "", {
        "Names that are lost": ["tool old-server: `oldserve` is no longer found"],
        "Changed": ["tool old-server: names now without `oldserve`"],
    }),
    "a tool is renamed, and its old name not kept": (TOOL, "name: Old Server\nkind: server\n", "name: Older Server\nkind: server\n", {
        "Names that are lost": ["tool old-server: `Old Server` is no longer found"],
        "Changed": ["tool old-server: name `Old Server` -> `Older Server`"],
    }),
    "a tool is renamed, and its old name kept": (TOOL, f"name: Old Server\n{REST}names: [oldserve]\n", f"name: Older Server\n{REST}names: [Old Server, oldserve]\n", {
        "Changed": ["tool old-server: name `Old Server` -> `Older Server`", "tool old-server: names now with `Old Server`"],
    }),
    "a term is renamed, but for its capitals": ("glossary.yml", "name: model serving\n", "name: Model-Serving\n", {
        "Changed": ["term glossary.model-serving: name `model serving` -> `Model-Serving`"],
    }),
    "a topic loses its title": (SERVING, "title: Serving\n", "title: Servers\n", {
        "Names that are lost": ["topic serving: `Serving` leads only to term glossary.model-serving now"],
        "Changed": ["topic serving: title `Serving` -> `Servers`"],
    }),
}  # fmt: skip


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_a_change_is_said(sample: Path, case: tuple[str, str, str, dict]) -> None:
    file, old, new, said = case
    before = check(sample, DAY)
    path = sample / file
    edit(path, old, new)
    if "both-do" in new:
        for other in (path, sample / GUIDE, sample / SERVING):
            other.write_text(other.read_text().replace("both-serve", "both-do"))
    found = changes(before, check(sample, DAY))
    if "both-do" in new:  # those that name it have changed too
        assert found.pop("Changed")
    assert found == said


def test_a_tool_that_comes_or_goes_is_told_with_its_state(sample: Path) -> None:
    before = check(sample, DAY)
    text = (sample / TOOL).read_text().replace("Old Server", "New Server").replace("old-server.archived", "new-server.archived").replace("[oldserve]", "[newserve]")
    (sample / "tools" / "new-server.yml").write_text(text)
    after = check(sample, DAY)
    told = [
        "tool new-server (server, archived since 2025-08-07): `New Server: A server for models.`",
        "finding new-server.archived (archived, since 2025-08-07; contradicts paper-2023.old-server-is-maintained): `The repository is archived.`",
    ]
    assert changes(before, after) == {"Added": told}
    assert changes(after, before) == {
        "Names that are lost": ["tool new-server: `New Server` is no longer found", "tool new-server: `newserve` is no longer found"],
        "Removed": told,
    }


def test_nothing_changed_and_new_lines_change_nothing(sample: Path) -> None:
    before = check(sample, DAY)
    (sample / ARTICLE).write_text("# a comment\n" + (sample / ARTICLE).read_text())
    assert changes(before, check(sample, DAY)) == {}
    assert as_markdown({}, "v1") == "The data says the same as in v1."


def test_two_long_texts_are_shown_from_where_they_differ(sample: Path) -> None:
    path = sample / TOOL
    edit(path, "The repository is archived.", "Word " * 80 + "one.")
    before = check(sample, DAY)
    edit(path, "one.", "two.")
    assert changes(before, check(sample, DAY))["Changed"] == ["finding old-server.archived: says `…Word Word Word Word one.` -> `…Word Word Word Word two.`"]


def test_the_command_reads_the_other_commit_from_git(tmp_path: Path, sample: Path) -> None:
    def run(*command: str) -> subprocess.CompletedProcess:
        who = {"GIT_AUTHOR_NAME": "a", "GIT_AUTHOR_EMAIL": "a@example.org", "GIT_COMMITTER_NAME": "a", "GIT_COMMITTER_EMAIL": "a@example.org"}
        return subprocess.run(command, cwd=tmp_path, env=environment(**who, PYTHONPATH=str(ROOT), SOURCE_DATE_EPOCH=MOMENT), capture_output=True, text=True, check=False)

    def diff(*commit: str) -> subprocess.CompletedProcess:
        return run(sys.executable, "-m", "macros", "--data", str(sample), "diff", *commit)

    assert "not a git repository" in diff().stderr
    for command in (["init", "-qb", "main"], ["add", "data"], ["commit", "-qm", "first"], ["checkout", "-qb", "branch"]):
        assert run("git", *command).returncode == 0
    edit(sample / TOOL, "event: archived", "event: maintenance")
    line = "\n### States of tools: 1\n\n- tool old-server: maintenance only since 2025-08-07 (was archived)\n"
    assert line in diff().stdout  # not committed yet
    assert run("git", "commit", "-qam", "second").returncode == 0
    assert line in diff().stdout  # since the branch began
    assert diff("HEAD").stdout == "The data says the same as in HEAD.\n"
    for wrong in ("nonsense", "--output=x", ""):
        refused = diff("--", wrong)
        assert refused.returncode == 1 and f"there is no commit `{wrong}` here" in refused.stderr
    sound = (sample / TOOL).read_text()
    (sample / TOOL).write_text(sound.replace("kind: server", "sort: server"))  # as if the model had been another
    assert run("git", "commit", "-qam", "third").returncode == 0
    (sample / TOOL).write_text(sound)
    told = diff("HEAD")
    assert told.returncode == 0 and "cannot be read as it is read today" in told.stdout and "data/tools/old-server.yml:2: old-server: unknown key `sort`" in told.stdout
    (sample / TOOL).write_text("kind: [")
    assert diff().returncode == 1 and "data/tools/old-server.yml:" in diff().stderr
