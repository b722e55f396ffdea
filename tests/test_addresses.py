"""An address that was published stays, or leads on: the list of all of them, and what `data/moved.yml` makes of those that are gone."""

from __future__ import annotations

import re
from pathlib import Path

import html5lib
import pytest
from playwright.sync_api import Browser

from macros.check import check
from macros.model import Move
from macros.redirects import relative, with_old_places

from .addresses import LIST, addresses, listed, main, pages, promise
from .conftest import DAY, MOMENT, ROOT, build, project_with, served
from .html_pages import broken_links, parsed


def vanished(known: list[str], site: Path) -> list[str]:
    """Return the addresses of the list at which nothing stands and from which nothing leads on.

    A page that leads on takes what stands after the `#` along, so its places have to be where it leads.
    """
    built, there = pages(site), addresses(site)
    files = {page: site / page / "index.html" for page in built}
    moved = {page: file for page, file in files.items() if 'http-equiv="refresh"' in file.read_text(encoding="utf-8")}

    def stands(address: str) -> bool:
        page, _, name = address.partition("#")
        if address in there or page not in moved:
            return address in there
        href = next(reference for tag, reference in parsed(moved[page]).references if tag == "a")
        to = (site / page / href.partition("#")[0]).resolve().relative_to(site.resolve()).as_posix()
        return f"{to}/#{name}" in there

    return [address for address in known if not stands(address)]


def test_no_address_has_vanished(site: Path) -> None:
    gone = vanished(listed(), site)
    assert not gone, "\n".join([
        f"{len(gone)} published addresses lead nowhere:", *gone[:50],
        "Give them back their old name, or add each to data/moved.yml with what leads on (`from: tools/old/`, `to: tools/new/`).",
        "One with a `*` is a section that a template heads: keep its id there.",
    ])  # fmt: skip


def test_the_list_is_whole_and_in_order(site: Path) -> None:
    """It may lag behind, but it is no stub: each page that people write is on it, and each kind of place."""
    known = listed()
    assert known == sorted(set(known)) and LIST.read_text(encoding="utf-8").endswith("\n")
    for one in (
        "method/",
        "topics/deployment/",
        "topics/serving/#server",
        "articles/v7-2023/#torchserve-faster-over-rest",
        "tools/torchserve/#archived",
        "topics/*/#findings_",
        "topics/training-loop/#code_training-loop",
    ):
        assert one in known, one
    assert len(known) > 2_500 and not any("__" in one for one in known)
    assert promise("topics/speed/", "claims_memory") == "topics/*/#claims_*" and promise("method/", "dates") == "method/#dates"
    assert {one for one in addresses(site) if one.startswith("numbers/#") and one.endswith("-title")} == set()


