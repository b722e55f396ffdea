"""What a visitor loads: budgets in bytes as they travel, and nothing published that nobody asks for. `make weight` prints the figures."""

from __future__ import annotations

import gzip
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

from .html_pages import html_files

KB = 1024
BUDGETS = {
    "a topic": 20 * KB,
    "a tool": 20 * KB,
    "a decision": 20 * KB,
    "any page": 60 * KB,
    "our styles": 8 * KB,
    "our scripts": 12 * KB,
    "search before the first result": 150 * KB,
}
ROOMS = {"topics": "a topic", "tools": "a tool", "decide": "a decision"}
ENGINE = "assets/vendor/minisearch.js"


def weight(path: Path) -> int:
    """Return how many bytes of a file travel."""
    return len(gzip.compress(path.read_bytes(), 9, mtime=0))


def loads(site: Path) -> Iterator[tuple[str, str, int]]:
    """Yield (budget, what, its weight) for everything that has a budget."""
    for file in html_files(site):
        page = file.relative_to(site).as_posix().removesuffix("index.html")
        yield "any page", page, weight(file)
        if re.fullmatch(r"(topics|tools)/[^/]+/|decide/([^/]+/)?", page) and page != "tools/lives/":
            yield ROOMS[page.split("/")[0]], page, weight(file)
    for budget, names in {
        "our styles": ["assets/site.css"],
        "our scripts": ["assets/site.js", "assets/search.js"],
        "search before the first result": ["search/index.json", ENGINE, "assets/search.js"],
    }.items():
        yield budget, " + ".join(names), sum(weight(site / name) for name in names)


def table(rows: Iterable[tuple[str, str, int]]) -> str:
    """Return loads as lines, the heaviest of a budget first."""
    order = list(BUDGETS)
    rows = sorted(rows, key=lambda row: (order.index(row[0]), -row[2]))
    return "\n".join(f"{size:8} of {BUDGETS[budget]:6}  {'!' if size > BUDGETS[budget] else ' '} {budget}: {what}" for budget, what, size in rows)


def heaviest(rows: list[tuple[str, str, int]], number: int) -> list[tuple[str, str, int]]:
    """Return the heaviest loads of each budget."""
    return [row for budget in BUDGETS for row in sorted((row for row in rows if row[0] == budget), key=lambda row: -row[2])[:number]]


@pytest.mark.parametrize("budget", BUDGETS)
def test_everything_keeps_its_budget(published: Path, budget: str) -> None:
    rows = [row for row in loads(published) if row[0] == budget]
    print("", table(heaviest(rows, 5)), sep="\n")
    over = [row for row in rows if row[2] > BUDGETS[budget]]
    assert rows and not over, f"too heavy (bytes with gzip):\n{table(over)}"


def test_what_is_too_heavy_is_told(tmp_path: Path) -> None:
    for name in ("topics/light/index.html", "topics/heavy/index.html", "assets/site.css", "assets/site.js", "assets/search.js", ENGINE, "search/index.json"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("" if "heavy" not in name else " ".join(map(str, range(12_000))), encoding="utf-8")
    over = [row for row in loads(tmp_path) if row[2] > BUDGETS[row[0]]]
    assert [(budget, what) for budget, what, _ in over] == [("a topic", "topics/heavy/")]
    assert re.fullmatch(r" +\d+ of  20480  ! a topic: topics/heavy/", table(over))


# --- nothing in vain ----------------------------------------------------------------------------------------------


def unread(site: Path) -> set[str]:
    """Return the files below assets/ that no page, no style and no script loads; a map of sources is loaded by nobody who reads."""
    waiting = {name for file in html_files(site) for name in re.findall(r"\bassets/[\w./-]+", file.read_text(encoding="utf-8"))}
    read: set[str] = set()
    while waiting:
        name = waiting.pop()
        if name in read or not (site / name).is_file():
            continue
        read.add(name)
        if name.endswith((".css", ".js")):
            text = re.sub(r"[#@] sourceMappingURL=\S+", "", (site / name).read_text(encoding="utf-8"))
            near = (site / name).parent.relative_to(site).as_posix()
            waiting |= {f"{near}/{found}" for found in re.findall(r"[\w-][\w./-]*\.\w+", text)} | set(re.findall(r"\bassets/[\w./-]+", text))
    licences = {name.removesuffix(".js") + ".LICENSE.txt" for name in read}  # has to be where the code is
    return {file.relative_to(site).as_posix() for file in (site / "assets").rglob("*") if file.is_file()} - read - licences


def test_nothing_is_published_that_nobody_loads(published: Path) -> None:
    assert unread(published) == set(), "add it to UNUSED in macros/hook.py, or to exclude_docs in mkdocs.yml if it is ours"


def test_what_nobody_loads_is_seen(tmp_path: Path) -> None:
    texts = {
        "index.html": '<script src="../assets/a.js"></script><script>{"search": "assets/work.js?x/unused.js"}</script>',
        "assets/a.js": 'load("vendor/b.js")\n//# sourceMappingURL=a.js.map',
        "assets/vendor/b.js": "",
        "assets/vendor/b.LICENSE.txt": "",
        "assets/work.js": "",
        "assets/a.js.map": "",
        "assets/x/unused.js": 'load("c.js")',
        "assets/x/c.js": "",
    }
    for name, text in texts.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    assert unread(tmp_path) == {"assets/a.js.map", "assets/x/unused.js", "assets/x/c.js"}


def test_there_are_no_fonts(published: Path) -> None:
    """Each reader's system has them."""
    assert [file for file in published.rglob("*") if file.suffix in (".woff", ".woff2", ".ttf", ".otf", ".eot")] == []
    for file in [*published.rglob("*.css"), *html_files(published)]:
        assert "@font-face" not in file.read_text(encoding="utf-8"), file
