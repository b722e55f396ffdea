"""From the page to the line: each link names the lines that hold the record, and the report says what it is about."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from textwrap import dedent
from urllib.parse import parse_qs, urlsplit

import pytest
import yaml
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, expect

from macros.check import cached
from macros.load import LAST, LINES, parse
from macros.model import Aspect, Claim, Finding, Question, Recommendation, Search
from macros.pages import files_address

from .conftest import ROOT, served
from .html_pages import VOID

REPOSITORY = "https://code.example.org/us/it"
ONE_RECORD = "list:\n  - id: one\n    {}\n# a comment\n  - id: two\n"


@pytest.mark.parametrize(
    ("value", "last"),
    [
        ("says: text", 3),
        ("says: text # with a comment\n\n", 3),
        ("says: text\n      that goes on", 4),
        ("says: >-\n      folded\n      text\n\n\n    # a comment\n", 5),
        ("says: |\n      kept\n\n      text\n\n", 6),
        ("says: [a,\n      b,\n      ]", 5),
        ("says: {a: 1,\n      b: 2\n      }\n\n", 5),
        ("says:\n      - a\n      - b: c\n\n", 5),
        ("says: 'a\n\n      b'\n\n", 5),
    ],
)
def test_a_record_ends_with_its_last_value(value: str, last: int) -> None:
    record = parse(ONE_RECORD.format(value))[0]["list"][0]
    assert (record[LINES][""], record[LINES][LAST]) == (2, last)


@pytest.mark.parametrize(
    ("repository", "edit", "expected"),
    [
        ("https://x.org/a/b", "edit/main/docs/", "https://x.org/a/b/blob/main/"),
        ("https://x.org/a/b/", "edit/trunk/docs/", "https://x.org/a/b/blob/trunk/"),
        ("", "edit/main/docs/", ""),
        ("https://x.org/a/b", None, ""),
    ],
)
def test_where_files_are_read(repository: str, edit: str | None, expected: str) -> None:
    assert files_address(repository, edit) == expected


class Leading(HTMLParser):
    """The links to lines on a page, each with the id it stands under (of a cell: the row's, and its framework)."""

    def __init__(self, text: str):
        super().__init__()
        self.open: list[tuple[str, dict]] = []
        self.heading = ""
        self.found: list[tuple[str, str, str]] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list) -> None:
        values = {key: value or "" for key, value in attrs}
        if re.fullmatch("h[1-3]", tag):
            self.heading = values.get("id", "")
        if tag == "a" and "lines" in self.open[-1][1].get("class", "").split():
            around = next((one["id"] for name, one in reversed(self.open) if "id" in one and name in ("li", "tr", "div")), "")
            column = next((one["data-column"] for _, one in reversed(self.open) if "data-column" in one), "")
            self.found.append((around or self.heading, column, values["href"]))
        if tag not in VOID:
            self.open.append((tag, values))

    def handle_endtag(self, tag: str) -> None:
        if any(name == tag for name, _ in self.open):
            while self.open.pop()[0] != tag:
                pass


def read_lines(href: str) -> dict:
    """Return the one record that stands on the lines that a link names."""
    assert href.startswith(f"{REPOSITORY}/blob/main/data/"), href
    path, _, lines = href.removeprefix(f"{REPOSITORY}/blob/main/").partition("#")
    first, last = (int(number) for number in re.fullmatch(r"L(\d+)-L(\d+)", lines).groups())
    text = (ROOT / path).read_text(encoding="utf-8").split("\n")[first - 1 : last]
    assert text[-1].strip(), href
    read = yaml.load(dedent("\n".join(text)), Loader=yaml.BaseLoader)
    if isinstance(read, list):
        assert len(read) == 1, href
        return read[0]
    return read


def test_each_link_names_the_lines_that_hold_the_record(published: Path) -> None:
    knowledge = cached(ROOT / "data")
    expected = {}  # (page, id, framework) -> the record and its keys
    rooms = {"article": "articles", "topic": "topics", "tool": "tools"}
    for ref, entry in knowledge.store.entries.items():
        owner = knowledge.entry(entry.owner).kind
        page = f"{rooms[owner]}/{entry.owner}" if owner in rooms else entry.owner
        if isinstance(entry.record, Claim | Finding | Search | Question):
            expected[page, entry.record.id, ""] = entry.record
        elif isinstance(entry.record, Recommendation):
            expected[f"decide/{entry.record.id}", "top_", ""] = entry.record
        elif entry.kind == "tool":
            expected[page, "top_", ""] = entry.record
        elif isinstance(entry.record, Aspect):
            expected |= {(page, entry.record.id, framework): cell for framework, cell in entry.record.cells.items() if framework in ("pytorch", "tensorflow")}
    found = {}
    for file in sorted(published.rglob("*.html")):
        for anchor, column, href in Leading(file.read_text(encoding="utf-8")).found:
            place = (file.parent.relative_to(published).as_posix(), anchor, column)
            assert place not in found, place
            found[place] = href
    assert set(found) == set(expected)
    for place, record in expected.items():
        held = read_lines(found[place])
        keys = {type(record).model_fields[name].alias or name for name in record.model_fields_set} - {LINES}
        assert set(held) == keys, place
        for name in ("id", "name", "says", "asks"):
            assert name not in held or held[name].strip() == getattr(record, name), place


