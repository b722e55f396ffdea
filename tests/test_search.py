"""The search box in a real browser: what it finds for queries as people type them (queries.yml), and what it tells of it."""

from __future__ import annotations

from collections import defaultdict

import pytest
import yaml
from playwright.sync_api import Page, expect

from macros.check import cached
from macros.search import LISTS, as_data, items, written
from macros.words import state_words

from .conftest import ROOT

QUERIES = yaml.safe_load((ROOT / "tests" / "queries.yml").read_text(encoding="utf-8"))
FIRST, AMONG_THREE, FIRST_OF_A_KIND = 0.90, 0.97, 0.80  # shares of the queries


@pytest.fixture(scope="module")
def box(browser, address):
    """A page with its search box open."""
    page = browser.new_context(base_url=address).new_page()
    page.goto("/")
    page.keyboard.press("/")
    page.keyboard.type("pytorch")
    page.locator(".md-search-result__link").first.wait_for(timeout=15_000)
    yield page
    page.context.close()


def answers(page: Page, questions: list[str]) -> list[list[str]]:
    """Ask the engine itself, by the theme's messages; return for each question the pages it answers with, best first, as the box has them."""
    found = page.evaluate("""async (questions) => {
        const worker = new Worker("/assets/search.js");
        const ask = (type, data) => new Promise((resolve) => { worker.onmessage = ({ data: message }) => resolve(message.data); worker.postMessage({ type, data }); });
        await ask(0);
        const all = [];
        for (const question of questions) all.push((await ask(2, question)).items.slice(0, 5).map((group) => group[0].location.split("#")[0]));
        worker.terminate();
        return all;
    }""", questions)  # fmt: skip
    return [[page.strip("/") + "/" for page in pages] for pages in found]


def ask(page: Page, words: str) -> list[str]:
    """Type into the box and return the pages of the results, best first, each once."""
    page.evaluate("""() => {
        window.answered = new Promise((resolve, reject) => {
            const list = document.querySelector(".md-search-result__list");
            let still = setTimeout(reject, 5000, "no answer");
            const watcher = new MutationObserver(() => { clearTimeout(still); still = setTimeout(() => { watcher.disconnect(); resolve(); }, 20); });
            watcher.observe(list, { childList: true });
        });
    }""")
    page.locator(".md-search__input").fill(words)
    page.keyboard.press("End")  # the box listens to keys
    groups = page.evaluate("""() => window.answered.then(() =>
        [...document.querySelectorAll(".md-search-result__item")].slice(0, 5).map(group => group.querySelector(".md-search-result__link").pathname))""")
    return [group.strip("/") + "/" for group in groups]


def test_the_page_that_answers_comes_first(box: Page, capsys: pytest.CaptureFixture) -> None:
    hits: dict[str, list[int]] = defaultdict(list)
    misses = []
    for query, pages in zip(QUERIES, answers(box, [query["q"] for query in QUERIES]), strict=True):
        rank = next((number for number, page in enumerate(pages, 1) if page in query["answers"]), 99)
        hits[query["kind"]].append(rank)
        if rank > 1:
            misses.append(f"{query['kind']}: {query['q']!r} brings {', '.join(pages[:3])}; wanted {', '.join(query['answers'])}")
    ranks = [rank for kind in hits.values() for rank in kind]
    share = lambda ranks, top: sum(rank <= top for rank in ranks) / len(ranks)  # noqa: E731
    report = [f"{kind:13} {len(own):3} queries, first {share(own, 1):.0%}, among three {share(own, 3):.0%}" for kind, own in sorted(hits.items())]
    report += [f"{'all':13} {len(ranks):3} queries, first {share(ranks, 1):.1%}, among three {share(ranks, 3):.1%}", *misses]
    with capsys.disabled():
        print("", *report, sep="\n")
    assert len(QUERIES) >= 100
    assert share(ranks, 1) >= FIRST and share(ranks, 3) >= AMONG_THREE, report
    assert all(share(own, 1) >= FIRST_OF_A_KIND for own in hits.values()), report


