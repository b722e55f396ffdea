"""What has to be true of any input, not only of those that somebody thought of."""

from __future__ import annotations

import csv
import html
import io
import re
import tempfile
from collections import Counter
from collections.abc import Iterator
from datetime import date
from itertools import combinations, permutations
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import markdown
import pytest
import yaml
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from macros import plain as without_macros
from macros.chart import COLUMN, LETTERS, LINE, WIDTH, Box, flowchart
from macros.check import check
from macros.dates import PartialDate
from macros.export import as_csv
from macros.knowledge import _newest_first
from macros.load import _UNSEEN, LAST, LINES, MAX_DEPTH, Refused, load
from macros.model import Claim, Finding, Guide
from macros.problem import DataError
from macros.rules import references_lead_somewhere
from macros.store import PARTS, read
from macros.text import marked, plain, rich, xml
from macros.verdicts import VERDICTS, by_age, verdict

from .conftest import DAY, ROOT

# The same examples on every machine and every day, and few enough for a suite that has minutes.
settings.register_profile("bounded", derandomize=True, deadline=None, max_examples=100)
bounded = settings.get_profile("bounded")
few = settings(bounded, max_examples=40)  # where one example reads files

SIGNS = "ab Z7 \n:#-?,[]{}&*!|>'\"%@`\\~=<.$_^()+/ é字😀"
visible = st.text(st.one_of(st.sampled_from(SIGNS), st.characters(exclude_categories=("Cs", "Co", "Cn"))).filter(lambda letter: not _UNSEEN.search(letter)), max_size=40)


# --- load.py ------------------------------------------------------------------------------------------------------


class Marks:
    """Gives each key and text of a document marks of its own, so that the text alone tells where it stands."""

    def __init__(self) -> None:
        self.count = 0

    def marked(self, shape: Any) -> Any:
        if isinstance(shape, list):
            return [self.marked(item) for item in shape]
        self.count += 1
        if isinstance(shape, str):
            inner, end = shape.rstrip("\n"), shape[len(shape.rstrip("\n")) :]
            return f"<{self.count}:{inner}:{self.count}>{end}"
        return {f"<k{self.count}:{key}": self.marked(inner) for key, inner in shape for self.count in [self.count + 1]}


texts = st.builds(str.__add__, visible, st.sampled_from(["", "\n", "\n\n\n"]))


def pairs_of(inner: st.SearchStrategy) -> st.SearchStrategy:
    return st.lists(st.tuples(st.text("a: #'\"-?", max_size=5), inner), min_size=1, max_size=4).map(tuple)


documents = pairs_of(st.recursive(texts, lambda inner: st.lists(inner, min_size=1, max_size=4) | pairs_of(inner), max_leaves=8))
styles = st.fixed_dictionaries(
    {
        "default_style": st.sampled_from([None, "|", "'", '"', ">"]),
        "default_flow_style": st.sampled_from([None, True, False]),
        "width": st.sampled_from([20, 80, 10_000]),
        "indent": st.sampled_from([2, 4, 7]),
        "allow_unicode": st.booleans(),
        "line_break": st.sampled_from(["\n", "\r\n", "\r"]),
    }
)
BREAK = "\r\n|\r|\n"


def with_comments(text: str, every: int) -> str:
    """Put a comment, and below it an empty line, above every so many of the lines that begin with a key."""
    lines = text.splitlines(keepends=True)
    end = re.search(r"[\r\n]*\Z", lines[0])[0]
    return "".join(f"# <k0: none{end}{end}{line}" if number % every == 0 and re.match(r"[ -]*[\"']?<k\d+:", line) else line for number, line in enumerate(lines))


def marks(value: Any) -> list[str]:
    """Return the marks in a value, in the order of the text."""
    if isinstance(value, dict):
        return [mark for key, inner in value.items() if key != LINES for mark in (*marks(key), *marks(inner))]
    if isinstance(value, list):
        return [mark for item in value for mark in marks(item)]
    return [value.partition(":")[0] + ":", *re.findall(r":\d+>", value[-30:])[-1:]]


