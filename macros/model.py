"""The records of the knowledge: what each may hold, and what its references point to.

The fields carry their own rules; rules that need more than one record stand in `rules.py`. A field's
`description` is its documentation. Every text is plain text; backticks for code are its only markup.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated, Any, Literal
from urllib.parse import urlsplit

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, PlainValidator, StringConstraints, WithJsonSchema, model_validator
from pydantic.json_schema import SkipJsonSchema

from .dates import UNKNOWN, PartialDate
from .load import LAST, LINES


@dataclass(frozen=True)
class Ref:
    """Marks a text field as the name of another record; `kinds` are those it may point to.

    A record inside a file is named `FILE.RECORD` (`v7-2023.torchserve-faster-over-rest`), a file `FILE`.
    """

    kinds: tuple[str, ...]

    def __get_pydantic_json_schema__(self, core: Any, handler: Any) -> dict[str, Any]:
        """What an editor can tell of it without knowing the other records: its form, and what it leads to."""
        own = not set(self.kinds).isdisjoint(("article", "tool", "topic", "framework", "own claim"))
        form = ID_FORM if own else rf"{ID_FORM[:-1]}\.{ID_FORM[1:]}"
        return {**handler(core), "type": "string", "pattern": form, "description": f"names a record: {' or '.join(self.kinds)}"}


def allowed_kinds(info: Any) -> tuple[str, ...]:
    """Return the kinds of records that a field may name; nothing for a field that names none."""
    return _kinds(info.metadata) or _kinds_inside(info.annotation)


def _kinds(metadata: Any) -> tuple[str, ...]:
    return next((mark.kinds for mark in metadata or () if isinstance(mark, Ref)), ())


def _kinds_inside(annotation: Any) -> tuple[str, ...]:
    for inner in getattr(annotation, "__args__", ()):
        if kinds := _kinds(getattr(inner, "__metadata__", ())) or _kinds_inside(inner):
            return kinds
    return ()


def _read_date(value: Any) -> PartialDate:
    if not isinstance(value, str):
        raise ValueError("a date is one value: 2025, 2025-07, 2025-07-15 or unknown")
    return PartialDate.parse(value)


def _read_known_date(value: Any) -> PartialDate:
    if not (found := _read_date(value)).known:
        raise ValueError("`unknown` cannot stand here; write the year at least")
    return found


# A package is cited by its name, so that it stays right wherever the index is served from: the sites of indexes
# and of the files that they hand out, without their endings.
_INDEX = re.compile(r"pypi|npm(js)?|python\w*host\w*|crates")


_HOST = re.compile(r"(?!-)[a-z0-9-]+(?<!-)(\.(?!-)[a-z0-9-]+(?<!-))+", re.IGNORECASE)
# What may stand in an address by its own rule; all else is written as % and two digits.
_ADDRESS = re.compile(r"https?://([-\w.~:/?#@!$&'()*+,;=]|%[0-9a-f]{2})+", re.IGNORECASE | re.ASCII)


def _check_address(value: str) -> str:
    try:
        parts = urlsplit(value)
        host, whole = parts.hostname or "", parts.netloc.lower() in (parts.hostname, f"{parts.hostname}:{parts.port}")
    except ValueError:  # a port that is none, a bracket that is not closed
        host, whole = "", False
    names = host.split(".")
    if len(names) > 1 and _INDEX.fullmatch(names[-2]):
        raise ValueError(f"`{value}` leads to a package index; cite a package by `registry`, `package` and `version`")
    if not (_HOST.fullmatch(host) and whole and _ADDRESS.fullmatch(value)):  # a name before an @ passes for the host
        raise ValueError(f"`{value}` is no web address; write it whole, as https://example.org/page")
    return value


_PLACE_FORM = r"^([a-z0-9][a-z0-9-]*/)*(#[A-Za-z0-9][A-Za-z0-9_-]*)?$"


def _check_place(value: str) -> str:
    if not re.fullmatch(_PLACE_FORM, value):
        raise ValueError(f"`{value}` is no address on this site; write it from the site's own on, as `tools/new/` or `tools/new/#archived`")
    return value


ID_FORM = r"^[a-z][a-z0-9]*(-[a-z0-9]+)*$"
Id = Annotated[str, StringConstraints(pattern=ID_FORM, max_length=70), Field(description="its permanent name, part of its address: once published it is never changed")]
Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=700)]
# An editor takes 2025 for a number.
_DATE_FORM = r"\d{4}(-\d{2}(-\d{2})?)?"
_DATE_SCHEMA = {"type": ["string", "integer"], "minimum": 1000, "maximum": 9999}
Date = Annotated[
    PartialDate, PlainValidator(_read_date), WithJsonSchema({**_DATE_SCHEMA, "pattern": f"^({_DATE_FORM}|unknown)$", "description": "2025, 2025-07, 2025-07-15 or unknown"})
]
KnownDate = Annotated[PartialDate, PlainValidator(_read_known_date), WithJsonSchema({**_DATE_SCHEMA, "pattern": f"^{_DATE_FORM}$", "description": "2025, 2025-07 or 2025-07-15"})]
Address = Annotated[str, AfterValidator(_check_address), WithJsonSchema({"type": "string", "pattern": "^https?://", "description": "a web address, whole"})]
SitePlace = Annotated[
    str, AfterValidator(_check_place), WithJsonSchema({"type": "string", "pattern": _PLACE_FORM, "description": "an address on this site, from the site's own on"})
]

EVEN = "even"  # the one word that may stand where a framework is named

ArticleRef = Annotated[str, Ref(("article",))]
ClaimRef = Annotated[str, Ref(("claim",))]
TopicRef = Annotated[str, Ref(("topic",))]
AspectRef = Annotated[str, Ref(("aspect",))]
ExampleRef = Annotated[str, Ref(("example",))]
ToolRef = Annotated[str, Ref(("tool",))]
FrameworkRef = Annotated[str, Ref(("framework",))]
GroundRef = Annotated[str, Ref(("claim", "finding", "search"))]


class Record(BaseModel):
    """What all records share: no key that is not known, and the lines they were read from."""

    model_config = ConfigDict(extra="forbid", frozen=True, arbitrary_types_allowed=True, allow_inf_nan=False)
    lines: SkipJsonSchema[dict] = Field(default_factory=dict, alias="__lines__", exclude=True, repr=False)

    def line(self, *path: str | int) -> int:
        """Return the line of a key, of an item of a list (`key, index`), or of the record."""
        key = path if len(path) > 1 else (path or ("",))[0]
        return self.lines.get(key, self.lines.get(path[0] if path else "", self.lines.get("", 1)))

    @property
    def last_line(self) -> int:
        """The last line on which something of the record stands."""
        return self.lines.get(LAST, self.line())

    def parts(self) -> Iterator[Record]:
        """Yield the records that stand inside this one, however deep."""
        for name in type(self).model_fields:
            yield from _records(getattr(self, name))


def _records(value: Any) -> Iterator[Record]:
    if isinstance(value, Record):
        yield value
        yield from value.parts()
    elif isinstance(value, list):
        for item in value:
            yield from _records(item)
    elif isinstance(value, dict):
        for item in value.values():
            yield from _records(item)


class Statement(Record):
    """A statement of ours, and what it rests on: claims, findings, or a search in vain where it says that nothing was found."""

    says: Text = Field(description="one sentence or two, in plain words")
    rests_on: list[GroundRef] = Field(default_factory=list, description="the claims and findings behind it, as FILE.ID")


# --- articles ---------------------------------------------------------------------------------------------


class Place(Record):
    """Where a claim stands in its article."""

    section: Id = Field(description="the id of a section of this article")
    paragraph: int | None = Field(default=None, ge=1, description="counted in the section; a list item counts as one")


class Figure(Record):
    """A number that an article gives, as it gives it."""

    value: float = Field(description="the number alone")
    qualifier: Literal["about", "over", "under", "up to"] | None = Field(default=None, description="how the article hedges it")
    unit: Text = Field(description="what is counted: %, stars, papers")
    of: Text | None = Field(default=None, description="what it is a share of, as the article states it")
    year: Date = Field(default=UNKNOWN, description="the year that the article gives for it")


class Claim(Record):
    """One statement of one article, in our words."""

    id: Id
    kind: Literal["fact", "figure", "prediction", "opinion", "verdict", "advice"] = Field(description="fact, figure and prediction can be checked, the others not")
    says: Text = Field(description="what the article says, right or wrong, in our words")
    at: list[Place] = Field(default_factory=list, description="every place where it stands")
    topic: TopicRef | None = Field(default=None, description="the topic that it speaks of as a whole")
    aspect: AspectRef | None = Field(default=None, description="the row of a comparison that it speaks of, as TOPIC.ID")
    about: list[FrameworkRef] = Field(default_factory=list, description="the frameworks that it speaks of")
    favours: Annotated[str, Ref(("framework", EVEN))] | None = Field(default=None, description="the framework that it puts ahead, or even; left out where it takes no side")
    tools: list[ToolRef] = Field(default_factory=list, description="the tools that it names")
    as_of: Date | None = Field(default=None, description="the date that the article itself gives for the statement")
    note: Text | None = Field(default=None, description="ours: what a reader must know of how it stands there")
    damaged: Text | None = Field(default=None, description="what the stored text has lost; such a claim is left out of all counts")
    words: Text | None = Field(default=None, description="at most five adjacent words of the article, to find the passage")
    figure: Figure | None = Field(default=None, description="the number of a claim of kind figure")
    audience: Text | None = Field(default=None, alias="for", description="whom advice is for")
    advises: list[ToolRef] = Field(default_factory=list, description="what is advised, in order")

    @model_validator(mode="after")
    def _fits_its_kind(self) -> Claim:
        if (self.topic is None) == (self.aspect is None):
            raise ValueError("give either `topic` or `aspect`, one of the two")
        if self.kind == "figure" and not self.figure:
            raise ValueError("a claim of kind figure needs `figure`: its number (`value`) and what is counted (`unit`)")
        if self.kind != "figure" and self.figure:
            raise ValueError("`figure` belongs to a claim of kind figure; delete it, or correct `kind`")
        if self.kind == "advice" and not (self.audience and self.advises):
            raise ValueError("advice needs `for` (whom) and `advises` (what)")
        if self.kind != "advice" and (self.audience or self.advises):
            raise ValueError("`for` and `advises` belong to a claim of kind advice; delete them, or correct `kind`")
        if self.words and len(self.words.split()) > 5:
            raise ValueError("`words` may hold five words at most; shorten it")
        return self

    @property
    def checkable(self) -> bool:
        """Whether evidence can decide on it (damaged text cannot be checked)."""
        return self.kind in ("fact", "figure", "prediction") and not self.damaged


class Cell(Record):
    """A cell of an article's table: our wording and the claims it makes, or `lost`."""

    says: Text | None = Field(default=None, description="what the cell says, in our words")
    claims: list[Annotated[str, Ref(("own claim",))]] = Field(default_factory=list, description="the ids of the claims of this article that it makes")
    lost: bool = Field(default=False, description="true where the stored text has lost the cell")

    @model_validator(mode="before")
    @classmethod
    def _read_lost(cls, value: Any) -> Any:
        return {"lost": True} if value == "lost" else value

    @classmethod
    def __get_pydantic_json_schema__(cls, core: Any, handler: Any) -> dict[str, Any]:
        return {"anyOf": [handler(core), {"const": "lost"}]}

    @model_validator(mode="after")
    def _says_or_lost(self) -> Cell:
        if self.lost == bool(self.says):
            raise ValueError("a cell holds `says` and `claims`, or is the one word `lost`")
        return self


