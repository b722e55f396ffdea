"""The built site as it is published: links, anchors, ids, heads, and what differs with and without its addresses."""

from __future__ import annotations

import html
import json
import re
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from macros.check import cached
from macros.pages import pages

from .conftest import ROOT
from .html_pages import broken_links, html_files, parsed


def test_every_generated_page_is_built(site: Path) -> None:
    for path in pages(cached(ROOT / "data")):
        assert (site / path.removesuffix(".md") / "index.html").is_file()


def test_every_internal_link_and_anchor_leads_somewhere(site: Path) -> None:
    assert broken_links(site) == []


def test_every_link_of_the_published_site_leads_somewhere(published: Path) -> None:
    assert broken_links(published, "/it/") == []


BROKEN = [
    ('<svg><a href="#b"></a></svg>', "#b"),
    ('<a href="gone/"></a>', "gone/"),
    ('<svg><use href="#b"/></svg>', "#b"),
    ('<svg><use xlink:href="#b"/></svg>', "#b"),
    ('<svg><path fill="url(#b)"/></svg>', "#b"),
    ("<p style=\"background: url('gone.png')\"></p>", "gone.png"),
    ('<style>@import "gone.css";</style>', "gone.css"),
    ('<img src="" srcset="index.html 1x, gone.png 2x">', "gone.png"),
    ('<form action="gone/"></form>', "gone/"),
    ('<label for="b"></label>', "for b"),
    ('<td headers="a b"></td>', "headers b"),
    ('<p aria-labelledby="a b"></p>', "aria-labelledby b"),
    ('<p aria-describedby="b"></p>', "aria-describedby b"),
    ('<button aria-controls="b"></button>', "aria-controls b"),
    ('<form data-filters="b"></form>', "data-filters b"),
]


@pytest.mark.parametrize(("source", "reference"), BROKEN)
def test_a_broken_link_is_seen(tmp_path: Path, source: str, reference: str) -> None:
    sound = '<a id="a" href="#a"></a><a href="https://else.org"></a><label for="a"></label><img src="data:,">'
    (tmp_path / "index.html").write_text(sound + source, encoding="utf-8")
    (tmp_path / "site.css").write_text('@import url("site.css"); p { background: url(gone.svg) url(data:,) }', encoding="utf-8")
    assert broken_links(tmp_path) == [f"index.html: {reference}", "site.css: gone.svg"]


def test_ids_are_unique(site: Path, published: Path) -> None:
    for file in html_files(site) + html_files(published):
        ids = parsed(file).ids
        assert len(ids) == len(set(ids)), (file, sorted(one for one in set(ids) if ids.count(one) > 1))


def test_every_record_has_its_address(site: Path) -> None:
    knowledge = cached(ROOT / "data")
    rooms = {"article": "articles", "tool": "tools", "topic": "topics", "glossary": "", "decide": "", "numbers": "", "home": ".."}
    for example in knowledge.examples:
        assert f"code_{example.record.id}" in parsed(site / "topics" / example.record.topic / "index.html").ids, example.ref
    for ref, entry in knowledge.store.entries.items():
        if entry.owner in ("code", "moved"):
            continue  # the one has the pages of the topics, the other none
        room = rooms[knowledge.entry(entry.owner).kind]
        page = parsed((site / room / entry.owner / "index.html") if room != ".." else site / "index.html")
        assert ref == entry.owner or ref.partition(".")[2] in page.ids, ref


def test_code_and_what_it_illustrates_lead_to_each_other(site: Path) -> None:
    knowledge = cached(ROOT / "data")
    rooms = {"article": "articles", "tool": "tools", "topic": "topics"}
    for example in knowledge.examples:
        topic = (site / "topics" / example.record.topic / "index.html").read_text(encoding="utf-8")
        for listing in knowledge.listings_of(example):
            assert html.unescape(re.sub(r"<[^>]+>", "", topic)).count(listing.source.strip()) == 1, listing.file
        for ref in example.record.illustrates:
            owner, _, name = ref.partition(".")
            page = (site / rooms[knowledge.entry(owner).kind] / owner / "index.html").read_text(encoding="utf-8")
            assert f"#{name}" in topic and f"#code_{example.record.id}" in page, (example.ref, ref)


