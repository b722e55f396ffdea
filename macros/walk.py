"""A file of the data -> the records that stand in it, and the references that these hold."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache, lru_cache

from .model import Aspect, Record, allowed_kinds
from .store import PARTS, Entry


@lru_cache(maxsize=10_000)  # every rule walks the same records
def named(entry: Entry) -> list[tuple[str, Record]]:
    """Return each record of a file with the name to report it under: its own, or that of what it stands in."""
    found = [(entry.ref, entry.record)]
    for key in PARTS:
        for part in getattr(entry.record, key, ()):
            found += [(f"{entry.ref}.{part.id}", record) for record in (part, *part.parts())]
    inside = {id(record) for _, record in found}
    return found + [(entry.ref, record) for record in entry.record.parts() if id(record) not in inside]


@lru_cache(maxsize=10_000)
def references(entry: Entry) -> list[tuple[str, int, tuple[str, ...], str, int, str]]:
    """Return (name, which of its records, kinds allowed, the reference, its line, its key) for each reference in a file."""
    return [(name, number, *reference) for number, (name, record) in enumerate(named(entry)) for reference in _references(record)]


def _references(record: Record) -> Iterator[tuple[tuple[str, ...], str, int, str]]:
    """Yield (kinds allowed, the reference, its line, its key) for each reference that a record holds itself."""
    for name, key, kinds in _naming(type(record)):
        value = getattr(record, name)
        if isinstance(value, str):
            yield kinds, value, record.line(key), key
        elif isinstance(value, list):
            for index, item in enumerate(value):
                yield kinds, item, record.line(key, index), key
    if isinstance(record, Aspect):
        for word, cell in record.cells.items():
            yield ("framework",), word, cell.line(), "cells"


@cache
def _naming(model: type[Record]) -> list[tuple[str, str, tuple[str, ...]]]:
    """Return (the field, its key, kinds allowed) for each field of a kind of record that names others."""
    return [(name, info.alias or name, kinds) for name, info in model.model_fields.items() if (kinds := allowed_kinds(info))]
