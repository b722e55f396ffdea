"""Two states of the knowledge -> what the data says now and did not say before, in its own language."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from os.path import commonprefix
from typing import Any

from .knowledge import Knowledge
from .model import Record, Tool
from .store import PARTS, Entry
from .text import plain_name
from .verdicts import STATES, VERDICTS
from .walk import references
from .words import label, since, state_words, verdict_words

_CALLED = {"claim": "claim", "recommendation": "advice", "example": "code example"}
_EFFECTS = {"supports": "supports", "contradicts": "contradicts", "bears_on": "bears on"}
# By what an item of a list is named, in this order; a point of a series by two of its fields, a place by its section and paragraph.
_KEYS = (("id",), ("title",), ("head",), ("name",), ("situation",), ("tool",), ("who", "at"), ("section", "paragraph"))


def changes(before: Knowledge, after: Knowledge) -> dict[str, list[str]]:
    """Return lines of Markdown by heading: what turns first, then what is added, removed and changed. Headings without lines are left out."""
    old, new = before.store.entries, after.store.entries
    both = [ref for ref in new if ref in old and new[ref].kind == old[ref].kind]
    claims = [(old[ref], new[ref]) for ref in both if new[ref].kind == "claim"]
    tools = [(old[ref], new[ref]) for ref in both if new[ref].kind == "tool"]
    found = {
        "Verdicts that turn": [_verdict(before, after, *pair) for pair in claims],
        "States of tools": [_state(before, after, *pair) for pair in tools],
        "Statements that rest on a tool that turned": list(_shaken(after, {now.ref for was, now in tools if before.state(was).kind != after.state(now).kind})),
        "The same verdict or state, another date": [
            *(_moved(Knowledge.verdict, verdict_words, before, after, *pair) for pair in claims),
            *(_moved(Knowledge.state, state_words, before, after, *pair) for pair in tools),
        ],
        "Names that are lost": list(_lost_names(before, after)),
        "Added": [_added(after, new[ref]) for ref in new if ref not in both],
        "Removed": [_added(before, old[ref]) for ref in old if ref not in both],
        "Changed": [f"{_name(new[ref])}: {line}" for ref in both for line in _fields(old[ref].record, new[ref].record)],
    }
    return {heading: lines for heading, group in found.items() if (lines := [line for line in group if line])}


def _name(entry: Entry[Any]) -> str:
    """Return how a line names a record: its kind and its id."""
    return f"{_CALLED.get(entry.kind, entry.kind)} {entry.ref}"


def _added(knowledge: Knowledge, entry: Entry[Any]) -> str:
    """Return the line of a record that came or went: its name, what follows from it or what it does to claims, and its words."""
    facts = "; ".join(filter(None, _facts(knowledge, entry)))
    return f"{_name(entry)}{f' ({facts})' if facts else ''}: {_gist(entry.record)}"


def _facts(knowledge: Knowledge, entry: Entry[Any]) -> Iterator[str]:
    record = entry.record
    if entry.kind == "claim":
        yield _comma(record.kind, _lower(verdict_words(knowledge, entry)))
    elif entry.kind == "tool":
        yield _comma(record.kind, _lower(state_words(knowledge, entry)))
    elif entry.kind == "finding":
        yield _comma(record.event or "", since(record.since))
        yield from (f"{words} {', '.join(claims)}" for field, words in _EFFECTS.items() if (claims := getattr(record, field)))


def _comma(*words: str) -> str:
    return ", ".join(filter(None, words))


def _lower(words: str) -> str:
    return words[:1].lower() + words[1:]


def _verdict(before: Knowledge, after: Knowledge, old: Entry[Any], new: Entry[Any]) -> str:
    was, now = before.verdict(old).kind, after.verdict(new).kind
    return f"{_name(new)}: verdict {VERDICTS[was].lower()} -> {VERDICTS[now].lower()}" if was != now else ""


def _state(before: Knowledge, after: Knowledge, old: Entry[Any], new: Entry[Any]) -> str:
    was, now = before.state(old).kind, after.state(new).kind
    return f"{_name(new)}: {_lower(state_words(after, new))} (was {STATES[was].lower()})" if was != now else ""


def _shaken(knowledge: Knowledge, turned: set[str]) -> Iterator[str]:
    """Yield the records outside a tool's own file that rest on its life: whoever turned it reads them once more."""
    for entry in knowledge.store.whole_files():
        found: dict[str, list[str]] = {}
        for record, _, _, ref, _, field in references(entry):
            if field in ("rests_on", "in_favour", "against") and ref.split(".")[0] in turned - {entry.ref}:
                found.setdefault(record, []).append(ref)
        yield from (f"{record}: {', '.join(dict.fromkeys(refs))}" for record, refs in found.items())


def _moved(of: Callable[..., Any], words: Callable[..., str], before: Knowledge, after: Knowledge, old: Entry[Any], new: Entry[Any]) -> str:
    """Return how a verdict or state stood and stands where its kind is the same, and its date is not."""
    was, now = of(before, old), of(after, new)
    said, says = _lower(words(before, old)), _lower(words(after, new))
    return f"{_name(new)}: {said} -> {says}" if was.kind == now.kind and was != now and said != says else ""


