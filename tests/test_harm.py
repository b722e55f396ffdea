"""Text from data can do no harm: whatever stands in whichever field, it shows as it is written, on pages and in all files.

Each text carries a word of its own. Wherever the word stands, the whole text has to stand around it: what was taken for
markup, a formula or code would have lost its signs.
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit
from xml.etree import ElementTree

import markdown
import pytest
from playwright.sync_api import Browser, Page, expect

from macros.load import Refused, parse
from macros.model import _check_address

from . import hostile
from .conftest import MOMENT, Watched, build, project_with, served
from .hostile import COUNT, PAYLOADS, WORD, text_fields, torn

# Where no page shows a text, it is found or read elsewhere: the other names of a topic by search, a figure in the data.
# What an article says in its own words stands in an address alone.
NOT_ON_PAGES = {"ztopicnames": "names of a topic", "zfigureunit": "unit of a figure", "zfigureof": "base of a figure"}


@dataclass(frozen=True)
class Site:
    folder: Path
    texts: dict[str, str]
    filled: set

    def files(self, form: str) -> list[Path]:
        found = sorted(self.folder.rglob(form))
        assert found, form
        return found


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    project = tmp_path_factory.mktemp("hostile") / "project"
    (project / "data").mkdir(parents=True)
    texts, filled = hostile.write(project_with(project, project / "data"))
    return Site(build(project / "site", project, SOURCE_DATE_EPOCH=MOMENT, SITE_URL="https://example.org/", REPO_URL="https://code.example.org/us/it"), texts, filled)


@pytest.fixture(scope="module")
def address(site: Site) -> Iterator[str]:
    with served(site.folder) as address:
        yield address


# --- what is refused --------------------------------------------------------------------------------------


@pytest.mark.parametrize("text", hostile.UNSEEN, ids=ascii)
def test_what_nobody_sees_is_refused_with_its_number(text: str) -> None:
    number = f"U+{ord(text[1:].removesuffix('b')[0]):04X}"
    ways = [f"a: b\nname: x{text}", f"a: b\n# {text}\nc: d", f"a: b\nx{text}: c", f'a: b\nname: "x{text.encode("unicode_escape").decode()}"']
    for way in ways if text != "a\rb" else ways[-1:]:  # that one ends a line
        with pytest.raises(Refused, match=rf"^this line holds the invisible character {re.escape(number)}\b.*; delete it$") as refused:
            parse(way)
        assert refused.value.line == 2


@pytest.mark.parametrize("text", hostile.EVERY)
def test_what_is_seen_is_not_refused(text: str) -> None:
    assert parse(f"name: {json.dumps(text, ensure_ascii=False)}")[0]["name"] == text


@pytest.mark.parametrize("address", PAYLOADS["addresses"], ids=ascii)
def test_what_is_no_address_is_refused(address: str) -> None:
    with pytest.raises(ValueError, match="is no web address; write it whole"):
        _check_address(address)


def test_an_address_is_not_refused() -> None:
    for address in ("https://example.org/a_(b)/c?d=e&f=g%20h#i:~:text=j", "http://a-b.example.org:8080/", "https://EXAMPLE.org", "https://arxiv.org/abs/1912.01703v1"):
        assert _check_address(address) == address


# --- what is made of the rest -----------------------------------------------------------------------------


def test_every_field_that_holds_a_text_holds_each_payload(site: Site) -> None:
    assert site.filled == text_fields()
    whole = " ".join(site.texts[f"ztermsays{number}x"] for number in range(COUNT))
    assert len(hostile.EVERY) >= 40 and [payload for payload in hostile.EVERY if payload not in whole] == []


# What a page of a browser makes of the sources of pages, without running them.
READ = """sources => sources.map(source => {
  const page = new DOMParser().parseFromString(source, "text/html");
  const attributes = [...page.querySelectorAll("*")].flatMap(one => [...one.attributes].map(({name, value}) => [one.localName, name, value]));
  const linked = [...page.querySelectorAll("script[type='application/ld+json']")].map(one => one.textContent);
  page.querySelectorAll("script, style, svg.lives text.article").forEach(one => one.remove());
  return {text: page.documentElement.textContent, attributes, linked};
})"""


@pytest.fixture(scope="module")
def pages(site: Site, browser: Browser) -> dict[str, dict]:
    files = site.files("*.html")
    page = browser.new_page()
    read = page.evaluate(READ, [file.read_text(encoding="utf-8") for file in files])
    page.close()
    return {file.relative_to(site.folder).as_posix(): one | {"source": file.read_text(encoding="utf-8")} for file, one in zip(files, read)}


def test_every_text_stands_on_a_page_as_it_is_written(site: Site, pages: dict[str, dict]) -> None:
    shown: set[str] = set()
    for path, page in pages.items():
        assert torn(page["text"], site.texts) == [], path
        shown.update(WORD.findall(page["text"]))
    missing = {re.sub(r"\d+x$", "", word) for word in set(site.texts) - shown}
    assert {name for name in missing if not name.endswith("words")} == set(NOT_ON_PAGES)


def test_no_text_is_lost_in_the_source_of_a_page(site: Site, pages: dict[str, dict]) -> None:
    """What was taken for a comment, a script or a style stands in the source and is not seen; the lives of tools shorten names."""
    for path, page in pages.items():
        if path != "tools/lives/index.html":
            seen = [page["text"], *(value for _, _, value in page["attributes"]), *page["linked"]]
            assert len(WORD.findall(page["source"])) == sum(len(WORD.findall(one)) for one in seen), path


LEADING = {"href", "src", "srcset", "action", "formaction", "xlink:href", "data", "poster", "content"}


def test_no_text_becomes_an_attribute_or_leaves_one(site: Site, pages: dict[str, dict]) -> None:
    for path, page in pages.items():
        for tag, name, value in page["attributes"]:
            assert not name.startswith("on") and name not in ("autofocus", "srcdoc", "style"), (path, tag, name, value)
            assert not (name in ("id", "class") and {"anchor", "id"} & set(value.split())), (path, tag, value)
            if name in LEADING:
                assert not re.match(r"\s*(javascript|data|vbscript):|(https?:)?//harm", value, re.IGNORECASE), (path, tag, value)
            passage = unquote(value.partition("#:~:text=")[2])
            if passage:
                assert passage in site.texts.values(), (path, value)
            else:
                assert torn(value, site.texts) == [], (path, tag, name, value)


def test_machines_read_the_names_as_they_are_written(site: Site, pages: dict[str, dict]) -> None:
    named = set()
    for path, page in pages.items():
        for source in page["linked"]:
            for text in strings(json.loads(source)):
                assert torn(text, site.texts) == [], path
                named.update(WORD.findall(text))
    assert {f"ztoolname{number}x" for number in range(COUNT)} < named


def strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for inner in value.values() if isinstance(value, dict) else value:
            yield from strings(inner)


def test_json_holds_every_text_letter_by_letter(site: Site) -> None:
    found = set()
    for file in site.files("*.json"):
        if "search" in file.parts:
            continue
        for text in strings(json.loads(file.read_text(encoding="utf-8"))):
            for word in WORD.findall(text):
                assert site.texts[word] in text, (file, text)
                found.add(word)
    left_out = {re.sub(r"\d+x$", "", word) for word in set(site.texts) - found}
    assert {name for name in left_out if not re.match("z(code|printed|home|way|group|example)", name)} == {
        f"z{claim}words" for claim in ("fact", "figure", "advice", "damaged", "vain")
    }


def test_the_index_of_the_search_holds_texts_as_they_are_written(site: Site) -> None:
    columns = json.loads((site.folder / "search" / "index.json").read_text(encoding="utf-8"))
    items = [dict(zip(columns, values)) for values in zip(*columns.values())]
    shown = [(item["at"], key, value) for item in items for key, value in item.items() if (key, item.get("kind")) != ("text", "Code")]  # of code the words alone
    assert [(at, key, torn(value, site.texts)) for at, key, value in shown if torn(value, site.texts)] == []
    found = {word for item in items for value in item.values() for word in WORD.findall(value)}
    assert {f"z{field}{number}x" for field in ("topicnames", "toolname", "termsays", "code", "grouptitle") for number in range(COUNT)} <= found


def test_csv_holds_texts_letter_by_letter_and_no_formula(site: Site) -> None:
    found = set()
    for file in site.files("*.csv"):
        table = list(csv.reader(io.StringIO(file.read_bytes().decode("utf-8"), newline="")))
        for row in table:
            assert len(row) == len(table[0]), (file, row)
            for cell in row:
                assert not re.match("[=+@\t\r＝＋－＠]|-(?![0-9.]+$)", cell), (file, cell)
                for word in WORD.findall(cell):
                    assert site.texts[word] in cell, (file, cell)
                    found.add(word)
    assert {f"z{field}{number}x" for field in ("factsays", "toolname", "findingsays", "seriestitle", "answerpytorchsays") for number in range(COUNT)} <= found


def test_the_feed_is_xml_and_holds_texts_letter_by_letter(site: Site) -> None:
    feed = ElementTree.fromstring((site.folder / "data" / "feed.xml").read_text(encoding="utf-8"))
    texts = ["".join(one.itertext()) for one in feed.iter() if not len(one)] + [value for one in feed.iter() for value in one.attrib.values()]
    words = [(word, text) for text in texts for word in WORD.findall(text)]
    assert len(words) > 3 * COUNT and [word for word, text in words if site.texts[word] not in text] == []
    assert {tag.tag.rpartition("}")[2] for tag in feed.iter()} == {"feed", "title", "subtitle", "id", "updated", "author", "name", "link", "entry", "content"}


def test_a_twin_is_no_more_than_text_for_whoever_renders_it(site: Site, browser: Browser) -> None:
    files = [*site.files("*.md"), site.folder / "llms.txt"]
    page = browser.new_page()
    read = page.evaluate(READ, [markdown.markdown(file.read_text(encoding="utf-8")) for file in files])
    page.close()
    for file, one in zip(files, read):
        assert torn(one["text"], site.texts) == [], file
        assert len(WORD.findall(file.read_text(encoding="utf-8"))) == len(WORD.findall(one["text"])) + sum(len(WORD.findall(value)) for _, _, value in one["attributes"]), file
        assert {(tag, name) for tag, name, _ in one["attributes"]} == {("a", "href")}, file
        assert [value for _, _, value in one["attributes"] if not re.match(r"https://example\.org/[-a-z0-9/#.]*$", value)] == [], file


# --- in use -----------------------------------------------------------------------------------------------


class Harmed(Watched):
    """A visit on which nothing from the data may run."""

    def __init__(self, browser: Browser, address: str):
        super().__init__(browser, address, permissions=["clipboard-read", "clipboard-write"])
        self.dialogs: list[str] = []
        self.page.on("dialog", lambda dialog: (self.dialogs.append(dialog.message), dialog.dismiss()))

    def open(self, path: str) -> Page:
        self.page.goto(path, wait_until="load")
        return self.page

    def unharmed(self, texts: dict[str, str], part: str = "body") -> None:
        shown = "\n".join(self.page.locator(part).all_inner_texts())
        assert torn(shown, texts) == [], self.page.url
        assert self.page.evaluate("window.harmed") is None and self.dialogs == [], self.page.url
        self.calm()


@pytest.fixture
def visit(browser: Browser, address: str) -> Iterator[Harmed]:
    visit = Harmed(browser, address)
    yield visit
    visit.context.close()


def test_nothing_runs_on_any_page(site: Site, visit: Harmed) -> None:
    """On every page that there is once, and of the four kinds of which there are many on a fourth of each: together they show every payload."""
    many = ("article", "tool", "topic", "advice")
    for file in site.files("*.html"):
        kind, _, number = file.parent.name.partition("-")
        if number.isdecimal() and int(number) % len(many) != many.index(kind):
            continue
        page = visit.open(f"/{file.relative_to(site.folder).as_posix().removesuffix('index.html')}")
        page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true); document.querySelectorAll('svg.lives text.article').forEach(one => one.remove())")
        visit.unharmed(site.texts)


def ask(page: Page, question: str) -> None:
    page.locator(".md-search__input").fill(question)
    page.keyboard.press("End")  # the box listens to keys


def test_the_search_shows_text(site: Site, visit: Harmed) -> None:
    page = visit.open("/")
    page.locator(".md-search__input").click()
    fields = ("toolname", "termname", "topictitle", "aspecttitle", "seriestitle")
    for number in range(COUNT):
        word = f"z{fields[number % len(fields)]}{number}x"
        ask(page, word)
        expect(page.locator(".md-search-result__list")).to_contain_text(word, timeout=15_000)
        page.evaluate("document.querySelectorAll('.md-search-result details').forEach(one => one.open = true)")
        visit.unharmed(site.texts, ".md-search-result__item :is(h1, h2)")
    for payload in hostile.EVERY:
        ask(page, payload)
        page.wait_for_timeout(20)
    ask(page, "ztoolname3x")
    expect(page.locator(".md-search-result__list")).to_contain_text("ztoolname3x")  # it still answers
    visit.calm()
    assert page.evaluate("window.harmed") is None


def test_the_guide_asks_and_answers_in_text(site: Site, visit: Harmed) -> None:
    page = visit.open("/decide/")
    for letter in ("a", "b", "a", "b"):
        visit.unharmed(site.texts, "#guide")
        button = page.locator("#guide .choices button").nth("ab".index(letter))
        if button.count():
            button.click()
    expect(page.locator("#guide")).to_contain_text("What would change this")
    visit.unharmed(site.texts, "#guide")


def test_what_is_copied_from_the_comparison_is_text(site: Site, visit: Harmed) -> None:
    page = visit.open("/compare/")
    copied = {}
    for name in ("CSV", "Markdown"):
        page.get_by_role("button", name=f"Copy {name}").click()
        expect(page.get_by_role("status")).to_have_text("Copied")
        page.wait_for_timeout(100)
        copied[name] = page.evaluate("navigator.clipboard.readText()")
    for row in csv.reader(io.StringIO(copied["CSV"], newline="")):
        for cell in row:
            assert not re.match("[=+@＝＋－＠-]", cell) and torn(cell, site.texts) == [], cell
    rendered = page.evaluate(READ, [markdown.markdown(copied["Markdown"], extensions=["tables"])])[0]
    assert torn(rendered["text"], site.texts) == [] and rendered["attributes"] == []
    assert len(WORD.findall(rendered["text"])) == len(WORD.findall(copied["Markdown"])) > 3 * COUNT


def test_a_report_is_filled_with_text(site: Site, visit: Harmed) -> None:
    said = set()
    for number in range(COUNT):
        links = visit.open(f"/tools/tool-{number}/").locator("a", has_text="report what is wrong").evaluate_all("links => links.map(link => link.href)")
        for link in links:
            parts = urlsplit(link)
            asked = parse_qs(parts.query, strict_parsing=True)
            assert (parts.hostname, parts.path, parts.fragment) == ("code.example.org", "/us/it/issues/new", "") and set(asked) == {"template", "title", "record", "says"}
            assert torn(asked["says"][0], site.texts) == [], link
            said.update(WORD.findall(asked["says"][0]))
    assert {f"zarchivedsays{number}x" for number in range(COUNT)} <= said