class Row(Record):
    head: Text = Field(description="what stands at the beginning of the row")
    cells: list[Cell] = Field(description="one for each head after the first; the word lost for one that the stored text has lost")


class Table(Record):
    """A table of an article, rebuilt."""

    id: Id
    section: Id = Field(description="the id of the section that it stands in")
    caption: Text = Field(description="what it compares")
    heads: list[Text] = Field(min_length=2, description="the heads of its columns")
    rows: list[Row] = Field(min_length=1, description="its rows, from the top")

    @model_validator(mode="after")
    def _is_a_rectangle(self) -> Table:
        for row in self.rows:
            if len(row.cells) != len(self.heads) - 1:
                raise ValueError(f"the row `{row.head}` has {len(row.cells)} cells for {len(self.heads) - 1} heads; write `lost` for a cell that is lost")
        return self


class Section(Record):
    """A section of an article; `lost` if its heading is missing in the stored text and the name is ours."""

    id: Id
    title: Text = Field(description="the heading, as the article has it")
    lost: bool = Field(default=False, description="true where the stored text lacks the heading and the name is ours")


class Origin(Record):
    """What an article is derived from."""

    title: Text = Field(description="its title")
    publisher: Text = Field(description="who published it")
    author: Text | None = Field(default=None, description="who wrote it")
    url: Address | None = Field(default=None, description="where it can be read")
    date: Date = Field(default=UNKNOWN, description="when it appeared")


