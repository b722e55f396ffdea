"""What has moved -> how its old address leads on: a small page for a page that is gone, an old id for a place that is gone."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Sequence

from .model import Move
from .moved import page_of
from .views import TEMPLATES


def pages_that_lead_on(moves: Sequence[Move], site: str) -> Iterator[tuple[str, str]]:
    """Yield path and HTML of a page that leads on, for each page that has moved. `site` is the site's address."""
    for move in moves:
        if "#" not in move.source:
            way = relative(move.source, move.to)
            yield f"{move.source}index.html", TEMPLATES.get_template("moved.html.jinja").render(source=move.source, to=move.to, href=way, site=site)


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
