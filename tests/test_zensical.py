"""The same site under another engine: Zensical builds the plain Markdown, and what differs is listed here with its reason."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fnmatch import fnmatchcase
from pathlib import Path
from urllib.parse import urljoin

import pytest

from .conftest import run
from .html_pages import Page, broken_links

ADDRESSES = {"REPO_URL": "https://code.example.org/us/it", "SITE_URL": "https://example.org/it/"}

# All that may differ, as `what: which` with `*` for anything, and why. What differs no longer has to go.
DIFFERENT = {
    "file missing: search/*": "our search speaks to the worker of Material's search; Zensical has a search of its own, which forgives slips and finds other names, by headings",
    "file added: search.json": "the index of Zensical's search",
    "file missing: sitemap.xml.gz": "Zensical writes the sitemap uncompressed alone",
    "file missing: assets/javascripts/*": "the theme's own scripts",
    "file added: assets/javascripts/*": "the theme's own scripts",
    "file added: assets/images/favicon.png": "the theme's own icon, which our hook leaves out",
    "file missing: assets/stylesheets/*": "the theme's own styles",
    "file added: assets/stylesheets/*": "the theme's own styles",
    "id added: __skip": "Zensical's link that skips to the content has its own anchor",
    "link missing: https://code.example.org/us/it/edit/main/*": "the pencil at the top of a page; a generated page is edited in data/, and only our hook can say where",
    "head missing: generator = mkdocs*": "the name of the engine",
    "head added: generator = zensical*": "the name of the engine",
}


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The real site as plain Markdown, built by Zensical, with the data written beside."""
    folder = tmp_path_factory.mktemp("zensical") / "project"
    run("macros", "plain", str(folder), **ADDRESSES)
    said = run("zensical", "build", "--strict", folder=folder, **ADDRESSES)
    assert "No issues found" in said
    run("macros", "export", str(folder / "site"), **ADDRESSES)
    return folder


def facts(site: Path, name: str) -> dict[str, set[str]]:
    """Return what a page says of itself, shows and names, whatever the theme around it and the layout of its HTML."""
    text = (site / name).read_text(encoding="utf-8")
    head, article = Page(text[: text.index("<body")]), Page(text[text.index("<article") : text.index("</article>")])
    said = {key: urljoin(f"https://site/{name}", value) if key.startswith("link ") else value for key, value in head.meta.items()}
    return {
        "id": set(article.ids),
        "link": {urljoin(f"https://site/{name}", reference) for _, reference in article.references},
        "words": {f"{name}: {''.join(''.join(article.words).split())}"},
        "head": {f"{key} = {value}" for key, value in said.items()} | {f"title = {' '.join(head.title.split())}"},
    }


def differences(ours: Path, theirs: Path) -> Iterator[str]:
    """Yield what one site has and the other has not, as `what: which`."""
    mine, other = ({path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file()} for site in (ours, theirs))
    yield from (f"file missing: {name}" for name in mine - other)
    yield from (f"file added: {name}" for name in other - mine)
    for name in sorted(name for name in mine & other if name.endswith(".html")):
        here, there = facts(ours, name), facts(theirs, name)
        for what in here:
            yield from (f"{what} missing: {one}" for one in here[what] - there[what])
            yield from (f"{what} added: {one}" for one in there[what] - here[what])


def test_the_same_site_but_for_what_is_listed(published: Path, project: Path) -> None:
    found = set(differences(published, project / "site"))
    assert sorted(one for one in found if not any(fnmatchcase(one, known) for known in DIFFERENT)) == []
    assert [known for known in DIFFERENT if not any(fnmatchcase(one, known) for one in found)] == []


def test_every_link_of_it_leads_somewhere(project: Path) -> None:
    assert broken_links(project / "site", "/it/") == []


def test_no_macro_is_left_in_the_plain_markdown(project: Path) -> None:
    for file in (project / "docs").rglob("*.md"):
        assert not re.search(r"\{\{|\{%", file.read_text(encoding="utf-8")), file
