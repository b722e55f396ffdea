"""The flowchart: every question and answer has its box, and no two boxes touch."""

from __future__ import annotations

from itertools import combinations

from macros.chart import COLUMN, LINE, WIDTH, Box, flowchart
from macros.check import cached

from .conftest import ROOT

GUIDE = cached(ROOT / "data").guide
CHART = flowchart(GUIDE)


def extent(box: Box) -> tuple[int, int]:
    return box.y - LINE * len(box.answer), box.y + box.height


def test_each_answer_has_a_box_behind_its_question() -> None:
    drawn = [(box.parent.target.id, box.target.id) for box in CHART.boxes if box.parent]
    assert sorted(drawn) == sorted((question.id, answer.leads_to) for question in GUIDE.questions for answer in question.answers)
    assert all(box.x == box.parent.x + COLUMN for box in CHART.boxes if box.parent)


def test_no_boxes_touch() -> None:
    for one, other in combinations(CHART.boxes, 2):
        if one.x == other.x:
            (top, bottom), (over, under) = extent(one), extent(other)
            assert bottom < over or under < top, (one.target.id, other.target.id)


def test_everything_lies_inside() -> None:
    for box in CHART.boxes:
        assert 0 <= box.x and box.x + WIDTH <= CHART.width
        assert 0 <= extent(box)[0] and extent(box)[1] <= CHART.height
