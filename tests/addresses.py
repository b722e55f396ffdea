"""The addresses that were published: `python -m tests.addresses SITE` adds those of a built site to `tests/addresses.txt`.

The list only grows, and may lag behind: what it names has to stay, or lead on by `data/moved.yml`.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path

from macros.pages import ROOMS

from .html_pages import html_files, parsed

LIST = Path(__file__).with_name("addresses.txt")
_RECORD = re.compile(r"(code_)?[a-z0-9]+(--?[a-z0-9]+)*")
_ROOM = re.compile(rf"({'|'.join(ROOMS.values())})/[^/]+/$")


def pages(site: Path) -> dict[str, set[str]]:
    """Return the ids of each page by its address below the site; the page for what is not found has no address."""
    return {file.relative_to(site).as_posix().removesuffix("index.html"): set(parsed(file).ids) - _spoken(file) for file in html_files(site) if file.name == "index.html"}


def _spoken(file: Path) -> set[str]:
    """Return the ids that only lend an element its name for those who listen."""
    return {name for names in re.findall(r'\baria-(?:labelled|described)by="([^"]*)"', file.read_text(encoding="utf-8")) for name in names.split()}


def promise(page: str, name: str) -> str:
    """Return the address that an id makes: its own where it belongs to a record or to a heading that somebody wrote.

    An id with an underscore heads a section that a template makes and that comes and goes with what stands in it: it is
    promised for the kind of page, `topics/*/#findings_`, not for each.
    """
    if _RECORD.fullmatch(name):
        return f"{page}#{name}"
    kind, _, rest = name.partition("_")
    return _ROOM.sub(r"\1/*/", page) + f"#{kind}_{'*' if rest else ''}"


def addresses(site: Path) -> set[str]:
    """Return all addresses of a built site: pages, and the places on them that are ours to name."""
    found = pages(site)
    return {page for page in found if page} | {promise(page, name) for page, names in found.items() for name in names if not name.startswith("__")}


def listed() -> list[str]:
    return LIST.read_text(encoding="utf-8").splitlines()


def main(site: Path) -> None:
    """Add the addresses of a built site to the list."""
    known = set(listed()) if LIST.exists() else set()
    everything = known | addresses(site)
    LIST.write_text("".join(f"{address}\n" for address in sorted(everything)), encoding="utf-8", newline="")
    print(f"{len(everything)} addresses, {len(everything - known)} of them new")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