def test_without_a_repository_nothing_leads_there(site: Path) -> None:
    for file in site.rglob("*.html"):
        assert "its lines of data" not in file.read_text(encoding="utf-8"), file


def test_the_edit_link_leads_to_what_a_person_edits(published: Path) -> None:
    for page, source in {
        "articles/v7-2023": "data/articles/v7-2023.yml",
        "topics/deployment": "data/topics/deployment.yml",
        "tools/torchserve": "data/tools/torchserve.yml",
        "decide/serve-pytorch": "data/decide.yml",
        "method": "docs/method.md",
        "compare": "docs/compare.md",
    }.items():
        text = (published / page / "index.html").read_text(encoding="utf-8")
        assert re.findall(r'<a href="([^"]+)"[^>]* rel="edit"', text) == [f"{REPOSITORY}/edit/main/{source}"], page
        assert (ROOT / source).is_file()


@pytest.fixture(scope="module")
def published_address(published: Path) -> Iterator[str]:
    with served(published) as address:
        yield address


REPORTS = {
    "/articles/v7-2023/": ("#debate-is-hot", "v7-2023.debate-is-hot", "Engineers in deep learning debate a lot over PyTorch and TensorFlow."),
    "/tools/torchserve/": ("#archived", "torchserve.archived", None),
    "/topics/serving/": ("#server td[data-column=tensorflow]", "serving.server.tensorflow", "Yes. The project’s own server, TensorFlow Serving, is maintained"),
    "/decide/": (".question:has(#start)", "decide.start", "What do you start from? A published model that we want"),
    "/decide/serve-pytorch/": (".answer", "decide", None),
}


@pytest.mark.parametrize("path", REPORTS)
def test_the_report_is_filled_from_the_page(browser: Browser, published_address: str, path: str) -> None:
    place, name, says = REPORTS[path]
    form = yaml.safe_load((ROOT / ".github" / "ISSUE_TEMPLATE" / "correction.yml").read_text(encoding="utf-8"))
    page = browser.new_page(base_url=published_address)
    page.goto(path)
    links = page.locator(f"{place} .lines a")
    assert links.count() == 2
    assert page.locator(".lines").count() == page.get_by_text("report what is wrong", exact=True).count()
    address = urlsplit(links.nth(1).get_attribute("href"))
    asked = {key: values[0] for key, values in parse_qs(address.query).items()}
    assert address._replace(query="").geturl() == f"{REPOSITORY}/issues/new"
    assert asked.pop("template") == "correction.yml" and asked.pop("title") == f"Correction: {name}"
    assert set(asked) <= {field.get("id") for field in form["body"]}
    anchor = "" if place == ".answer" else "#" + name.split(".")[1]
    assert asked["record"].startswith(f"https://example.org/it{path}{anchor} (data/") and re.search(r"\.yml#L\d+-L\d+\)$", asked["record"])
    entry = cached(ROOT / "data").entry
    assert asked["says"].startswith(says or (entry(path.strip("/").replace("/", ".")).record.why if place == ".answer" else entry(name).record.says))
    assert len(asked["says"]) > 20 and not re.search(r"Rests on|its lines of data|Evidence:", asked["says"])
    page.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_in_the_links_and_a_phone_has_room(browser: Browser, published_address: str, scheme: str) -> None:
    page = browser.new_page(base_url=published_address, color_scheme=scheme, viewport={"width": 360, "height": 800}, reduced_motion="reduce")
    page.goto("/topics/deployment/")
    expect(page.locator(".lines a").nth(1)).to_have_text("report what is wrong")
    found = Axe().run(page, context=".lines", options={"resultTypes": ["violations"]}).response["violations"]
    assert [violation["id"] for violation in found] == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    page.close()


def test_the_report_moves_nothing(browser: Browser, published_address: str) -> None:
    """What the script adds has its room before: records are as high as while the script is on its way, on a phone too."""
    for width in (360, 1280):
        heights = []
        for blocked in ("**/site.js", "**/none.js"):
            page = browser.new_page(base_url=published_address, viewport={"width": width, "height": 800})
            page.route(blocked, lambda route: route.abort())
            page.goto("/articles/v7-2023/")
            page.add_style_tag(content="* { content-visibility: visible !important }")
            heights.append(page.evaluate("[...document.querySelectorAll('ul.claims.whole > li')].map((item) => item.offsetHeight)"))
            page.close()
        assert len(heights[0]) > 100 and heights[0] == heights[1], width