def begins(text: str, value: Any, line: int) -> bool:
    """Whether a value begins on a line: its first mark stands there, or the sign that opens it, with nothing between."""
    before = r"(?:[^\r\n]*(?:[\[{\"']|[|>][-+0-9]*)[\s\[{\"'-]*|[^\r\n]*)"
    return bool(re.fullmatch(f"{before}{re.escape(marks(value)[0])}.*", "".join(whole(text)[line - 1 :]), re.DOTALL))


def ends(text: str, value: Any, line: int) -> bool:
    """Whether a value ends on a line: its last mark stands there, or the sign that closes it, with nothing between."""
    behind = r"(?:[^\r\n]*|(?:[\s\]}\"',\\]|\\n)*[\]}\"'][^\r\n]*)(?:\r\n|\r|\n)?"
    return bool(re.fullmatch(f".*{re.escape(marks(value)[-1])}{behind}", "".join(whole(text)[:line]), re.DOTALL))


def whole(text: str) -> list[str]:
    """Return the lines of a text with their ends, as editors count them."""
    return re.findall(rf"[^\r\n]*(?:{BREAK})|[^\r\n]+", text)


def lines_are_right(text: str, value: Any) -> None:
    if isinstance(value, dict):
        lines = value[LINES]
        assert begins(text, value, lines[""]) and ends(text, value, lines[LAST])
        own = {key: inner for key, inner in value.items() if key != LINES}
        assert set(lines) == {"", LAST, *own, *((key, index) for key, inner in own.items() if isinstance(inner, list) for index in range(len(inner)))}
        for key, inner in own.items():
            assert begins(text, key, lines[key])
            for index, item in enumerate(inner if isinstance(inner, list) else ()):
                assert begins(text, item, lines[key, index])
        for inner in own.values():
            lines_are_right(text, inner)
    for item in value if isinstance(value, list) else ():
        lines_are_right(text, item)


def without_lines(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: without_lines(inner) for key, inner in value.items() if key != LINES}
    return [without_lines(item) for item in value] if isinstance(value, list) else value


FOLDED = {"default_style": ">", "default_flow_style": False, "width": 80, "indent": 2, "allow_unicode": True, "line_break": "\n"}


@bounded
@example((("", (("", "a\n\n\n"),)), ("", "b")), FOLDED, 1000, "")  # empty lines below the last text of a record
@given(documents, styles, st.sampled_from([1, 2, 1000]), st.sampled_from(["", "\ufeff"]))
def test_what_is_written_is_read_and_knows_its_lines(shape: Any, style: dict, every: int, first: str) -> None:
    written = Marks().marked(shape)
    dumped = yaml.safe_dump(written, sort_keys=False, **style)
    assume(yaml.load(dumped, Loader=yaml.BaseLoader) == written)  # PyYAML spoils a backslash where it folds a line
    text = with_comments(dumped, every)
    value, doubled = load((first + text).encode())
    assert without_lines(value) == written and doubled == []
    lines_are_right(text.replace("# <k0: none", ""), value)


FRAGMENTS = [
    "a: b", "a: ", "key", ": ", "- ", "\n", "\n  ", "\n- ", "\r\n", "\r", "\t", "'", '"', "|\n", ">-\n", "{", "}", "[", "]", ", ", "&a ", "*a", "!!str ", "!", "# c", "---\n", "...\n",
]  # fmt: skip
FRAGMENTS += ["%YAML 1.1\n", "? ", "\ufeff", "\u2028", "\x85", "\0", "\\", "<<: ", "~", "1.10", "é", "😀", "\ud800", "__lines__: x", "\n\n\n", "@", "`", '"\\u200b"', '"\\x00"']


@settings(bounded, max_examples=600)
@given(st.lists(st.sampled_from(FRAGMENTS), max_size=14).map("".join) | st.text(SIGNS + "\r\t", max_size=30))
def test_any_text_is_read_or_refused_at_a_line_that_it_has(text: str) -> None:
    there = max(1, len(whole(text)))
    try:
        value, doubled = load(text.encode("utf-8", "surrogatepass"))
    except Refused as error:
        assert 1 <= error.line <= there and str(error)
    else:
        assert isinstance(value, dict) and all(1 <= line <= there for line in (*value[LINES].values(), *(error.line for error in doubled)))


