"""What the macros return."""

from __future__ import annotations

from datetime import date
from html import unescape
from pathlib import Path

import pytest

from macros.check import check
from macros.knowledge import Knowledge
from macros.pages import pages
from macros.views import VIEWS, Links, ground_label, label

from .conftest import DAY


def test_an_article_lists_what_it_names_that_has_ended(sample: Path) -> None:
    page = VIEWS["article_page"](check(sample, DAY), "articles/paper-2023.md", "paper-2023")
    ended = page.partition("{ #ended_ }")[2].partition("\n## ")[0]
    assert "[Old Server](../tools/old-server.md)" in ended and "Archived since 2025-08-07" in ended
    alive = (sample / "tools" / "old-server.yml").read_text().replace("event: archived", "event: released")
    (sample / "tools" / "old-server.yml").write_text(alive)
    assert "{ #ended_ }" not in VIEWS["article_page"](check(sample, DAY), "articles/paper-2023.md", "paper-2023")


@pytest.fixture
def knowledge(sample: Path) -> Knowledge:
    return check(sample, DAY)


@pytest.mark.parametrize(
    ("page", "ref", "expected"),
    [
        ("index.md", "old-server", "tools/old-server.md"),
        ("compare.md", "serving.server", "topics/serving.md#server"),
        ("topics/index.md", "serving", "serving.md"),
        ("topics/serving.md", "serving.server", "#server"),
        ("tools/old-server.md", "paper-2023.both-serve", "../articles/paper-2023.md#both-serve"),
        ("topics/serving.md", "glossary.model-serving", "../glossary.md#model-serving"),
        ("articles/paper-2023.md", "old-server.archived", "../tools/old-server.md#archived"),
    ],
)
def test_links_are_relative(knowledge: Knowledge, page: str, ref: str, expected: str) -> None:
    assert Links(knowledge, page).href(knowledge.entry(ref)) == expected


def test_labels(knowledge: Knowledge) -> None:
    entry = knowledge.entry
    assert label(knowledge, entry("paper-2023")) == "Paper, 2023"
    assert label(knowledge, entry("serving.many-servers")) == "Many servers"
    assert ground_label(knowledge, entry("old-server.archived")) == "Old Server: archived (2025-08-07)"
    assert ground_label(knowledge, entry("paper-2023.both-serve")) == "Paper, 2023"


def test_prose_and_templates_link_a_term(knowledge: Knowledge) -> None:
    assert VIEWS["term"](knowledge, "method.md", "model-serving") == "[model serving](glossary.md#model-serving)"
    assert VIEWS["term"](knowledge, "tools/index.md", "model-serving", "served") == "[served](../glossary.md#model-serving)"
    assert "[model serving](../glossary.md#model-serving)" in VIEWS["topic_page"](knowledge, "topics/serving.md", "serving")


def test_a_stub_holds_front_matter_and_one_call(knowledge: Knowledge) -> None:
    made = pages(knowledge)
    assert set(made) == {
        "articles/paper-2023.md",
        "tools/old-server.md",
        "tools/pytorch.md",
        "tools/tensorflow.md",
        "topics/serving.md",
        "decide/use-pytorch.md",
        "decide/use-tensorflow.md",
    }
    stub = made["tools/old-server.md"]
    assert stub.source == "data/tools/old-server.yml"
    assert (
        stub.markdown
        == '---\nas_data:\n- tools/old-server/index.md\n- tools/old-server/index.json\ndescription: A server for models.\ntitle: Old Server\n---\n\n{{ tool_page("old-server") }}\n'
    )


def test_a_claim_shows_what_became_of_it(knowledge: Knowledge) -> None:
    page = VIEWS["article_page"](knowledge, "articles/paper-2023.md", "paper-2023")
    start = page.index('id="old-server-is-maintained"')
    claim = page[start : page.index("</li>", start)]
    assert "The old server is maintained." in claim
    assert '<span class="mark outdated">Outdated since 2025-08-07</span>' in claim
    assert "(../tools/old-server.md#archived)" in claim


def test_a_cell_leads_to_what_it_rests_on(knowledge: Knowledge) -> None:
    page = VIEWS["compare"](knowledge, "compare.md")
    assert (
        'The old server is archived. <span class="grounds" data-search-exclude>Rests on <span>[Old Server: archived &#40;2025-08-07&#41;](tools/old-server.md#archived)</span></span>'
        in page
    )


# --- time, and what needs help ----------------------------------------------------------------------------


def help_page(knowledge: Knowledge) -> str:
    return unescape(VIEWS["help_needed"](knowledge, "help-needed.md"))


def test_what_is_old_says_so_and_is_listed(sample: Path) -> None:
    fresh, old = check(sample, DAY), check(sample, date(2028, 1, 10))
    assert ", checked 2026-01-02" in VIEWS["tool_page"](fresh, "tools/old-server.md", "old-server")
    assert ", last checked 2026-01-02" in VIEWS["tool_page"](old, "tools/old-server.md", "old-server")
    assert "## Findings not looked at for long: 0 " in help_page(fresh)
    assert "## Findings not looked at for long: 4 " in help_page(old)
    assert "[Old Server: archived (2025-08-07)](tools/old-server.md#archived): last checked 2026-01-02" in help_page(old)


def test_unchecked_claims_searches_in_vain_and_unknown_tools_are_listed(sample: Path) -> None:
    assert "## Unchecked claims: 0 " in help_page(check(sample, DAY))
    tool, topic = sample / "tools" / "old-server.yml", sample / "topics" / "serving.yml"
    tool.write_text(tool.read_text().replace("    contradicts: [paper-2023.old-server-is-maintained]\n", "").replace("event: archived", "event: change"))
    page = help_page(check(sample, DAY))
    assert "## Unchecked claims: 1 " in page and "The old server is maintained." in page
    assert "## Tools of unknown state: 1 " in page and "[Old Server](tools/old-server.md)" in page
    search = "{id: one, looked_for: It., tried: [there], on: 2026-01-02, claims: [paper-2023.old-server-is-maintained]}"
    topic.write_text(f"{topic.read_text()}searches:\n  - {search}\n")
    page = help_page(check(sample, DAY))
    assert "## Unchecked claims: 0 " in page and "## Looked for in vain: 1 " in page
