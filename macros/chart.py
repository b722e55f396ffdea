"""Where the lines and boxes of our drawings stand. Pure; the templates draw them. Lengths are in CSS pixels.

The flowchart is a tree from left to right: what an answer leads to stands one column further, a question beside its first answer, so
that the start is the first thing seen on a narrow screen too. All leaves have rows of their own, so nothing can
collide.
"""

from __future__ import annotations

import re
import textwrap
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date

from .knowledge import Knowledge
from .model import Guide, Option, Question, Recommendation, Series, Tool
from .pages import short_name
from .store import Entry
from .verdicts import ENDED

COLUMN = 262  # from one column to the next
WIDTH = 206  # of a box
LINE = 17  # from one line of text to the next
PAD = 8  # above and below the text in a box
GAP = 12  # between one row and the next
LETTERS = 27  # that surely fit into a box at 13 px; as many fit over it


@dataclass(frozen=True)
class Box:
    """A question or recommendation at its place: the answer that leads there stands over it."""

    target: Question | Recommendation
    answer: tuple[str, ...]
    lines: tuple[str, ...]
    x: int
    y: int  # the upper edge of the box, below the lines of the answer
    parent: Box | None = None

    @property
    def height(self) -> int:
        return len(self.lines) * LINE + 2 * PAD

    @property
    def middle(self) -> int:
        return self.y + self.height // 2


@dataclass(frozen=True)
class Chart:
    boxes: tuple[Box, ...]
    width: int
    height: int


def flowchart(guide: Guide) -> Chart:
    """Return the boxes of a guide, each before those it leads to. The guide has been checked: it is a tree."""
    targets = {record.id: record for record in (*guide.questions, *guide.recommendations)}
    boxes: list[Box] = []
    free = GAP  # the first pixel below the rows that are taken

    def place(target: Question | Recommendation, answer: Option | None, depth: int, lead: int = 0) -> tuple[Box, list]:
        """Return a box and, for each answer, what `place` returned for it; parents are set afterwards.

        `lead` is the number of lines that stand over the boxes to the left in the same row.
        """
        nonlocal free
        over = _wrapped(answer.says) if answer else ()
        lead = max(lead, len(over))
        lines = _wrapped(target.asks if isinstance(target, Question) else target.use)
        if isinstance(target, Question):
            below = [place(targets[one.leads_to], one, depth + 1, 0 if index else lead) for index, one in enumerate(target.answers)]
            y = below[0][0].y
            free = max(free, y + len(lines) * LINE + 2 * PAD + GAP)
        else:
            below = []
            y = free + lead * LINE
            free = y + len(lines) * LINE + 2 * PAD + GAP
        return Box(target, over, lines, depth * COLUMN, y), below

    def link(node: tuple[Box, list], parent: Box | None) -> None:
        box = Box(node[0].target, node[0].answer, node[0].lines, node[0].x, node[0].y, parent)
        boxes.append(box)
        for child in node[1]:
            link(child, box)

    link(place(guide.questions[0], None, 0), None)
    return Chart(tuple(boxes), max(box.x for box in boxes) + WIDTH + 2, free)


def _wrapped(text: str) -> tuple[str, ...]:
    return tuple(textwrap.wrap(text.replace("`", ""), LETTERS))


# --- lives of tools ---------------------------------------------------------------------------------------

NAMES = 160  # room for the names, in a drawing of their own that stays in sight
YEAR = 62  # from one January to the next
ROW = 18  # from one tool to the next
HEAD = 40  # for the years and the articles, likewise
EDGE = 14  # left of the first year


@dataclass(frozen=True)
class Mark:
    """Something on a life line: an event, or an article that names the tool (`late` if after the tool's end)."""

    x: int
    kind: str
    words: str
    late: bool = False


@dataclass(frozen=True)
class Life:
    """A tool's line: from `earlier` to `start` broken, because it is older than the first date that we have; to
    `firm` drawn through; to `end` dashed, because nothing is heard or only upkeep goes on."""

    tool: Entry[Tool]
    y: int
    earlier: int
    start: int
    firm: int
    end: int
    ended: bool
    marks: tuple[Mark, ...]
    named: tuple[Mark, ...]


@dataclass(frozen=True)
class Lives:
    groups: tuple[tuple[str, int, tuple[Life, ...]], ...]  # title, y of the title, lives
    years: tuple[tuple[int, int], ...]  # year, x
    articles: tuple[Mark, ...]
    width: int
    height: int


