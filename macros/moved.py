"""The list of addresses that were published and are no more: what is wrong with it (how each leads on: redirects.py).

An address stands below the site's own: `tools/new/` is a page, `tools/new/#archived` a place on it.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from .model import Move, Moves
from .pages import ROOMS, built
from .problem import Problem, did_you_mean
from .store import Store

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
            room = next((ROOMS[kind] for kind in store.known.get(owner, ()) if kind in ROOMS), None)
            if room or owner in _WITH_RECORDS:
                page = f"{room}/{owner}/" if room else f"{owner}/"
                self.pages.add(page)
                self.places |= {f"{page}#{name}"} if name else set()
            if "recommendation" in kinds:
                self.pages.add(f"{ROOMS['recommendation']}/{name}/")

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
