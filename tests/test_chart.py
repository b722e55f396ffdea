"""The drawings: what they show is what the data say, nothing touches, nothing lies outside."""

from __future__ import annotations

from itertools import combinations

from macros.chart import CHART, COLUMN, FULL, LABELS, LINE, WIDTH, Box, bars, flowchart, lives, number
from macros.check import cached

from .conftest import ROOT

KNOWLEDGE = cached(ROOT / "data")
GUIDE = KNOWLEDGE.guide
FLOW = flowchart(GUIDE)


def extent(box: Box) -> tuple[int, int]:
    return box.y - LINE * len(box.answer), box.y + box.height


def test_each_answer_has_a_box_behind_its_question() -> None:
    drawn = [(box.parent.target.id, box.target.id) for box in FLOW.boxes if box.parent]
    assert sorted(drawn) == sorted((question.id, answer.leads_to) for question in GUIDE.questions for answer in question.answers)
    assert all(box.x == box.parent.x + COLUMN for box in FLOW.boxes if box.parent)


def test_no_boxes_touch() -> None:
    for one, other in combinations(FLOW.boxes, 2):
        if one.x == other.x:
            (top, bottom), (over, under) = extent(one), extent(other)
            assert bottom < over or under < top, (one.target.id, other.target.id)


def test_everything_lies_inside() -> None:
    for box in FLOW.boxes:
        assert 0 <= box.x and box.x + WIDTH <= FLOW.width
        assert 0 <= extent(box)[0] and extent(box)[1] <= FLOW.height


NAMES = {"PyTorch": "pytorch", "TensorFlow": "tensorflow"}


def test_bars_are_the_numbers() -> None:
    for entry in KNOWLEDGE.series:
        points, chart = entry.record.points, bars(entry.record, NAMES)
        assert [(bar.who, bar.value) for bar in chart.bars] == [(point.who, number(point.value)) for point in points]
        top = 100 if entry.record.unit == "%" else max(point.value for point in points)
        assert all(abs(bar.length - point.value / top * FULL) < 0.1 for bar, point in zip(chart.bars, points))
        assert all(0 < bar.y < chart.height and LABELS + bar.length < CHART for bar in chart.bars)
        assert all(bar.side == ("pytorch" if bar.who.startswith("PyTorch") else "tensorflow" if bar.who.startswith("TensorFlow") else "other") for bar in chart.bars)
        assert chart.whole == (entry.record.unit == "%")
        assert [bar.at for bar in chart.bars if bar.at] == list(dict.fromkeys(point.at.text for point in points))


def test_numbers_are_written_with_commas() -> None:
    assert [number(value) for value in (25.0, 1247.0, 0.63, 12.5, 2.001, 0.004)] == ["25", "1,247", "0.63", "12.5", "2", "0"]


LIVES = lives(KNOWLEDGE)
DRAWN = {life.tool.ref: life for _, _, group in LIVES.groups for life in group}


def test_every_followed_tool_with_a_dated_event_has_one_line() -> None:
    dated = {tool.ref for tool in KNOWLEDGE.tools if any(event.since.known for event in tool.record.life) and KNOWLEDGE.state(tool).kind != "not-followed"}
    assert set(DRAWN) == dated and sum(len(group) for _, _, group in LIVES.groups) == len(dated)
    assert len({life.y for life in DRAWN.values()}) == len(DRAWN)
    for life in DRAWN.values():
        assert life.earlier <= life.start <= life.end < LIVES.width and life.firm <= life.end and life.y < LIVES.height


def test_those_that_ended_stand_first_and_end_with_one_cross() -> None:
    ended = [{life.ended for life in group} for _, _, group in LIVES.groups]
    assert all(len(own) == 1 for own in ended) and sorted(ended, key=lambda own: own != {True}) == ended and ended[0] == {True}
    for life in DRAWN.values():
        crosses = [mark for mark in life.marks if mark.kind == "ended"]
        assert [mark.x for mark in crosses] == ([life.end] if life.ended else []), life.tool.ref
    swift = DRAWN["swift-for-tensorflow"]  # discontinued in February 2021, archived a year later
    assert any(mark.late for mark in swift.named) and swift.end < DRAWN["torchserve"].end


def test_a_life_without_a_recorded_beginning_leads_back() -> None:
    assert DRAWN["python"].earlier < DRAWN["python"].start and DRAWN["pytorch"].earlier == DRAWN["pytorch"].start


def test_where_only_upkeep_or_nothing_is_heard_the_line_is_dashed() -> None:
    for life in DRAWN.values():
        state = KNOWLEDGE.state(life.tool)
        slow = state.kind in ("quiet", "maintenance", "deprecated") and state.event is not None and state.event.since.known
        assert (life.firm < life.end) == slow, life.tool.ref


def test_a_life_tells_who_still_names_the_dead() -> None:
    torchserve = DRAWN["torchserve"]
    assert torchserve.ended
    late = [mark.words for mark in torchserve.named if mark.late]
    assert late == ["valemicolgarcia.github.io, 2026"]  # archived in August 2025
    assert not any(mark.late for mark in DRAWN["pytorch"].named)
    assert all(not any(mark.late for mark in life.named) for life in DRAWN.values() if not life.ended)
