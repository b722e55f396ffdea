"""The site as plain Markdown: what an engine, such as Zensical, builds that knows neither our macros nor our hook."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Mapping
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import yaml
from jinja2 import Environment, StrictUndefined

from .knowledge import Knowledge
from .pages import built, files_address, navigation, pages
from .views import as_macros

THEME = "theme"  # the folder of what we change in the theme
_LINK = re.compile(r'(<a href=")(?![a-z]+:|[#/])([^"]+)')
_FRONT = re.compile(r"\A(---\n.*?\n---\n)(.*)\Z", re.DOTALL)


def project(knowledge: Knowledge, root: Path, environment: Mapping[str, str]) -> dict[str, str]:
    """Return the texts of a project that needs no macros, by their path in it: mkdocs.yml, and all pages below docs.

    `root` is the folder of our own mkdocs.yml and docs; what else stands in docs, and the theme, is to be copied beside.
    """
    config = settings((root / "mkdocs.yml").read_text(encoding="utf-8"), environment)
    written = {path.relative_to(root / "docs").as_posix(): path.read_text(encoding="utf-8") for path in sorted((root / "docs").rglob("*.md"))}
    plain = {f"docs/{path}": text for path, text in markdown(knowledge, written, config).items()}
    return plain | {"mkdocs.yml": yaml.safe_dump(without_macros(knowledge, config), allow_unicode=True, sort_keys=False)}


def markdown(knowledge: Knowledge, written: Mapping[str, str], config: Mapping[str, Any]) -> dict[str, str]:
    """Return the Markdown of all pages by their path below docs, those that people write and the generated ones, with nothing left to render."""
    jinja = Environment(undefined=StrictUndefined)
    jinja.globals.update(as_macros(knowledge, files_address(config.get("repo_url"), config.get("edit_uri"))))
    sources = {**written, **{path: stub.markdown for path, stub in pages(knowledge).items()}}
    return {path: _rendered(jinja, path, text, config) for path, text in sources.items()}


def _rendered(jinja: Environment, path: str, text: str, config: Mapping[str, Any]) -> str:
    """Render what stands below the front matter, as mkdocs-macros does."""
    front, body = found.groups() if (found := _FRONT.match(text)) else ("", text)
    page = SimpleNamespace(file=SimpleNamespace(src_uri=path))
    return front + from_source(path, jinja.from_string(body).render(page=page, config=config))


def from_source(path: str, body: str) -> str:
    """Return Markdown whose links in HTML lead on from its own file, as Zensical reads them; for MkDocs they lead on from the built page."""

    def turned(found: re.Match) -> str:
        target = posixpath.join(built(path), found[2])
        return found[1] + posixpath.relpath(target, posixpath.dirname(path) or ".") + "/" * target.endswith("/")

    return _LINK.sub(turned, body)


class _Settings(yaml.SafeLoader):
    """YAML in which `!ENV [NAME, default]` is read from `environment`, as MkDocs does."""

    environment: Mapping[str, str] = {}


def _from_environment(loader: _Settings, node: yaml.SequenceNode) -> Any:
    name, default = loader.construct_sequence(node)
    return loader.environment.get(name, default)


_Settings.add_constructor("!ENV", _from_environment)


def settings(text: str, environment: Mapping[str, str]) -> dict[str, Any]:
    """Return what mkdocs.yml says in an environment."""
    loader = _Settings(text)
    loader.environment = environment
    return loader.get_single_data()


def without_macros(knowledge: Knowledge, config: Mapping[str, Any]) -> dict[str, Any]:
    """Return settings that do without macros and hook: the navigation is written out, and the theme's folder lies beside."""
    unlisted = [path for path, stub in pages(knowledge).items() if not stub.listed]
    return {
        **{key: value for key, value in config.items() if key not in ("edit_uri", "hooks", "watch")},
        "theme": {**config["theme"], "custom_dir": THEME, "variant": "classic"},  # the look of Material, where Zensical would bring a new one
        "plugins": [plugin for plugin in config["plugins"] if "macros" not in plugin],
        "nav": navigation(knowledge, config["nav"]),
        "not_in_nav": "".join(f"/{path}\n" for path in unlisted),
    }