class Article(Record):
    """A comparison that was read, what it claims, and its tables."""

    title: Text = Field(description="the title, as the article has it")
    publisher: Text = Field(description="who published it")
    author: Text | None = Field(default=None, description="who wrote it, if the article says so")
    date: KnownDate = Field(description="when it appeared, the year at least")
    url: Address | None = Field(default=None, description="where it can be read")
    note: Text | None = Field(default=None, description="what a reader must know of the copy that was read")
    derived_from: Origin | None = Field(default=None, description="the article that it seems to be made from")
    argues: list[Statement] = Field(min_length=1, description="what it argues, in our words; each sentence rests on its claims")
    sections: list[Section] = Field(min_length=1, description="its headings, in reading order")
    claims: list[Claim] = Field(min_length=1, description="its statements, in reading order")
    tables: list[Table] = Field(default_factory=list, description="its tables, rebuilt")


# --- findings ---------------------------------------------------------------------------------------------


class Run(Record):
    """Something that was run, and what it printed."""

    command: Text = Field(description="what was run")
    output: Text = Field(description="what it printed")
    version: Text = Field(description="package and version that it was run with")
    example: ExampleRef | None = Field(default=None, description="the code example that was run")


class Evidence(Record):
    """A document, a package or a run that shows something."""

    title: Text = Field(description="the title of the document")
    url: Address | None = Field(default=None, description="where it can be read; a package is named by registry and package instead")
    registry: Literal["PyPI", "npm", "Debian"] | None = Field(default=None, description="the package index")
    package: Text | None = Field(default=None, description="its name in the index")
    version: Text | None = Field(default=None, description="the version that was looked at")
    run: Run | None = Field(default=None, description="what was run, where that is the evidence")
    kind: Literal["repository", "documentation", "release-notes", "issue", "paper", "registry", "blog", "news", "dataset", "run"] = Field(description="what sort of document it is")
    primary: bool = Field(description="the project, its maker or a measurement speaks for itself")
    says: Text = Field(description="what it says that matters here, in our words")
    dated: Date = Field(default=UNKNOWN, description="the date of the document or event itself")
    seen: Text | None = Field(default=None, description="which copy was read")

    @model_validator(mode="after")
    def _can_be_found(self) -> Evidence:
        if sum((self.url is not None, self.registry is not None, self.run is not None)) != 1:
            raise ValueError("give one way to it: `url`, or `registry` with `package`, or `run`")
        if (self.registry is None) != (self.package is None):
            raise ValueError("`registry` and `package` belong together")
        if self.run and self.version:
            raise ValueError("what was run has its `version` inside `run`; delete this one")
        return self

    @property
    def document(self) -> str:
        """What was read: the same document may be evidence of two findings."""
        return self.url or f"{self.origin} {self.version or ''}"

    @property
    def origin(self) -> str:
        """Who speaks: two pieces of evidence are independent if their origins differ.

        An origin is a site, a repository, a package, or what was run.
        """
        if self.run:
            return f"run {self.run.version}"
        if self.registry:
            return f"{self.registry} {self.package}"
        parts = urlsplit(self.url or "")
        host = (parts.hostname or "").removeprefix("www.")
        path = [part for part in parts.path.split("/") if part]
        return "/".join(path[:2]).lower() if host in ("github.com", "raw.githubusercontent.com") else host


