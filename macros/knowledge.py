"""The whole of the records, and what one asks of it: what links to what, counts, votes, verdicts and states by name.

Everything here is computed, nothing is stored. The day comes from outside.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import groupby
from types import MappingProxyType
from typing import Any, TypeVar

from .dates import UNKNOWN, PartialDate
from .examples import Listing
from .model import (
    Article,
    Aspect,
    Claim,
    Contrast,
    Disagreement,
    Example,
    Finding,
    Guide,
    Home,
    Move,
    Moves,
    Option,
    Question,
    Recommendation,
    Record,
    Row,
    Search,
    Series,
    Statement,
    Table,
    Term,
    Tool,
    Topic,
)
from .store import Entry, Store
from .verdicts import ENDED, GONE, STOPPED, VERDICTS, State, Verdict, aged, by_age, state, verdict


def _newest_first(when: PartialDate) -> tuple[bool, int]:
    return not when.known, -when.last.toordinal()


@dataclass(frozen=True)
class Turn:
    """A finding that turned claims, and whether the newest article still makes one of them."""

    finding: Entry[Finding]
    claims: list[Entry[Claim]]
    repeated: bool

    @property
    def articles(self) -> set[str]:
        return {claim.owner for claim in self.claims}


@dataclass(frozen=True)
class Side:
    """Whom votes favour, and the votes: the aspect or topic, and the claim that speaks for it."""

    title: str
    claims: list[tuple[str, Entry[Claim]]]


@dataclass(frozen=True)
class Concord:
    """The votes of the articles on one aspect (or topic, where claims have no aspect), oldest first."""

    room: str
    claims: list[Entry[Claim]]

    @property
    def agree(self) -> bool:
        """Whether several articles take a side, and all of them the same."""
        return len(self.claims) > 1 and len({claim.record.favours for claim in self.claims}) == 1

    @property
    def differ(self) -> bool:
        return len({claim.record.favours for claim in self.claims}) > 1


@dataclass(frozen=True)
class Basis:
    """How many findings something rests on, and when the one that was checked longest ago was checked."""

    findings: int
    checked: PartialDate


@dataclass(frozen=True)
class Path:
    """A way through the guide: the questions with the answer given to each, and the recommendation at its end."""

    steps: tuple[tuple[Question, Option], ...]
    end: Recommendation


def _paths(guide: Guide, start: Question) -> Iterator[Path]:
    """Yield the paths from a question on. The rules have made sure that each answer leads somewhere and none back."""
    questions = {question.id: question for question in guide.questions}
    ends = {recommendation.id: recommendation for recommendation in guide.recommendations}
    for answer in start.answers:
        step = (start, answer)
        if answer.leads_to in ends:
            yield Path((step,), ends[answer.leads_to])
        else:
            for rest in _paths(guide, questions[answer.leads_to]):
                yield Path((step, *rest.steps), rest.end)


# The more general statement speaks for an article on an aspect.
_GENERALITY = ["verdict", "opinion", "advice", "fact", "prediction", "figure"]


class Knowledge:
    """All records and what follows from them. Pages are made only from a store without problems."""

    def __init__(self, store: Store, day: date, code: Mapping[str, list[Listing]] = MappingProxyType({})):
        self.store = store
        self.day = day
        self.code = code

    # records by kind, in a fixed order

    @cached_property
    def articles(self) -> list[Entry[Article]]:
        """The articles, oldest first."""
        return sorted(self.store.all(Article), key=lambda entry: (entry.record.date.first, entry.ref))

    @cached_property
    def topics(self) -> list[Entry[Topic]]:
        """The topics, in the order of their groups."""
        return [self.entry(ref) for group in self.home.groups for ref in group.topics]

    @cached_property
    def tools(self) -> list[Entry[Tool]]:
        return sorted(self.store.all(Tool), key=lambda entry: entry.record.name.casefold())

    @cached_property
    def proper_names(self) -> dict[str, str]:
        """The names of tools as an id has them (`mask-r-cnn`): so the words of an id get their capitals back."""
        return {"-".join(re.findall("[a-z0-9]+", tool.record.name.casefold())): tool.record.name for tool in self.tools}

    @cached_property
    def compared(self) -> list[Entry[Tool]]:
        """The frameworks that every comparison has a cell for."""
        return [entry for entry in self.tools if entry.record.compared]

    @cached_property
    def claims(self) -> list[Entry[Claim]]:
        """The claims, those of the oldest article first, each article's in reading order."""
        order = {article.ref: number for number, article in enumerate(self.articles)}
        return sorted(self.store.all(Claim), key=lambda claim: order[claim.owner])

    @cached_property
    def findings(self) -> list[Entry[Finding]]:
        return self.store.all(Finding)

    def aged(self, finding: Entry[Finding]) -> bool:
        return aged(finding.record, self.day)

    @cached_property
    def aged_findings(self) -> list[Entry[Finding]]:
        """The findings that are due to be looked at again, those checked longest ago first."""
        return sorted(filter(self.aged, self.findings), key=lambda entry: (entry.record.checked.known, entry.record.checked.last, entry.ref))

    @cached_property
    def aspects(self) -> list[Entry[Aspect]]:
        return self.store.all(Aspect)

    @cached_property
    def searches(self) -> list[Entry[Search]]:
        return self.store.all(Search)

    @cached_property
    def disagreements(self) -> list[Entry[Disagreement]]:
        return self.store.all(Disagreement)

    @cached_property
    def terms(self) -> list[Entry[Term]]:
        """The terms of the glossary, by name."""
        return sorted(self.store.all(Term), key=lambda entry: entry.record.name.casefold())

    def terms_of_topic(self, topic: Entry[Topic]) -> list[Entry[Term]]:
        return [term for term in self.terms if topic.ref in term.record.topics]

    @cached_property
    def _own(self) -> dict[tuple[str, str], list[Entry[Any]]]:
        return _index(((entry.owner, entry.kind), entry) for entry in self.store.entries.values())

    def own(self, owner: Entry[Any], kind: str) -> list[Entry[Any]]:
        """Return the records of a kind that stand in a file, in its order."""
        return self._own.get((owner.ref, kind), [])

    @cached_property
    def contrasts(self) -> list[Entry[Contrast]]:
        return self.store.all(Contrast)

    @cached_property
    def series(self) -> list[Entry[Series]]:
        return self.store.all(Series)

    # code

    @cached_property
    def examples(self) -> list[Entry[Example]]:
        return self.store.all(Example)

    @cached_property
    def _illustrated_by(self) -> dict[str, list[Entry[Example]]]:
        return _index((ref, entry) for entry in self.examples for ref in entry.record.illustrates)

    def illustrated_by(self, ground: Entry[Any]) -> list[Entry[Example]]:
        """Return the examples that let one see a claim or a finding."""
        return self._illustrated_by.get(ground.ref, [])

    @property
    def code_ran(self) -> PartialDate:
        """When the examples last ran."""
        return self.entry("code").record.ran

    def examples_of(self, topic: Entry[Topic]) -> list[Entry[Example]]:
        return [entry for entry in self.examples if entry.record.topic == topic.ref]

    def listings_of(self, example: Entry[Example]) -> list[Listing]:
        """Return the code of an example: the compared frameworks first, then the others."""
        compared = [framework.ref for framework in self.compared]
        return sorted(self.code.get(example.record.id, []), key=lambda listing: (listing.framework not in compared, listing.framework))

    @property
    def moves(self) -> list[Move]:
        """The addresses that are no more."""
        return [move for entry in self.store.all(Moves) for move in entry.record.moved]

    # the decision guide

    @property
    def guide(self) -> Guide:
        return self.entry("decide").record

    @cached_property
    def paths(self) -> list[Path]:
        """All ways through the guide, in the order of its answers."""
        return [path for path in _paths(self.guide, self.guide.questions[0])]

    @cached_property
    def recommendations(self) -> list[Entry[Recommendation]]:
        return self.store.all(Recommendation)

    def recommended(self, tool: Entry[Tool]) -> list[Entry[Recommendation]]:
        """Return the recommendations that tell to use a tool."""
        return [entry for entry in self.recommendations if tool.ref in entry.record.tools]

    def paths_to(self, recommendation: Recommendation) -> list[Path]:
        return [path for path in self.paths if path.end is recommendation]

    @property
    def home(self) -> Home:
        assert self.store.home
        return self.store.home.record

    def entry(self, ref: str) -> Entry[Any]:
        return self.store.entries[ref]

    # backlinks

    @cached_property
    def _findings_on(self) -> dict[str, list[Entry[Finding]]]:
        return _index((ref, entry) for entry in self.findings for ref in dict.fromkeys(entry.record.claims))

    @cached_property
    def _searches_on(self) -> dict[str, list[Entry[Search]]]:
        return _index((ref, entry) for entry in self.searches for ref in entry.record.claims)

    @cached_property
    def _claims_naming(self) -> dict[str, list[Entry[Claim]]]:
        return _index((tool, entry) for entry in self.claims for tool in dict.fromkeys([*entry.record.tools, *entry.record.advises]))

    @cached_property
    def _disagreements_on(self) -> dict[str, list[Entry[Disagreement]]]:
        return _index((ref, entry) for entry in self.disagreements for position in entry.record.positions for ref in position.claims)

    @cached_property
    def _aspects_resting_on(self) -> dict[str, list[Entry[Aspect]]]:
        return _index((ref, entry) for entry in self.aspects for ref in dict.fromkeys(ref for cell in entry.record.cells.values() for ref in cell.rests_on))

    def findings_on(self, claim: Entry[Claim]) -> list[Entry[Finding]]:
        """Return the findings that name a claim, those that contradict it first."""
        order = {"contradicts": 0, "supports": 1, "bears_on": 2}
        return sorted(self._findings_on.get(claim.ref, []), key=lambda entry: order[self.effect(entry, claim)])

    def effect(self, finding: Entry[Finding], claim: Entry[Claim]) -> str:
        """Return what a finding does to a claim: `supports`, `contradicts` or `bears_on`."""
        return "contradicts" if claim.ref in finding.record.contradicts else "supports" if claim.ref in finding.record.supports else "bears_on"

    def searches_on(self, claim: Entry[Claim]) -> list[Entry[Search]]:
        return self._searches_on.get(claim.ref, [])

    def claims_naming(self, tool: Entry[Tool]) -> list[Entry[Claim]]:
        return self._claims_naming.get(tool.ref, [])

    def disagreements_on(self, claim: Entry[Claim]) -> list[Entry[Disagreement]]:
        return list(dict.fromkeys(self._disagreements_on.get(claim.ref, [])))

    def aspects_resting_on(self, ground: Entry[Any]) -> list[Entry[Aspect]]:
        return self._aspects_resting_on.get(ground.ref, [])

    # claims

    def article_of(self, claim: Entry[Claim]) -> Entry[Article]:
        return self.entry(claim.owner)

    def topic_of(self, claim: Entry[Claim]) -> Entry[Topic]:
        return self.entry((claim.record.aspect or claim.record.topic or "").split(".")[0])

    @cached_property
    def _claims_of_topic(self) -> dict[str, list[Entry[Claim]]]:
        return _index((self.topic_of(claim).ref, claim) for claim in self.claims)

    @cached_property
    def _claims_of_aspect(self) -> dict[str, list[Entry[Claim]]]:
        return _index((claim.record.aspect, claim) for claim in self.claims if claim.record.aspect)

    def claims_of_topic(self, topic: Entry[Topic]) -> list[Entry[Claim]]:
        return self._claims_of_topic.get(topic.ref, [])

    def claims_of_aspect(self, aspect: Entry[Aspect]) -> list[Entry[Claim]]:
        return self._claims_of_aspect.get(aspect.ref, [])

    def by_topic(self, claims: Iterable[Entry[Claim]]) -> list[tuple[Entry[Topic], list[Entry[Claim]]]]:
        """Return claims by the topic that they belong to, topics in their order, those without claims left out."""
        found = _index((self.topic_of(claim).ref, claim) for claim in claims)
        return [(topic, found[topic.ref]) for topic in self.topics if topic.ref in found]

    def cells_naming(self, claim: Entry[Claim]) -> list[tuple[Table, Row, str]]:
        """Return the cells of its article's tables that name a claim: the table, the row and the column's head."""
        return [
            (table, row, head)
            for table in self.article_of(claim).record.tables
            for row in table.rows
            for head, cell in zip(table.heads[1:], row.cells)
            if claim.record.id in cell.claims
        ]

    def section_of(self, claim: Entry[Claim]) -> str:
        """Return the section where a claim stands first: that of its first paragraph, else of the first table that names it."""
        return claim.record.at[0].section if claim.record.at else self.cells_naming(claim)[0][0].section

    @cached_property
    def _verdicts(self) -> dict[str, Verdict]:
        return {
            claim.ref: verdict(
                claim.record,
                self.article_of(claim).record.date,
                [entry.record for entry in self._findings_on.get(claim.ref, [])],
                claim.ref in self._searches_on,
                claim.ref,
            )
            for claim in self.claims
        }

    def verdict(self, claim: Entry[Claim]) -> Verdict:
        return self._verdicts[claim.ref]

    def counts(self, claims: Iterable[Entry[Claim]]) -> dict[str, int]:
        """Return how many claims have each verdict, in the order of VERDICTS, verdicts without claims left out."""
        kinds = [self.verdict(claim).kind for claim in claims]
        return {kind: kinds.count(kind) for kind in VERDICTS if kind in kinds}

    def claims_with(self, kind: str, article: Entry[Article]) -> list[Entry[Claim]]:
        """Return the claims of an article that have a verdict of this kind."""
        return [claim for claim in self.claims if claim.owner == article.ref and self.verdict(claim).kind == kind]

    def turned_by(self, kind: str) -> list[Turn]:
        """Return what gave claims a verdict of this kind, and the claims.

        First what the newest article still repeats, then what most articles say, then the most recent.
        """
        return self._turns(claim for claim in self.claims if self.verdict(claim).kind == kind)

    def turns_of(self, article: Entry[Article]) -> list[Turn]:
        """Return what turned claims of one article, whatever their verdict, those with most claims first."""
        turns = self._turns(claim for claim in self.claims if claim.owner == article.ref and self.verdict(claim).kind in (*GONE, "overtaken"))
        return sorted(turns, key=lambda turn: -len(turn.claims))

    def _turns(self, claims: Iterable[Entry[Claim]]) -> list[Turn]:
        by_finding: dict[str, list[Entry[Claim]]] = defaultdict(list)
        for claim in claims:
            deciding = [entry for entry in self.findings_on(claim) if self.effect(entry, claim) != "supports"]
            against = [entry for entry in deciding if self.effect(entry, claim) == "contradicts"] or deciding
            by_finding[min(against, key=lambda entry: by_age(entry.record.since)).ref].append(claim)
        newest = self.articles[-1].ref if self.articles else ""
        turns = [Turn(self.entry(ref), turned, newest in {claim.owner for claim in turned}) for ref, turned in by_finding.items()]
        return sorted(turns, key=lambda turn: (not turn.repeated, -len(turn.articles), _newest_first(turn.finding.record.since), turn.finding.ref))

    # grounds

    def basis(self, topic: Entry[Topic]) -> Basis:
        """Return how many findings a topic's bottom line rests on, and the day of the oldest check among them."""
        refs = dict.fromkeys(ref for statement in topic.record.bottom_line for ref in statement.rests_on)
        findings = [self.entry(ref).record for ref in refs if self.entry(ref).kind == "finding"]
        return Basis(len(findings), min((finding.checked for finding in findings), key=by_age, default=UNKNOWN))

    def differs(self, aspect: Entry[Aspect]) -> bool:
        """Whether the typed values of a row differ. Text is never called different."""
        values = {cell.value for cell in aspect.record.cells.values()}
        return len(values) > 1 and "text" not in values

    def changed_since(self, aspect: Entry[Aspect]) -> list[Entry[Article]]:
        """Return the articles after which something happened that a row rests on, by a finding that is surely later."""
        grounds = [self.entry(ref).record for cell in aspect.record.cells.values() for ref in cell.rests_on]
        dates = [ground.since for ground in grounds if isinstance(ground, Finding)]
        return [article for article in self.articles if any(article.record.date.before(since) for since in dates)]

    def newest_change(self, aspect: Entry[Aspect]) -> str:
        """Return the last day on which something happened that a row rests on, as ISO text to sort by; empty if none is known."""
        grounds = [self.entry(ref).record for cell in aspect.record.cells.values() for ref in cell.rests_on]
        days = [ground.since.last.isoformat() for ground in grounds if isinstance(ground, Finding) and ground.since.known]
        return max(days, default="")

    def still_so(self, ground: Entry[Any]) -> bool:
        """Whether something that a statement rests on is so today; a claim that evidence has ended is not."""
        return ground.kind != "claim" or self.verdict(ground).kind not in GONE

    # articles

    def votes(self, article: Entry[Article]) -> dict[str, Entry[Claim]]:
        """Return the claim that speaks for an article on each aspect (or topic, where a claim has no aspect).

        One vote per aspect, from its most general claim that favours somebody; the first in reading order
        where two are equally general.
        """
        return self._votes.get(article.ref, {})

    @cached_property
    def _votes(self) -> dict[str, dict[str, Entry[Claim]]]:
        best: dict[str, dict[str, Entry[Claim]]] = defaultdict(dict)
        for claim in self.claims:
            record, votes = claim.record, best[claim.owner]
            if record.favours is None or record.damaged:
                continue
            room = record.aspect or record.topic or ""
            held = votes.get(room)
            if held is None or _GENERALITY.index(record.kind) < _GENERALITY.index(held.record.kind):
                votes[room] = claim
        return dict(best)

    def sides(self, article: Entry[Article], topic: Entry[Topic] | None = None) -> list[Side]:
        """Return an article's votes, those on one topic or all, by whom they favour: the compared frameworks, even, and whatever else."""
        votes = {room: claim for room, claim in self.votes(article).items() if topic is None or room.split(".")[0] == topic.ref}
        order = [entry.ref for entry in self.compared] + ["even"]
        named = dict.fromkeys([*order, *(claim.record.favours for claim in votes.values())])
        return [Side(self.side_titles[side], [(room, claim) for room, claim in votes.items() if claim.record.favours == side]) for side in named]

    @cached_property
    def side_titles(self) -> dict[str, str]:
        """How whom a claim favours is called."""
        return {entry.ref: entry.record.name for entry in self.tools if entry.record.kind == "framework"} | {"even": "Even"}

    @cached_property
    def concords(self) -> list[Concord]:
        """How the articles stand to each other, aspect by aspect, where any of them takes a side; most voices first."""
        votes = [self.votes(article) for article in self.articles]
        rooms = [room for topic in self.topics for room in [topic.ref, *(f"{topic.ref}.{aspect.id}" for aspect in topic.record.aspects)]]
        concords = [Concord(room, [vote[room] for vote in votes if room in vote]) for room in rooms]
        return sorted((concord for concord in concords if concord.claims), key=lambda concord: -len(concord.claims))

    @cached_property
    def agreed(self) -> list[tuple[int, list[Concord]]]:
        """The aspects on which all articles that take a side take the same one, by the number of articles."""
        return [(voices, list(concords)) for voices, concords in groupby((concord for concord in self.concords if concord.agree), key=lambda concord: len(concord.claims))]

    def naming(self, tool: Entry[Tool]) -> list[Entry[Article]]:
        """Return the articles that name a tool, model or organisation, oldest first."""
        owners = {claim.owner for claim in self.claims_naming(tool)}
        return [article for article in self.articles if article.ref in owners]

    def named_by(self, article: Entry[Article]) -> list[Entry[Tool]]:
        """Return the tools, models and organisations that an article names, by name."""
        return [tool for tool in self.tools if article in self.naming(tool)]

    def fates(self, article: Entry[Article]) -> list[tuple[str, list[tuple[Entry[Tool], Finding | None]]]]:
        """Return the tools that an article names and that have stopped, been joined to others or renamed since, or gone quiet, by fate.

        Each stands with the event that tells it; fates that met none are left out.
        """
        fates: dict[str, list[tuple[Entry[Tool], Finding | None]]] = {
            "Stopped": [],
            "Merged into something else": [],
            "Deprecated, but there": [],
            "Renamed since": [],
            "Quiet, or in maintenance only": [],
        }
        for tool in self.named_by(article):
            state = self.state(tool)
            renamed = next((event for event in tool.record.life if event.event == "renamed" and article.record.date.before(event.since)), None)
            if state.kind == "merged":
                fates["Merged into something else"].append((tool, state.event))
            elif state.kind in STOPPED:
                fates["Stopped"].append((tool, self.end_of(tool) or state.event))
            elif state.kind in ENDED:
                fates["Deprecated, but there"].append((tool, state.event))
            elif renamed:
                fates["Renamed since"].append((tool, renamed))
            elif state.kind in ("quiet", "maintenance"):
                fates["Quiet, or in maintenance only"].append((tool, None))
        return [(title, tools) for title, tools in fates.items() if tools]

    @cached_property
    def without_evidence(self) -> set[str]:
        """The claims of which no evidence says anything: unchecked, or looked for in vain."""
        return {claim.ref for claim in self.claims if self.verdict(claim).kind in ("unchecked", "not-confirmed")}

    # tools

    def state(self, tool: Entry[Tool]) -> State:
        return state(tool.record)

    def end_of(self, tool: Entry[Tool]) -> Finding | None:
        """Return the event with which a tool stopped: the first of those after which no sign of life came; None if it goes on."""
        if self.state(tool).kind not in STOPPED:
            return None
        end = None
        for event in reversed(tool.record.life):
            if event.event in STOPPED and event.since.known:
                end = event
            elif event.event not in ("change", "deprecated"):
                break
        return end

    @cached_property
    def tools_unknown(self) -> list[Entry[Tool]]:
        """The tools of which nothing found shows how they stand."""
        return [tool for tool in self.tools if self.state(tool).kind == "unknown"]

    @cached_property
    def states(self) -> set[str]:
        """The kinds of state that some tool is in."""
        return {self.state(tool).kind for tool in self.tools}

    def _statements_of_topic(self, topic: Entry[Topic]) -> list[Statement]:
        cells = [cell for aspect in topic.record.aspects for cell in aspect.cells.values()]
        settled = [one.settled_by for one in topic.record.disagreements if one.settled_by]
        return [*topic.record.bottom_line, *cells, *settled]

    def cited_elsewhere(self, topic: Entry[Topic]) -> list[Entry[Finding]]:
        """Return the findings of tools that a topic's statements rest on, each once, newest first."""
        refs = dict.fromkeys(ref for statement in self._statements_of_topic(topic) for ref in statement.rests_on)
        cited = [self.entry(ref) for ref in refs]
        findings = [entry for entry in cited if isinstance(entry.record, Finding) and entry.owner != topic.ref]
        return sorted(findings, key=lambda entry: (entry.record.since.known, entry.record.since.last), reverse=True)

    @cached_property
    def _named_in_topic(self) -> dict[str, set[str]]:
        grounds = {topic.ref: {ref.split(".")[0] for statement in self._statements_of_topic(topic) for ref in statement.rests_on} for topic in self.topics}
        return {topic.ref: grounds[topic.ref].union(*(claim.record.tools for claim in self.claims_of_topic(topic))) for topic in self.topics}

    def tools_of_topic(self, topic: Entry[Topic]) -> list[Entry[Tool]]:
        """Return the tools that a topic's claims name or its own statements rest on, by name."""
        return [tool for tool in self.tools if tool.ref in self._named_in_topic[topic.ref]]

    def topics_of_tool(self, tool: Entry[Tool]) -> list[Entry[Topic]]:
        """Return the topics to which a tool belongs in this way, in their order."""
        return [topic for topic in self.topics if tool.ref in self._named_in_topic[topic.ref]]

    @cached_property
    def _predecessors(self) -> dict[str, list[Entry[Tool]]]:
        return _index((ref, entry) for entry in self.tools for ref in dict.fromkeys(after.tool for after in entry.record.use_instead))

    def predecessors(self, tool: Entry[Tool]) -> list[Entry[Tool]]:
        """Return the tools that name this one as what to use instead."""
        return self._predecessors.get(tool.ref, [])


R = TypeVar("R", bound=Record)


K = TypeVar("K", bound=Hashable)


def _index(pairs: Iterable[tuple[K, Entry[R]]]) -> dict[K, list[Entry[R]]]:
    index: dict[K, list[Entry[R]]] = defaultdict(list)
    for key, entry in pairs:
        index[key].append(entry)
    return dict(index)
