"""Knowledge -> plain records: the public form of all that the site holds.

The classes here are the format; `/data/` documents it. A key or list that is published keeps its name and meaning,
or SCHEMA_VERSION gets a new first number and the files a new folder.
"""

from __future__ import annotations

import csv
import io
from collections import defaultdict
from collections.abc import Iterable
from functools import cached_property
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field
from pydantic_core import to_json

from . import model
from .dates import PartialDate
from .knowledge import Knowledge
from .pages import built, place, short_name
from .store import Entry
from .verdicts import STATES, STOPPED, VERDICTS, confidence
from .words import label, state_words, sureness, verdict_words

SCHEMA_VERSION = "1.0"


class Out(BaseModel):
    """What all published records share: exactly the keys that are declared."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Stated(Out):
    """A statement of the site, and the ids of the records that it rests on."""

    says: str
    sources: list[str]


class Published(Out):
    """A record. What it rests on stands in `sources`: ids of records; for a finding documents, for an article its publication."""

    id: str = Field(description="permanent")
    page: str = Field(description="its place on the site; below the site's address, or whole where `site` is set")


class Verdict(Out):
    """What evidence makes of a claim."""

    kind: Literal[tuple(VERDICTS)]  # type: ignore[valid-type]
    words: str = Field(description="as the site says it; empty for a claim without a verdict")
    since: str | None
    early: bool | None = Field(description="whether that was before the article appeared; null where it is not clear")


class Place(Out):
    """A paragraph or a cell of an article."""

    section: str
    title: str
    paragraph: int | None
    table: str | None
    row: str | None
    column: str | None


class Effect(Out):
    """A finding that names a claim, and what it does to it."""

    finding: str
    effect: Literal["contradicts", "supports", "bears_on"]


class Figure(Out):
    """A number as an article gives it."""

    value: float | int
    qualifier: str | None
    unit: str
    of: str | None = Field(description="what it is a share of, as the article states it")
    year: str | None


class Claim(Published):
    """One statement of one article, in the site's words."""

    article: str
    published: str = Field(description="when the article appeared")
    kind: str
    says: str
    at: list[Place] = Field(description="where the article says it")
    topic: str
    aspect: str | None
    about: list[str]
    favours: str | None = Field(description="a framework, `even`, or null where it takes no side")
    tools: list[str]
    as_of: str | None = Field(description="the date that the article gives for it")
    note: str | None
    damaged: str | None = Field(description="what the stored text has lost; such a claim is not counted")
    figure: Figure | None
    audience: str | None = Field(description="whom advice is for")
    advises: list[str]
    verdict: Verdict
    findings: list[Effect]
    searches: list[str]
    disagreements: list[str]
    sources: list[str]


class Document(Out):
    """A publication."""

    title: str
    publisher: str
    author: str | None
    url: str | None
    date: str | None


class Section(Out):
    id: str
    title: str


class Cell(Out):
    says: str | None = Field(description="null where the stored text has lost it")
    claims: list[str]


class Row(Out):
    head: str
    cells: list[Cell]


class Table(Out):
    """A table of an article, rebuilt."""

    id: str
    section: str
    caption: str
    heads: list[str]
    rows: list[Row]


class Article(Published):
    """A comparison that was read."""

    name: str = Field(description="publisher and year")
    title: str
    publisher: str
    author: str | None
    date: str
    url: str | None
    note: str | None
    derived_from: Document | None
    argues: list[Stated]
    sections: list[Section]
    tables: list[Table]
    claims: list[str]
    tools: list[str] = Field(description="what it names")
    verdicts: dict[str, int] = Field(description="how many of its claims that can be checked have which verdict")
    leans: dict[str, int] = Field(description="how many aspects it decides for whom; one vote for each aspect")
    sources: list[Document]


class Basis(Out):
    """How many findings a bottom line rests on, and the day of the oldest check among them."""

    findings: int
    checked: str | None


class Topic(Published):
    """A question that readers have, and the site's answer."""

    title: str
    names: list[str]
    question: str
    bottom_line: list[Stated]
    basis: Basis
    verdicts: dict[str, int] = Field(description="how many of its claims have which verdict")
    neighbours: list[str]
    aspects: list[str]
    findings: list[str]
    searches: list[str]
    disagreements: list[str]
    claims: list[str]
    tools: list[str]
    sources: list[str]


class Answer(Stated):
    """A cell of the comparison."""

    value: Literal["yes", "partly", "no", "unknown", "text"]