EVENTS = Literal["announced", "released", "release", "renamed", "active", "maintenance", "deprecated", "archived", "merged", "discontinued", "change"]


class Finding(Record):
    """What evidence shows; in a tool's life it is an event."""

    id: Id
    title: Text | None = Field(default=None, description="the few words of a link to it, where those of its id would be odd")
    event: EVENTS | None = Field(default=None, description="what happened, in the life of a tool; left out for a finding of a topic")
    says: Text = Field(description="what is so today, in our words")
    since: Date = Field(description="since when it is so")
    checked: Date = Field(description="the day on which somebody last looked")
    supports: list[ClaimRef] = Field(default_factory=list, description="the claims that it shows to be true")
    contradicts: list[ClaimRef] = Field(default_factory=list, description="the claims that cannot be true beside it, in the own words of their article")
    bears_on: list[ClaimRef] = Field(default_factory=list, description="the claims whose subject it ends or changes, true or not")
    evidence: list[Evidence] = Field(min_length=1, description="where it can be seen")

    @property
    def claims(self) -> list[str]:
        return [*self.supports, *self.contradicts, *self.bears_on]


class Search(Record):
    """What was looked for and not found."""

    id: Id
    looked_for: Text = Field(description="what was looked for")
    tried: list[Text] = Field(min_length=1, description="where and how")
    on: Date = Field(description="the day of the search")
    claims: list[ClaimRef] = Field(default_factory=list, description="the claims that it would have decided on")