def test_the_list_only_grows(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tests.addresses.LIST", tmp_path / "list.txt")
    for name, text in (("a", '<h1 id="b">B</h1><i id="__c"></i><i id="d_e"></i>'), ("f", "")):
        (tmp_path / "site" / name).mkdir(parents=True)
        (tmp_path / "site" / name / "index.html").write_text(text, encoding="utf-8")
        main(tmp_path / "site")
        (tmp_path / "site" / name / "index.html").unlink()
    assert (tmp_path / "list.txt").read_text(encoding="utf-8") == "a/\na/#b\na/#d_*\nf/\n"


# --- what has moved -----------------------------------------------------------------------------------------------

MOVED = """\
moved:
  - {from: tools/older/, to: tools/old-server/}
  - {from: "tools/older/#ended", to: "tools/old-server/#archived"}
  - {from: very/deep/page/, to: "topics/serving/#server"}
  - {from: "topics/serving/#servers", to: "topics/serving/#server"}
  - {from: "topics/serving/#elsewhere", to: "tools/old-server/#archived"}
  - {from: "tools/older/#left", to: topics/serving/}
  - {from: "topics/serving/#nothing-in-particular", to: topics/serving/}
  - {from: "articles/paper-2023/#claimed", to: "articles/paper-2023/#both-serve"}
  - {from: "decide/#old-heading", to: "decide/#questions_"}
"""
PUBLISHED = [
    "tools/older/", "tools/older/#ended", "tools/older/#archived", "tools/older/#left", "very/deep/page/", "topics/serving/", "topics/serving/#servers",
    "topics/serving/#elsewhere", "topics/serving/#nothing-in-particular", "articles/paper-2023/#claimed", "decide/#old-heading", "topics/*/#findings_",
]  # fmt: skip


@pytest.fixture(scope="module")
def moved(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample's site, where some addresses have moved."""
    project = project_with(tmp_path_factory.mktemp("moved") / "project", ROOT / "tests" / "sample")
    (project / "data" / "moved.yml").write_text(MOVED, encoding="utf-8")
    return build(project / "site", project, SOURCE_DATE_EPOCH=MOMENT, SITE_URL="https://example.org/it/")


def test_what_has_moved_leads_on(moved: Path) -> None:
    assert vanished(PUBLISHED, moved) == []
    assert broken_links(moved, "/it/") == []


def test_what_has_vanished_is_told(moved: Path) -> None:
    gone = ["tools/gone/", "tools/gone/#a", "tools/older/#gone", "topics/serving/#gone", "topics/*/#gone_"]
    assert vanished([*PUBLISHED, *gone], moved) == gone


def test_an_old_id_stands_where_html_lets_it(moved: Path) -> None:
    """An empty element in the text of the new place, or a line at the end of the page that it left."""
    found = {}
    for page in ("topics/serving", "articles/paper-2023", "tools/old-server", "decide"):
        for tag, holder in re.findall(r"(<\w+[^<]*>)<span id=\"([\w-]+)\"></span>", (moved / page / "index.html").read_text(encoding="utf-8")):
            found[holder] = re.match(r"<(\w+)", tag)[1]
    assert found == {"servers": "th", "nothing-in-particular": "h1", "claimed": "li", "ended": "p", "old-heading": "h2"}
    for page, line in (
        ("topics/serving", '<p class="meta" id="elsewhere">What stood here has moved: <a href="../../tools/old-server/#archived">tools/old-server/#archived</a></p>'),
        ("tools/old-server", '<p class="meta" id="left">What stood here has moved: <a href="../../topics/serving/">topics/serving/</a></p>'),
    ):
        html = (moved / page / "index.html").read_text(encoding="utf-8")
        assert html.count(line.split(">")[0]) == 1 and re.sub(r"&#(\d+);", lambda found: chr(int(found[1])), html).count(line) == 1


def test_a_page_that_leads_on_is_sound(moved: Path) -> None:
    text = (moved / "very" / "deep" / "page" / "index.html").read_text(encoding="utf-8")
    html5lib.HTMLParser(strict=True).parse(text)
    page = parsed(moved / "very" / "deep" / "page" / "index.html")
    assert page.meta["robots"] == "noindex" and page.title and page.headings == [1]
    assert page.meta["link canonical"] == "https://example.org/it/topics/serving/#server"
    assert [reference for tag, reference in page.references if tag == "a"] == ["../../../topics/serving/#server"]
    assert "very/" not in (moved / "sitemap.xml").read_text(encoding="utf-8")


@pytest.mark.parametrize("script", [True, False], ids=["with script", "without"])
def test_a_visitor_arrives(moved: Path, browser: Browser, script: bool) -> None:
    with served(moved) as address:
        context = browser.new_context(base_url=address, java_script_enabled=script)
        page = context.new_page()
        for old, new in (("/very/deep/page/", "/topics/serving/#server"), ("/tools/older/#ended", f"/tools/old-server/{'#ended' if script else ''}")):
            page.goto(old)
            page.wait_for_url(f"**{new}")
        context.close()


HTML = {
    "a row": ('<table><tbody><tr class="a" id="new"><th>x</th></tr></tbody></table>', '<table><tbody><tr class="a" id="new"><th><span id="old"></span>x</th></tr></tbody></table>'),
    "a fold": ('<details id="new"><summary>x</summary></details>', '<details id="new"><summary><span id="old"></span>x</summary></details>'),
    "a list of terms": ('<dl><div id="new"><dt>x</dt></div></dl>', '<dl><div id="new"><dt><span id="old"></span>x</dt></div></dl>'),
    "a sign in an attribute": ('<h2>w</h2><h2 title="a > b" id="new">x</h2>', '<h2>w</h2><h2 title="a > b" id="new"><span id="old"></span>x</h2>'),
    "nothing that holds text": ('<div id="new"></div>', '<span id="old"></span><div id="new"></div>'),
}  # fmt: skip


@pytest.mark.parametrize("case", HTML)
def test_the_place_of_an_old_id(case: str) -> None:
    before, after = HTML[case]
    assert with_old_places(before, "p/", [Move.model_validate({"from": "p/#old", "to": "p/#new"})]) == (after, [])
    html5lib.HTMLParser(strict=True).parse(f"<!doctype html><title>x</title>{after}")


def test_what_only_the_page_shows_to_be_wrong() -> None:
    lines = {"__lines__": {"": 2, "from": 2, "to": 3}}
    moves = [Move.model_validate({"from": source, "to": to, **lines}) for source, to in (("p/#old", "p/#none"), ("p/#there", "q/"), ("r/", "p/#none"))]
    assert with_old_places('<h1 id="there">x</h1>', "p/", moves)[1] == [
        "3: there is no place `p/#none`; correct it", "3: there is no place `p/#none`; correct it", "2: `p/#there` is there, so it has not moved; delete this entry",
    ]  # fmt: skip


def test_a_place_of_a_page_that_moved_stands_where_the_page_went() -> None:
    """And of two pages that moved each takes its own places along."""
    pairs = [("old/", "p/"), ("old/#a", "p/#new"), ("other/", "q/"), ("other/#b", "q/#new"), ("p/#c", "q/#there")]
    moves = [Move.model_validate({"from": source, "to": to}) for source, to in pairs]
    html, wrong = with_old_places('<h1 id="new">x</h1>', "p/", moves)
    assert html.startswith('<h1 id="new"><span id="a"></span>x</h1>') and 'id="b"' not in html and html.count('id="c"') == 1
    assert wrong == []  # what is wrong with another page is seen there


def test_what_only_a_built_page_can_tell_is_left_to_it(sample: Path) -> None:
    (sample.parent / "docs").mkdir()
    (sample.parent / "docs" / "method.md").write_text("# Method\n", encoding="utf-8")
    entries = "".join(f"  - {{from: tools/older-{number}/, to: '{to}'}}\n" for number, to in enumerate(["method/#dates", "#state", "decide/#how", "topics/serving/#findings_"]))
    (sample / "moved.yml").write_text(f"moved:\n{entries}", encoding="utf-8")
    assert [move.to for move in check(sample, DAY).moves] == ["method/#dates", "#state", "decide/#how", "topics/serving/#findings_"]


def test_the_way_from_page_to_page() -> None:
    assert [relative(*way) for way in (("a/b/", "a/c/#d"), ("a/b/", ""), ("", "a/"), ("a/", "a/#b"))] == ["../c/#d", "../../", "a/", "./#b"]
