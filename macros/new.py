"""A few questions -> a record at its place (`make new`).

The questions come from the fields of the model, and so do the refusals: a wrong answer is told in the words of
`make check`, and asked for again. What is written is put in the style of the data: plain values, short lists in
brackets, claims in the order of the article, events in that of their dates, terms by name.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from datetime import date
from pathlib import Path
from typing import Annotated, Any, TextIO, get_args, get_origin

import yaml
from pydantic import TypeAdapter, ValidationError

from .check import check
from .dates import UNKNOWN, PartialDate
from .knowledge import Knowledge
from .load import LINES
from .model import Answer, Article, Aspect, Claim, Evidence, Figure, Finding, Group, Option, Place, Question, Record, Section, Statement, Term, Tool, Topic, allowed_kinds
from .problem import DataError, Problem, did_you_mean
from .rules import GRACE, is_known, missing
from .store import Entry, explain, fixed_words
from .verdicts import ENDED

Edits = dict[str, str]  # file, from the project's root -> its whole new text


class Stopped(Exception):
    """The answers ended before the questions."""


class Asker:
    """Asks until an answer is right. `answers` yields lines, `say` prints."""

    def __init__(self, knowledge: Knowledge, folder: Path, answers: Iterable[str], say: Callable[[str], None]):
        self.knowledge = knowledge
        self.store = knowledge.store
        self.folder = folder  # of the data
        self._answers = iter(answers)
        self.say = say

    def text(self, file: str) -> str:
        return (self.folder.parent / file).read_text(encoding="utf-8")

    def ask(self, question: str, wrong: Callable[[str], str], usual: str = "") -> str:
        """Return the first answer of which `wrong` says nothing; an empty one stands for the usual."""
        while True:
            self.say(f"{question}: ")
            answer = next(self._answers, None)
            if answer is None:
                raise Stopped
            answer = " ".join(answer.split()) or usual
            if not (message := wrong(answer)):
                return answer
            self.say(f"  {message}\n")

    def field(self, model: type[Record], key: str, ask: str = "", hint: str = "", usual: str = "", needed: bool | None = None, fits: Callable[[str], str] | None = None) -> Any:
        """Ask for a field of a record; return text, or a list of texts, or None for nothing.

        Without `ask` the key and its description are the question. `fits` says what else is wrong with an answer.
        """
        info = _field(model, key)
        needed = info.is_required() if needed is None else needed
        is_list = get_origin(info.annotation) is list
        kinds = allowed_kinds(info)
        dated = PartialDate in (info.annotation, *get_args(info.annotation))
        may_be_unknown = dated and not self._refusal(model, key, str(UNKNOWN))
        words = "" if info.annotation is bool else ", ".join(fixed_words(info.annotation))
        hints = [
            ID_HINT if key == "id" else hint or ("" if ask else info.description or ""),
            f"one of {words}" if words else "",
            ("as FILE.ID" if "claim" in kinds else "by id") if kinds else "",
            DATES + (f" or {UNKNOWN}" if may_be_unknown else "") if dated else "",
            "several with commas between" if is_list else "",
            f"Enter writes {usual}" if usual else "" if needed else "Enter leaves it out",
        ]

        def wrong(answer: str) -> str:
            if not answer:
                unknown = "; `unknown` where nobody knows it" if may_be_unknown else ""
                return f"an answer is needed{unknown}" if needed else ""
            return self._refusal(model, key, _read(answer, is_list)) or (fits(answer) if fits else "")

        answer = self.ask((ask or key) + (f" ({'; '.join(filter(None, hints))})" if any(hints) else ""), wrong, usual)
        return _read(answer, is_list) if answer else None

    def _refusal(self, model: type[Record], key: str, value: Any) -> str:
        """Return what `make check` would say of a value, or nothing."""
        info = _field(model, key)
        try:
            found = TypeAdapter(_annotated(info)).validate_python(value)
        except ValidationError as error:
            errors = [{**one, "loc": (key, *one["loc"])} for one in error.errors(include_url=False)]
            return "; ".join(explain(one, {key: value, LINES: {}}, "new", "new", model).message for one in errors)
        if isinstance(found, PartialDate) and found.known and found.first > self.knowledge.day + GRACE:
            return f"`{key}`: {found} lies after {self.knowledge.day}, the day of this build; correct the date"
        kinds = allowed_kinds(info)
        words = value if isinstance(value, list) else [value]
        return "; ".join(missing(self.store, word, kinds) for word in words if kinds and not is_known(self.store, word, kinds))

    def new_id(self, model: type[Record], owner: str = "") -> str:
        """Ask for an id that nothing else has."""

        def taken(answer: str) -> str:
            ref = f"{owner}.{answer}" if owner else answer
            return f"the id `{answer}` stands in line {self.store.entries[ref].line} already; choose another" if ref in self.store.entries else ""

        return self.field(model, "id", fits=taken)

    def file_id(self, kind: str) -> str:
        """Ask for the name of a new file."""

        def taken(answer: str) -> str:
            return f"the name `{answer}` is taken by {self.store.files[answer]}; choose another" if answer in self.store.files else ""

        return self.field(Section, "id", f"id of the {kind}, the name of its file", fits=taken)

    def owner(self, *kinds: str) -> Entry[Any]:
        """Ask for the file that a record goes into; of tools there are too many to list."""
        known = ", ".join(ref for ref, entry in self.store.entries.items() if entry.kind in kinds)
        question = f"which {' or '.join(kinds)} ({'its id, the name of its file' if 'tool' in kinds else f'one of {known}'})"
        return self.store.entries[self.ask(question, lambda answer: "" if is_known(self.store, answer, kinds) else missing(self.store, answer, kinds))]

    def one_of(self, question: str, known: list[str], empty: str = "") -> str:
        """Ask for one of a few names; where Enter does something, none may be named."""
        allowed = [*known, ""] if empty else known
        hint = f"one of {', '.join(known)}" + (f"; Enter {empty}" if empty else "")
        return self.ask(f"{question} ({hint})", lambda answer: "" if answer in allowed else f"no `{answer}` here{did_you_mean(answer, known) or '; write one of those'}")


ENDINGS = {*ENDED, "maintenance", "renamed"}  # events after which claims that name the tool speak of what has changed
LISTED = 10  # so many claims that name a tool
DATES = "2025, 2025-07, 2025-07-15"
ID_HINT = "small letters, digits, single hyphens; once published it is never changed"


def _field(model: type[Record], key: str) -> Any:
    return next(info for name, info in model.model_fields.items() if (info.alias or name) == key)


def _annotated(info: Any) -> Any:
    return Annotated[info.annotation, *info.metadata] if info.metadata else info.annotation


def _read(answer: str, is_list: bool) -> Any:
    return [part.strip() for part in answer.split(",") if part.strip()] if is_list else answer


# --- the questions for each kind of record ----------------------------------------------------------------


def _statement(asker: Asker, what: str, needed: bool = True) -> dict:
    """Ask for a sentence of ours and for what it rests on."""
    return {"says": asker.field(Statement, "says", what), "rests_on": asker.field(Statement, "rests_on", "it rests on", "claims and findings", needed=needed)}


def _cells(asker: Asker) -> dict:
    cells = {}
    for framework in asker.knowledge.compared:
        asker.say(f"The cell for {framework.record.name}.\n")
        value = asker.field(Answer, "value", "value", "text where the row asks no yes or no")
        cells[framework.ref] = {"value": value, **_statement(asker, "what it says", needed=value != "unknown")}
    return cells


def _claim(asker: Asker, owner: str, sections: list[str]) -> dict:
    claim: dict[str, Any] = {"id": asker.new_id(Claim, owner), "kind": asker.field(Claim, "kind"), "says": asker.field(Claim, "says", "what the article says, in your own words")}
    section = sections[0] if len(sections) == 1 else asker.one_of("in which section it stands first", sections)
    claim["at"] = [{"section": section, "paragraph": asker.field(Place, "paragraph")}]
    topics = {topic.ref: topic.record for topic in asker.knowledge.topics}
    topic = asker.one_of("which topic it speaks of", list(topics))
    row = asker.one_of("which row of its comparison", [aspect.id for aspect in topics[topic].aspects], "says that it speaks of the topic as a whole")
    claim |= {"aspect": f"{topic}.{row}"} if row else {"topic": topic}
    claim["about"] = asker.field(Claim, "about", "frameworks that it speaks of", usual=", ".join(one.ref for one in asker.knowledge.compared))
    claim["favours"] = asker.field(Claim, "favours", "whom it favours", "a framework, or even")
    claim["tools"] = asker.field(Claim, "tools", "tools that it names")
    if claim["kind"] == "figure":
        claim["figure"] = {key: asker.field(Figure, key) for key in ("value", "qualifier", "unit", "of", "year")}
    if claim["kind"] == "advice":
        claim["for"] = asker.field(Claim, "for", "whom the advice is for", needed=True)
        claim["advises"] = asker.field(Claim, "advises", "tools that it advises, in order", needed=True)
    return claim


def _finding(asker: Asker, owner: str, in_tool: bool) -> dict:
    finding: dict[str, Any] = {"id": asker.new_id(Finding, owner)}
    if in_tool:
        finding["event"] = asker.field(Finding, "event", "what happened", needed=True)
    finding["says"] = asker.field(Finding, "says", "what is so, in your own words")
    finding["since"] = asker.field(Finding, "since", "since when")
    finding["checked"] = asker.field(Finding, "checked", "when you looked", usual=asker.knowledge.day.isoformat())
    if finding.get("event") in ENDINGS:
        _say_who_names(asker, owner)
    for effect in ("supports", "contradicts", "bears_on"):
        finding[effect] = asker.field(Finding, effect)
    asker.say("What shows it.\n")
    evidence = {"title": asker.field(Evidence, "title"), "url": asker.field(Evidence, "url", "its address", "nothing for a package of an index", needed=False)}
    if not evidence["url"]:
        evidence |= {
            "registry": asker.field(Evidence, "registry", needed=True),
            "package": asker.field(Evidence, "package", needed=True),
            "version": asker.field(Evidence, "version"),
        }
    evidence["kind"] = asker.field(Evidence, "kind")
    speaks = asker.field(Evidence, "primary", "does the project, its maker or a measurement speak for itself", "yes or no")
    evidence |= {"primary": {"yes": "true", "no": "false"}.get(speaks, speaks), "says": asker.field(Evidence, "says", "what it says, in your own words")}
    return {**finding, "evidence": [evidence | {key: asker.field(Evidence, key) for key in ("dated", "seen")}]}


def _say_who_names(asker: Asker, tool: str) -> None:
    """List the claims that name a tool: an event that ends something bears on some of them."""
    claims = asker.knowledge.claims_naming(asker.store.entries[tool]) if tool in asker.store.entries else []
    if claims:
        asker.say("Claims that name it; this bears on those that speak of what has ended, and contradicts those that cannot be true beside it.\n")
        asker.say("".join(f"- {claim.ref}: {claim.record.says}\n" for claim in claims[:LISTED]))
    if len(claims) > LISTED:
        asker.say(f"- and {len(claims) - LISTED} more, which the page of the tool lists\n")


def new_claim(asker: Asker) -> Edits:
    article = asker.owner("article")
    sections = [section.id for section in article.record.sections]
    claim = _claim(asker, article.ref, sections)

    def place(section: str, paragraph: Any) -> tuple[int, float]:
        return sections.index(section), float(paragraph or "inf")  # a claim of no paragraph stands at its section's end

    mine = place(claim["at"][0]["section"], claim["at"][0]["paragraph"])
    known = [entry for entry in asker.knowledge.claims if entry.owner == article.ref]
    before = [entry.record for entry in known if place(asker.knowledge.section_of(entry), entry.record.at[0].paragraph if entry.record.at else None) <= mine]
    return _into(asker, article, "claims", claim, before[-1] if before else None)


def new_finding(asker: Asker) -> Edits:
    owner = asker.owner("tool", "topic")
    in_tool = owner.kind == "tool"
    finding = _finding(asker, owner.ref, in_tool)
    key = "life" if in_tool else "findings"
    listed = getattr(owner.record, key)
    since = PartialDate.parse(finding["since"])
    before = [one for one in listed if not (in_tool and since.before(one.since))]
    return _into(asker, owner, key, finding, before[-1] if before else None)


def new_tool(asker: Asker) -> Edits:
    name = asker.file_id("tool")
    tool: dict[str, Any] = {"name": asker.field(Tool, "name"), "kind": asker.field(Tool, "kind")}
    what = asker.field(Statement, "says", "what it is, in one sentence")
    tool["names"] = asker.field(Tool, "names", "other names")
    tool["frameworks"] = asker.field(Tool, "frameworks", "frameworks that it belongs to")
    asker.say("The first event of its life.\n")
    event = _finding(asker, name, in_tool=True)
    tool = {"name": tool["name"], "kind": tool["kind"], "what": {"says": what, "rests_on": [f"{name}.{event['id']}"]}, **tool, "life": [event]}
    return _file(asker, "tool", name, tool)


def new_topic(asker: Asker) -> Edits:
    name = asker.file_id("topic")
    topic: dict[str, Any] = {key: asker.field(Topic, key) for key in ("title", "names", "question")}
    topic["neighbours"] = asker.field(Topic, "neighbours", needed=True)
    topic["bottom_line"] = [_statement(asker, "the answer, in one sentence")]
    asker.say("The first row of its comparison.\n")
    topic["aspects"] = [{"id": asker.new_id(Aspect, name), "title": asker.field(Aspect, "title"), "cells": _cells(asker)}]
    groups = {group.title: group for group in asker.knowledge.home.groups}
    group = groups[asker.one_of("in which group of topics", list(groups))]
    return _file(asker, "topic", name, topic) | _into_group(asker, group, name)


def new_article(asker: Asker) -> Edits:
    name = asker.file_id("article")
    asks = {"title": "", "publisher": "", "author": "", "date": "when it appeared", "url": "its address"}
    article: dict[str, Any] = {key: asker.field(Article, key, ask) for key, ask in asks.items()}
    asker.say("Its first section.\n")
    section = {key: asker.field(Section, key) for key in ("id", "title")}
    asker.say("Its first claim.\n")
    claim = _claim(asker, name, [section["id"]])
    argues = asker.field(Statement, "says", "what the whole article argues, in one sentence")
    article["argues"] = [{"says": argues, "rests_on": [f"{name}.{claim['id']}"]}]
    return _file(asker, "article", name, {**article, "sections": [section], "claims": [claim]})


def new_aspect(asker: Asker) -> Edits:
    topic = asker.owner("topic")
    aspect = {"id": asker.new_id(Aspect, topic.ref), "title": asker.field(Aspect, "title"), "cells": _cells(asker)}
    return _into(asker, topic, "aspects", aspect, topic.record.aspects[-1])


def new_term(asker: Asker) -> Edits:
    glossary = asker.store.entries["glossary"]
    term = {"id": asker.new_id(Term, "glossary"), **{key: asker.field(Term, key) for key in ("name", "names", "says", "topics")}}
    before = [one for one in glossary.record.terms if one.name.casefold() < term["name"].casefold()]
    return _into(asker, glossary, "terms", term, before[-1] if before else None)


def new_question(asker: Asker) -> Edits:
    """A question stands on a way: an answer that led on leads to it now, and one of its answers leads on."""
    guide = asker.store.entries["decide"]
    ways = {f"{question.id}.{answer.id}": (question, answer) for question in guide.record.questions for answer in question.answers}
    asker.say("A question is asked after an answer: that answer leads to it from now on.\n")
    asked_before, led = ways[asker.one_of("after which answer, as QUESTION.ANSWER", list(ways))]
    question: dict[str, Any] = {"id": asker.new_id(Question, "decide"), "asks": asker.field(Question, "asks", "what it asks")}
    asker.say(f"Its first answer leads to `{led.leads_to}`, where that answer led. The second one leads elsewhere.\n")
    first = {"id": asker.field(Option, "id", "id of the first answer"), "says": asker.field(Option, "says", "what it says"), "leads_to": led.leads_to}
    ends = [one.id for one in guide.record.recommendations if one.id != led.leads_to]

    def differs(answer: str) -> str:
        return f"two answers have the same `id`: {answer}; tell them apart, or merge them" if answer == first["id"] else ""

    second = {
        "id": asker.field(Option, "id", "id of the second answer", fits=differs),
        "says": asker.field(Option, "says", "what it says"),
        "leads_to": asker.one_of("which recommendation it leads to", ends),
    }
    edits = _into(asker, guide, "questions", {**question, "answers": [first, second]}, asked_before)
    lines = edits[guide.file].split("\n")
    at_line = led.line("leads_to") - 1  # above what was put in, so it has not moved
    lines[at_line] = re.sub(r"(leads_to:\s*)[\w-]+", rf"\g<1>{question['id']}", lines[at_line])
    return {guide.file: "\n".join(lines)}


KINDS: dict[str, Callable[[Asker], Edits]] = {
    "claim": new_claim,
    "finding": new_finding,
    "tool": new_tool,
    "topic": new_topic,
    "article": new_article,
    "aspect": new_aspect,
    "term": new_term,
    "question": new_question,
}


# --- records as text --------------------------------------------------------------------------------------


def as_yaml(value: Any, depth: int = 0) -> list[str]:
    """Return the lines of a mapping in the style of the data; what is None or empty is left out."""
    lines: list[str] = []
    space = " " * depth
    for key, inner in value.items():
        if inner is None or inner == []:
            continue
        if isinstance(inner, dict):
            lines += [f"{space}{key}:", *as_yaml(inner, depth + 2)]
        elif isinstance(inner, list) and isinstance(inner[0], dict):
            lines += [f"{space}{key}:"] + [line for item in inner for line in as_item(item, depth + 2)]
        else:
            lines.append(f"{space}{key}: {_scalar(inner)}")
    return lines


def as_item(value: dict, depth: int) -> list[str]:
    """Return the lines of a mapping as an item of a list; its dash stands at `depth`."""
    lines = as_yaml(value, depth + 2)
    return [f"{' ' * depth}- {lines[0].lstrip()}", *lines[1:]]


def _scalar(value: Any) -> str:
    if isinstance(value, str) and re.fullmatch(r"[\d.-]+|true|false", value):
        return value  # dates and numbers are read as text, and stand bare in the data
    return yaml.safe_dump(value, default_flow_style=True, allow_unicode=True, width=10_000).removesuffix("...\n").strip()


def _file(asker: Asker, kind: str, name: str, record: dict) -> Edits:
    return {f"{asker.folder.name}/{kind}s/{name}.yml": "\n".join(as_yaml(record)) + "\n"}


def _into(asker: Asker, owner: Entry[Any], key: str, record: dict, after: Record | None) -> Edits:
    """Put a record into a list of a file: after another one, or first where that is None."""
    lines = asker.text(owner.file).rstrip("\n").split("\n")
    listed = getattr(owner.record, key)
    if not listed:
        at = owner.record.line(key) if key in owner.record.lines else 0
        if at:  # `findings: []`
            del lines[at - 1]
        return {owner.file: "\n".join([*lines, f"{key}:", *as_item(record, 2)]) + "\n"}
    first = listed[0].line() - 1
    depth = lines[first].index("-")
    at = _end_of_item(lines, after.line() - 1, depth) if after else first
    return {owner.file: "\n".join([*lines[:at], *as_item(record, depth), *lines[at:]]) + "\n"}


def _end_of_item(lines: list[str], start: int, depth: int) -> int:
    """Return the number of the line after an item; blank lines and comments behind it belong to what follows."""
    end = start + 1
    last = end
    while end < len(lines) and (not lines[end].strip() or len(lines[end]) - len(lines[end].lstrip()) > depth):
        end += 1
        if lines[end - 1].strip() and not lines[end - 1].lstrip().startswith("#"):
            last = end
    return last


def _into_group(asker: Asker, group: Group, topic: str) -> Edits:
    """Name a topic as the last one of a group of the front page."""
    assert asker.store.home
    file = asker.store.home.file
    lines = asker.text(file).split("\n")
    last = group.topics[-1]
    at = group.line("topics", len(group.topics) - 1) - 1
    if re.match(rf"\s*- *{last}\b", lines[at]):
        lines.insert(at + 1, lines[at].replace(last, topic))
    else:
        lines[at] = re.sub(rf"\b{last}(?![\w-])(?!.*\b{last}(?![\w-]))", f"{last}, {topic}", lines[at])
    return {file: "\n".join(lines)}


# --- the command ------------------------------------------------------------------------------------------


def new(folder: Path, day: date, answers: TextIO, out: TextIO) -> int:
    """Ask, write, check; return 0, or 1 where nothing was written."""

    def say(text: str) -> None:
        print(text, end="", file=out, flush=True)

    try:
        knowledge = check(folder, day)
    except DataError as error:
        say(f"{error}\nThe data is not sound; mend this first.\n")
        return 1
    asker = Asker(knowledge, folder, answers, say)
    try:
        edits = KINDS[asker.one_of("what is new", list(KINDS))](asker)
    except (Stopped, KeyboardInterrupt):
        say("\nThe answers ended; nothing was written.\n")
        return 1
    problems = _write(folder, day, edits)
    if problems:
        say("\n".join(map(str, problems)) + "\nNothing was written.\n")
        return 1
    say("".join(f"written: {file}\n" for file in edits))
    return 0


def _write(folder: Path, day: date, edits: Edits) -> list[Problem]:
    """Write the files and check the data; where that finds something, put all back and return it. What else goes wrong is put back too."""
    paths = {folder.parent / file: text for file, text in edits.items()}
    before = {path: path.read_bytes() if path.exists() else None for path in paths}
    try:
        for path, text in paths.items():
            path.write_text(text, encoding="utf-8")
        check(folder, day)
    except BaseException as error:
        for path, raw in before.items():
            path.unlink(missing_ok=True) if raw is None else path.write_bytes(raw)
        if not isinstance(error, DataError):
            raise
        return error.problems
    return []