# --- tools ------------------------------------------------------------------------------------------------


class Successor(Record):
    """What to use instead of a tool, and who says so."""

    tool: ToolRef = Field(description="the tool to use instead")
    named_by: Literal["project", "us"] = Field(description="project: the ended project itself names it; us: it is our reading")
    rests_on: list[GroundRef] = Field(default_factory=list, description="what shows it, as FILE.ID")


class Tool(Record):
    """Anything that is named: its names and its life, oldest event first."""

    name: Text = Field(description="its name today")
    kind: Literal[
        "framework", "library", "server", "format", "compiler", "runtime", "converter", "api", "platform",
        "hub", "device", "service", "language", "organisation", "product", "model",
    ] = Field(description="what sort of thing it is")  # fmt: skip
    compared: bool = Field(default=False, description="a framework that every comparison has a cell for")
    what: Statement = Field(description="what it is, in one sentence")
    names: list[Text] = Field(default_factory=list, description="former and other names, by which it is found too")
    frameworks: list[FrameworkRef] = Field(default_factory=list, description="the frameworks that it belongs to")
    life: list[Finding] = Field(default_factory=list, description="what happened to it, oldest first")
    use_instead: list[Successor] = Field(default_factory=list, description="what takes its place, where it has ended")
    searches: list[Search] = Field(default_factory=list, description="what was looked for about it and not found")


# --- topics -----------------------------------------------------------------------------------------------


class Answer(Statement):
    """A cell of our comparison: a typed value beside its words."""

    value: Literal["yes", "partly", "no", "unknown", "text"] = Field(description="yes, partly or no where the aspect asks so; unknown; text for all else")