class Aspect(Published):
    """A row of the comparison."""

    topic: str
    title: str
    cells: dict[str, Answer] = Field(description="by framework")
    differs: bool = Field(description="whether the values differ; text is never called different")
    changed: str | None = Field(description="the last day on which something happened that it rests on")
    claims: list[str]
    sources: list[str]


class Position(Out):
    says: str
    claims: list[str]


class Disagreement(Published):
    """A question that articles answer differently."""

    topic: str
    question: str
    positions: list[Position]
    settled_by: Stated | None
    sources: list[str]


class Evidence(Out):
    """A document, a package or a run that shows something."""

    title: str
    kind: str
    primary: bool
    says: str
    url: str | None
    registry: str | None
    package: str | None
    version: str | None
    command: str | None
    output: str | None
    dated: str | None = Field(description="the date of the document or event")
    seen: str | None = Field(description="which copy was read")


class Finding(Published):
    """What evidence shows; of a tool it is an event in its life."""

    of: str = Field(description="the topic or tool that it belongs to")
    title: str
    event: str | None
    says: str
    since: str | None = Field(description="since when it is so; null where that is not known")
    checked: str | None
    confidence: Literal["high", "medium", "low"]
    supports: list[str]
    contradicts: list[str]
    bears_on: list[str]
    sources: list[Evidence]


class Search(Published):
    """What was looked for and not found; statements may rest on it."""

    of: str
    looked_for: str
    tried: list[str]
    on: str | None
    claims: list[str]
    sources: list[str]


class State(Out):
    """How a tool stands."""

    kind: Literal[tuple(STATES)]  # type: ignore[valid-type]
    words: str
    since: str | None


class End(Out):
    """The event with which a tool ended; what is deprecated still works and has not ended."""

    kind: Literal[tuple(sorted(STOPPED))]  # type: ignore[valid-type]
    since: str | None
    finding: str
    says: str


class Successor(Out):
    """What to use instead, and whether the project or this site says so."""

    tool: str
    name: str
    named_by: Literal["project", "us"]
    sources: list[str]


class Tool(Published):
    """Anything that is named: library, server, format, service, device, model, organisation."""

    name: str
    names: list[str] = Field(description="other names")
    kind: str
    compared: bool = Field(description="a framework that each comparison has a cell for")
    what: Stated
    frameworks: list[str]
    state: State
    end: End | None = Field(description="null for a tool that goes on, or whose end is not known")
    life: list[str] = Field(description="findings, oldest first")
    use_instead: list[Successor]
    replaces: list[str]
    named_by: list[str] = Field(description="articles, oldest first")
    claims: list[str]
    searches: list[str]
    decisions: list[str] = Field(description="recommendations that tell to use it")
    sources: list[str]


class Number(Out):
    """One number; `value` is null where it is given in words."""

    at: str | None
    who: str | None
    of: str | None
    value: float | int | None
    qualifier: str | None
    says: str
    note: str | None
    sources: list[str]


class Numbers(Published):
    """Numbers of one base (`claim`, `series`), or numbers for one question whose bases differ (`contrast`)."""

    kind: Literal["claim", "series", "contrast"]
    title: str
    topic: str
    unit: str | None
    base: str | None
    note: Stated | None
    verdict: Verdict | None = Field(description="of a claim")
    values: list[Number]
    sources: list[str]


class Step(Out):
    question: str
    answer: str


class Decision(Published):
    """A recommendation, and the answers that lead to it."""

    use: str
    tools: list[str]
    why: str
    in_favour: list[str]
    against: list[str]
    not_today: Stated | None
    changes_if: str
    sureness: str
    when: list[list[Step]] = Field(description="each way through the guide that ends here")
    sources: list[str]


class Term(Published):
    """A word of the field."""

    name: str
    names: list[str]
    says: str
    topics: list[str]
    sources: list[str]


class Data(Out):
    """All that the site holds."""

    schema_version: str
    site: str | None = Field(description="the site's address, if it was known when the file was made")
    articles: list[Article] = Field(default_factory=list)
    claims: list[Claim] = Field(default_factory=list)
    topics: list[Topic] = Field(default_factory=list)
    aspects: list[Aspect] = Field(default_factory=list)
    disagreements: list[Disagreement] = Field(default_factory=list)
    findings: list[Finding] = Field(default_factory=list)
    searches: list[Search] = Field(default_factory=list)
    tools: list[Tool] = Field(default_factory=list)
    frameworks: list[Tool] = Field(default_factory=list)
    figures: list[Numbers] = Field(default_factory=list)
    decisions: list[Decision] = Field(default_factory=list)
    terms: list[Term] = Field(default_factory=list)

    @cached_property
    def by_page(self) -> dict[str, dict[str, list[Any]]]:
        """The records of each page, by the name of their list."""
        found: dict[str, dict[str, list[Any]]] = defaultdict(lambda: defaultdict(list))
        for kind in KINDS:
            for record in getattr(self, kind):
                found[record.page.partition("#")[0]][kind].append(record)
        return found


