"""More data than there is, made up for the benches: copies under new names, with new words in them, so that the vocabulary grows too."""

from __future__ import annotations

import random
import re
import shutil
from pathlib import Path
from typing import Any

import yaml

FOLDERS = ("articles", "tools", "topics")
_REFERENCE = re.compile(r"[a-z0-9-]+(\.[a-z0-9_-]+)?")
_NO_REFERENCE = {"id", "section", "kind", "event", "value", "unit", "package"}  # a word of theirs may be the name of a file by chance
_NAMES = {"name", "names", "title"}  # have to differ, even where they are one short word


def reworded(text: str, copy: int, chance: random.Random) -> str:
    """Return a text with a third of its longer words replaced by new ones."""

    def change(word: re.Match) -> str:
        return word[0] if chance.random() < 2 / 3 else f"{word[0]}{chance.choice('bdfgklmnprst')}{chance.choice('aeiou')}{copy}"

    return re.sub(r"\w{4,}", change, text)


def search_index(index: dict[str, list[str]], times: int, seed: int = 1) -> dict[str, list[str]]:
    """Return the list of the search and `times - 1` changed copies of each of its items."""
    chance = random.Random(seed)
    made = {key: list(values) for key, values in index.items()}
    for copy in range(1, times):
        for key in ("title", "lead", "names", "text"):
            made[key] += [reworded(value, copy, chance) for value in index[key]]
        for key in ("kind", "state", "status"):
            made[key] += index[key]
        made["at"] += [re.sub(r"^([^/]*/)", rf"\g<1>{copy}-", place) for place in index["at"]]
    return made


def data_folder(source: Path, target: Path, times: int, seed: int = 1) -> Path:
    """Copy a data folder with `times - 1` changed copies of each article, topic and tool beside it; return its folder.

    Frameworks stay as they are: more of them would be another comparison. What stands alone (guide, glossary, series) stays too.
    """
    shutil.copytree(source, target)
    chance = random.Random(seed)
    whole = {path: yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CBaseLoader) for folder in FOLDERS for path in sorted((target / folder).glob("*.yml"))}
    copied = {path: record for path, record in whole.items() if record.get("kind") != "framework"}
    stems = {path.stem for path in copied}
    for copy in range(1, times):
        for path, record in copied.items():
            _write(path.with_stem(f"{path.stem}-copy-{copy}"), _changed(record, "", stems, copy, chance))
    home = yaml.load((target / "home.yml").read_text(encoding="utf-8"), Loader=yaml.CBaseLoader)
    for group in home["groups"]:
        group["topics"] += [f"{topic}-copy-{copy}" for copy in range(1, times) for topic in group["topics"]]
    _write(target / "home.yml", home)
    return target


def _changed(value: Any, key: str, stems: set[str], copy: int, chance: random.Random) -> Any:
    if isinstance(value, dict):
        return {name: _changed(inner, name, stems, copy, chance) for name, inner in value.items()}
    if isinstance(value, list):
        return [_changed(inner, key, stems, copy, chance) for inner in value]
    owner, dot, part = value.partition(".")
    if key in _NAMES:
        return f"{value} copy {copy}"
    if owner in stems and key not in _NO_REFERENCE and _REFERENCE.fullmatch(value):
        return f"{owner}-copy-{copy}{dot}{part}"
    return reworded(value, copy, chance) if " " in value else value


def _write(path: Path, record: dict) -> None:
    path.write_text(yaml.dump(record, Dumper=yaml.CSafeDumper, allow_unicode=True, sort_keys=False, width=10_000), encoding="utf-8")
