"""One YAML file -> plain Python values that know their lines.

Every scalar is read as text, so that `NO`, `1.10`, `12:30` and `2025` stay what was written; the model turns
text into numbers and dates. Anchors, aliases, tags and duplicate keys are refused, and size and depth are
bounded before anything is built, because the C parser can be brought down by a deep document.
"""

from __future__ import annotations

import re
import unicodedata

import yaml

MAX_BYTES = 1_000_000
MAX_DEPTH = 12
LINES = "__lines__"  # the key under which each mapping keeps the lines of its keys
LAST = ("", "last")  # the name under which it keeps its own last line there

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
# Characters that are not seen, that turn the direction of writing or that break a line for the parser and for no editor:
# they can hide what a line says. Scripts that need some of them to be joined well are not written here.
_HIDDEN = (
    "\x00-\x08\x0b-\x1f\x7f-\x9f\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u2028-\u202e\u2060-\u206f\u3164"
    "\ud800-\uf8ff\ufe00-\ufe0d\ufeff\uffa0\ufff0-\ufffb\ufffe\uffff\U0001fffe\U0001ffff\U000e0000-\U0010ffff"
)
_UNSEEN = re.compile(f"[{_HIDDEN}]")
_UNSEEN_IN_FILE = re.compile(f"(?!\r|\\A\ufeff)[{_HIDDEN}]")  # where the end of a line and a mark at the beginning have their use

# What people do most often, by what the parser says of it.
_MENDS = {
    "mapping values are not allowed": "put a text that holds a colon and a blank in quotes, or let the line stand below its neighbours",
    "tab character": "indent with blanks, not tabs",
    "cannot start any token": "indent with blanks, not tabs, and put a text that begins with a sign in quotes",
    "did not find expected key": "let the line stand at the column of its neighbours, and double a single quote inside single quotes",
}


class Refused(Exception):
    """The document cannot be read; the message says why and how to mend it."""

    def __init__(self, line: int, message: str):
        self.line = line
        super().__init__(message)


def load(raw: bytes) -> tuple[dict, list[Refused]]:
    """Return the mapping that the bytes of a YAML file hold, and the keys in it that are doubled (the first one counts).

    Each mapping has one key more, `__lines__`: the line of each of its keys, of each item of a list below a
    key as `(key, index)`, its own first line as `""` and its last one as `LAST`. Raises Refused where nothing can be made of the file.
    """
    if len(raw) > MAX_BYTES:
        raise Refused(1, f"the file has {len(raw)} bytes, more than the {MAX_BYTES} allowed; split it")
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        raise Refused(line, "the file is not UTF-8; save it in that encoding") from None
    return parse(text)


def parse(text: str) -> tuple[dict, list[Refused]]:
    """Return what YAML text holds, as `load` does. Raises Refused."""
    if hidden := _UNSEEN_IN_FILE.search(text):
        raise Refused(_count_lines(text[: hidden.start() + 1]), _delete(hidden[0]))
    builder = _Builder(text)
    try:
        value = builder.document()
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        what = getattr(error, "problem", None) or "the text cannot be read"
        mend = next((mend for sign, mend in _MENDS.items() if sign in what), "check indentation, quotes and colons near this line")
        message = f"this is not YAML ({what}); {mend}"
        raise Refused(min(mark.line + 1, _count_lines(text)) if mark else 1, message) from None  # the parser's mark may stand behind the end
    if not isinstance(value, dict):
        raise Refused(1, "the file has to hold `key: value` pairs at its top level")
    return value, builder.doubled


def _delete(unseen: str) -> str:
    name = unicodedata.name(unseen, "").lower()
    return f"this line holds the invisible character U+{ord(unseen):04X}{f' ({name})' if name else ''}; delete it"


def _count_lines(text: str) -> int:
    return max(1, len(re.split("\r\n|\r|\n", text.rstrip("\r\n"))))


class _Items(list):
    """A list that knows the line of each of its items."""

    def __init__(self) -> None:
        super().__init__()
        self.lines: list[int] = []


class _Builder:
    """Turns parser events into values. Nothing here recurses deeper than MAX_DEPTH."""

    def __init__(self, text: str) -> None:
        self.events = yaml.parse(text, Loader=_LOADER)
        self.depth = 0
        self.last = 1  # the last line so far on which a value stands; a block ends only where the next one begins
        self.text = text.splitlines()
        self.end = _count_lines(text)
        self.doubled: list[Refused] = []

    def document(self):
        next(self.events)  # start of stream
        if isinstance(next(self.events), yaml.StreamEndEvent):
            raise Refused(1, "the file is empty; write the record or delete the file")
        value = self.value(next(self.events))
        next(self.events)  # end of document
        after = next(self.events)
        if not isinstance(after, yaml.StreamEndEvent):
            raise Refused(_line(after), "the file holds a second document; keep one document in a file")
        return value

    def value(self, event):
        if isinstance(event, yaml.AliasEvent) or event.anchor:
            raise Refused(_line(event), "anchors and aliases (`&`, `*`) are not allowed; write the value out, or quote it if it is text")
        if event.tag and event.tag != "!":
            raise Refused(_line(event), f"the tag `{event.tag}` is not allowed; write a plain value, or quote it if it is text")
        if isinstance(event, yaml.ScalarEvent):
            if not event.value.strip():
                raise Refused(min(_line(event), self.end), "the value is empty; write one or delete the key")  # it may stand behind the last line
            if unseen := _UNSEEN.search(event.value):
                raise Refused(_line(event), _delete(unseen[0]))
            self.last = _last_line(event, self.text)
            return event.value
        self.depth += 1
        if self.depth > MAX_DEPTH:
            raise Refused(_line(event), f"the document is nested deeper than {MAX_DEPTH} levels; flatten it")
        value = self.mapping(event) if isinstance(event, yaml.MappingStartEvent) else self.sequence(event)
        self.depth -= 1
        return value

    def mapping(self, start) -> dict:
        value: dict = {}
        lines: dict = {"": _line(start)}
        sound = True
        while not isinstance(event := next(self.events), yaml.MappingEndEvent):
            if not isinstance(event, yaml.ScalarEvent):
                raise Refused(_line(event), "a key has to be plain text")
            inner = self.value(next(self.events))
            if event.value in value or event.value == LINES:
                if sound:  # where a dash is forgotten, all keys of an item follow
                    self.doubled.append(Refused(_line(event), f"the key `{event.value}` stands here a second time; keep one of the two, or begin a new item with `- `"))
                sound = False
                continue
            value[event.value] = inner
            lines[event.value] = _line(event)
            if isinstance(inner, _Items):
                lines.update({(event.value, index): line for index, line in enumerate(inner.lines)})
        if start.flow_style:
            self.last = _last_line(event, self.text)
        lines[LAST] = self.last
        value[LINES] = lines
        return value

    def sequence(self, start) -> _Items:
        items = _Items()
        while not isinstance(event := next(self.events), yaml.SequenceEndEvent):
            items.lines.append(_line(event))
            items.append(self.value(event))
        if start.flow_style:
            self.last = _last_line(event, self.text)
        return items


def _line(event) -> int:
    return event.start_mark.line + 1


def _last_line(event, text: list[str]) -> int:
    """Return the last line on which something of it stands: a folded text ends for the parser after the empty lines below it."""
    line = event.end_mark.line + (event.end_mark.column > 0)
    while line > event.start_mark.line + 1 and not text[line - 1].strip():
        line -= 1
    return line