KINDS = [name for name in Data.model_fields if name not in ("schema_version", "site")]

VIEWS_OF_OTHERS = {"frameworks", "figures"}  # lists that show tools and claims once more, under their own ids


def data(knowledge: Knowledge, site: str = "") -> Data:
    """Return everything as published records. `site` is the site's address, ending in a slash, or empty."""
    return _Maker(knowledge, site).data()


def _date(when: PartialDate | None) -> str | None:
    return str(when) if when and when.known else None


def _whole(value: float) -> float | int:
    return int(value) if value.is_integer() else value


def _once(*lists: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(ref for refs in lists for ref in refs))


def _refs(entries: Iterable[Entry[Any]]) -> list[str]:
    return [entry.ref for entry in entries]


def _stated(statement: model.Statement | None) -> Stated | None:
    return statement and Stated(says=statement.says, sources=statement.rests_on)


class _Maker:
    """Makes published records: one method for each kind."""

    def __init__(self, knowledge: Knowledge, site: str):
        self.knowledge = knowledge
        self.site = site

    def data(self) -> Data:
        knowledge = self.knowledge
        tools = [self.tool(entry) for entry in knowledge.tools]
        return Data(
            schema_version=SCHEMA_VERSION,
            site=self.site or None,
            articles=[self.article(entry) for entry in knowledge.articles],
            claims=[self.claim(entry) for entry in knowledge.claims],
            topics=[self.topic(entry) for entry in knowledge.topics],
            aspects=[self.aspect(entry) for entry in knowledge.aspects],
            disagreements=[self.disagreement(entry) for entry in knowledge.disagreements],
            findings=[self.finding(entry) for entry in knowledge.findings],
            searches=[self.search(entry) for entry in knowledge.searches],
            tools=tools,
            frameworks=[tool for tool in tools if tool.kind == "framework"],
            figures=[*(self.claimed(entry) for entry in knowledge.claims if entry.record.figure), *map(self.series, knowledge.series), *map(self.contrast, knowledge.contrasts)],
            decisions=[self.decision(entry) for entry in knowledge.recommendations],
            terms=[self.term(entry) for entry in knowledge.terms],
        )

    def _head(self, entry: Entry[Any]) -> dict[str, str]:
        path, anchor = place(self.knowledge, entry)
        return {"id": entry.ref, "page": self.site + built(path) + (f"#{anchor}" if anchor else "")}

    def _own(self, entries: Iterable[Entry[Any]], owner: Entry[Any]) -> list[str]:
        return [entry.ref for entry in entries if entry.owner == owner.ref]

    def article(self, entry: Entry[model.Article]) -> Article:
        knowledge, record = self.knowledge, entry.record
        claims = [claim for claim in knowledge.claims if claim.owner == entry.ref]
        own = Document(title=record.title, publisher=record.publisher, author=record.author, url=record.url, date=_date(record.date))
        origin = record.derived_from
        return Article(
            **self._head(entry), name=short_name(entry), title=record.title, publisher=record.publisher, author=record.author, date=str(record.date),
            url=record.url, note=record.note,
            derived_from=origin and Document(title=origin.title, publisher=origin.publisher, author=origin.author, url=origin.url, date=_date(origin.date)),
            argues=[_stated(statement) for statement in record.argues],
            sections=[Section(id=section.id, title=section.title) for section in record.sections],
            tables=[self._table(entry.ref, table) for table in record.tables],
            claims=_refs(claims), tools=_refs(knowledge.named_by(entry)),
            verdicts=knowledge.counts(claim for claim in claims if claim.record.checkable),
            leans={side.claims[0][1].record.favours: len(side.claims) for side in knowledge.sides(entry) if side.claims},
            sources=[own],
        )  # fmt: skip

    def _table(self, owner: str, table: model.Table) -> Table:
        rows = [Row(head=row.head, cells=[Cell(says=cell.says, claims=[f"{owner}.{name}" for name in cell.claims]) for cell in row.cells]) for row in table.rows]
        return Table(id=table.id, section=table.section, caption=table.caption, heads=table.heads, rows=rows)

    def verdict(self, entry: Entry[model.Claim]) -> Verdict:
        verdict = self.knowledge.verdict(entry)
        return Verdict(kind=verdict.kind, words=verdict_words(self.knowledge, entry), since=_date(verdict.since), early=verdict.early)

    def claim(self, entry: Entry[model.Claim]) -> Claim:
        knowledge, record = self.knowledge, entry.record
        figure = record.figure
        return Claim(
            **self._head(entry), article=entry.owner, published=str(knowledge.article_of(entry).record.date), kind=record.kind, says=record.says, at=self._places(entry),
            topic=knowledge.topic_of(entry).ref, aspect=record.aspect, about=record.about, favours=record.favours, tools=record.tools, as_of=_date(record.as_of), note=record.note,
            damaged=record.damaged, audience=record.audience, advises=record.advises,
            figure=figure and Figure(value=_whole(figure.value), qualifier=figure.qualifier, unit=figure.unit, of=figure.of, year=_date(figure.year)),
            verdict=self.verdict(entry),
            findings=[Effect(finding=finding.ref, effect=knowledge.effect(finding, entry)) for finding in knowledge.findings_on(entry)],
            searches=_refs(knowledge.searches_on(entry)), disagreements=_refs(knowledge.disagreements_on(entry)), sources=[entry.owner],
        )  # fmt: skip

    def _places(self, entry: Entry[model.Claim]) -> list[Place]:
        titles = {section.id: section.title for section in self.knowledge.article_of(entry).record.sections}
        prose = [Place(section=at.section, title=titles[at.section], paragraph=at.paragraph, table=None, row=None, column=None) for at in entry.record.at]
        cells = self.knowledge.cells_naming(entry)
        return prose + [Place(section=table.section, title=titles[table.section], paragraph=None, table=table.id, row=row.head, column=head) for table, row, head in cells]

    def topic(self, entry: Entry[model.Topic]) -> Topic:
        knowledge, record = self.knowledge, entry.record
        basis, claims = knowledge.basis(entry), knowledge.claims_of_topic(entry)
        return Topic(
            **self._head(entry), title=record.title, names=record.names, question=record.question,
            bottom_line=[_stated(statement) for statement in record.bottom_line],
            basis=Basis(findings=basis.findings, checked=_date(basis.checked)), verdicts=knowledge.counts(claims), neighbours=record.neighbours,
            aspects=self._own(knowledge.aspects, entry), findings=self._own(knowledge.findings, entry), searches=self._own(knowledge.searches, entry),
            disagreements=self._own(knowledge.disagreements, entry), claims=_refs(claims), tools=_refs(knowledge.tools_of_topic(entry)),
            sources=_once(*(statement.rests_on for statement in record.bottom_line)),
        )  # fmt: skip

    def aspect(self, entry: Entry[model.Aspect]) -> Aspect:
        knowledge, cells = self.knowledge, entry.record.cells
        return Aspect(
            **self._head(entry), topic=entry.owner, title=entry.record.title,
            cells={name: Answer(value=cell.value, says=cell.says, sources=cell.rests_on) for name, cell in sorted(cells.items())},
            differs=knowledge.differs(entry), changed=knowledge.newest_change(entry) or None, claims=_refs(knowledge.claims_of_aspect(entry)),
            sources=_once(*(cell.rests_on for _, cell in sorted(cells.items()))),
        )  # fmt: skip

    def disagreement(self, entry: Entry[model.Disagreement]) -> Disagreement:
        record = entry.record
        positions = [Position(says=position.says, claims=position.claims) for position in record.positions]
        sources = record.settled_by.rests_on if record.settled_by else []
        return Disagreement(**self._head(entry), topic=entry.owner, question=record.question, positions=positions, settled_by=_stated(record.settled_by), sources=sources)

    def finding(self, entry: Entry[model.Finding]) -> Finding:
        record = entry.record
        return Finding(
            **self._head(entry), of=entry.owner, title=label(self.knowledge, entry), event=record.event, says=record.says, since=_date(record.since), checked=_date(record.checked),
            confidence=confidence(record), supports=record.supports, contradicts=record.contradicts, bears_on=record.bears_on,
            sources=[self._evidence(evidence) for evidence in record.evidence],
        )  # fmt: skip

    def _evidence(self, one: model.Evidence) -> Evidence:
        run = one.run
        return Evidence(
            title=one.title, kind=one.kind, primary=one.primary, says=one.says, url=one.url, registry=one.registry, package=one.package,
            version=run.version if run else one.version, command=run and run.command, output=run and run.output, dated=_date(one.dated), seen=one.seen,
        )  # fmt: skip

    def search(self, entry: Entry[model.Search]) -> Search:
        record = entry.record
        return Search(**self._head(entry), of=entry.owner, looked_for=record.looked_for, tried=record.tried, on=_date(record.on), claims=record.claims, sources=[])

    def tool(self, entry: Entry[model.Tool]) -> Tool:
        knowledge, record = self.knowledge, entry.record
        state = knowledge.state(entry)
        life = [f"{entry.ref}.{event.id}" for event in record.life]
        return Tool(
            **self._head(entry), name=record.name, names=record.names, kind=record.kind, compared=record.compared, what=_stated(record.what), frameworks=record.frameworks,
            state=State(kind=state.kind, words=state_words(knowledge, entry), since=_date(state.event and state.event.since)), end=self._end(entry), life=life,
            use_instead=[Successor(tool=after.tool, name=knowledge.entry(after.tool).record.name, named_by=after.named_by, sources=after.rests_on) for after in record.use_instead],
            replaces=_refs(knowledge.predecessors(entry)), named_by=_refs(knowledge.naming(entry)), claims=_refs(knowledge.claims_naming(entry)),
            searches=self._own(knowledge.searches, entry), decisions=_refs(knowledge.recommended(entry)), sources=_once(record.what.rests_on, life),
        )  # fmt: skip

    def _end(self, entry: Entry[model.Tool]) -> End | None:
        state = self.knowledge.state(entry)
        event = self.knowledge.end_of(entry) or (state.event if state.kind in STOPPED else None)
        return event and End(kind=event.event, since=_date(event.since), finding=f"{entry.ref}.{event.id}", says=event.says)

    def claimed(self, entry: Entry[model.Claim]) -> Numbers:
        """Return the figure of a claim."""
        record, figure = entry.record, entry.record.figure
        number = _whole(figure.value)
        value = Number(at=_date(figure.year), who=None, of=figure.of, value=number, qualifier=figure.qualifier, says=record.says, note=record.note, sources=[entry.ref])
        topic = self.knowledge.topic_of(entry).ref
        return Numbers(
            **self._head(entry), kind="claim", title=label(self.knowledge, entry), topic=topic, unit=figure.unit, base=figure.of, note=None, verdict=self.verdict(entry),
            values=[value], sources=[entry.owner],
        )  # fmt: skip

    def series(self, entry: Entry[model.Series]) -> Numbers:
        record = entry.record
        values = [
            Number(at=_date(one.at), who=one.who, of=None, value=_whole(one.value), qualifier=None, says=f"{one.who}: {_whole(one.value)}", note=None, sources=one.rests_on)
            for one in record.points
        ]
        return self._numbers(entry, "series", record.title, record.unit, record.base, record.note, values)

    def contrast(self, entry: Entry[model.Contrast]) -> Numbers:
        record = entry.record
        values = [Number(at=_date(one.at), who=None, of=one.of, value=None, qualifier=None, says=one.says, note=one.note, sources=one.rests_on) for one in record.readings]
        return self._numbers(entry, "contrast", record.question, None, None, record.conclusion, values)

    def _numbers(self, entry: Entry[Any], kind: str, title: str, unit: str | None, base: str | None, note: model.Statement | None, values: list[Number]) -> Numbers:
        sources, topic = _once(*(value.sources for value in values)), entry.record.topic
        return Numbers(**self._head(entry), kind=kind, title=title, topic=topic, unit=unit, base=base, note=_stated(note), verdict=None, values=values, sources=sources)

    def decision(self, entry: Entry[model.Recommendation]) -> Decision:
        record = entry.record
        when = [[Step(question=question.asks, answer=answer.says) for question, answer in path.steps] for path in self.knowledge.paths_to(record)]
        return Decision(
            **self._head(entry), use=record.use, tools=record.tools, why=record.why, in_favour=record.in_favour, against=record.against, not_today=_stated(record.not_today),
            changes_if=record.changes_if, sureness=sureness(self.knowledge, record), when=when, sources=_once(record.in_favour, record.against),
        )  # fmt: skip

    def term(self, entry: Entry[model.Term]) -> Term:
        record = entry.record
        return Term(**self._head(entry), name=record.name, names=record.names, says=record.says, topics=record.topics, sources=[])


