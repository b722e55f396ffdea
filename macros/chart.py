"""The flowchart of the decision guide: where each box stands. Pure; the template draws it.

A tree from left to right: what an answer leads to stands one column further, a question beside its first answer, so
that the start is the first thing seen on a narrow screen too. All leaves have rows of their own, so nothing can
collide. Lengths are in CSS pixels.
"""

from __future__ import annotations

import textwrap
from dataclasses import dataclass

from .model import Guide, Option, Question, Recommendation

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
