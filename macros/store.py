"""The data folder -> typed records, every one under its name, with all that is wrong with them."""

from __future__ import annotations

import copy
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any, Generic, Literal, TypeVar, get_args, get_origin

from pydantic import ValidationError

from .load import LINES, Refused, load
from .model import ID_FORM, Article, Code, Glossary, Guide, Home, Moves, Numbers, Record, Tool, Topic
from .problem import Problem, did_you_mean

FOLDERS: dict[str, type[Record]] = {"article": Article, "tool": Tool, "topic": Topic}
SINGLE: dict[str, type[Record]] = {"home": Home, "glossary": Glossary, "decide": Guide, "numbers": Numbers, "code": Code, "moved": Moves}  # files that are alone of their kind
OPTIONAL = {"moved"}  # may be missing: no page is made from it
SCHEMAS = "schema"  # the folder of their JSON Schema, for editors
# The lists of named records that a file holds, and the kind of those records.
PARTS = {
    "sections": "section",
    "claims": "claim",
    "tables": "table",
    "aspects": "aspect",
    "findings": "finding",
    "life": "finding",
    "searches": "search",
    "disagreements": "disagreement",
    "terms": "term",
    "questions": "question",
    "contrasts": "contrast",
    "series": "series",
    "recommendations": "recommendation",
    "examples": "example",
}


R = TypeVar("R", bound=Record)


@dataclass(frozen=True, eq=False)
class Entry(Generic[R]):
    """A named record: `ref` is its name, `owner` the file's name, `file` the path from the project's root."""

    ref: str
    kind: str
    owner: str
    file: str
    record: R

    @property
    def line(self) -> int:
        return self.record.line()


@dataclass
class Store:
    """All that was read. `known` holds the kinds of all names, of records that failed too; `unread` the
    files of which not all names are known, so that any name in them may be right; `files` the path of each file's name."""

    entries: dict[str, Entry[Any]] = field(default_factory=dict)
    known: dict[str, set[str]] = field(default_factory=dict)
    unread: set[str] = field(default_factory=set)
    problems: list[Problem] = field(default_factory=list)
    files: dict[str, str] = field(default_factory=dict)

    @property
    def home(self) -> Entry[Home] | None:
        """The record of the front page, if it could be read."""
        return self.entries.get("home")

    def all(self, model: type[R]) -> list[Entry[R]]:
        """Return the named records of a type, in the order of files and lines."""
        return [entry for entry in self.entries.values() if isinstance(entry.record, model)]

    def whole_files(self) -> list[Entry[Any]]:
        """Return the entries that are whole files."""
        return [entry for entry in self.entries.values() if entry.ref == entry.owner]

    def failed(self, owner: str, kind: str) -> bool:
        """Whether a file holds a record of that kind that could not be read."""
        return any(kind in kinds and ref.startswith(f"{owner}.") and ref not in self.entries for ref, kinds in self.known.items())


def below(folder: Path, form: str) -> list[Path]:
    """Return what stands below a folder in a fixed order, but for what editors and systems leave there: a dot in front, a tilde behind."""
    found = sorted(folder.glob(form))
    return [path for path in found if not any(part.startswith(".") or part.endswith("~") for part in path.relative_to(folder).parts)]


def read(folder: Path) -> Store:
    """Read `folder` (articles, tools and topics below it, and the single files); never raises for what stands in it."""
    store = Store()
    store.problems += _strays(folder)
    for kind, model in SINGLE.items():
        if (folder / f"{kind}.yml").exists():
            _read_named(store, folder, folder / f"{kind}.yml", model, kind)
        elif kind not in OPTIONAL:
            store.problems.append(Problem(f"{folder.name}/{kind}.yml", 1, kind, "the file is missing; a page is made from it"))
    for kind, model in FOLDERS.items():
        for path in below(folder, f"{kind}s/*.yml"):
            _read_named(store, folder, path, model, kind)
    return store


def _read_named(store: Store, folder: Path, path: Path, model: type[Record], kind: str) -> None:
    """Put a file's records into the store, unless another file has its name."""
    file = _path(folder, path)
    if holder := store.files.get(path.stem):
        store.problems.append(Problem(file, 1, path.stem, f"the name `{path.stem}` is taken by {holder}; rename this file"))
        store.unread.add(path.stem)
        return
    store.files[path.stem] = file
    reading = _reading(path.read_bytes(), file, path.stem, model, kind)
    for ref, known in reading.known:
        store.known.setdefault(ref, set()).add(known)
    if not reading.whole:
        store.unread.add(path.stem)
    store.problems += reading.problems
    for entry in reading.entries:
        store.entries.setdefault(entry.ref, entry)