@given(st.binary(max_size=30))
@bounded
def test_any_bytes_are_read_or_refused(raw: bytes) -> None:
    try:
        assert isinstance(load(raw)[0], dict)
    except Refused as error:
        assert error.line >= 1


@pytest.mark.parametrize(("opens", "closes"), [("[", "]"), ("{a: ", "}")])
def test_a_document_may_be_as_deep_as_is_allowed(opens: str, closes: str) -> None:
    def nested(depth: int) -> bytes:
        beside = f"a: [{opens}b{closes}, {opens}b{closes}]\n"  # does not count
        return f"{beside}b: {opens * (depth - 1)}b{closes * (depth - 1)}".encode()

    assert load(nested(MAX_DEPTH))[1] == []
    with pytest.raises(Refused, match=f"nested deeper than {MAX_DEPTH} levels"):
        load(nested(MAX_DEPTH + 1))


# --- dates.py -----------------------------------------------------------------------------------------------------

days = st.dates(date(2019, 11, 1), date(2021, 3, 31)) | st.dates() | st.sampled_from([date.min, date.max])
forms = st.sampled_from([4, 7, 10])  # how many letters of a day are written: its year, its month, all
written_dates = st.builds(lambda day, length: day.isoformat()[:length], days, forms)
near = st.sampled_from(["unknown", "2019", "2020", "2020-01", "2020-01-01", "2020-05", "2020-06", "2020-06-01", "2020-06-14", "2020-06-15", "2020-06-16", "2021"])
dates = (written_dates | near).map(PartialDate.parse)


@given(days, forms)
@bounded
def test_a_date_holds_the_day_that_it_was_written_for_and_none_of_another_year_or_month(day: date, length: int) -> None:
    text = day.isoformat()[:length]
    read = PartialDate.parse(text)
    assert str(read) == text and read.known and read.first <= day <= read.last
    assert {read.first.isoformat()[:length], read.last.isoformat()[:length]} == {text}
    for outside in (read.first.toordinal() - 1, read.last.toordinal() + 1):
        assert not 1 <= outside <= date.max.toordinal() or date.fromordinal(outside).isoformat()[:length] != text


@given(st.text("0123456789- T/.٢x", max_size=12))
@settings(bounded, max_examples=300)
def test_any_text_is_a_date_or_refused(text: str) -> None:
    try:
        assert str(PartialDate.parse(text)) == text and re.fullmatch("unknown|[0-9]{4}(-[0-9]{2}){0,2}", text)
    except ValueError as error:
        assert text in str(error)


@given(dates, dates, st.data())
@settings(bounded, max_examples=300)
def test_before_is_said_only_of_what_is_so_for_all_days(one: PartialDate, other: PartialDate, data: st.DataObject) -> None:
    answer = one.before(other)
    pairs = [(data.draw(st.dates(one.first, one.last)), data.draw(st.dates(other.first, other.last))), (one.first, other.last), (one.last, other.first)]
    orders = {first < second for first, second in pairs}
    assert orders == {answer} if answer is not None else orders == {True, False}
    if max(one.first, other.first) <= min(one.last, other.last):  # they share a day
        assert answer is not True and other.before(one) is not True


@given(dates, dates, dates)
@settings(bounded, max_examples=300)
def test_before_is_an_order(one: PartialDate, other: PartialDate, third: PartialDate) -> None:
    assert one.before(one) is not True
    for first, second, last in permutations((one, other, third)):
        assert not (first.before(second) is True and second.before(first) is not False)
        assert not (first.before(second) is True and second.before(last) is True) or first.before(last) is True


@given(st.lists(dates, max_size=8))
@bounded
def test_sorting_keeps_what_is_surely_earlier_first(some: list[PartialDate]) -> None:
    for earlier, later in combinations(sorted(some, key=by_age), 2):
        assert later.before(earlier) is not True and (earlier.known or not later.known)
        assert earlier.first != later.first or earlier.last <= later.last  # the narrowest first
    for later, earlier in combinations(sorted(some, key=_newest_first), 2):
        assert later.before(earlier) is not True and (later.known or not earlier.known)