class Aspect(Record):
    """A row of a topic's comparison."""

    id: Id
    title: Text = Field(description="what is compared, in few words")
    cells: dict[str, Answer] = Field(description="one cell for each framework that is compared")

    @model_validator(mode="before")
    @classmethod
    def _lift_lines(cls, value: Any) -> Any:
        if isinstance(value, dict) and isinstance(value.get("cells"), dict):
            value = {**value, "cells": {key: cell for key, cell in value["cells"].items() if key != LINES}}
        return value


class Position(Record):
    """One answer in a disagreement, and the claims that give it."""

    says: Text = Field(description="the answer, in our words")
    claims: list[ClaimRef] = Field(min_length=1, description="the claims that give it")


class Disagreement(Record):
    """A question that articles answer differently, and what settles it, if anything."""

    id: Id
    question: Text = Field(description="the question that they answer differently")
    positions: list[Position] = Field(min_length=2, description="the answers")
    settled_by: Statement | None = Field(default=None, description="what evidence says, if anything")


class Topic(Record):
    """A question that readers have: our bottom line, the comparison, and what evidence shows."""

    title: Text = Field(description="its name, in few words")
    names: list[Text] = Field(default_factory=list, description="other words by which people look for it, abbreviations among them")
    question: Text = Field(description="the question of a reader")
    neighbours: list[TopicRef] = Field(default_factory=list, description="topics that a reader of this one looks at next")
    bottom_line: list[Statement] = Field(min_length=1, description="our answer, in a few sentences")
    aspects: list[Aspect] = Field(min_length=1, description="the rows of its comparison")
    findings: list[Finding] = Field(default_factory=list, description="what evidence shows, apart from the lives of tools")
    searches: list[Search] = Field(default_factory=list, description="what was looked for and not found")
    disagreements: list[Disagreement] = Field(default_factory=list, description="questions that articles answer differently")


# --- the glossary -----------------------------------------------------------------------------------------


class Term(Record):
    """A word of the field, explained once. A definition states no fact about a product, so it rests on nothing."""

    id: Id
    name: Text = Field(description="the word")
    names: list[Text] = Field(default_factory=list, description="other words for the same thing")
    says: Text = Field(description="what it means, in a sentence or two")
    topics: list[TopicRef] = Field(default_factory=list, description="topics where the word matters first")


class Glossary(Record):
    """The terms; their order on the page is that of their names."""

    terms: list[Term] = Field(min_length=1, description="the words, in any order")


# --- the decision guide -----------------------------------------------------------------------------------


class Option(Record):
    """An answer to a question, and where it leads."""

    id: Id
    says: Text = Field(description="the answer, in the words of a reader")
    leads_to: Id = Field(description="the id of a question or a recommendation of the guide")


class Question(Record):
    """A question of the decision guide; the first one in the file is the start."""

    id: Id
    asks: Text = Field(description="the question")
    answers: list[Option] = Field(min_length=2, description="the answers, in the order in which they are shown")


class Recommendation(Record):
    """What to use, why, what speaks for and against it, and what would change the answer."""

    id: Id
    use: Text = Field(description="what to use, in few words")
    tools: list[ToolRef] = Field(min_length=1, description="the tools that it tells to use; none of them may have ended")
    why: Text = Field(description="the reason, in a sentence or two")
    in_favour: list[GroundRef] = Field(min_length=1, description="the claims and findings that speak for it, as FILE.ID")
    against: list[GroundRef] = Field(default_factory=list, description="the claims and findings that speak against it")
    not_today: Statement | None = Field(default=None, description="what articles advise that has ended or changed since, and what to do instead")
    changes_if: Text = Field(description="what would change the answer")


class Guide(Record):
    """The decision guide."""

    questions: list[Question] = Field(min_length=1, max_length=14, description="the questions; the first one is the start")
    recommendations: list[Recommendation] = Field(min_length=1, max_length=30, description="where the answers lead in the end")


# --- numbers ----------------------------------------------------------------------------------------------


