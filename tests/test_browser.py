"""The site in a real browser: reading, filters, the guide; by keyboard, without script, on paper, in colours of the system."""

from __future__ import annotations

import csv
import re
from urllib.parse import parse_qsl, urlsplit

import pytest
import yaml
from playwright.sync_api import Page, expect

from macros.check import cached
from macros.verdicts import ENDED

from .browser import PAGES
from .conftest import ROOT


def test_from_the_home_page_to_a_claim_in_its_article_and_back(visit) -> None:
    watched = visit("/")
    page = watched.page
    page.locator("ul.claims .meta a").first.click()
    page.wait_for_url(re.compile(r"/articles/.+/#.+"))
    anchor = page.url.partition("#")[2]
    expect(page.locator(f"#{anchor}")).to_be_in_viewport()
    page.go_back()
    expect(page.locator("h1")).to_contain_text("PyTorch or TensorFlow?")
    watched.calm()


def test_from_a_cell_to_what_it_rests_on(visit) -> None:
    page = visit("/compare/").page
    page.locator("table.compare .grounds a").first.click()
    page.wait_for_url(re.compile(r"#.+"))
    anchor = page.url.partition("#")[2]
    expect(page.locator(f"#{anchor}")).to_be_in_viewport()


def test_the_front_page_opens_the_search_box(visit) -> None:
    watched = visit("/", viewport={"width": 360, "height": 740})
    page = watched.page
    button = page.locator("button.find")
    expect(button).to_be_in_viewport()  # sentences, ways in and the box fit one screen of a phone
    button.focus()
    page.keyboard.press("Enter")
    expect(page.locator(".md-search__input")).to_be_focused()
    page.keyboard.type("torchserve")
    expect(page.locator(".md-search-result__link").first).to_be_visible(timeout=15_000)
    watched.calm()


GUIDE = cached(ROOT / "data").guide
SITUATIONS = yaml.safe_load((ROOT / "tests" / "situations.yml").read_text(encoding="utf-8"))


def advised(page: Page) -> str:
    return page.locator("#guide h2").inner_text()


@pytest.mark.parametrize("situation", SITUATIONS, ids=[one["who"] for one in SITUATIONS])
def test_the_guide_tells_a_reader_what_to_use(visit, situation: dict) -> None:
    page = visit("/decide/").page
    questions = {question.id: question for question in GUIDE.questions}
    at = GUIDE.questions[0]
    for given in situation["answers"]:
        assert advised(page) == at.asks
        answer = next(answer for answer in at.answers if answer.id == given)
        page.locator("#guide .choices").get_by_role("button", name=answer.says, exact=True).click()
        at = questions.get(answer.leads_to, at)
    expected = next(one for one in GUIDE.recommendations if one.id == situation["expected"])
    assert advised(page) == expected.use
    expect(page.locator("#guide")).to_contain_text("What would change this")


def test_the_guide_is_used_by_keyboard_shared_reloaded_and_gone_back_from(visit) -> None:
    watched = visit("/decide/")
    page = watched.page
    first = advised(page)
    page.locator("#guide button").nth(1).focus()
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.tagName") == "H2"  # the next question is read out
    second = advised(page)
    assert second != first
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.url.endswith("/decide/?answers=project,server,language-model")
    assert advised(page) == "vLLM"
    page.reload(wait_until="load")
    assert advised(page) == "vLLM"
    page.go_back()
    assert advised(page) == "What do you serve?"
    page.get_by_role("button", name="Back", exact=True).click()
    assert advised(page) == second
    page.get_by_role("button", name="Start over").click()
    assert advised(page) == first and "answers" not in page.url
    watched.calm()


def test_what_the_address_gets_wrong_is_left_out(visit) -> None:
    watched = visit("/decide/?answers=project,nonsense,server")
    assert advised(watched.page) == "What is it for?"
    watched.calm()


