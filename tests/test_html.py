"""Every page is sound HTML as the standard has it: a browser mends what is not, each in its own way."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import html5lib
import pytest
from html5lib.constants import E

from .html_pages import html_files

HTML = "{http://www.w3.org/1999/xhtml}"
# What stands where a sentence stands, and may hold nothing else; and what makes a block of its own.
PHRASING = {
    "p", "h1", "h2", "h3", "h4", "h5", "h6", "span", "strong", "em", "b", "i", "s", "u", "code", "kbd", "samp", "var", "mark", "small", "sub", "sup", "abbr", "cite", "q",
    "dfn", "time", "label", "button", "pre", "output", "option",
}  # fmt: skip
FLOW = {
    "address", "article", "aside", "blockquote", "dd", "details", "dialog", "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4",
    "h5", "h6", "header", "hr", "li", "main", "menu", "nav", "ol", "p", "pre", "search", "section", "table", "ul",
}  # fmt: skip
CHILDREN = {
    "ul": {"li"}, "ol": {"li"}, "dl": {"dt", "dd", "div"}, "tr": {"td", "th"}, "thead": {"tr"}, "tbody": {"tr"}, "tfoot": {"tr"},
    "table": {"caption", "colgroup", "thead", "tbody", "tfoot", "tr"}, "select": {"option", "optgroup"},
}  # fmt: skip
PRESSED = {"a", "button", "summary"}  # what is pressed holds nothing else that is
INTERACTIVE = PRESSED | {"input", "select", "textarea", "label", "details", "iframe"}


@cache
def defects(file: Path) -> list[str]:
    """Return what is wrong with a page: what the standard's parser has to mend, and elements where they may not stand."""
    source = file.read_text(encoding="utf-8")
    parser = html5lib.HTMLParser(strict=False)
    tree = parser.parse(source)
    lines = source.splitlines()
    mended = [f"{E[name] % data} `{lines[line - 1].strip()[:160]}`" for (line, _), name, data in parser.errors]
    return mended + [f"`{inner}` stands in `{outer}`" for outer, inner in _misplaced(tree)]


def _misplaced(element: Any, sentence: str = "", pressed: str = "") -> Iterator[tuple[str, str]]:
    """Yield each element that may not stand where it does, with the one that forbids it."""
    name = _name(element)
    for inner in element:
        child = _name(inner)
        if not child:
            continue
        around, holder = (name if name in PHRASING else sentence), (name if name in PRESSED else pressed)
        if child not in CHILDREN.get(name, {child}):
            yield name, child
        if around and child in FLOW:
            yield around, child
        if holder and child in INTERACTIVE:
            yield holder, child
        yield from _misplaced(inner, around, holder)


def _name(element: Any) -> str:
    """Return the name of an element of HTML; nothing for comments and for what stands in a drawing."""
    return element.tag.removeprefix(HTML) if isinstance(element.tag, str) and element.tag.startswith(HTML) else ""


def test_every_page_is_sound(site: Path, published: Path) -> None:
    """Nothing is let pass: neither our templates nor the theme's need it today. Without addresses each kind of page lacks the same, so one of each is read."""
    bare = {page.relative_to(site).parts[:-2]: page for page in html_files(site)}
    files = [*html_files(published), *bare.values(), site / "404.html"]
    assert len(files) > 200 and len(bare) >= 5
    assert {file.as_posix(): found for file in files if (found := defects(file))} == {}


@pytest.mark.parametrize(("body", "message"), [
    ("<p>a<div>b</div></p>", "Unexpected end tag (p)"),
    ("<p>a</b></p>", "Unexpected end tag (b)"),
    ('<p id="a" id="b">a</p>', "Dropped duplicate attribute"),
    ("<p>a &bogus; b</p>", "Named entity expected"),
    ("<p>a &copy b</p>", "Named entity didn't end with ';'"),
    ("<p><b>a<i>b</b>c</i></p>", "End tag (b) violates"),
    ("<table><p>a</p></table>", "Unexpected start tag (p) in table"),
    ("<div><p>a", "Missing end tag (div)"),
    ("<a href=x>a <a href=y>b</a></a>", "Unexpected start tag (a)"),
    ("<br></br>", "Unexpected end tag (br)"),
    ("<div/>", "Trailing solidus not allowed on element div"),
    ("<span><div>a</div></span>", "`div` stands in `span`"),
    ("<h2><em><ul><li>a</li></ul></em></h2>", "`ul` stands in `em`"),
    ("<ul><div>a</div></ul>", "`div` stands in `ul`"),
    ("<dl><p>a</p></dl>", "`p` stands in `dl`"),
    ('<a href="x"><b><button>a</button></b></a>', "`button` stands in `a`"),
    ("<details><summary><a href=x>a</a></summary></details>", "`a` stands in `summary`"),
])  # fmt: skip
def test_a_defect_is_seen(tmp_path: Path, body: str, message: str) -> None:
    file = tmp_path / "index.html"
    whole = "<!doctype html>\n<html><head><title>a</title></head><body>\n{}\n</body></html>"
    file.write_text(whole.format("<div><p>a &amp; b <a href='x'><b>c</b></a></p><svg><a href='#'><text>d</text></a></svg></div>"), encoding="utf-8")
    assert defects(file) == []
    other = tmp_path / "other.html"
    other.write_text(whole.format(body), encoding="utf-8")
    assert any(message in found for found in defects(other)), defects(other)
