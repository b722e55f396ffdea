"""The guide for contributors: each example in it is sound data, and the field reference holds all that the model holds."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml

from macros.changes import as_markdown, changes
from macros.check import check
from macros.model import Record
from macros.problem import DataError
from macros.reference import kinds
from macros.views import VIEWS

from .conftest import DAY, ROOT

GUIDE = (ROOT / "docs" / "contribute.md").read_text(encoding="utf-8")
EXAMPLES = re.findall(r"^```yaml\n# (data/\S+\.yml)(?:, (?:under )?(\w+))?\n(.*?)^```$", GUIDE, re.MULTILINE | re.DOTALL)
SAID = re.findall(r"^```text\n(.*?)^```$", GUIDE, re.MULTILINE | re.DOTALL)


def put(data: Path, file: str, key: str, text: str) -> None:
    """Do what an example says: write the file, change its keys, or put its records into a list, in place of those that have their id or title."""
    path = data.parent / file
    if not key:
        assert not path.exists()
        path.write_text(text, encoding="utf-8")
        return
    whole = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)
    part = yaml.load(text, Loader=yaml.BaseLoader)
    if key != "changed":
        records = {record.get("id") or record["title"]: record for record in [*whole.get(key, []), *part]}
        part = {key: sorted(records.values(), key=lambda record: reading_order(whole, record)) if key == "claims" else list(records.values())}
    path.write_text(yaml.safe_dump({**whole, **part}, sort_keys=False), encoding="utf-8")


def reading_order(article: dict, claim: dict) -> tuple[int, int]:
    """Return where a claim of the example stands: what has no place of its own stands in the last section's table."""
    first = claim.get("at", [{"section": article["sections"][-1]["id"]}])[0]
    return [section["id"] for section in article["sections"]].index(first["section"]), int(first.get("paragraph", 0))


def test_every_example_of_the_guide_is_one_that_is_tested() -> None:
    assert len(EXAMPLES) == GUIDE.count("```yaml") == 12
    used = {file.split("/")[1] for file, _, _ in EXAMPLES} | {key for _, key, _ in EXAMPLES}
    assert {"articles", "tools", "topics", "claims", "life", "findings", "searches", "questions", "groups", "changed"} <= used


def test_what_the_guide_shows_of_the_commands_is_what_they_say(sample: Path) -> None:
    refused, told = SAID
    before = check(sample, DAY)
    path = sample / "tools" / "old-server.yml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("[paper-2023.", "[paper-2032."), encoding="utf-8")
    with pytest.raises(DataError) as error:
        check(sample, DAY)
    assert refused == f"{error.value}\n"
    path.write_text(text.replace("since: 2025-08-07", "since: 2025-08-06"), encoding="utf-8")
    assert as_markdown(changes(before, check(sample, DAY)), "main").partition("\n\n")[2] + "\n" == told


def test_the_examples_are_sound_all_together(sample: Path) -> None:
    for example in EXAMPLES:
        put(sample, *example)
    knowledge = check(sample, DAY)
    assert knowledge.state(knowledge.entry("new-server")).kind == "archived"
    renamed = knowledge.entry("old-server").record
    assert (renamed.name, renamed.names) == ("Older Server", ["oldserve", "Old Server"])
    assert knowledge.verdict(knowledge.entry("paper-2023.both-serve")).kind == "no-verdict"
    assert [len(path.steps) for path in knowledge.paths] == [2, 2, 2, 2]
    for name in ("tool", "topic", "article"):
        assert VIEWS[f"{name}_page"](knowledge, "x/y.md", {"tool": "new-server", "topic": "phones", "article": "other-2025"}[name])


@pytest.mark.parametrize(("old", "new", "message"), [
    ("favours: pytorch #", "favors: pytorch #", "unknown key `favors`; did you mean `favours`?"),
    ("tools: [old-server] #", "tools: [oldserver] #", "no tool `oldserver`; did you mean `old-server`?"),
    ("leads_to: size #", "leads_to: siz #", "no question or recommendation `siz`; did you mean `size`?"),
])  # fmt: skip
def test_an_example_that_is_wrong_is_noticed(sample: Path, old: str, new: str, message: str) -> None:
    assert sum(old in text for _, _, text in EXAMPLES) == 1
    for file, key, text in EXAMPLES:
        put(sample, file, key, text.replace(old, new))
    with pytest.raises(DataError, match=re.escape(message)):
        check(sample, DAY)


def test_the_field_reference_has_every_kind_and_every_field() -> None:
    def below(model: type[Record]) -> set[type[Record]]:
        return {model}.union(*map(below, model.__subclasses__()))

    shown = {kind.name: {field.key for field in kind.fields} for kind in kinds()}
    for model in below(Record) - {Record}:
        name = re.sub("(?<=[a-z])(?=[A-Z])", " ", model.__name__).lower()
        assert shown.pop(name) == {info.alias or key for key, info in model.model_fields.items()} - {"__lines__"}
    assert shown == {}


def test_the_field_reference_says_types_in_words(sample: Path) -> None:
    fields = {f"{kind.name}.{field.key}": (field.type, field.needed) for kind in kinds() for field in kind.fields}
    assert fields["claim.id"] == ("id", True)
    assert fields["claim.kind"] == ("one of fact, figure, prediction, opinion, verdict, advice", True)
    assert fields["claim.favours"] == ("id of a framework or even", False)
    assert fields["claim.tools"] == ("list: id of a tool", False)
    assert fields["claim.at"] == ("list: place", False)
    assert fields["evidence.url"] == ("web address", False)
    assert fields["evidence.primary"] == ("true or false", True)
    assert fields["figure.value"] == ("number", True)
    assert fields["aspect.cells"] == ("for each framework: answer", True)
    assert fields["cell.claims"] == ("list: id of a claim of this article", False)
    page = VIEWS["fields"](check(sample, DAY), "fields.md")
    assert "[answer](#answer_)" in page and "{ #answer_ " in page  # `guide` alone is the id of the guide