# --- as JSON ----------------------------------------------------------------------------------------------


def as_json(value: Any) -> str:
    """Return JSON that people can read and that is the same from run to run. Not by `json`, which indents in Python, one value at a time."""
    return to_json(value, indent=1).decode() + "\n"


def schema() -> dict[str, Any]:
    """Return the JSON Schema of every JSON file: an object with all lists, or some of them."""
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **Data.model_json_schema()}


def part(everything: Data, kinds: Iterable[str], page: str | None = None) -> dict[str, Any]:
    """Return some lists of the data as plain values; with a page, of its records alone, and without lists that are empty."""
    head = {"schema_version": everything.schema_version, "site": everything.site}
    lists = {kind: [record.model_dump() for record in (getattr(everything, kind) if page is None else everything.by_page[page][kind])] for kind in kinds}
    return head | {kind: records for kind, records in lists.items() if records or page is None}


# --- as CSV -----------------------------------------------------------------------------------------------

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")  # the wide ones where people write in wide letters


def as_csv(rows: list[dict[str, Any]]) -> str:
    """Return a table for spreadsheets: lists joined by blanks, and an apostrophe before text that would be a formula."""
    out = io.StringIO(newline="")
    table = csv.writer(out, lineterminator="\r\n")
    if rows:
        table.writerow(rows[0])
    table.writerows([[_cell(value) for value in row.values()] for row in rows])
    return out.getvalue()