def _strays(folder: Path) -> Iterator[Problem]:
    """Yield a problem for each file below the data's folder that is in no room, or has no name for an address."""
    rooms = [f"{kind}s" for kind in FOLDERS]
    for path in below(folder, "**/*"):
        place = path.relative_to(folder)
        at_home = len(place.parts) == 2 and place.parts[0] in rooms and path.suffix == ".yml"
        known = [*(f"{kind}.yml" for kind in SINGLE), *(f"{SCHEMAS}/{kind}.json" for kind in (FOLDERS | SINGLE))]
        if path.is_dir() or place.as_posix() in known:
            continue
        if not at_home:
            yield Problem(_path(folder, path), 1, path.stem, f"this file is not read; records stand in {', '.join(f'{folder.name}/{room}/NAME.yml' for room in rooms)}")
        elif not re.match(ID_FORM, path.stem):
            yield Problem(_path(folder, path), 1, path.stem, "the file's name is no id; use small letters, digits and single hyphens, a letter first")


def _path(folder: Path, path: Path) -> str:
    return path.relative_to(folder.parent).as_posix()


@dataclass(frozen=True)
class _Reading:
    """What one file gives: its names, its records, what is wrong with it, and whether its names are all known.

    Where a key is doubled, a record may have been lost with it, and its name too.
    """

    known: tuple[tuple[str, str], ...]
    entries: tuple[Entry[Any], ...]
    problems: tuple[Problem, ...]
    whole: bool = True


@lru_cache(maxsize=10_000)  # the same bytes are read once, so that saving one file does not read all others again
def _reading(raw: bytes, file: str, owner: str, model: type[Record], kind: str) -> _Reading:
    """Return what the bytes of a file hold, or what could be saved of it."""
    try:
        values, doubled = load(raw)
    except Refused as error:
        return _Reading(((owner, kind),), (), (Problem(file, error.line, owner, str(error)),), whole=False)
    known = [(owner, kind), *((f"{owner}.{name}", part) for name, part in _raw_parts(values))]
    if kind == "tool" and values.get("kind") == "framework":
        known.append((owner, "framework"))
    record, errors = _validate(model, values)
    problems = [Problem(file, error.line, owner, str(error)) for error in doubled] + [explain(error, values, owner, file, model) for error in errors]
    entries = _entries(owner, kind, file, record) if record else ()
    return _Reading(tuple(known), tuple(entries), tuple(problems), whole=not doubled)


def _raw_parts(raw: dict) -> Iterator[tuple[str, str]]:
    for key, kind in PARTS.items():
        items = raw.get(key)
        for item in items if isinstance(items, list) else []:
            if isinstance(item, dict) and isinstance(item.get("id"), str):
                yield item["id"], kind


def _entries(owner: str, kind: str, file: str, record: Record) -> Iterator[Entry[Any]]:
    yield Entry(owner, kind, owner, file, record)
    for key, part in PARTS.items():
        for item in getattr(record, key, ()):
            yield Entry(f"{owner}.{item.id}", part, owner, file, item)


# --- one file against its model ---------------------------------------------------------------------------


def _validate(model: type[Record], raw: dict) -> tuple[Record | None, list[Any]]:
    """Return the record and the errors; where something is wrong, what is left without it, or None.

    The smallest part at fault is taken out until the rest is sound, so that one mistake does not hide the next;
    for a key that the file itself lacks, the word `unknown` stands in.
    """
    first: list[Any] = []
    while True:
        try:
            return model.model_validate(raw), first
        except ValidationError as error:
            errors = error.errors(include_url=False)
            if not first:
                first, raw = errors, copy.deepcopy(raw)  # sound data, which is the rule, is not copied
            places = {_fault(raw, found) for found in errors}
            lacking = {found["loc"][0] for found in errors if found["type"] == "missing" and len(found["loc"]) == 1}
            if () in places and not lacking or any((key,) in places for key in raw if raw[key] == "unknown"):
                return None, first
            for place in sorted(places - {()}, key=_last_first):
                _remove(raw, place)
            raw.update({key: "unknown" for key in lacking})


def _fault(raw: dict, error: Any) -> tuple:
    """Return the path of the smallest part that has to go; () if that is the whole."""
    place = _walk(raw, error["loc"])[0]
    return place[:-1] if error["type"] == "missing" and place == tuple(error["loc"]) else place


def _last_first(place: tuple) -> tuple:
    return tuple((0, -step, "") if isinstance(step, int) else (1, 0, step) for step in place)


def _remove(raw: dict, place: tuple) -> None:
    value: Any = raw
    for step in place[:-1]:
        try:
            value = value[step]
        except (KeyError, IndexError, TypeError):
            return  # a larger part around it is gone already
    if isinstance(value, dict):
        value.pop(place[-1], None)
    elif isinstance(value, list) and isinstance(place[-1], int) and place[-1] < len(value):
        del value[place[-1]]


def _walk(raw: dict, loc: tuple) -> tuple[tuple, int, str | None]:
    """Follow an error's path as far as the data goes: (that path, its line, the id of the named record in it)."""
    value: Any = raw
    path: list = []
    line, lines, name = 1, raw[LINES], None
    for step in loc:
        if isinstance(value, dict) and step in value:
            lines = value[LINES]
            line = lines.get(step, line)
        elif isinstance(value, list) and isinstance(step, int) and step < len(value):
            line = lines.get((path[-1], step), line)
        else:
            break
        value = value[step]
        path.append(step)
        if len(path) == 2 and path[0] in PARTS and isinstance(value, dict):
            name = value.get("id") if isinstance(value.get("id"), str) else None
    return tuple(path), line, name