def test_flowchart_guide_and_outline_hold_the_same(visit) -> None:
    page = visit("/decide/").page
    outline = page.evaluate(
        "Object.fromEntries([...document.querySelectorAll('.question, .recommendation')].map(part => [part.querySelector('h3').id, part.querySelector('h3').firstChild.textContent.trim()]))"
    )
    assert outline == {one.id: one.asks for one in GUIDE.questions} | {one.id: one.use for one in GUIDE.recommendations}
    drawn = page.evaluate(
        "[...document.querySelectorAll('svg.flow a')].map(box => [box.getAttribute('href').slice(1), [...box.querySelectorAll('text:not(.answer) tspan')].map(line => line.textContent.trim()).join(' '), [...box.querySelectorAll('text.answer tspan')].map(line => line.textContent.trim()).join(' ')])"
    )
    assert {name: words for name, words, _ in drawn} == outline
    answers = [(answer.leads_to, answer.says) for question in GUIDE.questions for answer in question.answers]
    assert sorted((name, over) for name, _, over in drawn if over) == sorted(answers)
    fits = page.evaluate(
        "[...document.querySelectorAll('svg.flow a')].every(box => { const room = box.querySelector('rect').getBBox(); return [...box.querySelectorAll('text')].every(line => line.getBBox().x + line.getBBox().width <= room.x + room.width) })"
    )
    assert fits


def test_paper_shows_the_evidence_and_its_addresses(visit) -> None:
    page = visit("/tools/torchserve/").page
    link = page.locator("#archived ul.evidence a").first
    expect(link).not_to_be_visible()
    page.emulate_media(media="print")
    expect(link).to_be_visible()
    assert "https://" in link.evaluate("link => getComputedStyle(link, '::after').content")
    expect(page.locator("form.filters, .md-header, .md-sidebar").first).not_to_be_visible()


def test_the_keyboard_reaches_everything(visit) -> None:
    page = visit("/topics/serving/").page
    page.keyboard.press("Tab")
    expect(page.locator(".md-skip")).to_be_focused()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('article') !== null")
    reached = set()
    for _ in range(600):
        reached.add(page.evaluate("document.activeElement.closest('article') && (document.activeElement.href || document.activeElement.tagName)"))
        if page.evaluate("document.activeElement.closest('footer') !== null"):
            break
        page.keyboard.press("Tab")
    links = page.evaluate("[...document.querySelectorAll('article a[href]')].filter(link => link.checkVisibility()).map(link => link.href)")
    assert set(links) - reached == set()
    assert "SUMMARY" in reached


def shown(page: Page) -> list[str]:
    return page.locator("#all-tools tbody tr:visible th").all_inner_texts()


def test_the_catalogue_is_filtered_and_the_address_keeps_the_filter(visit) -> None:
    watched = visit("/tools/")
    page = watched.page
    everything = len(shown(page))
    page.locator("[name=framework]").select_option("pytorch")
    page.locator("[name=state]").select_option("archived")
    archived = shown(page)
    assert cached(ROOT / "data").entry("torchserve").record.name in archived and len(archived) < everything
    assert page.get_by_role("status").inner_text() == f"{len(archived)} of {everything} rows"
    page.reload(wait_until="load")
    assert shown(page) == archived
    page.locator("[name=state]").select_option("")
    page.locator("[name=framework]").select_option("")
    page.locator("[name=name]").fill("tflite")
    assert "LiteRT" in shown(page)
    assert "?name=tflite" in page.url
    page.locator("[name=name]").fill("")
    page.locator("[name=named]").select_option("towards-ai-2022")
    page.locator("[name=state]").select_option("ended")
    knowledge = cached(ROOT / "data")
    article = knowledge.entry("towards-ai-2022")
    assert shown(page) == [tool.record.name for tool in knowledge.named_by(article) if knowledge.state(tool).kind in ENDED]
    watched.calm()


def compared(page: Page) -> list[str]:
    return page.locator("#all-aspects tbody tr:not(.group):visible th a").all_inner_texts()


