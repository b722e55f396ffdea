"""The records of the knowledge: what each may hold, and what its references point to.

The fields carry their own rules; rules that need more than one record stand in `rules.py`. A field's
`description` is its documentation. Every text is plain text; backticks for code are its only markup.
"""

from __future__ import annotations

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
        return {**handler(core), "type": "string", "pattern": form, "description": f"the name of a record: {' or '.join(self.kinds)}"}


def _read_date(value: Any) -> PartialDate:
    if not isinstance(value, str):
        raise ValueError("a date is one value: 2025, 2025-07, 2025-07-15 or unknown")
    return PartialDate.parse(value)


# A package is cited by its name, so that it stays right wherever the index is mirrored.
_REGISTRIES = {"pypi", "npmjs", "pythonhosted", "crates"}


def _check_address(value: str) -> str:
    parts = urlsplit(value)
    host = (parts.hostname or "").split(".")
    if len(host) > 1 and host[-2] in _REGISTRIES:
        raise ValueError(f"`{value}` leads to a package index; cite a package by `registry`, `package` and `version`")
    if parts.scheme not in ("http", "https") or "." not in (parts.hostname or "") or any(c in value for c in ' "<>\\^`{|}'):
        raise ValueError(f"`{value}` is no web address; write it whole, as https://example.org/page")
    return value


ID_FORM = r"^[a-z][a-z0-9]*(-[a-z0-9]+)*$"
Id = Annotated[str, StringConstraints(pattern=ID_FORM, max_length=70)]
Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=700)]
# An editor takes 2025 for a number.
_DATE_SCHEMA = {"type": ["string", "integer"], "pattern": r"^(\d{4}(-\d{2}(-\d{2})?)?|unknown)$", "minimum": 1000, "maximum": 9999, "description": "2025, 2025-07, 2025-07-15 or unknown"}
Date = Annotated[PartialDate, PlainValidator(_read_date), WithJsonSchema(_DATE_SCHEMA)]
Address = Annotated[str, AfterValidator(_check_address), WithJsonSchema({"type": "string", "pattern": "^https?://", "description": "a web address, whole"})]

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

    model_config = ConfigDict(extra="forbid", frozen=True, arbitrary_types_allowed=True)
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

    says: Text
    rests_on: list[GroundRef] = Field(default_factory=list)


# --- articles ---------------------------------------------------------------------------------------------


class Place(Record):
    """Where a claim stands in its article."""

    section: Id
    paragraph: int | None = Field(default=None, ge=1, description="counted in the section; a list item counts as one")


class Figure(Record):
    """A number that an article gives, as it gives it."""

    value: float
    qualifier: Literal["about", "over", "under", "up to"] | None = None
    unit: Text
    of: Text | None = Field(default=None, description="what it is a share of, as the article states it")
    year: Date = UNKNOWN


class Claim(Record):
    """One statement of one article, in our words."""

    id: Id
    kind: Literal["fact", "figure", "prediction", "opinion", "verdict", "advice"]
    says: Text
    at: list[Place] = Field(default_factory=list)
    topic: TopicRef | None = None
    aspect: AspectRef | None = None
    about: list[FrameworkRef] = Field(default_factory=list)
    favours: Annotated[str, Ref(("framework", "even"))] | None = None
    tools: list[ToolRef] = Field(default_factory=list)
    as_of: Date | None = Field(default=None, description="the date that the article itself gives for the statement")
    note: Text | None = Field(default=None, description="ours: what a reader must know of how it stands there")
    damaged: Text | None = Field(default=None, description="what the stored text has lost; such a claim is left out of all counts")
    words: Text | None = Field(default=None, description="at most five adjacent words of the article, to find the passage")
    figure: Figure | None = None
    audience: Text | None = Field(default=None, alias="for", description="whom advice is for")
    advises: list[ToolRef] = Field(default_factory=list, description="what is advised, in order")

    @model_validator(mode="after")
    def _fits_its_kind(self) -> Claim:
        if (self.topic is None) == (self.aspect is None):
            raise ValueError("give either `topic` or `aspect`, one of the two")
        if (self.figure is not None) != (self.kind == "figure"):
            raise ValueError("`figure` belongs to a claim of kind figure, and to no other")
        if self.kind == "advice" and not (self.audience and self.advises):
            raise ValueError("advice needs `for` (whom) and `advises` (what)")
        if self.kind != "advice" and (self.audience or self.advises):
            raise ValueError("`for` and `advises` belong to a claim of kind advice")
        if self.words and len(self.words.split()) > 5:
            raise ValueError("`words` may hold five words at most; shorten it")
        return self

    @property
    def checkable(self) -> bool:
        """Whether evidence can decide on it (damaged text cannot be checked)."""
        return self.kind in ("fact", "figure", "prediction") and not self.damaged


class Cell(Record):
    """A cell of an article's table: our wording and the claims it makes, or `lost`."""

    says: Text | None = None
    claims: list[Annotated[str, Ref(("own claim",))]] = Field(default_factory=list)
    lost: bool = False

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
    head: Text
    cells: list[Cell]


