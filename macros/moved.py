"""Addresses that were published and are no more: what is wrong with their list, and how each leads on.

An address stands below the site's own: `tools/new/` is a page, `tools/new/#archived` a place on it. A page that is gone
leaves a small page that leads on (publish.py); a place that is gone leaves its id where `to` says.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from .model import Move, Moves
from .pages import FOLDERS, built
from .problem import Problem, did_you_mean
from .store import Store
from .views import TEMPLATES

_WITH_RECORDS = ("glossary", "decide", "numbers")  # the written pages whose records have an id there


def page_of(address: str) -> str:
    """Return the page of an address."""
    return address.partition("#")[0]


def written(docs: Path) -> set[str]:
    """Return the addresses of the pages that people write."""
    return {built(path.relative_to(docs).as_posix()) for path in docs.rglob("*.md")}


class _Known:
    """The addresses that the data makes, those of records that could not be read too, and the pages that people write."""

    def __init__(self, store: Store, pages: set[str]) -> None:
        self._unread = store.unread
        self._written = {"", *pages}
        self.pages = set(self._written)
        self.places: set[str] = set()
        for ref, kinds in store.known.items():
            owner, _, name = ref.partition(".")
            room = next((FOLDERS[kind] for kind in store.known.get(owner, ()) if kind in FOLDERS), None)
            if room or owner in _WITH_RECORDS:
                page = f"{room}/{owner}/" if room else f"{owner}/"
                self.pages.add(page)
                self.places |= {f"{page}#{name}"} if name else set()
            if "recommendation" in kinds:
                self.pages.add(f"{FOLDERS['recommendation']}/{name}/")

    def has(self, address: str) -> bool | None:
        """Return whether an address is there, or None where only the built page can tell."""
        page, _, name = address.partition("#")
        if self._unread.intersection(page.split("/")):
            return None
        if not name or page not in self.pages:
            return page in self.pages
        if address in self.places:
            return True
        return None if page in self._written or "_" in name or page[:-1] in _WITH_RECORDS else False


def moves_lead_on(store: Store, pages: set[str]) -> Iterator[Problem]:
    """What has moved is gone, is told once, and leads to what is there, without a stop between. `pages` are those that people write."""
    known = _Known(store, pages)
    for entry in store.all(Moves):
        first: dict[str, Move] = {}
        for move in entry.record.moved:
            if move.source in first:
                yield Problem(entry.file, move.line("from"), entry.ref, f"`{move.source}` stands in line {first[move.source].line('from')} already; delete one")
            first.setdefault(move.source, move)
        for move in first.values():
            page = page_of(move.source)
            if known.has(move.source):
                yield Problem(entry.file, move.line("from"), entry.ref, f"`{move.source}` is there, so it has not moved; delete this entry")
            elif known.has(page) is False and page not in first:
                yield Problem(entry.file, move.line("from"), entry.ref, f"the page `{page}` is gone too; say where it leads, by an entry with `from: {page}`")
        for move in entry.record.moved:
            page = page_of(move.to)
            if on := first.get(move.to) or first.get(page):
                yield Problem(entry.file, move.line("to"), entry.ref, f"`{on.source}` has moved itself, to `{on.to}`; write where it ended")
            elif known.has(page) is False:
                yield Problem(entry.file, move.line("to"), entry.ref, f"no page `{page}`{did_you_mean(page, known.pages) or '; correct the address'}")
            elif known.has(move.to) is False:
                name, near = move.to.partition("#")[2], (place.partition("#")[2] for place in known.places if page_of(place) == page)
                yield Problem(entry.file, move.line("to"), entry.ref, f"no place `{name}` on `{page}`{did_you_mean(name, near) or '; correct it, or name the page alone'}")


def relative(page: str, address: str) -> str:
    """Return the way from a page to an address of the same site."""
    target, sign, name = address.partition("#")
    way = posixpath.relpath(target or ".", page or ".")
    return f"{way}/{sign}{name}"


def with_old_places(html: str, page: str, moves: Sequence[Move]) -> tuple[str, list[str]]:
    """Return a page's HTML with the old ids that it keeps, and what the page shows to be wrong with the list.

    What has moved within a page keeps its old id there; what has moved to another page leaves a line at the end of this one.
    """
    ids = set(re.findall(r'\sid="([^"]*)"', html))
    wrong = [(move, "to") for move in moves if page_of(move.to) == page and "#" in move.to and move.to.partition("#")[2] not in ids]
    moved_pages = {move.source: page_of(move.to) for move in moves if "#" not in move.source}
    for move in moves:
        stood_on, _, old = move.source.partition("#")
        if not old or moved_pages.get(stood_on, stood_on) != page:
            continue
        new = move.to.partition("#")[2]
        if old in ids:
            wrong.append((move, "from"))
        elif page_of(move.to) != page:
            html += TEMPLATES.get_template("moved_place.html.jinja").render(old=old, to=move.to, href=relative(page, move.to))
        elif not new or new in ids:
            html = _with_id(html, old, new)
    said = {"to": "there is no place `{}`; correct it", "from": "`{}` is there, so it has not moved; delete this entry"}
    return html, [f"{move.line(key)}: {said[key].format(move.to if key == 'to' else move.source)}" for move, key in wrong]


_TAG = re.compile(r'<(\w+)(?:[^<>"]|"[^"]*")*>')
_HOLD_TEXT = re.compile("h[1-6]|p|li|dt|dd|th|td|summary|figcaption|caption")  # elements in which a span may stand


def _with_id(html: str, old: str, new: str) -> str:
    """Put an empty element with the old id at the beginning of the text of the new one; without a new one, at the page's."""
    at = html.index(f' id="{new}"') if new else 0
    for tag in _TAG.finditer(html, html.rfind("<", 0, at) if new else 0):
        if _HOLD_TEXT.fullmatch(tag[1]):
            return f'{html[: tag.end()]}<span id="{old}"></span>{html[tag.end() :]}'
    return f'<span id="{old}"></span>{html}'
