"""Two states of the knowledge -> what the data says now and did not say before, in its own language."""

from __future__ import annotations

from collections.abc import Iterator
from os.path import commonprefix
from typing import Any

from .knowledge import STATES, VERDICTS, Knowledge
from .model import Record
from .store import PARTS, Entry
from .words import state_words, verdict_words

_CALLED = {"claim": "claim", "recommendation": "advice", "example": "code example"}


def changes(before: Knowledge, after: Knowledge) -> dict[str, list[str]]:
    """Return lines of Markdown by heading: what turns first, then what is added, removed and changed. Headings without lines are left out."""
    old, new = before.store.entries, after.store.entries
    both = [ref for ref in new if ref in old and new[ref].kind == old[ref].kind]
    found = {
        "Verdicts that turn": [_verdict(before, after, old[ref], new[ref]) for ref in both if new[ref].kind == "claim"],
        "States of tools": [_state(before, after, old[ref], new[ref]) for ref in both if new[ref].kind == "tool"],
        "Added": [f"{name(after, new[ref])}: {_gist(new[ref].record)}" for ref in new if ref not in both],
        "Removed": [f"{name(before, old[ref])}: {_gist(old[ref].record)}" for ref in old if ref not in both],
        "Changed": [f"{name(after, new[ref])}: {line}" for ref in both for line in fields(old[ref].record, new[ref].record)],
    }
    return {heading: lines for heading, group in found.items() if (lines := [line for line in group if line])}


def name(knowledge: Knowledge, entry: Entry[Any]) -> str:
    """Return how a line names a record: its kind and its id."""
    return f"{_CALLED.get(entry.kind, entry.kind)} {entry.ref}"


def _verdict(before: Knowledge, after: Knowledge, old: Entry[Any], new: Entry[Any]) -> str:
    was, now = before.verdict(old), after.verdict(new)
    if was == now:
        return ""
    if was.kind != now.kind:
        return f"{name(after, new)}: verdict {VERDICTS[was.kind].lower()} -> {VERDICTS[now.kind].lower()}"
    said, says = verdict_words(before, old).lower(), verdict_words(after, new).lower()
    return f"{name(after, new)}: verdict {said} -> {says}" if said != says else ""


def _state(before: Knowledge, after: Knowledge, old: Entry[Any], new: Entry[Any]) -> str:
    was, now = before.state(old), after.state(new)
    if was.kind == now.kind:
        return ""
    words = state_words(after, new)
    return f"{name(after, new)}: {words[:1].lower()}{words[1:]} (was {STATES[was.kind].lower()})"


def fields(old: Record, new: Record) -> Iterator[str]:
    """Yield what changed in the fields of one record, those of records inside it by their place; named records speak for themselves."""
    return _changed("", _values(old), _values(new))


def _changed(place: str, old: Any, new: Any) -> Iterator[str]:
    if old == new:
        return
    if isinstance(old, list) or isinstance(new, list):
        old, new = old or [], new or []
    if isinstance(old, dict) and isinstance(new, dict):
        for key in [*old, *(key for key in new if key not in old)]:
            yield from _changed(f"{place}.{key}".lstrip("."), old.get(key), new.get(key))
    elif isinstance(old, list) and isinstance(new, list) and all(isinstance(item, str) for item in [*old, *new]):
        gone = [f"without {_shown(item)}" for item in old if item not in new]
        come = [f"with {_shown(item)}" for item in new if item not in old]
        yield f"{place} now {', '.join([*come, *gone]) or 'in another order'}"
    elif isinstance(old, list) and isinstance(new, list) and len(old) == len(new):
        for number, (was, now) in enumerate(zip(old, new), start=1):
            yield from _changed(f"{place}[{number}]", was, now)
    elif isinstance(old, list) and isinstance(new, list):
        yield f"{place}: {len(old)} -> {len(new)}"
    else:
        was, now = _from_the_difference(old, new)
        yield f"{place} {_shown(was)} -> {_shown(now)}"


def _values(record: Record) -> dict[str, Any]:
    """Return the fields of a record as plain values, without the named records that stand in it, and without what is empty."""
    found = {info.alias or key: _plain(getattr(record, key)) for key, info in type(record).model_fields.items() if key not in ("lines", *PARTS)}
    return {key: value for key, value in found.items() if value not in (None, [], {})}


def _plain(value: Any) -> Any:
    if isinstance(value, Record):
        return _values(value)
    if isinstance(value, list):
        return [_plain(item) for item in value]
    if isinstance(value, dict):
        return {key: _plain(item) for key, item in value.items()}
    return value if isinstance(value, bool | int | float | None) else str(value)


def _from_the_difference(old: Any, new: Any) -> tuple[Any, Any]:
    """Leave out how two long texts begin alike, up to a few words before they differ."""
    if not (isinstance(old, str) and isinstance(new, str)) or max(len(old), len(new)) <= 160:
        return old, new
    same = len(commonprefix([old, new]))
    start = old.rfind(" ", 0, max(0, same - 20)) + 1
    return (f"…{old[start:]}", f"…{new[start:]}") if start else (old, new)


def _shown(value: Any) -> str:
    """Return a value as a line quotes it: short, and never as markup."""
    if value is None:
        return "nothing"
    text = " ".join(str(value).split()).replace("`", "'")
    return f"`{text if len(text) <= 160 else text[:159] + '…'}`"


def _gist(record: Record) -> str:
    """Return the words of a record that tell most."""
    return _shown(next(value for key in ("says", "question", "asks", "use", "looked_for", "title", "caption", "name", "id") if (value := getattr(record, key, None))))


def as_markdown(found: dict[str, list[str]], since: str) -> str:
    """Return the changes as text that reads on a terminal and as the summary of a pull request."""
    if not found:
        return f"The data says the same as in {since}."
    parts = [f"What the data says now, and did not say in {since}:"]
    parts += [f"### {heading}: {len(lines)}\n\n" + "\n".join(f"- {line}" for line in lines) for heading, lines in found.items()]
    return "\n\n".join(parts)