def records_in(annotation: Any) -> list[type[Record]]:
    """Return the kinds of records that a field's type holds, in lists and mappings too."""
    if isinstance(annotation, type) and issubclass(annotation, Record):
        return [annotation]
    return [record for part in get_args(annotation) for record in records_in(part)]


def fixed_words(annotation: Any) -> list[str]:
    """Return the words that a field may hold, if it holds nothing else."""
    if annotation is bool:
        return ["true", "false"]
    return [word for part in (annotation, *get_args(annotation)) if get_origin(part) is Literal for word in get_args(part)]


def lacks(key: str, annotation: Any) -> str:
    """Say that a key is missing, and what may stand there if that is one of a few words."""
    words = ", ".join(f"`{word}`" for word in fixed_words(annotation))
    return f"the key `{key}` is missing; add it{f', with one of {words}' if words else ''}"


def _field(model: type[Record], loc: tuple) -> tuple[type[Record], Any]:
    """Return the record that an error's path ends in, and the type of its field there; None where it has no such field."""
    owner, found = model, None
    for step in loc:
        if isinstance(step, int):
            continue
        owner = model
        info = next((info for name, info in model.model_fields.items() if (info.alias or name) == step), None)
        found = info.annotation if info else None
        model = next(iter(records_in(found)), model)
    return owner, found


def _keys(model: type[Record]) -> set[str]:
    return {info.alias or name for name, info in model.model_fields.items() if name != "lines"}


def _astray(loc: tuple, raw: dict, model: type[Record]) -> str | None:
    """Return the list of the file that a record was meant for, if it stands in another one: all its keys fit there and not here."""
    if len(loc) != 3 or not isinstance(loc[1], int):
        return None
    keys = {key for key in raw[loc[0]][loc[1]] if key != LINES}
    fits = [key for key, info in model.model_fields.items() for record in records_in(info.annotation) if keys <= _keys(record)]
    return fits[0] if fits and loc[0] not in fits else None


def explain(error: Any, raw: dict, owner: str, file: str, model: type[Record]) -> Problem:
    """Say a validation error of a file's model so that somebody who only knows the YAML can mend it."""
    loc = tuple(error["loc"])
    home = _astray(loc, raw, model) if error["type"] in ("missing", "extra_forbidden") else None
    if home:
        _, line, name = _walk(raw, loc[:2])
        return Problem(file, line, f"{owner}.{name}" if name else owner, f"this stands under `{loc[0]}`, but its keys are those of `{home}`; move it there")
    path, line, name = _walk(raw, loc)
    key = next((step for step in reversed(loc) if isinstance(step, str)), owner)
    given = error.get("input")
    kind = error["type"]
    if kind == "missing":
        message = lacks(str(loc[-1]), _field(model, loc)[1])
    elif kind == "extra_forbidden":
        hint = did_you_mean(key, _keys(_field(model, loc)[0]))
        message = f"unknown key `{key}`{hint or '; correct its name or delete it'}"
    elif kind == "literal_error":
        allowed = error["ctx"]["expected"].replace("'", "`")
        message = f"`{key}` cannot be `{given}`; write one of {allowed}" if isinstance(given, str) else f"`{key}` has to be one of {allowed}"
    elif kind == "value_error":
        message = str(error["ctx"]["error"])
        message = message if len(path) < len(loc) or isinstance(given, dict) else f"`{key}`: {message}"
    elif kind == "string_pattern_mismatch":
        message = f"`{given}` is no id; use small letters, digits and single hyphens, a letter first"
    elif kind == "too_long":
        message = f"`{key}` has more than {error['ctx']['max_length']} entries; merge some, or ask less"
    elif kind == "too_short":
        message = f"`{key}` has too few entries; at least {error['ctx']['min_length']} needed"
    elif kind in _WANTED:
        message = f"`{key}` has to be {_WANTED[kind]}, not {_shape(given)}"
    else:
        message = f"`{key}`: {error['msg']}"
    return Problem(file, line, f"{owner}.{name}" if name else owner, message)


_WANTED = {
    "string_type": "text",
    "list_type": "a list (lines that begin with `- `)",
    "dict_type": "`key: value` pairs",
    "model_type": "`key: value` pairs",
    "model_attributes_type": "`key: value` pairs",
    "bool_parsing": "true or false",
    "bool_type": "true or false",
    "float_parsing": "a number",
    "float_type": "a number",
    "finite_number": "a number that ends",
    "int_parsing": "a whole number",
    "int_type": "a whole number",
}


def _shape(value: Any) -> str:
    if isinstance(value, dict):
        return "`key: value` pairs"
    return "a list" if isinstance(value, list) else f"`{value}`"
