"""Where things stand on the site, and the pages that nobody writes: one per article, tool, topic and recommendation, each a stub that calls a macro."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import yaml

from .knowledge import Knowledge
from .store import Entry
from .text import plain, without_code

DATA = "data/v1"  # the folder of the files that others build on, by the version of their format
ROOMS = {"article": "articles", "tool": "tools", "topic": "topics", "recommendation": "decide"}


@dataclass(frozen=True)
class Stub:
    """A generated page: its Markdown, the file that a person edits to change it, and whether the navigation lists it."""

    markdown: str
    source: str
    listed: bool


def address(owner: str, kind: str) -> str:
    """Return the path, below docs, of the page that a file of data has."""
    return f"{ROOMS[kind]}/{owner}.md" if kind in ROOMS else f"{owner}.md"


def place(knowledge: Knowledge, entry: Entry[Any]) -> tuple[str, str]:
    """Return where a record stands: the path of its page below docs, and its anchor there (empty for a whole page)."""
    if entry.kind == "recommendation":
        return address(entry.record.id, entry.kind), ""
    if entry.kind == "example":
        return address(entry.record.topic, "topic"), f"code_{entry.record.id}"
    return address(entry.owner, knowledge.entry(entry.owner).kind), entry.ref.partition(".")[2]


def built(path: str) -> str:
    """Return the address below the site of the page that MkDocs makes of a path below docs."""
    return "" if path == "index.md" else path.removesuffix(".md").removesuffix("/index") + "/"


def files_address(repository: str | None, edit: str | None) -> str:
    """Return the address below which a repository's files are read, from its own and where its pages are edited; empty without them.

    The line of a file can only be named where it is read: `edit/main/docs/` gives `REPOSITORY/blob/main/`.
    """
    return f"{repository.rstrip('/')}/{edit.replace('edit/', 'blob/', 1).removesuffix('docs/')}" if repository and edit else ""


def pages(knowledge: Knowledge) -> dict[str, Stub]:
    """Return the stub of each generated page by its path below docs."""
    entries: list[Entry[Any]] = [*knowledge.topics, *knowledge.articles, *knowledge.tools]
    stubs = {address(entry.ref, entry.kind): Stub(_stub(entry), entry.file, entry.kind != "tool") for entry in entries}
    return stubs | {address(entry.record.id, entry.kind): Stub(_stub(entry), entry.file, False) for entry in knowledge.recommendations}


def navigation(knowledge: Knowledge, written: list[Any]) -> list[Any]:
    """Return the navigation as mkdocs.yml has it, with topics and articles listed below the pages that list them."""
    lists = {
        "topics/index.md": [{str(plain(group.title)): [address(ref, "topic") for ref in group.topics]} for group in knowledge.home.groups],
        "articles/index.md": [address(entry.ref, "article") for entry in knowledge.articles],
    }

    def whole(below: Any) -> Any:
        first = below[0] if isinstance(below, list) and below else None
        return [first, *lists[first]] if isinstance(first, str) and first in lists else below

    return [{title: whole(below) for title, below in item.items()} if isinstance(item, dict) else item for item in written]


def _stub(entry: Entry) -> str:
    title, description = _head(entry)
    # Front matter reaches titles and attributes of the theme unescaped, and Jinja: so it is escaped here.
    front: dict[str, Any] = {"title": str(plain(without_code(title))), "description": str(plain(without_code(description)))}
    if entry.kind == "topic":
        front["hide"] = ["toc"]  # a line at the top has it; so two sides of code find room beside each other
    own = [f"{built(address(entry.ref, entry.kind))}{name}" for name in ("index.md", "index.json")]
    front["as_data"] = [f"{DATA}/decisions.json"] if entry.kind == "recommendation" else own
    head = yaml.safe_dump(front, allow_unicode=True, sort_keys=True, width=10_000)
    return f'---\n{head}---\n\n{{{{ {entry.kind}_page("{entry.ref}") }}}}\n'


def _head(entry: Entry) -> tuple[str, str]:
    record = entry.record
    if entry.kind == "article":
        return short_name(entry), f"What {record.publisher} says of PyTorch and TensorFlow in “{record.title}”, claim by claim, and what holds today."
    if entry.kind == "tool":
        return record.name, record.what.says
    if entry.kind == "recommendation":
        return f"Advice: {record.use}", record.why
    return record.title, f"{record.question} {record.bottom_line[0].says}"


def short_name(article: Entry) -> str:
    """Return publisher and year, by which an article is called on other pages."""
    return f"{article.record.publisher}, {article.record.date.text[:4]}"