def _cell(value: Any) -> Any:
    if isinstance(value, list):
        value = " ".join(value)
    return f"'{value}" if isinstance(value, str) and value.startswith(_FORMULA) else value


def _at(place: Place) -> str:
    cell = place.table and f"table {place.table}: {place.row}, {place.column}"
    return ", ".join(filter(None, [place.title, place.paragraph and f"paragraph {place.paragraph}", cell]))


def _some(record: Out, keys: str) -> dict[str, Any]:
    return {key: getattr(record, key) for key in keys.split()}


def tables(everything: Data) -> dict[str, list[dict[str, Any]]]:
    """Return the rows of each CSV file by its name."""
    return {
        "claims": [
            _some(one, "id page article published kind says topic aspect about favours tools as_of")
            | {"at": " / ".join(map(_at, one.at)), "verdict": one.verdict.kind, "verdict_words": one.verdict.words, "verdict_since": one.verdict.since}
            for one in everything.claims
        ],
        "findings": [
            _some(one, "id page of title event says since checked confidence supports contradicts bears_on")
            | {"sources": " / ".join(source.url or source.title for source in one.sources)}
            for one in everything.findings
        ],
        "tools": [
            _some(one, "id page name kind frameworks named_by")
            | {"other_names": " / ".join(one.names), "state": one.state.kind, "state_words": one.state.words, "state_since": one.state.since}
            | {"end": one.end and one.end.kind, "end_since": one.end and one.end.since, "use_instead": [after.tool for after in one.use_instead]}
            for one in everything.tools
        ],
        "figures": [
            _some(one, "id page kind title topic unit base") | _some(number, "at who of qualifier value says note sources") | {"verdict": one.verdict and one.verdict.kind}
            for one in everything.figures
            for number in one.values
        ],
        "comparison": [
            _some(one, "id page topic title")
            | {"differs": "yes" if one.differs else "no", "changed": one.changed}
            | {f"{name}_{key}": getattr(cell, key) for name, cell in one.cells.items() for key in ("value", "says", "sources")}
            for one in everything.aspects
        ],
    }


# --- the format in words ----------------------------------------------------------------------------------


def fields() -> dict[str, tuple[str, list[tuple[str, str, str]]]]:
    """Return what each kind of record is and holds, by its name, from the schema: each key with its type and what it means."""
    whole = schema()
    kinds = {"Data": whole, **whole["$defs"]}
    return {name: (kind.get("description", ""), [(key, _type(one), one.get("description", "")) for key, one in kind["properties"].items()]) for name, kind in kinds.items()}


def _type(one: dict[str, Any]) -> str:
    if "anyOf" in one:
        return " or ".join(_type(other) for other in one["anyOf"])
    if "enum" in one:
        return ", ".join(f"`{value}`" for value in one["enum"])
    if one.get("type") == "array":
        return f"list of {_type(one['items'])}"
    if one.get("type") == "object" and "additionalProperties" in one:
        return f"{_type(one['additionalProperties'])} by name"
    return one["$ref"].rpartition("/")[2] if "$ref" in one else {"string": "text", "boolean": "true or false"}.get(one["type"], one["type"])