def _lost_names(before: Knowledge, after: Knowledge) -> Iterator[str]:
    """Yield the names by which search found a tool, topic or term and that lead there no more; where another record has one, that is said."""
    holders = {plain_name(word): entry for entry in after.store.entries.values() for word in _names(after, entry)}
    for ref, entry in before.store.entries.items():
        kept = {plain_name(word) for word in _names(after, after.store.entries[ref])} if ref in after.store.entries else set()
        for word in _names(before, entry):
            if plain_name(word) not in kept:
                holder = holders.get(plain_name(word))
                yield f"{_name(entry)}: {_shown(word)} {f'leads only to {_name(holder)} now' if holder else 'is no longer found'}"


def _names(knowledge: Knowledge, entry: Entry[Any]) -> list[str]:
    return [label(knowledge, entry), *entry.record.names] if entry.kind in ("tool", "topic", "term") else []


def _fields(old: Record, new: Record) -> Iterator[str]:
    """Yield what changed in the fields of one record, those of records inside it by their place; named records speak for themselves."""
    return _changed("", _values(old), _values(new))


def _changed(place: str, old: Any, new: Any) -> Iterator[str]:
    if old == new:
        return
    if isinstance(old, list) or isinstance(new, list):
        old, new = old or [], new or []
        if named := _by_key(old, new):
            yield from _changed_items(place, *named)
            return
    if isinstance(old, dict) and isinstance(new, dict):
        for key in [*old, *(key for key in new if key not in old)]:
            yield from _changed(f"{place}.{key}".lstrip("."), old.get(key), new.get(key))
    elif isinstance(old, list) and isinstance(new, list) and len(old) == len(new) and isinstance(old[0], dict):
        for number, (was, now) in enumerate(zip(old, new), start=1):
            yield from _changed(f"{place}[{number}]", was, now)
    elif isinstance(old, list) and isinstance(new, list):
        yield _come_and_gone(place, *({_line(item): _shown(_line(item)) for item in items} for items in (old, new)))
    else:
        was, now = _from_the_difference(old, new)
        yield f"{place} {_shown(was)} -> {_shown(now)}"


def _changed_items(place: str, old: dict[str, Any], new: dict[str, Any]) -> Iterator[str]:
    """Yield what changed in a list whose items have names: which came and went, and what changed in the others."""
    if list(old) != list(new):
        yield _come_and_gone(place, *({key: _shown(_line(item)) for key, item in items.items()} for items in (old, new)))
    for key, item in new.items():
        yield from _changed(f"{place}{key}", old.get(key, item), item)


def _come_and_gone(place: str, old: dict[str, str], new: dict[str, str]) -> str:
    come = [f"with {said}" for key, said in new.items() if key not in old]
    gone = [f"without {said}" for key, said in old.items() if key not in new]
    return f"{place} now {', '.join([*come, *gone]) or 'in another order'}"


def _by_key(old: list[Any], new: list[Any]) -> tuple[dict[str, Any], dict[str, Any]] | None:
    """Return the items of both lists by what names them, as a place ends with it (`.nothing`, ` "Ship"`); None where they have no names, or one twice."""
    for keys in _KEYS if all(isinstance(item, dict) for item in [*old, *new]) else ():
        found = [{_key(keys, item): item for item in items} for items in (old, new)]
        if all(keys[0] in item for item in [*old, *new]) and (len(found[0]), len(found[1])) == (len(old), len(new)):
            return found[0], found[1]
    return None


def _key(keys: tuple[str, ...], item: dict[str, Any]) -> str:
    words = ", ".join(str(item[key]) for key in keys if key in item)
    return f".{words}" if keys == ("id",) else f' "{words}"'.replace("`", "'").replace("<", "&lt;")


def _line(item: Any) -> str:
    """Return an item of a list in one line."""
    if isinstance(item, dict):
        return "; ".join(f"{key}: {_line(value)}" for key, value in item.items())
    if isinstance(item, list):
        return ", ".join(map(_line, item))
    return str(item).lower() if isinstance(item, bool) else str(item)


def _values(record: Record) -> dict[str, Any]:
    """Return the fields of a record as plain values, without the named records that stand in it, and without what is empty."""
    held = {info.alias or key: getattr(record, key) for key, info in type(record).model_fields.items() if key != "lines"}
    parts = {key for key, value in held.items() if key in PARTS and any(isinstance(item, Record) for item in value)}  # the claims of a search are names
    return {key: _plain(value) for key, value in held.items() if key not in parts and value not in (None, [], {})}


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
    text = " ".join(_line(value).split()).replace("`", "'")
    return f"`{text if len(text) <= 160 else text[:159] + '…'}`"


def _gist(record: Record) -> str:
    """Return the words of a record that tell most."""
    if isinstance(record, Tool):
        return _shown(f"{record.name}: {record.what.says}")
    return _shown(next(value for key in ("says", "question", "asks", "use", "looked_for", "title", "caption", "name", "id") if (value := getattr(record, key, None))))


def as_markdown(found: dict[str, list[str]], since: str) -> str:
    """Return the changes as text that reads on a terminal and as the summary of a pull request."""
    if not found:
        return f"The data says the same as in {since}."
    parts = [f"What the data says now, and did not say in {since}:"]
    parts += [f"### {heading}: {len(lines)}\n\n" + "\n".join(f"- {line}" for line in lines) for heading, lines in found.items()]
    return "\n\n".join(parts)