class Point(Record):
    """One number: when, for whom, and the finding or claim that it is read from."""

    at: Date = Field(description="the date that the number is for")
    who: Text = Field(description="the framework, library or version that is counted")
    value: float = Field(ge=0, description="the number alone")
    rests_on: list[GroundRef] = Field(min_length=1, description="where it is read from, as FILE.ID")


class Series(Record):
    """Numbers that may stand on one axis: one base, one unit."""

    id: Id
    title: Text = Field(description="what the picture shows")
    base: Text = Field(description="what is counted, of what, and by whom")
    unit: Text = Field(description="the unit of the axis")
    topic: TopicRef = Field(description="the topic that it belongs to")
    points: list[Point] = Field(min_length=2, description="the numbers")
    note: Statement | None = Field(default=None, description="what a reader has to know, such as that an article states another base")


class Reading(Statement):
    """One of several numbers given for the same question; `says` is the number."""

    of: Text = Field(description="what it is a share of, or a count of")
    at: Date = Field(description="the date that the number is for")
    note: Text | None = Field(default=None, description="what a reader has to know of it")


class Contrast(Record):
    """A question for which numbers go round that do not agree, because their bases differ."""

    id: Id
    question: Text = Field(description="the question that the numbers seem to answer")
    topic: TopicRef = Field(description="the topic that it belongs to")
    readings: list[Reading] = Field(min_length=2, description="the numbers, each with its base")
    conclusion: Statement = Field(description="what can be said in the end")


class Numbers(Record):
    """The series behind the charts, and the questions whose numbers differ."""

    contrasts: list[Contrast] = Field(default_factory=list, description="questions whose numbers do not agree")
    series: list[Series] = Field(min_length=1, description="what the pictures are drawn from")


# --- code -------------------------------------------------------------------------------------------------


class Example(Record):
    """A small task, done in several frameworks by the files in `docs/code/ID/`."""

    id: Id
    title: Text = Field(description="the task, in few words")
    shows: Text = Field(description="what the task is, and where the sides differ")
    topic: TopicRef = Field(description="the topic that shows it")
    illustrates: list[GroundRef] = Field(min_length=1, description="the claims and findings that it lets one see or test")
    tolerance: float = Field(default=0.0, ge=0, description="by how much a number may differ between frameworks, and from what was printed before")


class Code(Record):
    """The code examples, in the order in which a topic shows them."""

    ran: Date = Field(description="when all of them last ran with the versions of the lock")
    examples: list[Example] = Field(default_factory=list, description="the examples, each with a folder in docs/code")


# --- the front page ---------------------------------------------------------------------------------------


class Way(Record):
    """A way in: a reader's situation and the topic that answers it."""

    situation: Text = Field(description="where a reader stands, in few words")
    topic: TopicRef = Field(description="the topic that answers it")


class Group(Record):
    """Topics that stand together in lists and in the navigation."""

    title: Text = Field(description="its name")
    topics: list[TopicRef] = Field(min_length=1, description="the topics, in the order of the navigation")


class Home(Record):
    """What the front page says, and the order of the topics."""

    state: list[Statement] = Field(min_length=1, description="how things stand, in a few sentences")
    ways: list[Way] = Field(min_length=1, description="the ways in, by situation")
    example: ClaimRef = Field(description="a claim that shows what became of it")
    short_table: list[AspectRef] = Field(min_length=1, description="the rows of the short comparison")
    groups: list[Group] = Field(min_length=1, description="all topics, each in one group")


# --- what has moved ---------------------------------------------------------------------------------------


class Move(Record):
    """An address that was published and is no more, and the one that leads on from it."""

    source: SitePlace = Field(alias="from", description="the page or the place that was: `tools/old/`, `tools/old/#archived`")
    to: SitePlace = Field(description="where what stood there stands now, or what is nearest to it")


class Moves(Record):
    """The addresses that were published and are no more: each leads on."""

    moved: list[Move] = Field(default_factory=list, description="the addresses, in any order")