def lives(knowledge: Knowledge) -> Lives:
    """Return the lives of the tools that are followed and have a dated event.

    Those that ended come first, the latest end first, then the others, the earliest first; each by the framework they belong to.
    """
    drawn = [tool for tool in knowledge.tools if knowledge.state(tool).kind != "not-followed" and any(event.since.known for event in tool.record.life)]
    first = min(event.since.first for tool in drawn for event in tool.record.life if event.since.known).year
    last = knowledge.day.year + 1

    def x(day: date) -> int:
        start = date(day.year, 1, 1)
        return round(EDGE + (day.year - first + (day - start).days / 366) * YEAR)

    y = 0
    groups = []
    for title, room in _rooms(knowledge, [_life(knowledge, tool, x) for tool in drawn]).items():
        y += ROW
        at = y
        placed = []
        for life in sorted(room, key=lambda life: (-life.end if life.ended else life.start, life.tool.ref)):
            y += ROW
            placed.append(replace(life, y=y))
        groups.append((title, at, tuple(placed)))
        y += ROW // 2
    articles = tuple(Mark(x(entry.record.date.first), "article", short_name(entry)) for entry in knowledge.articles)
    return Lives(tuple(groups), tuple((year, x(date(year, 1, 1))) for year in range(first, last + 1)), articles, x(date(last, 1, 1)) + 34, y + ROW)  # the last year is written out


def _rooms(knowledge: Knowledge, lives: list[Life]) -> dict[str, list[Life]]:
    """Return lives by title: those that ended before those that go on, each by the framework they belong to."""
    compared = {entry.ref: entry.record.name for entry in knowledge.compared}
    rooms: dict[str, list[Life]] = {f"{fate}: {whose}": [] for fate in ("Ended", "Going on") for whose in [*compared.values(), "both or neither"]}
    for life in lives:
        own = [ref for ref in life.tool.record.frameworks if ref in compared] or [ref for ref in compared if ref == life.tool.ref]
        rooms[f"{'Ended' if life.ended else 'Going on'}: {compared[own[0]] if len(own) == 1 else 'both or neither'}"].append(life)
    return {title: room for title, room in rooms.items() if room}


def _life(knowledge: Knowledge, tool: Entry[Tool], x: Callable[[date], int]) -> Life:
    events = [event for event in tool.record.life if event.since.known]
    end = knowledge.end_of(tool)
    state = knowledge.state(tool)
    start = x(min(event.since.first for event in events))
    stop = x(end.since.first if end else knowledge.day)
    firm = x(state.event.since.first) if state.kind in ("quiet", "maintenance", "deprecated") and state.event and state.event.since.known else stop
    begun = events[0].event in ("announced", "released")
    kinds = [
        (event, "ended" if event is end else "turn" if event.event in (*ENDED, "renamed", "maintenance") else "born" if event is events[0] and begun else "") for event in events
    ]
    marks = [Mark(x(event.since.first), kind, f"{event.event} {event.since}") for event, kind in kinds if kind]
    named = [Mark(x(article.record.date.first), "named", short_name(article), late=bool(end and end.since.before(article.record.date))) for article in knowledge.naming(tool)]
    return Life(tool, 0, start if begun else min(EDGE, start), start, firm, stop, end is not None, tuple(mark for mark in marks if mark.x <= stop), tuple(named))


# --- bars of numbers --------------------------------------------------------------------------------------

BAR = 20  # from one bar to the next
LABELS = 118  # room for who is counted
FULL = 150  # the longest bar; the number stands behind it
CHART = 340  # fits a phone


@dataclass(frozen=True)
class Bar:
    """One number as a bar; `at` is set where a new date begins."""

    at: str | None
    who: str
    y: int
    length: float
    value: str
    side: str  # the framework that `who` begins with, or `other`: for its colour


@dataclass(frozen=True)
class Bars:
    bars: tuple[Bar, ...]
    height: int
    whole: bool  # whether the longest bar possible is all there is: a share of 100 %


def bars(series: Series, names: dict[str, str]) -> Bars:
    """Return the bars of a series by date, from zero; shares on a scale to 100. `names` leads from a framework's name to its id."""
    whole = series.unit == "%"
    top = 100 if whole else max(point.value for point in series.points) or 1
    y, drawn, last = 0, [], None
    for point in series.points:
        at = point.at.text if point.at.text != last else None
        last = point.at.text
        y += BAR + (BAR if at else 0)
        drawn.append(Bar(at, point.who, y, round(point.value / top * FULL, 1), number(point.value), names.get(re.split("[ ,]", point.who)[0], "other")))
    return Bars(tuple(drawn), y + BAR // 2, whole)


def number(value: float) -> str:
    """Return a number with commas between thousands, and without a point where it is whole."""
    return f"{value:,.0f}" if value == int(value) else f"{value:,.2f}".rstrip("0").rstrip(".")
