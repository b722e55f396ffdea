"""In the editor: the JSON Schema is current, takes all our data, refuses what the model refuses, and holds no id."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
import yaml
from jsonschema.protocols import Validator
from jsonschema.validators import validator_for

from macros.check import cached
from macros.schema import schemas
from macros.store import FOLDERS, SINGLE, read

from .conftest import ROOT

FILES = {kind: sorted((ROOT / "data" / f"{kind}s").glob("*.yml")) for kind in FOLDERS} | {kind: [ROOT / "data" / f"{kind}.yml"] for kind in SINGLE}


class Editor(yaml.SafeLoader):
    """YAML 1.2 as editors read it: numbers and true and false are not text, but `yes`, dates and times are."""

    yaml_implicit_resolvers: dict = {}


for tag, form in (("int", r"[-+]?\d+"), ("float", r"[-+]?\d+\.\d*(e[-+]?\d+)?|[-+]?\d+e[-+]?\d+"), ("bool", "true|false")):
    Editor.add_implicit_resolver(f"tag:yaml.org,2002:{tag}", re.compile(f"^({form})$", re.I), None)


def schema_of(kind: str) -> dict:
    return json.loads((ROOT / "data" / "schema" / f"{kind}.json").read_text(encoding="utf-8"))


def editor(schema: dict) -> Validator:
    """What an editor checks by a schema, once that is a sound one itself."""
    validator = validator_for(schema, default=None)
    validator.check_schema(schema)
    return validator(schema)


def test_the_schema_is_current() -> None:
    """`make schema` renews it."""
    held = {path.relative_to(ROOT / "data").as_posix(): path.read_text(encoding="utf-8") for path in (ROOT / "data" / "schema").iterdir()}
    assert held == schemas()


@pytest.mark.parametrize("kind", FILES)
def test_the_schema_takes_all_data(kind: str) -> None:
    checks = editor(schema_of(kind))
    assert FILES[kind]
    for path in FILES[kind]:
        checks.validate(yaml.load(path.read_text(encoding="utf-8"), Loader=Editor))


GOOD = """
name: A tool
kind: library
what: {says: A tool., rests_on: [a-tool.released]}
life:
  - {id: released, says: It came out., since: 2025, checked: 2026-11-20, supports: [an-article.a-claim],
     evidence: [{title: 2.10, url: 'https://example.org/', kind: blog, primary: true, says: So it is.}]}
"""


@pytest.mark.parametrize(
    ("right", "wrong", "place"),
    [
        ("", "", None),
        ("2025,", "2025-07,", None),
        ("2025,", "unknown,", None),
        ("name: A tool", "nmae: A tool", ""),
        ("name: A tool\n", "", ""),
        ("kind: library", "kind: libary", ".kind"),
        ("id: released", "id: Released", ".life[0].id"),
        ("2025,", "last year,", ".life[0].since"),
        ("2025,", "20250,", ".life[0].since"),
        ("2026-11-20", "20.11.2026", ".life[0].checked"),
        ("an-article.a-claim", "a-claim", ".life[0].supports[0]"),
        ("https://example.org/", "example.org", ".life[0].evidence[0].url"),
        ("primary: true", "primary: maybe", ".life[0].evidence[0].primary"),
        ("says: A tool.", "says: [A tool.]", ".what.says"),
    ],
)
def test_an_editor_marks_what_is_wrong(right: str, wrong: str, place: str | None) -> None:
    assert right in GOOD
    found = {error.json_path for error in editor(schema_of("tool")).iter_errors(yaml.load(GOOD.replace(right, wrong, 1), Loader=Editor))}
    assert found == ({f"${place}"} if place is not None else set())


def test_a_lost_cell_is_one_word() -> None:
    schema = schema_of("article")
    cell = editor({"$schema": schema["$schema"], "definitions": schema["definitions"], "$ref": "#/definitions/Cell"})
    assert cell.is_valid("lost") and not cell.is_valid("gone")


def test_each_key_is_explained() -> None:
    def unexplained(schema: object, path: str) -> list[str]:
        if isinstance(schema, list):
            return [fault for item in schema for fault in unexplained(item, path)]
        if not isinstance(schema, dict):
            return []
        silent = [f"{path}.{key}" for key, value in schema.get("properties", {}).items() if not value.get("description")]
        return silent + [fault for key, value in schema.items() for fault in unexplained(value, f"{path}.{key}")]

    for kind in FILES:
        assert unexplained(schema_of(kind), kind) == []


def test_no_id_stands_in_a_schema() -> None:
    """So that adding a record changes no other file; short names that are words of the language are left out."""
    quoted = {word for text in schemas().values() for word in re.findall(r'"([^"]*)"', text)}
    assert quoted & {ref for ref in cached(ROOT / "data").store.entries if "." in ref or "-" in ref} == set()


def test_vs_code_finds_the_schema_of_each_file() -> None:
    wired = json.loads((ROOT / ".vscode" / "settings.json").read_text(encoding="utf-8"))["yaml.schemas"]
    for kind, paths in FILES.items():
        assert {ROOT / path.lstrip("/") for path in [wired[f"./data/schema/{kind}.json"]]} <= {path.parent / ("*.yml" if kind in FOLDERS else path.name) for path in paths}
    assert set(wired) == {f"./data/{path}" for path in schemas()}


def test_only_schemas_stand_among_them(sample: Path) -> None:
    (sample / "schema").mkdir()
    (sample / "schema" / "tool.json").write_text("{}")
    assert read(sample).problems == []
    (sample / "schema" / "notes.json").write_text("{}")
    assert [problem.file for problem in read(sample).problems] == ["data/schema/notes.json"]