def test_each_page_has_one_h1_a_title_and_a_description(site: Path) -> None:
    titles = {}
    for file in html_files(site):
        page = parsed(file)
        assert page.headings.count(1) == 1, file
        assert page.title.strip() and page.meta["description"].strip(), file
        if file.name != "404.html":
            titles.setdefault(page.title, []).append(file)
    assert {title: files for title, files in titles.items() if len(files) > 1} == {}


def test_headings_come_in_order(site: Path) -> None:
    for file in html_files(site):
        levels = parsed(file).headings
        assert all(later <= earlier + 1 for earlier, later in zip(levels, levels[1:])), (file, levels)


def test_no_leftover_of_the_making(site: Path) -> None:
    for file in html_files(site):
        assert not re.search(r"<[^>]+ markdown\b", file.read_text(encoding="utf-8")), file
        text = " ".join(parsed(file).words)
        assert not re.search(r"\{\{|\}\}|\{%|%\}|\{ ?#|\{#|markdown=|\bUndefined\b", text), (file, re.search(r".{40}(\{\{|\{%|\{ ?#|markdown=|\bUndefined\b).{40}", text))


def test_text_is_not_escaped_twice(site: Path) -> None:
    for file in html_files(site):
        assert not re.search(r"&(amp|lt|gt|quot|#\d+);", " ".join(parsed(file).words)), file


def test_nothing_is_asked_of_another_host(site: Path) -> None:
    """Links lead out; what a page loads by itself stays here."""
    for file in html_files(site):
        for tag, reference in parsed(file).references:
            if tag != "a":
                assert not urlsplit(reference).netloc, (file, tag, reference)


def test_without_addresses_nothing_needs_them(site: Path) -> None:
    for file in html_files(site):
        page = parsed(file)
        assert "link canonical" not in page.meta, file
        assert "edit this page" not in file.read_text(encoding="utf-8").lower(), file


def test_with_addresses_they_are_used(published: Path) -> None:
    page = parsed(published / "tools" / "torchserve" / "index.html")
    assert page.meta["link canonical"] == "https://example.org/it/tools/torchserve/"
    assert ("a", "https://code.example.org/us/it/edit/main/data/tools/torchserve.yml") in page.references
    written = parsed(published / "method" / "index.html")
    assert ("a", "https://code.example.org/us/it/edit/main/docs/method.md") in written.references
    assert 'data-md-component="source"' not in (published / "index.html").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", ["tools/torchserve", "articles/v7-2023", "topics/deployment"])
def test_the_head_has_no_markup_of_ours(site: Path, name: str) -> None:
    page = parsed(site / name / "index.html")
    assert "`" not in page.title + page.meta["description"]


def test_other_sites_are_told_what_a_page_is(site: Path, published: Path) -> None:
    page = parsed(published / "tools" / "litert" / "index.html")
    assert page.meta["og:title"] == "LiteRT"
    assert page.meta["og:description"] == page.meta["description"]
    assert page.meta["og:url"] == "https://example.org/it/tools/litert/"
    assert page.meta["og:image"] == "https://example.org/it/assets/share.png" and (published / "assets" / "share.png").exists()
    assert parsed(published / "index.html").meta["og:title"] == "PyTorch or TensorFlow?"
    assert "og:title" not in parsed(site / "index.html").meta


def linked_data(file: Path) -> dict:
    return json.loads(re.search(r'<script type="application/ld\+json">(.*?)</script>', file.read_text(encoding="utf-8"))[1])


def test_machines_read_where_a_page_stands(published: Path) -> None:
    crumbs = linked_data(published / "tools" / "torch-nn" / "index.html")["itemListElement"]
    assert [(crumb["name"], crumb["item"].removeprefix("https://example.org/it/")) for crumb in crumbs] == [
        ("PyTorch or TensorFlow?", ""),
        ("Tools", "tools/"),
        ("torch.nn", "tools/torch-nn/"),
    ]
    assert linked_data(published / "index.html")["@type"] == "Dataset"
