"""On the platform: workflows that hold set-up and make targets alone, may do little, and name no home; forms and licences."""

from __future__ import annotations

import json
import os
import re
import subprocess
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

from .conftest import ROOT

GITHUB = ROOT / ".github"
WORKFLOWS = sorted((GITHUB / "workflows").glob("*.yml"))
TARGETS = set(re.findall(r"^([a-z][a-z-]*):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
MAY_WRITE = {("main.yml", "publish", "pages"), ("main.yml", "publish", "id-token"), ("weekly.yml", "links", "issues")}
MAY_WRITE |= {("weekly.yml", "publish", "pages"), ("weekly.yml", "publish", "id-token")}  # handed on to main.yml


def mistakes(name: str, text: str, targets: set[str] = TARGETS) -> Iterator[str]:
    """Yield what a workflow does that it may not."""
    workflow = yaml.load(text, Loader=yaml.BaseLoader)
    if "permissions" not in workflow or any(level != "read" for level in workflow["permissions"].values()):
        yield "the workflow may do more than read"
    if {"pull_request_target", "workflow_run"} & set([workflow["on"]] if isinstance(workflow["on"], str) else workflow["on"]):
        yield "strangers' code runs with rights"
    if "secrets" in text:
        yield "a secret is used"
    for job, content in workflow["jobs"].items():
        for what, level in content.get("permissions", {}).items():
            if level != "read" and (name, job, what) not in MAY_WRITE:
                yield f"{job} may write {what}"
        if "uses" not in content and "timeout-minutes" not in content:
            yield f"{job} may run for ever"
        for step in [content, *content.get("steps", [])]:
            if "uses" in step and not re.fullmatch(r"\./\.github/workflows/[a-z-]+\.yml|actions/[a-z-]+@[0-9a-f]{40}", step["uses"]):
                yield f"not pinned: {step['uses']}"
            if str(step.get("uses")).startswith("actions/checkout@") and step.get("with", {}).get("persist-credentials") != "false":
                yield f"{job} keeps the token in the clone"
            if "run" in step:
                command = re.fullmatch(r'make( --silent)? (?P<target>[a-z-]+)( COMMIT=HEAD\^1)?( >> "\$GITHUB_STEP_SUMMARY")?', step["run"])
                if not command or command["target"] not in targets:
                    yield f"no make target: {step['run']}"


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_a_workflow_holds_set_up_and_make_targets(path: Path) -> None:
    assert list(mistakes(path.name, path.read_text(encoding="utf-8"))) == []


def test_there_are_three() -> None:
    assert [path.name for path in WORKFLOWS] == ["main.yml", "pull-request.yml", "weekly.yml"]


BAD = [
    ("pull-request.yml", "permissions:\n  contents: read", "permissions:\n  contents: write", "the workflow may do more than read"),
    ("pull-request.yml", "permissions:\n  contents: read\n", "", "the workflow may do more than read"),
    ("pull-request.yml", "on: pull_request", "on: pull_request_target", "strangers' code runs with rights"),
    ("pull-request.yml", "on: pull_request", "on: [push, pull_request_target]", "strangers' code runs with rights"),
    ("pull-request.yml", "run: make check", "run: pip install x", "no make target: pip install x"),
    ("pull-request.yml", "run: make check", "run: make chekc", "no make target: make chekc"),
    ("pull-request.yml", "run: make check", "run: make check || true", "no make target: make check || true"),
    ("pull-request.yml", "run: make check", 'run: make check "${{ github.head_ref }}"', 'no make target: make check "${{ github.head_ref }}"'),
    ("pull-request.yml", "run: make check", "run: make check\n        env: {KEY: '${{ secrets.KEY }}'}", "a secret is used"),
    ("pull-request.yml", "          persist-credentials: false\n", "", "check keeps the token in the clone"),
    ("pull-request.yml", "    timeout-minutes: 15\n", "", "check may run for ever"),
    ("main.yml", "actions/configure-pages@983d7736d9b0ae728b81ab479565c72886d7745b", "actions/configure-pages@v5", "not pinned: actions/configure-pages@v5"),
    ("main.yml", "      pages: read", "      pages: write", "build may write pages"),
    ("weekly.yml", "      issues: write", "      issues: write\n      contents: write", "links may write contents"),
]


@pytest.mark.parametrize(("name", "right", "wrong", "said"), BAD, ids=[said for *_, said in BAD])
def test_a_workflow_that_does_more_is_refused(name: str, right: str, wrong: str, said: str) -> None:
    text = (GITHUB / "workflows" / name).read_text(encoding="utf-8")
    assert right in text
    assert said in list(mistakes(name, text.replace(right, wrong, 1).replace("      contents: read\n      issues: write\n      contents", "      issues: write\n      contents")))


def test_a_fork_needs_no_edit() -> None:
    """Repository and address come from where a workflow runs; nothing names a home."""
    for path in WORKFLOWS:
        text = path.read_text(encoding="utf-8")
        assert not re.search(r"https?://|\.github\.io|github\.com", text), path
        for step in re.findall(r"run: make build.*\n((?: {8,}.*\n)*)", text):
            assert "REPO_URL: ${{ github.server_url }}/${{ github.repository }}\n" in step
    main = (GITHUB / "workflows" / "main.yml").read_text(encoding="utf-8")
    assert "SITE_URL: ${{ steps.pages.outputs.base_url }}/\n" in main


def test_the_site_is_published_as_of_today() -> None:
    done = subprocess.run(["make", "--dry-run", "build-today"], cwd=ROOT, env={**os.environ, "SOURCE_DATE_EPOCH": "1"}, capture_output=True, text=True, check=True)
    assert re.search(r"build SOURCE_DATE_EPOCH=\$\(date \+%s\)", done.stdout)


def test_the_correction_form() -> None:
    form = yaml.safe_load((GITHUB / "ISSUE_TEMPLATE" / "correction.yml").read_text(encoding="utf-8"))
    assert form["name"] and form["description"]
    fields = {field["id"]: field for field in form["body"] if field["type"] != "markdown"}
    assert list(fields) == ["record", "says", "should", "source"]
    assert all(field["attributes"]["label"] and field["validations"]["required"] for field in fields.values())
    assert yaml.safe_load((GITHUB / "ISSUE_TEMPLATE" / "config.yml").read_text(encoding="utf-8")) == {"blank_issues_enabled": True}


def test_licences_and_citation() -> None:
    assert (ROOT / "LICENSE").read_text(encoding="utf-8").startswith("MIT License\n\nCopyright (c) 2026 the contributors\n")
    assert "https://creativecommons.org/licenses/by/4.0/" in (ROOT / "LICENSE-data").read_text(encoding="utf-8")
    cited = yaml.safe_load((ROOT / "CITATION.cff").read_text(encoding="utf-8"))
    site = re.search(r"^site_name: (.*)$", (ROOT / "mkdocs.yml").read_text(encoding="utf-8"), re.MULTILINE)[1]
    assert cited["title"] == site and cited["authors"] == [{"name": "the contributors"}] and cited["license"] == ["CC-BY-4.0", "MIT"]
    assert {"cff-version", "message", "title", "authors"} <= set(cited)


def test_vs_code_is_told_what_reads_the_schemas() -> None:
    assert json.loads((ROOT / ".vscode" / "extensions.json").read_text(encoding="utf-8")) == {"recommendations": ["redhat.vscode-yaml"]}


def loose(lock: str) -> Iterator[str]:
    """Yield what a lock leaves open: a package without version or hash, and the name of a host."""
    lines = re.sub(r"^ *#.*\n", "", lock, flags=re.MULTILINE)
    for entry in re.split(r"\n(?=\S)", re.sub(r"\\\n(?=\s)", "", lines)):
        name, _, rest = entry.strip().partition("==")
        if not re.fullmatch(r"[a-z0-9-]+(\[[a-z0-9,-]+\])?", name) or not re.match(r"[0-9][\w.!+]*(\s|$)", rest):
            yield f"no version: {entry.split()[0]}"
        elif not re.search(r"--hash=sha256:[0-9a-f]{64}\b", rest):
            yield f"no hash: {name}"
    yield from re.findall(r".*(?:://|--(?:extra-)?index|--find-links|--trusted-host| @ ).*", lock)


def test_the_lock_names_hashes_and_no_host() -> None:
    lock = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    assert list(loose(lock)) == []
    asked = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    wanted = {line.split()[0] for lines in (asked["dependencies"], asked["optional-dependencies"]["test"], asked["optional-dependencies"]["zensical"]) for line in lines}
    assert wanted <= set(re.findall(r"^([a-z0-9-]+)==", lock, re.MULTILINE))


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("it>=1", ["no version: it>=1"]),
        ("it==1.0", ["no hash: it"]),
        ("it==1.0 \\\n    # via us", ["no hash: it"]),
        ("it==1.0 \\\n    --hash=sha256:abc", ["no hash: it"]),
        (f"it==1.0 \\\n    # via us\nus==1 \\\n    --hash=sha256:{'a' * 64}", ["no hash: it"]),
        (f"it==1.0 \\\n    --hash=sha256:{'a' * 64}", []),
        (f"it==1.0 \\\n    --hash=sha256:{'a' * 64}\n    # from https://a.example/", ["    # from https://a.example/"]),
        (f"--index-url a.example\nit==1.0 \\\n    --hash=sha256:{'a' * 64}", ["no version: --index-url", "--index-url a.example"]),
        (f"it @ a.example/it.whl \\\n    --hash=sha256:{'a' * 64}", ["no version: it", "it @ a.example/it.whl \\"]),
    ],
)
def test_a_lock_that_leaves_something_open_is_seen(line: str, said: list[str]) -> None:
    assert list(loose(line)) == said