def test_every_name_of_a_tool_leads_to_its_page(box: Page) -> None:
    names = [(name, f"tools/{tool.ref}/") for tool in cached(ROOT / "data").tools for name in (tool.record.name, *tool.record.names)]
    found = answers(box, [name for name, _ in names])
    assert [(name, page) for (name, page), pages in zip(names, found, strict=True) if page not in pages[:3]] == []


def test_the_box_shows_what_the_engine_answers(box: Page) -> None:
    questions = [query["q"] for query in QUERIES[::10]]
    assert [ask(box, question) for question in questions] == answers(box, questions)


def test_a_result_tells_kind_and_state(box: Page) -> None:
    ask(box, "is torchserve dead")
    first = box.locator(".md-search-result__item").first
    knowledge = cached(ROOT / "data")
    tool = knowledge.entry("torchserve")
    expect(first.locator("h1")).to_have_text(tool.record.name)
    assert first.locator(".md-search-result__link").first.locator(".md-tag").all_inner_texts() == ["Tool", state_words(knowledge, tool)]


def test_a_claim_and_a_finding_are_found_at_their_anchors(box: Page) -> None:
    for words, anchor in (("only 49 models on pytorch hub", "/articles/v7-2023/"), ("torchserve archived no security fixes", "/tools/torchserve/")):
        ask(box, words)
        links = box.locator(".md-search-result__link").evaluate_all("links => links.map(link => link.pathname + link.hash)")
        assert any(link.startswith(anchor) and "#" in link for link in links), links[:8]


def test_what_nothing_answers_leads_on(box: Page) -> None:
    assert ask(box, "xqzzv wkjhq") == ["decide/", "topics/", "tools/"]


def test_what_could_not_be_loaded_is_tried_again(browser, address) -> None:
    page = browser.new_context(base_url=address).new_page()
    failing = [404]
    page.route("**/search/index.json", lambda route: route.fulfill(status=failing.pop()) if failing else route.continue_())
    page.goto("/")
    page.keyboard.press("/")
    page.keyboard.type("torchserve")
    found = page.locator(".md-search-result__link[href*='tools/torchserve/']").first
    for _ in range(60):  # the next key asks again, whenever that is
        if found.is_visible():
            break
        page.keyboard.press("Backspace")
        page.keyboard.type("e")
        page.wait_for_timeout(250)
    expect(found).to_be_visible()
    assert not failing
    page.context.close()


def test_the_parts_of_a_name_are_words(box: Page) -> None:
    assert "tools/torch-nn/" in ask(box, "torch.nn.functional")[:3]


def test_each_record_is_indexed_once_and_lists_by_their_names_alone() -> None:
    found = list(items(cached(ROOT / "data")))
    assert len(found) == len({item.at for item in found})
    lists = {item.at.partition("#")[0] for item in LISTS}
    assert [item for item in found if item.at.partition("#")[0] in lists - {"numbers/"} and item not in LISTS] == []
    assert not any(item.text for item in LISTS)


def test_lists_are_found_by_what_they_are(box: Page) -> None:
    assert ask(box, "what do all articles agree on")[0] == "articles/"
    assert ask(box, "dead tools")[0] == "tools/lives/"


def test_a_written_page_is_found_unless_it_is_made_from_data() -> None:
    documents = [{"location": place, "title": "T", "text": "x"} for place in ("method/", "method/#dates", "tools/old/", "tools/old/#a", "")]
    assert [item.at for item in written(documents, {"tools/old/"})] == ["method/", "method/#dates"]
    assert as_data(written(documents[:1], set())) == {
        **{"at": ["method/"], "kind": ["Page"], "title": ["T"], "lead": ["x"]},
        **{"names": [""], "text": [""], "state": [""], "status": [""]},
    }