# --- names of records ---------------------------------------------------------------------------------------------

SAMPLE = {path.relative_to(ROOT / "tests" / "sample").as_posix(): path.read_text(encoding="utf-8") for path in sorted((ROOT / "tests" / "sample").rglob("*.yml"))}
NO_NAMES = {"id", "name", "names", "leads_to", "section"}  # keys below which a text may be like a name and is none, or one that other rules follow


def own_name(file: str) -> str:
    return Path(file).stem


def records(values: dict[str, Any]) -> list[tuple[str, str, int]]:
    """Return (file, key, index) of the records in lists, but for those that stand alone in a list that may not be empty."""
    may_be_empty = {"findings", "life", "searches", "disagreements", "tables"}
    return [(file, key, index) for file, value in values.items() for key in PARTS if key in value for index in range(len(value[key])) if key in may_be_empty or len(value[key]) > 1]


def named_at(file: str, text: str) -> Iterator[tuple[str, int]]:
    """Yield each text of a file that may be a name, as a whole one, and its line: by PyYAML's own tree, not by our model."""

    def below(node: yaml.Node, path: tuple[str, ...]) -> Iterator[tuple[str, int]]:
        if isinstance(node, yaml.ScalarNode):
            own = path[0] == "tables" and path[-1] == "claims"
            yield f"{own_name(file)}.{node.value}" if own else node.value, node.start_mark.line + 1
        elif isinstance(node, yaml.SequenceNode):
            for item in node.value:
                yield from below(item, path)
        else:
            for key, value in node.value:
                if path and path[-1] == "cells":
                    yield key.value, value.start_mark.line + 1  # a cell is told at its first line
                if key.value not in NO_NAMES:
                    yield from below(value, (*path, key.value))

    yield from below(yaml.compose(text, Loader=yaml.SafeLoader), ())


@given(st.data())
@few
def test_each_name_that_leads_nowhere_is_told_once_at_its_line(data: st.DataObject) -> None:
    """Records and files are renamed and left out; each place that still says an old name is told, and no other place."""
    values = {file: yaml.load(text, Loader=yaml.BaseLoader) for file, text in SAMPLE.items()}
    gone: set[str] = set()
    for file, key, index in sorted(data.draw(st.lists(st.sampled_from(records(values)), max_size=3, unique=True)), reverse=True):
        if len(values[file][key]) > 1 or key not in ("sections", "claims", "questions", "recommendations", "terms", "series"):
            gone.add(f"{own_name(file)}.{values[file][key][index]['id']}")
            if data.draw(st.booleans()):
                values[file][key][index]["id"] = f"other-{index}"
            else:
                del values[file][key][index]
    dropped = frozenset(gone)
    for file in data.draw(st.lists(st.sampled_from([file for file in values if "/" in file]), max_size=2, unique=True)):
        gone |= {own_name(file), *(f"{own_name(file)}.{part['id']}" for key in PARTS for part in values[file].get(key, ()))}
        value = values.pop(file)
        if data.draw(st.booleans()):
            values[f"{Path(file).parent}/other-{own_name(file)}.yml"] = value
            gone |= {f"other-{name}" for name in dropped if name.startswith(f"{own_name(file)}.")}  # a cell of a table names a claim of its own file
    texts = {file: yaml.safe_dump(value, sort_keys=False, width=10_000) for file, value in values.items()}
    with tempfile.TemporaryDirectory() as folder:
        for file, text in texts.items():
            path = Path(folder, "data", file)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        store = read(Path(folder, "data"))
        told = Counter((problem.file, problem.line) for problem in references_lead_somewhere(store))
        try:
            check(Path(folder, "data"), DAY)
        except DataError as error:
            assert set(told) <= {(problem.file, problem.line) for problem in error.problems}
        else:
            assert not told
    expected = Counter((f"data/{file}", line) for file, text in texts.items() for name, line in named_at(file, text) if name in gone)
    assert told == expected


# --- chart.py -----------------------------------------------------------------------------------------------------

