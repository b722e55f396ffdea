"""What the search box can find: every record once, at its own address, and the pages that people write.

The engine (docs/assets/search.js) weighs a page by its kind and by what its parts hold.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields
from typing import Any

from .knowledge import Knowledge
from .pages import ROOMS, short_name
from .store import Entry
from .text import without_code
from .verdicts import ENDED
from .words import label, state_words, verdict_words


@dataclass(frozen=True)
class Item:
    """A thing to find. `names`, `text` and `state` are searched, `title` and `lead` shown too, `kind` and `status` only shown."""

    at: str  # below the site's address; with a `#` it is a part of the page before
    kind: str
    title: str
    lead: str = ""
    names: str = ""
    text: str = ""
    state: str = ""
    status: str = ""


# Lists are found by what they are, not by what stands in them.
LISTS = [
    Item(
        "articles/#agree_",
        "List",
        "Where the articles agree",
        "Aspects on which all articles take the same side, and what each says.",
        "agree / agreement / what all articles agree on",
    ),
    Item("articles/", "List", "Articles", "The articles, whom each favours, and how much of each still holds.", "sources / matrix"),
    Item("disagreements/", "List", "Disagreements", "Questions that the articles answer differently, and what evidence says.", "contradictions / contradict / disagree"),
    Item("outdated/", "List", "Outdated", "What was true and is not, and what was wrong when it appeared.", "outdated claims / wrong claims / errors"),
    Item("compare/", "List", "Compare", "All aspects of all topics by framework, with filters.", "comparison table / differences / cheat sheet"),
    Item("tools/lives/", "List", "Lives of tools", "All tools on one axis of time: which have ended, and who still names them.", "dead tools / timeline / deprecated tools"),
    Item("numbers/", "List", "Numbers", "Figures as pictures and tables, each with its base.", "statistics / figures / charts / share of papers"),
    Item("code/", "List", "Code", "The same small tasks in both frameworks, side by side.", "code examples / side by side"),
]


def items(knowledge: Knowledge) -> Iterator[Item]:
    """Yield what the records hold: each page, then its parts; and the lists by their names."""
    yield from LISTS
    for topic in knowledge.topics:
        yield from _topic(knowledge, topic)
    for tool in knowledge.tools:
        yield from _tool(knowledge, tool)
    asked = _line(f"{question.asks} {_line(answer.says for answer in question.answers)}" for question in knowledge.guide.questions)
    yield Item(
        "decide/",
        "Advice",
        "Which one for you?",
        "A few questions that lead from your situation to a framework and its tools.",
        "Decide / Flowchart / Choose / Which framework",
        asked,
    )
    for advice in knowledge.recommendations:
        yield _advice(knowledge, advice)
    for article in knowledge.articles:
        yield from _article(knowledge, article)
    for entry in knowledge.terms:
        term = entry.record
        yield Item(f"glossary/#{term.id}", "Term", term.name, term.says, _names(term))
    for entry in knowledge.series:
        yield Item(f"numbers/#{entry.record.id}", "Number", entry.record.title, entry.record.base)
    for entry in knowledge.contrasts:
        readings = _line(f"{reading.says} of {reading.of}." for reading in entry.record.readings)
        yield Item(f"numbers/#{entry.record.id}", "Number", entry.record.question, entry.record.conclusion.says, text=readings)


def written(documents: Iterable[dict], generated: set[str]) -> Iterator[Item]:
    """Yield the pages that people write, from what the theme's search has read of them; not those that `generated` has."""
    for document in documents:
        page, _, part = document["location"].partition("#")
        if page and page not in generated:
            yield Item(document["location"], "" if part else "Page", _shown(document["title"]), _shown(document["text"]))


def _shown(source: str) -> str:
    """Return what a reader sees of HTML."""
    return html.unescape(re.sub(r"<[^>]+>", " ", source))


