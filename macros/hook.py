"""The few lines that MkDocs alone needs: refuse bad data, and add the pages that nobody writes.

While serving, nothing that fails ends the server: the last good state is shown, with what is wrong above it
(live.py). The package is imported where it is used, because its code may have been read anew since.
"""

from __future__ import annotations

import json
import logging
import re
import sys
from fnmatch import fnmatchcase
from pathlib import Path

from mkdocs.exceptions import Abort
from mkdocs.plugins import event_priority
from mkdocs.structure.files import File, InclusionLevel

ROOT = Path(__file__).resolve().parent.parent

log = logging.getLogger("mkdocs.hooks.data")
told = logging.getLogger("live")  # not one of MkDocs' own: a strict build counts what those say

# What the theme brings and no page of ours loads: its engine of search (ours is docs/assets/search.js) with the words of
# other languages, an icon that ours replaces, and maps that lead from its scripts and styles to their sources.
UNUSED = ("assets/javascripts/lunr/*", "assets/javascripts/workers/*", "assets/images/favicon.png", "assets/*.map")

_serving = False
_live = None
_moves = []  # of this build: asked for on every page


def on_startup(command, dirty):
    """Note whether this is a server, and where the package lies: MkDocs is a program of its own and forgets it after reading this file."""
    global _serving
    _serving = command == "serve"
    sys.path.insert(0, str(ROOT))


def data_folder(config) -> Path:
    """Return the folder of the data: beside mkdocs.yml, unless `extra.data` names another."""
    return Path(config.config_file_path).parent / config.extra.get("data", "data")


def _knowledge(config):
    from macros.check import cached

    return _live.knowledge if _live else cached(data_folder(config))


def _keep(key, make):
    return _live.keep(key, make) if _live else make()


def _renew(config) -> None:
    """While serving, read code and data anew and let macros and theme know how that went."""
    global _live
    from macros.live import Live

    live = _live or Live(ROOT, data_folder(config))
    live.renew()
    config.extra["live"] = _live = live


@event_priority(100)  # before the macros plugin takes the views
def on_config(config):
    """Refuse bad data before anything is built, and list topics and articles in the navigation."""
    from macros.pages import navigation
    from macros.problem import DataError

    try:
        if _serving:
            _renew(config)
        knowledge = _knowledge(config)
    except DataError as error:
        for problem in error.problems:
            log.error(str(problem))
        raise Abort(f"{len(error.problems)} problem(s) in the data; nothing was built") from None
    if not config.repo_url:
        config.edit_uri = None  # without a repository there is nothing to edit
    config.nav = navigation(knowledge, config.nav or [])
    return config


def on_files(files, config):
    """Leave out what nobody loads, and add the generated pages; their edit link leads to the data they are made from."""
    from macros.pages import pages

    global _moves
    _moves = _knowledge(config).moves
    for file in [file for file in files if any(fnmatchcase(file.src_uri, pattern) for pattern in UNUSED)]:
        files.remove(file)
    for path, stub in _keep("pages", lambda: pages(_knowledge(config))).items():
        inclusion = InclusionLevel.INCLUDED if stub.listed else InclusionLevel.NOT_IN_NAV
        file = File.generated(config, path, content=stub.markdown, inclusion=inclusion)
        file.edit_uri = f"../{stub.source}"
        files.append(file)
    return files


def on_page_markdown(markdown, page, config, files):
    """The heads of pages that nobody writes are escaped already: as markup they stay so where the theme escapes titles once more.
    Their records are found by our own list (see on_post_build), so the theme's search need not read them."""
    from markupsafe import Markup

    if page.file.generated_by:
        page.meta["search"] = {"exclude": True}
        page.meta.update({key: Markup(page.meta[key]) for key in ("title", "description")})


def on_page_content(html, page, config, files):
    """Keep what was published here and has moved. Where a page shows no table of contents, the theme's drawer lists its
    sections alone: it measures the place of each entry."""
    from macros.pages import built
    from macros.redirects import with_old_places

    html, problems = with_old_places(html, built(page.file.src_uri), _moves)
    for problem in problems:
        log.warning(f"{data_folder(config).name}/moved.yml:{problem}")
    if "toc" in page.meta.get("hide", ()):
        for section in (section for title in page.toc for section in title.children):
            section.children.clear()
    return html


def on_post_page(output, page, config):
    """Leave out how templates are indented, which is a twentieth of what is sent; text that is set as it stands keeps its lines."""
    parts = re.split(r"(<pre\b.*?</pre>)", output, flags=re.DOTALL)
    return "".join(part if part.startswith("<pre") else re.sub(r"\n\s+", "\n", part) for part in parts)


@event_priority(-100)  # after the search plugin has written its index
def on_post_build(config):
    """Write what stands beside the pages: what can be found, read only when somebody searches (docs/assets/search.js), and the data."""
    from macros.publish import files, site_address, write
    from macros.search import as_data, items, written

    folder = Path(config.site_dir) / "search"
    index = json.loads((folder / "search_index.json").read_text(encoding="utf-8"))
    found = _keep("items", lambda: list(items(_knowledge(config))))
    found += written(index["docs"], {item.at.partition("#")[0] for item in found})
    (folder / "index.json").write_text(json.dumps(as_data(found), ensure_ascii=False, separators=(",", ":")), encoding="utf-8")
    (folder / "search_index.json").write_text(json.dumps({**index, "docs": []}), encoding="utf-8")
    write(Path(config.site_dir), _keep("files", lambda: files(_knowledge(config), site_address(config.site_url or ""))))
    for problem in _live.problems if _live else ():
        told.warning(problem)