words = st.lists(st.text("abcdefgh-", min_size=1, max_size=9) | st.text("abc", min_size=28, max_size=60), min_size=1, max_size=12).map(" ".join)
code = words.map(lambda text: f"`{text}` it")
labels = st.one_of(words, code, st.just("Yes"))


@st.composite
def guides(draw: st.DrawFn) -> Guide:
    """A tree of questions, at most six on a path; its ends may be led to from several answers."""
    questions: list[dict] = []
    ends = [{"id": f"use-{number}", "use": draw(labels), "tools": ["t"], "why": "W.", "in_favour": ["t.f"], "changes_if": "C."} for number in range(draw(st.integers(1, 4)))]
    waiting = [("q0", 1)]
    asked = 1
    while waiting:
        name, depth = waiting.pop(draw(st.integers(0, len(waiting) - 1)))
        answers = []
        for number in range(draw(st.integers(2, 4))):
            leads_to = f"use-{draw(st.integers(0, len(ends) - 1))}"
            if asked < 14 and depth < 6 and draw(st.integers(0, 2)):
                leads_to = f"q{asked}"
                waiting.append((leads_to, depth + 1))
                asked += 1
            answers.append({"id": f"a{number}", "says": draw(labels), "leads_to": leads_to})
        questions.append({"id": name, "asks": draw(labels), "answers": answers})
    questions[1:] = draw(st.permutations(questions[1:]))
    return Guide.model_validate({"questions": questions, "recommendations": ends})


def extent(box: Box) -> tuple[int, int]:
    """From the first line of the answer above a box to its lower edge."""
    return box.y - LINE * len(box.answer), box.y + box.height


@given(guides())
@settings(bounded, max_examples=60)
def test_any_guide_can_be_drawn(guide: Guide) -> None:
    chart = flowchart(guide)
    start, *others = chart.boxes
    assert start.target is guide.questions[0] and start.parent is None and start.x == 0
    drawn = [(box.parent.target.id, box.target.id) for box in others if box.parent]
    assert len(drawn) == len(others) and sorted(drawn) == sorted((question.id, answer.leads_to) for question in guide.questions for answer in question.answers)
    for number, box in enumerate(chart.boxes):
        top, bottom = extent(box)
        assert 0 <= top and bottom <= chart.height and 0 <= box.x and box.x + WIDTH <= chart.width
        assert all(len(line) <= LETTERS for line in (*box.lines, *box.answer))
        says = box.target.asks if box.target in guide.questions else box.target.use
        assert "".join(box.lines).replace(" ", "") == says.replace(" ", "").replace("`", "")
        if box.parent:
            assert box.x == box.parent.x + COLUMN and box.parent in chart.boxes[:number]
            siblings = [other for other in others if other.parent == box.parent]
            answer = box.parent.target.answers[siblings.index(box)]
            assert answer.leads_to == box.target.id and "".join(box.answer).replace(" ", "") == answer.says.replace(" ", "").replace("`", "")
            assert siblings[0].y == box.parent.y  # a question stands beside its first answer
    for one, other in combinations(chart.boxes, 2):
        assert one.x != other.x or extent(one)[1] < extent(other)[0] or extent(other)[1] < extent(one)[0]


# --- text.py ------------------------------------------------------------------------------------------------------

# What the site reads its pages with: MkDocs' own extensions, and those of mkdocs.yml.
OURS = without_macros.settings((ROOT / "mkdocs.yml").read_text(encoding="utf-8"), {})["markdown_extensions"]
EXTENSIONS = ["toc", "tables", "fenced_code", *(name for one in OURS for name in ([one] if isinstance(one, str) else one))]
MARKS = [
    "+ ", "<b>", "</p>", "&amp;", "&#35;", "[a](b)", "![a](b)", "**", "__", "``", "```", "~~~", "- ", "1. ", "2) ", "# ", "> ", "{: .a #b}", "{{ x }}", "{% x %}", "[^1]", "[TOC]", "|---|", "http://a.b", "<a@b.c>", "5 %", "\\\\", ": ",
]  # fmt: skip
MARKS += [
    "a",
    "b c",
    "`",
    "`a`",
    "`a b`",
    " `<b>` ",
    "` `",
    "    ",
    "\n",
    "\n\n",
    "\t",
    "*[A]: b",
    "[a]: b",
    "<!-- x -->",
    "<div markdown>",
    "===",
    "---",
    "$x$",
    "'",
    '"',
    "stx",
    "klzzwxh:0000",
    "é",
    "😀",
]
anything = st.lists(st.sampled_from(MARKS), max_size=8).map("".join) | visible
coded = st.lists(st.sampled_from(["`", "`a`", " ", "b", "c d", "- ", "1. ", "<b>", "*", "5 %"]), max_size=9).map("".join)