def as_data(found: Iterable[Item]) -> dict[str, list[str]]:
    """Return items as JSON holds them: by field a list with one text for each item, which weighs less than naming the fields in each."""
    rows = list(found)
    return {field.name: [without_code(getattr(row, field.name)) for row in rows] for field in fields(Item)}


def _line(words: Iterable[str]) -> str:
    return " ".join(words)


def _names(record: Any) -> str:
    return " / ".join(record.names)


def _topic(knowledge: Knowledge, entry: Entry[Any]) -> Iterator[Item]:
    topic, page = entry.record, f"{ROOMS['topic']}/{entry.ref}/"
    statements = _line(statement.says for statement in topic.bottom_line)
    yield Item(page, "Topic", topic.title, f"{topic.question} {statements}", _names(topic), _line(aspect.title for aspect in topic.aspects))
    for aspect in topic.aspects:
        cells = _line(f"{knowledge.entry(framework).record.name}: {cell.says}" for framework, cell in aspect.cells.items())
        yield Item(f"{page}#{aspect.id}", "Comparison", aspect.title, cells)
    for example in knowledge.examples_of(entry):
        words = dict.fromkeys(word for listing in knowledge.listings_of(example) for word in re.findall(r"[A-Za-z_][\w.]+", listing.source))
        yield Item(f"{page}#code_{example.record.id}", "Code", example.record.title, example.record.shows, text=_line(words))
    for one in topic.disagreements:
        settled = one.settled_by.says if one.settled_by else ""
        yield Item(f"{page}#{one.id}", "Disagreement", one.question, _line(position.says for position in one.positions) + f" {settled}")
    yield from _findings(knowledge, page, entry.ref, topic.findings)


def _tool(knowledge: Knowledge, entry: Entry[Any]) -> Iterator[Item]:
    tool, page = entry.record, f"{ROOMS['tool']}/{entry.ref}/"
    instead = _line(f"Use instead: {knowledge.entry(after.tool).record.name}." for after in tool.use_instead)
    belongs = _line(knowledge.entry(ref).record.name for ref in tool.frameworks)
    status = state_words(knowledge, entry) if knowledge.state(entry).kind != "not-followed" else ""
    yield Item(page, "Tool", tool.name, f"{tool.what.says} {instead}", _names(tool), f"{tool.kind} {belongs}", _state_of(knowledge, entry), status)
    yield from _findings(knowledge, page, entry.ref, tool.life)


def _state_of(knowledge: Knowledge, entry: Entry[Any]) -> str:
    """Return what people call a tool that has ended, so that `is it dead` finds its page."""
    return "dead, abandoned, no longer maintained, replacement" if knowledge.state(entry).kind in ENDED else ""


def _findings(knowledge: Knowledge, page: str, owner: str, findings: Iterable[Any]) -> Iterator[Item]:
    for finding in findings:
        since = str(finding.since) if finding.since.known else ""
        yield Item(f"{page}#{finding.id}", "Finding", label(knowledge, knowledge.entry(f"{owner}.{finding.id}")), finding.says, status=since)


def _advice(knowledge: Knowledge, entry: Entry[Any]) -> Item:
    advice = entry.record
    asked = _line(f"{question.asks} {answer.says}" for path in knowledge.paths_to(advice) for question, answer in path.steps)
    tools = _line(knowledge.entry(ref).record.name for ref in advice.tools)
    return Item(f"{ROOMS['recommendation']}/{advice.id}/", "Advice", advice.use, advice.why, text=f"{asked} {tools}")


def _article(knowledge: Knowledge, entry: Entry[Any]) -> Iterator[Item]:
    article, page = entry.record, f"{ROOMS['article']}/{entry.ref}/"
    yield Item(page, "Article", short_name(entry), article.title, article.author or "", _line(statement.says for statement in article.argues))
    for claim in article.claims:
        yield Item(f"{page}#{claim.id}", "Claim", short_name(entry), claim.says, status=verdict_words(knowledge, knowledge.entry(f"{entry.ref}.{claim.id}")))
