"""The model -> what each kind of record may hold, in words: the field reference, which so cannot drift."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from types import NoneType, UnionType
from typing import Any, Literal, Union, get_args, get_origin

from pydantic.fields import FieldInfo

from .dates import PartialDate
from .model import ID_FORM, Record, allowed_kinds
from .problem import with_article
from .store import FOLDERS, SINGLE, records_in


@dataclass(frozen=True)
class Field:
    """A field: its key, its type in words, the kind of record that it holds (if any), whether it is needed, what it is."""

    key: str
    type: str
    holds: str
    needed: bool
    about: str


@dataclass(frozen=True)
class Kind:
    """A kind of record: its name, what it is, the file it stands in (if it is a whole file), its fields."""

    name: str
    about: str
    file: str
    fields: tuple[Field, ...]


def kinds() -> list[Kind]:
    """Return all kinds of records: each file's, and after it those that stand in it, each once."""
    files = {model: f"data/{kind}s/ID.yml" for kind, model in FOLDERS.items()} | {model: f"data/{kind}.yml" for kind, model in SINGLE.items()}
    found: dict[type[Record], str] = {}
    for model, file in files.items():
        for inner in _inside(model):
            found.setdefault(inner, files.get(inner, ""))
    return [Kind(name(model), " ".join((model.__doc__ or "").split()) if "__doc__" in vars(model) else "", file, tuple(_fields(model))) for model, file in found.items()]


def name(model: type[Record]) -> str:
    """Return how a kind of record is called: `Recommendation` is a recommendation."""
    return re.sub("(?<=[a-z])(?=[A-Z])", " ", model.__name__).lower()


def _inside(model: type[Record]) -> Iterator[type[Record]]:
    yield model
    for info in _infos(model).values():
        for inner in records_in(info.annotation):
            yield from _inside(inner)


def _infos(model: type[Record]) -> dict[str, FieldInfo]:
    return {info.alias or key: info for key, info in model.model_fields.items() if key != "lines"}


def _fields(model: type[Record]) -> Iterator[Field]:
    for key, info in _infos(model).items():
        holds = next(map(name, records_in(info.annotation)), "")
        yield Field(key, _type(info), holds, info.is_required(), info.description or "")


def _type(info: FieldInfo) -> str:
    kinds = allowed_kinds(info)
    words = _words(info.annotation, info.metadata)
    return words.replace("text", f"id of {_either(kinds)}") if kinds else words


def _words(annotation: Any, metadata: Any = ()) -> str:
    """Return a type in words; a name of another record counts as text here."""
    origin, parts = get_origin(annotation), [part for part in get_args(annotation) if part is not NoneType]
    if origin in (Union, UnionType):
        return _words(parts[0], metadata)
    if origin is list:
        return f"list: {_words(parts[0])}"
    if origin is dict:
        return f"for each framework: {_words(parts[1])}"
    if origin is Literal:
        return f"one of {', '.join(parts)}"
    if hasattr(annotation, "__metadata__"):
        return _words(parts[0], annotation.__metadata__)
    if annotation is str:
        if any(getattr(mark, "pattern", None) == ID_FORM for mark in metadata):
            return "id"
        checks = {getattr(getattr(mark, "func", None), "__name__", "") for mark in metadata}
        return "web address" if "_check_address" in checks else "address on this site" if "_check_place" in checks else "text"
    return {PartialDate: "date", bool: "true or false", int: "whole number", float: "number"}.get(annotation) or name(annotation)


def _either(kinds: tuple[str, ...]) -> str:
    words = {"even": "even", "own claim": "a claim of this article"}
    return " or ".join(words.get(kind) or with_article(kind) for kind in kinds)
