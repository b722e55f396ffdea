"""Text from data shows as it was written, whatever it holds."""

from __future__ import annotations

import html
import re

import markdown
import pytest
from jinja2 import Environment

from macros.text import attribute, attribute_in_markdown, marked, plain, rich, without_code

from .hostile import EVERY


def shown(source: str) -> str:
    """What a reader sees of Markdown that is rendered as a page is: by Jinja only around it, then by Markdown."""
    page = Environment().from_string("{{ text }}").render(text=source)
    result = markdown.markdown(page, extensions=["attr_list", "md_in_html", "tables", "toc", "def_list", "footnotes", "abbr"])
    assert not re.search(r"<(?!/?(p|div|code|span)\b)", result), result
    return html.unescape(re.sub(r"<[^>]+>", "", result)).strip()


@pytest.mark.parametrize("payload", EVERY)
@pytest.mark.parametrize("frame", ["{}", "<div markdown>\n\n{}\n\n</div>", '<div markdown="span">{}</div>'], ids=["paragraph", "block", "inline"])
def test_text_shows_as_it_is_written(payload: str, frame: str) -> None:
    assert shown(frame.format(plain(payload))) == " ".join(payload.split())


@pytest.mark.parametrize("payload", EVERY)
@pytest.mark.parametrize("element", ['<p title="{}">x</p>', '<div markdown="block" title="{}">\nx\n</div>'], ids=["raw", "read"])
def test_text_stays_inside_an_attribute(payload: str, element: str) -> None:
    escape = attribute_in_markdown if "markdown" in element else attribute
    result = markdown.markdown(element.format(escape(payload)), extensions=["md_in_html"])
    title = re.fullmatch(r'<(p|div) title="([^"<>]*)">\s*(<p>)?x(</p>)?\s*</(p|div)>', result)
    assert title and html.unescape(title[2]) == " ".join(payload.replace("`", "").split())


@pytest.mark.parametrize("payload", EVERY)
def test_text_in_a_file_of_markdown_shows_as_it_is_written(payload: str) -> None:
    result = markdown.markdown(marked(payload))
    assert not re.search(r"<(?!/?(p|code)\b)", result), result
    assert html.unescape(re.sub(r"<[^>]+>", "", result)).replace("`", "") == " ".join(payload.replace("`", "").split())


@pytest.mark.parametrize("payload", EVERY)
def test_text_holds_no_jinja(payload: str) -> None:
    assert not re.search(r"\{[{%#]", plain(payload))


def test_text_does_not_end_a_cell_of_a_markdown_table() -> None:
    table = markdown.markdown(f"a | b\n--- | ---\n{plain('x | y')} | z", extensions=["tables"])
    assert table.count("<td>") == 2 and "<td>x &#124; y</td>" in table


def test_backticks_are_code() -> None:
    assert markdown.markdown(str(rich("Use `tf.function` or `a < b`."))) == "<p>Use <code>tf.function</code> or <code>a &#60; b</code>.</p>"


def test_a_lone_backtick_is_text() -> None:
    assert rich("7 % of 3") == "7&#160;% of 3"
    assert shown(str(rich("a ` b"))) == "a ` b"
    assert shown(str(rich("`a` b ` c"))) == "a b ` c"


def test_backticks_do_not_reach_titles() -> None:
    assert without_code("`torch.compile`") == "torch.compile"
