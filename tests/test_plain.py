"""Plain Markdown: what a page calls is written out, its head stays, and the settings do without macros and hook."""

from __future__ import annotations

import pytest
from jinja2 import UndefinedError

from macros.check import check
from macros.knowledge import Knowledge
from macros.plain import from_source, markdown, settings, without_macros

from .conftest import DAY, ROOT

HEAD = '---\ntitle: "A {{ title }}"\n---\n'


@pytest.fixture(scope="module")
def knowledge() -> Knowledge:
    return check(ROOT / "tests" / "sample", DAY)


def test_what_a_page_calls_is_written_out(knowledge: Knowledge) -> None:
    written = {"deep/one.md": HEAD + '\n{{ term("model-serving") }}{% if config.repo_url %} {{ config.repo_url }}{% endif %}', "two.md": "# Two"}
    made = markdown(knowledge, written, {"repo_url": "https://code.example.org/us", "edit_uri": "edit/main/docs/"})
    assert made["deep/one.md"] == HEAD + "\n[model serving](../glossary.md#model-serving) https://code.example.org/us"
    assert made["two.md"] == "# Two"
    assert "A server for models." in made["tools/old-server.md"] and made["tools/old-server.md"].startswith("---\nas_data:")
    assert "https://code.example.org/us/blob/main/" in made["tools/old-server.md"]


def test_a_name_that_is_not_known_is_refused(knowledge: Knowledge) -> None:
    with pytest.raises(UndefinedError):
        markdown(knowledge, {"one.md": "{{ term_of }}"}, {})


@pytest.mark.parametrize(("path", "link", "turned"), [
    ("data.md", "v1/all.json", "data/v1/all.json"),
    ("tools/lives.md", "../torch/", "torch/"),
    ("tools/index.md", "torch/", "torch/"),
    ("index.md", "data/", "data/"),
    ("data.md", "#here", "#here"),
    ("data.md", "/data/", "/data/"),
    ("data.md", "https://example.org/", "https://example.org/"),
])  # fmt: skip
def test_links_in_html_lead_on_from_the_file(path: str, link: str, turned: str) -> None:
    assert from_source(path, f'see <a href="{link}">it</a>') == f'see <a href="{turned}">it</a>'


def test_settings_do_without_macros_and_hook(knowledge: Knowledge) -> None:
    text = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    config = settings(text, {"SITE_URL": "https://example.org/"})
    assert (config["site_url"], config["repo_url"]) == ("https://example.org/", "")
    made = without_macros(knowledge, config)
    assert not made.keys() & {"hooks", "edit_uri"} and [list(plugin) for plugin in made["plugins"]] == [["search"]]
    assert {"Topics": ["topics/index.md", {"Ship": ["topics/serving.md"]}]} in made["nav"]
    assert {"Articles": ["articles/index.md", "articles/paper-2023.md"]} in made["nav"]
    assert made["not_in_nav"].splitlines() == ["/tools/old-server.md", "/tools/pytorch.md", "/tools/tensorflow.md", "/decide/use-pytorch.md", "/decide/use-tensorflow.md"]
    assert config["nav"] == settings(text, {})["nav"]  # what is handed in stays as it is