def test_the_comparison_is_filtered_sorted_and_restored(visit) -> None:
    knowledge = cached(ROOT / "data")
    watched = visit("/compare/")
    page = watched.page
    assert compared(page) == [aspect.record.title for topic in knowledge.topics for aspect in knowledge.aspects if aspect.owner == topic.ref]
    page.locator("[name=differs]").check()
    differing = [aspect.record.title for topic in knowledge.topics for aspect in knowledge.aspects if aspect.owner == topic.ref and knowledge.differs(aspect)]
    assert compared(page) == differing
    assert page.get_by_role("status").inner_text() == f"{len(differing)} of {len(knowledge.aspects)} rows"
    page.locator("[name=differs]").uncheck()
    page.locator("[name=since]").select_option("main-differences-2026")
    page.locator("[name=order]").select_option("newest")
    later = [aspect for aspect in knowledge.aspects if knowledge.entry("main-differences-2026") in knowledge.changed_since(aspect)]
    shown_now = compared(page)
    assert sorted(shown_now) == sorted(aspect.record.title for aspect in later)
    newest = max(later, key=knowledge.newest_change)
    assert knowledge.newest_change(newest) == page.locator("#all-aspects tbody tr:visible").first.get_attribute("data-newest")
    page.locator("[name=column]").select_option("tensorflow")
    assert page.locator("#all-aspects td[data-column=pytorch]:visible").count() == 0
    address = urlsplit(page.url)
    assert address.path == "/compare/"
    assert dict(parse_qsl(address.query, keep_blank_values=True)) == {"since": "main-differences-2026", "order": "newest", "column": "tensorflow"}
    page.reload(wait_until="load")
    assert compared(page) == shown_now
    page.locator("[name=since]").select_option("")
    page.locator("[name=order]").select_option("")
    page.locator("[name=words]").fill("torchserve")
    assert "Model server" in compared(page) and len(compared(page)) < 10
    watched.calm()


def test_a_view_of_the_comparison_is_copied(visit) -> None:
    watched = visit("/compare/?topic=deployment", permissions=["clipboard-read", "clipboard-write"])
    page = watched.page
    read = "navigator.clipboard.readText()"
    page.get_by_role("button", name="Copy link").click()
    expect(page.get_by_role("status")).to_have_text("Copied")
    assert page.evaluate(read) == page.url
    page.get_by_role("button", name="Copy CSV").click()
    page.wait_for_timeout(200)
    rows = list(csv.reader(page.evaluate(read).splitlines()))
    assert rows[0] == ["Topic", "Aspect", "PyTorch", "TensorFlow"]
    assert [row[:2] for row in rows[1:]] == [["Deployment", title] for title in compared(page)]
    assert all(len(row) == 4 and "Rests on" not in row[2] for row in rows)
    page.get_by_role("button", name="Copy Markdown").click()
    page.wait_for_timeout(200)
    lines = page.evaluate(read).splitlines()
    assert lines[0] == "| Topic | Aspect | PyTorch | TensorFlow |" and set(lines[1]) <= set("|- ")
    assert len(lines) == len(rows) + 1
    watched.calm()


def test_who_likes_it_dark_gets_it_dark(visit) -> None:
    assert visit("/", color_scheme="dark").page.locator("body").get_attribute("data-md-color-scheme") == "slate"


def test_it_reads_without_javascript(visit) -> None:
    page = visit("/", java_script_enabled=False).page
    for path in PAGES.values():
        page.goto(path)
        expect(page.locator("h1")).to_be_visible()
        assert len(page.locator("article").inner_text()) > 400 or "404" in path, path


@pytest.mark.parametrize("path", ["/topics/serving/", "/tools/torchserve/", "/decide/", "/articles/v7-2023/"])
def test_in_colours_of_the_system_words_and_rings_tell_the_same(visit, path: str) -> None:
    """Whoever sets the colours sees no difference that colour alone tells, and where the keyboard is."""
    page = visit(path, forced_colors="active").page
    assert page.evaluate("matchMedia('(forced-colors: active)').matches")
    marks = page.locator("article .mark, article .value").all_text_contents()
    assert all(re.search("[a-z]", mark) for mark in marks)
    rings = page.evaluate("""() => [...document.querySelectorAll("article :is(a[href], button, summary, [tabindex='0'], select, input)")].filter(one => one.checkVisibility()).slice(0, 80).map(one => {
        one.focus({ focusVisible: true, preventScroll: true });
        const style = getComputedStyle(one);
        return [one.outerHTML.slice(0, 80), style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0];
    })""")
    assert rings and [what for what, seen in rings if not seen] == []


@pytest.mark.parametrize("path", ["/topics/serving/", "/decide/", "/tools/"])
def test_nothing_moves_for_who_asked_for_no_motion(visit, path: str) -> None:
    moving = """() => [...document.querySelectorAll("*")].filter(one => {
        const style = getComputedStyle(one);
        return [style.transitionDuration, style.animationDuration].some(all => all.split(", ").some(one => parseFloat(one) > 0));
    }).map(one => one.outerHTML.slice(0, 80))"""
    assert visit(path).page.evaluate(moving) != []  # the theme's own; else this could not fail
    assert visit(path, reduced_motion="reduce").page.evaluate(moving) == []
