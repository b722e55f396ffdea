"""What the macros return, and what a hostile text in any field does on a page: nothing."""

from __future__ import annotations

import html
import re
from datetime import date
from html.parser import HTMLParser
from pathlib import Path

import pytest
import yaml

from macros.check import check
from macros.knowledge import Knowledge
from macros.load import load
from macros.pages import pages
from macros.views import VIEWS, Links, ground_label, label

from .conftest import ROOT, build, project_with

DAY = date(2026, 1, 10)


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
    assert set(made) == {"articles/paper-2023.md", "tools/old-server.md", "tools/pytorch.md", "tools/tensorflow.md", "topics/serving.md", "decide/use-pytorch.md", "decide/use-tensorflow.md"}
    stub = made["tools/old-server.md"]
    assert stub.source == "data/tools/old-server.yml"
    assert stub.markdown == '---\nas_data:\n- tools/old-server/index.md\n- tools/old-server/index.json\ndescription: A server for models.\nsearch:\n  boost: 4\ntitle: Old Server\n---\n\n{{ tool_page("old-server") }}\n'


def test_a_claim_shows_what_became_of_it(knowledge: Knowledge) -> None:
    page = VIEWS["article_page"](knowledge, "articles/paper-2023.md", "paper-2023")
    start = page.index('id="old-server-is-maintained"')
    claim = page[start : page.index("</li>", start)]
    assert "The old server is maintained." in claim
    assert '<span class="mark outdated">Outdated since 2025-08-07</span>' in claim
    assert "(../tools/old-server.md#archived)" in claim


def test_a_cell_leads_to_what_it_rests_on(knowledge: Knowledge) -> None:
    page = VIEWS["compare"](knowledge, "compare.md")
    assert "The old server is archived. <span class=\"grounds\" data-search-exclude>Rests on <span>[Old Server: archived &#40;2025-08-07&#41;](tools/old-server.md#archived)</span></span>" in page


PAYLOAD = "<script>alert(1)</script> {{ 6*7 }} {% raw %} a | b _c_ ](javascript:alert(1)) \" onclick=\"x <td> &lt; # `code`"


def poison(value: object, key: str = "") -> object:
    """Add the payload to every text that a reader sees; ids, references, addresses and dates stay."""
    if isinstance(value, dict):
        return {name: poison(inner, name) for name, inner in value.items()}
    if isinstance(value, list):
        return [poison(inner, key) for inner in value]
    return f"{value} {PAYLOAD}" if key in SEEN else value


SEEN = {
    "title", "shows", "publisher", "author", "says", "note", "caption", "heads", "head", "name", "names", "question", "seen", "situation",
    "unit", "of", "for", "damaged", "looked_for", "tried", "command", "output", "version", "package",
}  # fmt: skip


def plain_data(path: Path) -> dict:
    def strip(value: object) -> object:
        if isinstance(value, dict):
            return {key: strip(inner) for key, inner in value.items() if isinstance(key, str) and key != "__lines__"}
        return [strip(inner) for inner in value] if isinstance(value, list) else value

    return strip(load(path.read_bytes())[0])  # type: ignore[return-value]


@pytest.fixture(scope="module")
def poisoned(tmp_path_factory: pytest.TempPathFactory) -> Path:
    project = project_with(tmp_path_factory.mktemp("poisoned") / "project", ROOT / "tests" / "sample")
    code = project / "docs" / "code" / "greet" / "in_pytorch.py"
    code.parent.mkdir()
    code.write_text(f"print(1)  # {PAYLOAD}", encoding="utf-8")
    code.with_suffix(".txt").write_text(f"hello {PAYLOAD}", encoding="utf-8")
    for path in sorted((ROOT / "tests" / "sample").rglob("*.yml")):
        target = project / "data" / path.relative_to(ROOT / "tests" / "sample")
        target.parent.mkdir(parents=True, exist_ok=True)
        data = poison(plain_data(path))
        if path.stem == "old-server":  # the fields that the sample does not use
            data["life"][0]["evidence"] += [  # type: ignore[index]
                poison({"title": "Run", "run": {"command": "c", "output": "o", "version": "1"}, "kind": "run", "primary": "true", "says": "It.", "seen": "copy"}),
                poison({"title": "Package", "registry": "PyPI", "package": "p", "version": "1", "kind": "registry", "primary": "true", "says": "It."}),
            ]
            data["searches"] = [poison({"id": "vain", "looked_for": "It", "tried": ["there"], "on": "2026", "claims": ["paper-2023.both-serve"]})]  # type: ignore[index]
        if path.stem == "code":
            data["examples"] = [poison({"id": "greet", "title": "Greet", "shows": "A greeting", "topic": "serving", "illustrates": ["serving.many-servers"]})]
        if path.stem == "paper-2023":
            data["claims"][0].update(poison({"note": "A note"}))  # type: ignore[index]
            data["claims"][1].update(poison({"damaged": "A loss"}))  # type: ignore[index]
        target.write_text(yaml.safe_dump(data, allow_unicode=True), encoding="utf-8")
    return build(project / "site", project, SOURCE_DATE_EPOCH="1768003200", SITE_URL="https://example.org/", REPO_URL="https://code.example.org/us/it")


def attributes(source: str) -> set[str]:
    names: set[str] = set()

    class Reader(HTMLParser):
        def handle_starttag(self, tag: str, attrs: list) -> None:
            names.update(name for name, _ in attrs)

    Reader().feed(source)
    return names


def test_text_from_data_does_no_harm(poisoned: Path) -> None:
    files = sorted(poisoned.rglob("*.html"))
    assert len(files) > 10
    for file in files:
        source = file.read_text(encoding="utf-8")
        assert "<script>alert" not in source, file
        assert not {name for name in attributes(source) if name.startswith("on")}, file
        assert 'href="javascript:alert' not in source, file
        assert "{{ 42 }}" not in source and " 42 " not in source, file


def test_text_from_data_shows_as_text(poisoned: Path) -> None:
    seen = " ".join(PAYLOAD.replace("`", "").split())
    for path in ("articles/paper-2023", "tools/old-server", "topics/serving", "compare", "code", "disagreements", "outdated", "tools", "topics", "articles", "glossary"):
        source = (poisoned / path / "index.html").read_text(encoding="utf-8")
        article = source[source.index("<article") : source.index("</article>")]
        text = " ".join(html.unescape(re.sub(r"<[^>]+>", "", article)).split())
        assert text.count(seen) >= 2, path
    head = (poisoned / "tools" / "old-server" / "index.html").read_text(encoding="utf-8")
    title = re.search(r"<title>(.*?)</title>", head, re.DOTALL)
    assert title and html.unescape(title[1]).startswith("Old Server " + seen)


def test_a_name_that_begins_others_counts_more_in_search(sample: Path) -> None:
    (sample / "tools" / "old.yml").write_text("name: Old\nkind: server\nwhat: {says: An older one., rests_on: [old-server.archived]}\n", encoding="utf-8")
    made = pages(check(sample, date(2026, 1, 10)))
    assert "boost: 10" in made["tools/old.md"].markdown and "boost: 4\n" in made["tools/old-server.md"].markdown
