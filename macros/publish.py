"""Knowledge -> the files beside the pages: data, feed, Markdown twins, and what robots and assistants read first."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit
from uuid import UUID, uuid5

from markupsafe import Markup

from .export import KINDS, VIEWS_OF_OTHERS, Data, Finding, as_csv, as_json, data, part, schema, tables
from .knowledge import Knowledge
from .pages import DATA
from .redirects import pages_that_lead_on
from .text import marked, xml
from .views import TEMPLATES

FEED = "data/feed.xml"
FEED_LENGTH = 100
_NAMES = UUID("7d0f6a52-3d5c-5b0e-9f0a-5b8a0a6f6d11")  # of the feed's entries: a name in it never changes, wherever the site stands
_TWINS = {"topics": "topic", "tools": "tool", "articles": "article"}

_MARKDOWN = TEMPLATES.overlay(finalize=lambda value: value if isinstance(value, Markup) else marked(value))
_XML = TEMPLATES.overlay(finalize=lambda value: value if isinstance(value, Markup) else xml(value))
for _environment in (_MARKDOWN, _XML):
    _environment.filters = {**TEMPLATES.filters, "address": lambda url: Markup("".join(str(url).split()))}  # what the model has checked


def site_address(text: str) -> str:
    """Return the site's address with a slash at its end, or nothing where it is unset; ValueError if it is no web address."""
    parts = urlsplit(text)
    if text and (parts.scheme not in ("http", "https") or not parts.hostname):
        raise ValueError(f"SITE_URL: `{text}` is no web address; write it whole, as https://example.org/")
    return text and text.rstrip("/") + "/"


def files(knowledge: Knowledge, site: str = "") -> dict[str, str]:
    """Return all files by their path in the site's folder. `site` is its address as `site_address` gives it."""
    everything = data(knowledge, site)
    return {**dict(_files(everything)), **dict(pages_that_lead_on(knowledge.moves, site))}


def write(folder: Path, texts: dict[str, str]) -> None:
    """Write files below a folder, as UTF-8 and with the ends of lines that they have."""
    for path, text in texts.items():
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8", newline="")


def _files(everything: Data) -> Iterator[tuple[str, str]]:
    yield f"{DATA}/knowledge.json", as_json(part(everything, KINDS))
    for kind in KINDS:
        yield f"{DATA}/{kind}.json", as_json(part(everything, [kind]))
    yield f"{DATA}/schema.json", as_json(schema())
    for name, rows in tables(everything).items():
        yield f"{DATA}/{name}.csv", as_csv(rows)
    yield FEED, _feed(everything)
    records = {record.id: record for kind in KINDS if kind not in VIEWS_OF_OTHERS for record in getattr(everything, kind)}
    for kind, template in _TWINS.items():
        for record in getattr(everything, kind):
            folder = record.page.removeprefix(everything.site or "")
            up = "" if everything.site else "../" * folder.count("/")
            yield f"{folder}index.md", _MARKDOWN.get_template(f"twin/{template}.md.jinja").render(record=record, records=records, up=up)
            yield f"{folder}index.json", as_json(part(everything, KINDS, record.page))
    yield "llms.txt", _MARKDOWN.get_template("twin/llms.txt.jinja").render(data=everything, folder=DATA)
    yield "robots.txt", TEMPLATES.get_template("robots.txt.jinja").render(sitemap=everything.site and Markup(f"{everything.site}sitemap.xml"))


def _feed(everything: Data) -> str:
    """Return what became known as Atom: the findings that are so since a known day, newest first."""
    dated = [finding for finding in everything.findings if len(finding.since or "") == len("2025-07-15")]
    newest = sorted(dated, key=lambda finding: (finding.since, finding.id), reverse=True)[:FEED_LENGTH]
    owners = {record.id: getattr(record, "name", None) or record.title for record in (*everything.tools, *everything.topics)}
    return _XML.get_template("feed.xml.jinja").render(site=everything.site, path=FEED, urn=_urn, findings=newest, owners=owners)


def _urn(name: Finding | str) -> str:
    return uuid5(_NAMES, name if isinstance(name, str) else name.id).urn
