"""How records are called, and how states and verdicts are said: the plain words that pages and search share."""

from __future__ import annotations

from .dates import PartialDate
from .knowledge import Knowledge
from .model import Claim, Finding, Recommendation, Tool
from .pages import short_name
from .store import Entry
from .verdicts import STATES, confidence

SURENESS = {"high": "sure: two independent primary sources", "medium": "fairly sure: one primary source", "low": "not sure: secondary sources only"}
ABBREVIATIONS = {"ai", "api", "apis", "cpu", "gpu", "iot", "llm", "nlp", "rest", "ui"}  # words of ids that are no tool's name


def label(knowledge: Knowledge, entry: Entry) -> str:
    """Return the few words by which a record is called in a link; those of a claim or finding come from its id."""
    record = entry.record
    if entry.kind == "article":
        return short_name(entry)
    if entry.kind in ("tool", "term"):
        return record.name
    if entry.kind == "recommendation":
        return record.use
    if entry.kind in ("topic", "aspect", "series", "example") or (entry.kind == "finding" and record.title):
        return record.title
    if entry.kind in ("disagreement", "contrast"):
        return record.question
    words = _words(knowledge, record.id)
    return words[:1].upper() + words[1:]


def _words(knowledge: Knowledge, name: str) -> str:
    """Return an id as words, with the capitals of the names and abbreviations in it."""
    words = name.split("-")
    shown: list[str] = []
    while words:
        length = next((length for length in (4, 3, 2, 1) if "-".join(words[:length]) in knowledge.proper_names), 0)
        word = knowledge.proper_names["-".join(words[:length])] if length else words[0].upper() if words[0] in ABBREVIATIONS else words[0]
        shown.append(word)
        words = words[max(length, 1) :]
    return " ".join(shown)


def ground_label(knowledge: Knowledge, entry: Entry) -> str:
    """Return how a statement names what it rests on: the article of a claim, the event or proposition of a finding."""
    if entry.kind == "claim":
        return short_name(knowledge.article_of(entry))
    if entry.kind == "search":
        return f"Looked for in vain on {entry.record.on}"
    finding: Finding = entry.record
    owner = knowledge.entry(entry.owner)
    words = label(knowledge, entry)
    if owner.kind == "tool":
        event = finding.title or _words(knowledge, finding.id) if finding.event in ("change", "active") else finding.event
        words = f"{label(knowledge, owner)}: {event}"
    return f"{words} ({finding.since})" if finding.since.known else words


def room_name(knowledge: Knowledge, ref: str) -> str:
    """Return the name of an aspect with its topic's, which it is read beside elsewhere; that of a topic alone."""
    topic = label(knowledge, knowledge.entry(ref.partition(".")[0]))
    return f"{topic}: {label(knowledge, knowledge.entry(ref))}" if "." in ref else f"{topic}: in general"


def ground_name(knowledge: Knowledge, entry: Entry) -> str:
    """Return the shortest name of what a statement rests on: the tool whose event it is, or the proposition."""
    owner = knowledge.entry(entry.owner)
    return label(knowledge, owner if owner.kind == "tool" else entry)


def since(date: PartialDate, word: str = "since") -> str:
    return f"{word} {date}" if date.known else f"{word} when is not known"


def state_words(knowledge: Knowledge, tool: Entry[Tool]) -> str:
    """Return how a tool stands, with the event that shows it."""
    state = knowledge.state(tool)
    words = STATES[state.kind]
    if not state.event:
        return words
    end = knowledge.end_of(tool)
    if end and end is not state.event:
        return f"{STATES[str(end.event)]} {since(end.since)}, {words.lower()} {since(state.event.since)}"
    if state.kind == "active":
        return f"{words} on {state.event.since}" if state.event.event == "active" else f"{words}, {state.event.event} {state.event.since}"
    return f"{words}: last sign of life {state.event.since}" if state.kind == "quiet" else f"{words} {since(state.event.since)}"


def verdict_words(knowledge: Knowledge, claim: Entry[Claim]) -> str:
    """Return what became of a claim; empty for one that has no verdict, such as an opinion."""
    verdict = knowledge.verdict(claim)
    future = claim.record.kind == "prediction"
    order = {True: ", before it appeared", False: ", after it appeared", None: ""}[verdict.early]
    return {
        "holds": "Came true" if future else "Holds",
        "outdated": f"{'Did not come true' if future else 'Outdated'} {since(verdict.since)}",
        "wrong": "Wrong when it appeared",
        "no-longer": "No longer holds, since when is unclear",
        "disputed": "Disputed: evidence points both ways",
        "overtaken": f"Overtaken {since(verdict.since)}{order}",
        "not-confirmed": "Not confirmed: looked for in vain",
        "unchecked": "Unchecked",
        "damaged": "Text damaged, not counted",
        "no-verdict": "",
    }[verdict.kind]


def sureness(knowledge: Knowledge, recommendation: Recommendation) -> str:
    """Return how sure the findings are that speak for a recommendation."""
    grounds = [knowledge.entry(ref).record for ref in recommendation.in_favour]
    kinds = [confidence(ground) for ground in grounds if isinstance(ground, Finding)]
    counted = [f"{kinds.count(kind)} {words.partition(':')[0]}" for kind, words in SURENESS.items() if kind in kinds]
    return f"{len(kinds)} {'finding' if len(kinds) == 1 else 'findings'}: {', '.join(counted)}."


def places(knowledge: Knowledge, claim: Entry[Claim], seen_from: str | None = None) -> list[str]:
    """Return where a claim stands: its paragraphs, then the cells of tables that name it.

    `seen_from` is the section under which the places are read; it is not named again.
    """
    article, record = knowledge.article_of(claim).record, claim.record
    titles = {section.id: section.title for section in article.sections if section.id != seen_from}
    prose = [", ".join(filter(None, [titles.get(place.section), place.paragraph and f"paragraph {place.paragraph}"])) for place in record.at]
    cells = [f"{table.caption}: {row.head}, {head}" for table, row, head in knowledge.cells_naming(claim)]
    return list(filter(None, prose)) + cells