class Table(Record):
    """A table of an article, rebuilt."""

    id: Id
    section: Id
    caption: Text
    heads: list[Text] = Field(min_length=2)
    rows: list[Row] = Field(min_length=1)

    @model_validator(mode="after")
    def _is_a_rectangle(self) -> Table:
        for row in self.rows:
            if len(row.cells) != len(self.heads) - 1:
                raise ValueError(f"the row `{row.head}` has {len(row.cells)} cells for {len(self.heads) - 1} heads; write `lost` for a cell that is lost")
        return self


class Section(Record):
    """A section of an article; `lost` if its heading is missing in the stored text and the name is ours."""

    id: Id
    title: Text
    lost: bool = False


class Origin(Record):
    """What an article is derived from."""

    title: Text
    publisher: Text
    author: Text | None = None
    url: Address | None = None
    date: Date = UNKNOWN


class Article(Record):
    """A comparison that was read, what it claims, and its tables."""

    title: Text
    publisher: Text
    author: Text | None = None
    date: Date
    url: Address | None = None
    note: Text | None = None
    derived_from: Origin | None = None
    argues: list[Statement] = Field(min_length=1, description="what it argues, in our words; each sentence rests on its claims")
    sections: list[Section] = Field(min_length=1)
    claims: list[Claim] = Field(min_length=1)
    tables: list[Table] = Field(default_factory=list)


# --- findings ---------------------------------------------------------------------------------------------


class Run(Record):
    """Something that was run, and what it printed."""

    command: Text
    output: Text
    version: Text
    example: ExampleRef | None = Field(default=None, description="the code example that was run")


class Evidence(Record):
    """A document, a package or a run that shows something."""

    title: Text
    url: Address | None = None
    registry: Literal["PyPI", "npm", "Debian"] | None = None
    package: Text | None = None
    version: Text | None = None
    run: Run | None = None
    kind: Literal["repository", "documentation", "release-notes", "issue", "paper", "registry", "blog", "news", "dataset", "run"]
    primary: bool = Field(description="the project, its maker or a measurement speaks for itself")
    says: Text
    dated: Date = Field(default=UNKNOWN, description="the date of the document or event itself")
    seen: Text | None = Field(default=None, description="which copy was read")

    @model_validator(mode="after")
    def _can_be_found(self) -> Evidence:
        if sum((self.url is not None, self.registry is not None, self.run is not None)) != 1:
            raise ValueError("give one way to it: `url`, or `registry` with `package`, or `run`")
        if (self.registry is None) != (self.package is None):
            raise ValueError("`registry` and `package` belong together")
        return self

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
    event: EVENTS | None = None
    says: Text
    since: Date
    checked: Date
    supports: list[ClaimRef] = Field(default_factory=list)
    contradicts: list[ClaimRef] = Field(default_factory=list)
    bears_on: list[ClaimRef] = Field(default_factory=list)
    evidence: list[Evidence] = Field(min_length=1)

    @property
    def claims(self) -> list[str]:
        return [*self.supports, *self.contradicts, *self.bears_on]


class Search(Record):
    """What was looked for and not found."""

    id: Id
    looked_for: Text
    tried: list[Text] = Field(min_length=1)
    on: Date
    claims: list[ClaimRef] = Field(default_factory=list)


# --- tools ------------------------------------------------------------------------------------------------


class Successor(Record):
    """What to use instead of a tool, and who says so."""

    tool: ToolRef
    named_by: Literal["project", "us"]
    rests_on: list[GroundRef] = Field(default_factory=list)


class Tool(Record):
    """Anything that is named: its names and its life, oldest event first."""

    name: Text
    kind: Literal[
        "framework", "library", "server", "format", "compiler", "runtime", "converter", "api", "platform",
        "hub", "device", "service", "language", "organisation", "product", "model",
    ]  # fmt: skip
    compared: bool = Field(default=False, description="a framework that every comparison has a cell for")
    what: Statement
    names: list[Text] = Field(default_factory=list)
    frameworks: list[FrameworkRef] = Field(default_factory=list)
    life: list[Finding] = Field(default_factory=list)
    use_instead: list[Successor] = Field(default_factory=list)
    searches: list[Search] = Field(default_factory=list)


# --- topics -----------------------------------------------------------------------------------------------


class Answer(Statement):
    """A cell of our comparison: a typed value beside its words."""

    value: Literal["yes", "partly", "no", "unknown", "text"]


class Aspect(Record):
    """A row of a topic's comparison."""

    id: Id
    title: Text
    cells: dict[str, Answer]

    @model_validator(mode="before")
    @classmethod
    def _lift_lines(cls, value: Any) -> Any:
        if isinstance(value, dict) and isinstance(value.get("cells"), dict):
            value = {**value, "cells": {key: cell for key, cell in value["cells"].items() if key != LINES}}
        return value


class Position(Record):
    """One answer in a disagreement, and the claims that give it."""

    says: Text
    claims: list[ClaimRef] = Field(min_length=1)