def shown(source: str, extensions: list[str]) -> str:
    """Return what a reader sees of a paragraph of Markdown; it may hold no element but code."""
    made = markdown.markdown(source, extensions=extensions)
    assert set(re.findall(r"<[^>]*>", made)) <= {"<p>", "</p>", "<code>", "</code>"}, made
    assert made.count("<p>") <= 1
    return html.unescape(re.sub(r"<[^>]+>", "", made))


def collapsed(text: str) -> str:
    return " ".join(text.split())


@given(anything)
@settings(bounded, max_examples=250)
def test_any_text_shows_as_it_is_written(text: str) -> None:
    assert shown(str(plain(text)), EXTENSIONS) == collapsed(text)


@given(anything | coded)
@settings(bounded, max_examples=250)
def test_any_text_shows_with_its_code(text: str) -> None:
    """What stands in single backticks is code, a lone one is text; blanks at the ends of a code are not kept."""
    *pairs, rest = re.split("`([^`]*)`", text)
    codes = pairs[1::2]
    expected = collapsed("".join([*(part.strip() if number % 2 else part for number, part in enumerate(pairs)), rest]))
    assert collapsed(shown(str(rich(text)), EXTENSIONS)) == expected
    assert re.findall("<code>(.*?)</code>", str(rich(text))) == [str(plain(part)) for part in codes]


@example("`` - x")  # a code with nothing in it is left out, and what follows begins the line
@example("`` 1. x")
@given(anything | coded)
@settings(bounded, max_examples=250)
def test_any_text_in_a_file_of_markdown_shows_as_it_is_written(text: str) -> None:
    seen, expected = shown(str(marked(text)), []), collapsed(text)
    if "`" in text:  # readers of Markdown drop the blanks at the ends of a code
        seen, expected = (re.sub("[\\s`]", "", one) for one in (seen, expected))
    assert collapsed(seen) == expected


@given(st.text())
@settings(bounded, max_examples=300)
def test_any_text_can_stand_in_xml(text: str) -> None:
    """Whole, but for characters that XML has not; its reader makes one line's end of all sorts."""
    kept = "".join(letter for letter in text if letter in "\t\n\r" or letter >= " " and letter not in "\ufffe\uffff")
    root = ElementTree.fromstring(f'<a b="{xml(text)}">{xml(text)}</a>')
    assert (root.text or "") == re.sub("\r\n?", "\n", kept)
    assert root.attrib["b"] == re.sub("[\t\n]", " ", re.sub("\r\n?", "\n", kept))


FORMULAS = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")


@given(
    st.lists(
        st.tuples(st.builds(str.__add__, st.sampled_from(["", *FORMULAS]), st.text()), st.lists(st.text("ab-", min_size=1)), st.integers(), st.none() | st.booleans()), max_size=4
    )
)
@settings(bounded, max_examples=200)
def test_any_table_can_be_read_back(table: list[tuple]) -> None:
    """All but the apostrophe that keeps a spreadsheet from taking a text for a formula."""
    names = ["text", "list", "number", "other"]
    rows = list(csv.reader(io.StringIO(as_csv([dict(zip(names, row)) for row in table]), newline="")))
    assert rows[:1] == ([names] if table else [])
    for (text, many, number, other), (own, joined, figure, last) in zip(table, rows[1:], strict=True):
        assert own in (text, f"'{text}") and not own.startswith(FORMULAS)
        assert joined.removeprefix("'") == " ".join(many)
        assert (figure, last) == (str(number), "" if other is None else str(other))


# --- verdicts -----------------------------------------------------------------------------------------------------

