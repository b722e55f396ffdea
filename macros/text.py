"""Text from data -> text on a page: the one place where it is escaped; and which names are alike."""

from __future__ import annotations

import re
from functools import lru_cache

from markupsafe import Markup, escape

# All that Markdown, HTML or Jinja could read as markup, wherever it stands in a line.
_SPECIAL = re.compile(r"[&<>\"'`*_\[\](){}#|!\\~^=$@]")
# What Markdown reads as a list or a rule at the beginning of a line only.
_LEADING = re.compile(r"^(\d+)([.)])|^([-+:])")
_PERCENT = re.compile(r"(?<=\d) (?=%)")


def plain(value: object) -> Markup:
    """Return text that shows as it is written: in Markdown, in HTML, in an attribute, in front matter."""
    text = " ".join(str(value).split())
    text = _SPECIAL.sub(_entity, text)
    text = _LEADING.sub(lambda found: f"{found[1]}&#{ord(found[2])};" if found[1] else f"&#{ord(found[3])};", text)
    return Markup(text)


def attribute(value: object) -> Markup:
    """Return text for an attribute: as `plain` does, and without the backticks of code."""
    return plain(without_code(value))


def attribute_in_markdown(value: object) -> Markup:
    """Return text for an attribute of an element that Markdown reads too (`markdown=…`): what looks like an entity there would become its character."""
    return attribute(re.sub(r"&(?=#?\w+;)", "&amp;", str(value)))


def rich(value: object) -> Markup:
    """Return text as `plain` does, with what stands between two backticks as code."""
    return _rich(str(value))


@lru_cache(maxsize=20_000)  # what a record says stands on many pages
def _rich(text: str) -> Markup:
    parts = _by_backticks(text)
    coded = [f"<code>{plain(part)}</code>" if index % 2 else _keep_ends(part) for index, part in enumerate(parts)]
    return Markup("".join(coded))


def _by_backticks(text: str) -> list[str]:
    """Return text and code in turn; a lone backtick is text."""
    parts = text.split("`")
    return parts if len(parts) % 2 else [*parts[:-2], "`".join(parts[-2:])]


def _keep_ends(part: str) -> str:
    """Escape a stretch between two codes without losing the space beside them; a number and its % stay in one line."""
    lead = " " if part[:1].isspace() else ""
    tail = " " if part[-1:].isspace() and part.strip() else ""
    return f"{lead}{_PERCENT.sub('&#160;', plain(part))}{tail}"


_MARKDOWN = re.compile(r"(?P<slash>[\\`*_\[\]>])|[<~]|&(?=#?\w+;)|^[:=]")


def marked(value: object) -> Markup:
    """Return text for a file that is read as Markdown itself: with backslashes, and what stands between two backticks as code."""
    parts = _by_backticks(re.sub(r"\s+", " ", str(value)))
    escaped = "".join(f"`{part}`" if index % 2 and part.strip() else _MARKDOWN.sub(_slashed, part) for index, part in enumerate(parts))
    return Markup(re.sub(r"^( ?)(\d+(?=[.)])|(?=[-+#]))", r"\1\2\\", escaped))


def _slashed(found: re.Match) -> str:
    """Return a character so that every reader of Markdown takes it for itself; not all of them know `\\<` or `\\~`."""
    return f"\\{found[0]}" if found["slash"] else _entity(found)


# What XML cannot hold at all.
_NO_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def xml(value: object) -> Markup:
    """Return text as it stands in XML, without the characters that XML cannot hold."""
    return escape(_NO_XML.sub("", str(value)))


def _entity(found: re.Match) -> str:
    return f"&#{ord(found[0])};"


def without_code(value: object) -> str:
    """Return text without its backticks, for titles and attributes."""
    return str(value).replace("`", "")


def plain_name(name: str) -> str:
    """Return what stays of a name when capitals, spaces and dashes are no difference."""
    return "".join(name.casefold().replace("-", " ").replace("_", " ").split())