class Disagreement(Record):
    """A question that articles answer differently, and what settles it, if anything."""

    id: Id
    question: Text
    positions: list[Position] = Field(min_length=2)
    settled_by: Statement | None = None


class Topic(Record):
    """A question that readers have: our bottom line, the comparison, and what evidence shows."""

    title: Text
    names: list[Text] = Field(default_factory=list, description="other words by which people look for it, abbreviations among them")
    question: Text
    neighbours: list[TopicRef] = Field(default_factory=list, description="topics that a reader of this one looks at next")
    bottom_line: list[Statement] = Field(min_length=1)
    aspects: list[Aspect] = Field(min_length=1)
    findings: list[Finding] = Field(default_factory=list)
    searches: list[Search] = Field(default_factory=list)
    disagreements: list[Disagreement] = Field(default_factory=list)


# --- the glossary -----------------------------------------------------------------------------------------


class Term(Record):
    """A word of the field, explained once. A definition states no fact about a product, so it rests on nothing."""

    id: Id
    name: Text
    names: list[Text] = Field(default_factory=list, description="other words for the same thing")
    says: Text
    topics: list[TopicRef] = Field(default_factory=list, description="topics where the word matters first")


class Glossary(Record):
    """The terms; their order on the page is that of their names."""

    terms: list[Term] = Field(min_length=1)


# --- the decision guide -----------------------------------------------------------------------------------


class Option(Record):
    """An answer to a question, and where it leads."""

    id: Id
    says: Text
    leads_to: Id = Field(description="the id of a question or a recommendation of the guide")


class Question(Record):
    """A question of the decision guide; the first one in the file is the start."""

    id: Id
    asks: Text
    answers: list[Option] = Field(min_length=2)


class Recommendation(Record):
    """What to use, why, what speaks for and against it, and what would change the answer."""

    id: Id
    use: Text
    tools: list[ToolRef] = Field(min_length=1, description="the tools that it tells to use; none of them may have ended")
    why: Text
    in_favour: list[GroundRef] = Field(min_length=1)
    against: list[GroundRef] = Field(default_factory=list)
    not_today: Statement | None = Field(default=None, description="what articles advise that has ended or changed since, and what to do instead")
    changes_if: Text = Field(description="what would change the answer")


class Guide(Record):
    """The decision guide."""

    questions: list[Question] = Field(min_length=1, max_length=14)
    recommendations: list[Recommendation] = Field(min_length=1, max_length=30)


# --- numbers ----------------------------------------------------------------------------------------------


class Point(Record):
    """One number: when, for whom, and the finding or claim that it is read from."""

    at: Date
    who: Text = Field(description="the framework, library or version that is counted")
    value: float = Field(ge=0)
    rests_on: list[GroundRef] = Field(min_length=1)


class Series(Record):
    """Numbers that may stand on one axis: one base, one unit."""

    id: Id
    title: Text
    base: Text = Field(description="what is counted, of what, and by whom")
    unit: Text
    topic: TopicRef
    points: list[Point] = Field(min_length=2)
    note: Statement | None = Field(default=None, description="what a reader has to know, such as that an article states another base")


class Reading(Statement):
    """One of several numbers given for the same question; `says` is the number."""

    of: Text = Field(description="what it is a share of, or a count of")
    at: Date
    note: Text | None = Field(default=None, description="what a reader has to know of it")


class Contrast(Record):
    """A question for which numbers go round that do not agree, because their bases differ."""

    id: Id
    question: Text
    topic: TopicRef
    readings: list[Reading] = Field(min_length=2)
    conclusion: Statement


class Numbers(Record):
    """The series behind the charts, and the questions whose numbers differ."""

    contrasts: list[Contrast] = Field(default_factory=list)
    series: list[Series] = Field(min_length=1)


# --- code -------------------------------------------------------------------------------------------------


class Example(Record):
    """A small task, done in several frameworks by the files in `docs/code/ID/`."""

    id: Id
    title: Text
    shows: Text = Field(description="what the task is, and where the sides differ")
    topic: TopicRef
    illustrates: list[GroundRef] = Field(min_length=1, description="the claims and findings that it lets one see")
    tolerance: float = Field(default=0.0, ge=0, description="by how much a number may differ between frameworks, and from what was printed before")


class Code(Record):
    """The code examples, in the order in which a topic shows them."""

    ran: Date = Field(description="when all of them last ran with the versions of the lock")
    examples: list[Example] = Field(default_factory=list)


# --- the front page ---------------------------------------------------------------------------------------


class Way(Record):
    """A way in: a reader's situation and the topic that answers it."""

    situation: Text
    topic: TopicRef


class Group(Record):
    """Topics that stand together in lists and in the navigation."""

    title: Text
    topics: list[TopicRef] = Field(min_length=1)


class Home(Record):
    """What the front page says, and the order of the topics."""

    state: list[Statement] = Field(min_length=1)
    ways: list[Way] = Field(min_length=1)
    example: ClaimRef = Field(description="a claim that shows what became of it")
    short_table: list[AspectRef] = Field(min_length=1, description="the rows of the short comparison")
    groups: list[Group] = Field(min_length=1, description="all topics, each in one group")