REF = "article.claim"
CLAIM = Claim.model_validate({"id": "claim", "kind": "fact", "says": "X.", "topic": "t"})
EFFECTS = ["supports", "contradicts", "bears_on"]


def finding(effect: str, since: str, dated: list[str]) -> Finding:
    pieces = [{"title": "E", "url": f"https://example.org/{number}", "kind": "news", "primary": True, "says": "It.", "dated": when} for number, when in enumerate(dated)]
    return Finding.model_validate({"id": "f", "says": "Y.", "since": since, "checked": "2026-01-01", effect: [REF], "evidence": pieces})


findings = st.builds(finding, st.sampled_from(EFFECTS), near, st.lists(near, min_size=1, max_size=3))
published_dates = near.filter(lambda text: text != "unknown").map(PartialDate.parse)
# How far a verdict is from `wrong`: evidence for a claim may only lead up.
BETTER = {"wrong": 0, "no-longer": 1, "outdated": 1, "disputed": 2, "overtaken": 2, "unchecked": 3, "not-confirmed": 3, "holds": 4}


@given(published_dates, st.lists(findings, max_size=5), st.booleans(), st.randoms(use_true_random=False))
@settings(bounded, max_examples=300)
def test_a_verdict_follows_the_method_page(published: PartialDate, some: list[Finding], searched: bool, chance: Any) -> None:
    found = verdict(CLAIM, published, some, searched, REF)
    shuffled = list(some)
    chance.shuffle(shuffled)
    assert verdict(CLAIM, published, shuffled, searched, REF) == found, "the order of findings matters"
    by_effect = {effect: [one for one in some if getattr(one, effect)] for effect in EFFECTS}
    early = [one for one in by_effect["contradicts"] if one.since.last < published.first]
    late = [one for one in by_effect["contradicts"] if one.since.first > published.last]
    dated = [piece for one in early for piece in one.evidence if piece.dated.last < published.first]
    match by_effect:
        case {"contradicts": [_, *_], "supports": [_, *_]}:
            expected = "disputed"
        case {"contradicts": [_, *_]}:
            expected = "wrong" if len({piece.url for piece in dated}) >= 2 else "outdated" if late and not early else "no-longer"
        case {"bears_on": [_, *_]}:
            expected = "overtaken"
        case {"supports": [_, *_]}:
            expected = "holds"
        case _:
            expected = "not-confirmed" if searched else "unchecked"
    assert found.kind == expected and found.kind in VERDICTS
    if found.kind in ("wrong", "outdated", "overtaken"):
        assert found.early is {"wrong": True, "outdated": False, "overtaken": found.since.before(published)}[found.kind]
    since = [one.since for one in some]
    assert found.since in since or not found.since.known
    of = {"wrong": early, "outdated": late, "no-longer": by_effect["contradicts"], "overtaken": by_effect["bears_on"], "holds": by_effect["supports"]}.get(found.kind, [])
    assert not any(one.since.before(found.since) or (one.since.first == found.since.first and one.since.last < found.since.last) for one in of)
    assert found.since.known or not any(one.since.known for one in of)


@given(published_dates, st.lists(findings, max_size=4), st.booleans(), near)
@settings(bounded, max_examples=200)
def test_what_supports_a_claim_never_makes_its_verdict_worse(published: PartialDate, some: list[Finding], searched: bool, since: str) -> None:
    before = verdict(CLAIM, published, some, searched, REF)
    after = verdict(CLAIM, published, [*some, finding("supports", since, ["2019", "2019"])], searched, REF)
    assert BETTER[after.kind] >= BETTER[before.kind]


@given(published_dates, st.lists(findings, max_size=4), near)
@settings(bounded, max_examples=200)
def test_what_contradicts_a_claim_never_makes_its_verdict_better(published: PartialDate, some: list[Finding], since: str) -> None:
    before = verdict(CLAIM, published, some, False, REF)
    after = verdict(CLAIM, published, [*some, finding("contradicts", since, ["2021"])], False, REF)
    assert BETTER[after.kind] <= BETTER[before.kind] or before.kind in ("outdated", "no-longer")
