"""Knowledge -> Markdown: one function per macro, all markup in the templates.

Every view takes the knowledge and the path of the page it is for (below docs), and returns Markdown whose
links are relative to that page. `files` is the address below which the files of the repository are read; without
one nothing leads to the lines of a record.
"""

from __future__ import annotations

import posixpath
from collections.abc import Callable
from functools import lru_cache, partial
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined, pass_context
from markupsafe import Markup, escape

from . import chart
from .export import fields
from .knowledge import Knowledge
from .pages import place, short_name
from .reference import kinds
from .store import Entry
from .text import attribute, attribute_in_markdown, plain, rich
from .verdicts import ENDED, FRESH_DAYS, GONE, OTHERS_FRESH_DAYS, STATES, VERDICTS, confidence
from .words import SURENESS, ground_label, ground_name, label, places, room_name, state_words, sureness, verdict_words

View = Callable[..., str]


def _finalize(value: object) -> object:
    """Escape whatever a template prints; only what is markup already stays."""
    return value if isinstance(value, Markup) else rich(value)


TEMPLATES = Environment(
    extensions=["jinja2.ext.do"],
    loader=FileSystemLoader(Path(__file__).parent / "templates"),
    autoescape=True,
    finalize=_finalize,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)
TEMPLATES.filters["markup"] = Markup  # for what is HTML already: code that was highlighted
TEMPLATES.filters["verbatim"] = escape  # for what stands between tags that keep it as it is
TEMPLATES.filters.update(attribute=attribute, attribute_in_markdown=attribute_in_markdown, literal=plain)  # of code the backticks are its own
TEMPLATES.globals.update(VERDICTS=VERDICTS, STATES=STATES, GONE=GONE, ENDED=ENDED, SURENESS=SURENESS, confidence=confidence, short_name=short_name)
TEMPLATES.globals.update(FRESH_DAYS=FRESH_DAYS, OTHERS_FRESH_DAYS=OTHERS_FRESH_DAYS)
TEMPLATES.globals.update(
    WIDTH=chart.WIDTH,
    LINE=chart.LINE,
    PAD=chart.PAD,
    HEAD=chart.HEAD,
    NAMES=chart.NAMES,
    BAR=chart.BAR,
    FULL=chart.FULL,
    LABELS=chart.LABELS,
    CHART=chart.CHART,
    number=chart.number,
)


_relative = lru_cache(maxsize=20_000)(posixpath.relpath)  # it asks for the working directory each time


class Links:
    """Links from one page to records and pages."""

    def __init__(self, knowledge: Knowledge, page: str):
        self.knowledge = knowledge
        self.page = page

    def href(self, target: Entry | str) -> Markup:
        """Return the relative address of a record, or of a page below docs with or without an anchor."""
        path, _, anchor = (target if isinstance(target, str) else "#".join(place(self.knowledge, target))).partition("#")
        if path in ("", self.page) and anchor:
            path = ""
        else:
            path = _relative(path, posixpath.dirname(self.page) or ".")
        return Markup(f"{path}#{anchor}" if anchor else path)

    def link(self, target: Entry | str, text: object | None = None) -> Markup:
        """Return a Markdown link; without a text it is named by the record's label."""
        shown = label(self.knowledge, target) if text is None and isinstance(target, Entry) else text
        return Markup(f"[{rich(shown)}]({self.href(target)})")


def _render(template: str, knowledge: Knowledge, page: str, files: str = "", **context: object) -> str:
    links = Links(knowledge, page)
    return TEMPLATES.get_template(f"{template}.md.jinja").render(
        knowledge=knowledge,
        files=files,
        link=links.link,
        href=links.href,
        label=partial(label, knowledge),
        ground_label=partial(ground_label, knowledge),
        ground_name=partial(ground_name, knowledge),
        room_name=partial(room_name, knowledge),
        state_words=partial(state_words, knowledge),
        verdict_words=partial(verdict_words, knowledge),
        places=partial(places, knowledge),
        sureness=partial(sureness, knowledge),
        **context,
    )


def _one(template: str) -> View:
    return lambda knowledge, page, ref, files="": _render(template, knowledge, page, files, entry=knowledge.entry(ref))


def _all(template: str, **made: Callable[[Knowledge], object]) -> View:
    """Return a view of everything; `made` names what its template needs besides, made from the knowledge."""
    return lambda knowledge, page, files="": _render(template, knowledge, page, files, **{name: make(knowledge) for name, make in made.items()})


def _charts(knowledge: Knowledge) -> list[tuple[Entry, object]]:
    frameworks = {one.record.name: one.ref for one in knowledge.compared}
    return [(entry, chart.bars(entry.record, frameworks)) for entry in knowledge.series]


def _term(knowledge: Knowledge, page: str, name: str, text: str | None = None, files: str = "") -> str:
    """Return a link to a term of the glossary, named by `text` where the sentence wants another form."""
    return Links(knowledge, page).link(knowledge.entry(f"glossary.{name}"), text)


VIEWS: dict[str, View] = {
    "topic_page": _one("topic"),
    "tool_page": _one("tool"),
    "article_page": _one("article"),
    "home": _all("home"),
    "topics": _all("topics"),
    "tools": _all("tools"),
    "articles": _all("articles"),
    "matrix": _all("matrix"),
    "compare": _all("compare"),
    "code": _all("code"),
    "disagreements": _all("disagreements"),
    "outdated": _all("outdated"),
    "decide": _all("decide", chart=lambda knowledge: chart.flowchart(knowledge.guide)),
    "numbers": _all("numbers", charts=_charts),
    "lives": _all("lives", chart=chart.lives),
    "recommendation_page": _one("recommendation"),
    "glossary": _all("glossary"),
    "help_needed": _all("help_needed"),
    "fields": _all("fields", kinds=lambda _: kinds()),
    "term": _term,
    "counts": _all("counts"),
    "verdicts": _all("verdicts"),
    "data_format": _all("data_format", keys=lambda _: fields()),
}


def as_macros(knowledge: Knowledge, files: str, keep: Callable[..., str] = lambda key, make: make()) -> dict[str, View]:
    """Return the views as what a page calls: each knows from Jinja's context which page it is on.

    `keep` makes what it is told to make, under a key of its own; a running server remembers it there.
    """

    def macro(name: str, view: View) -> View:
        @pass_context
        def call(context, *args: str) -> str:
            page = context["page"].file.src_uri
            return keep((page, name, args), lambda: view(knowledge, page, *args, files=files))

        return call

    return {name: macro(name, view) for name, view in VIEWS.items()}
