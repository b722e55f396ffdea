"""What the tests read of a built page, and which of its links are broken; it needs neither pytest nor a browser."""

from __future__ import annotations

import re
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urldefrag, urljoin, urlsplit

from html5lib.constants import voidElements

# Tags that nothing ends, as the standard lists them; what ends in `/>` is ended by Python's parser.
VOID = voidElements
# Attributes that name elements of their page by id; `data-filters` is ours.
NAMING = {
    "for",
    "headers",
    "list",
    "form",
    "popovertarget",
    "aria-labelledby",
    "aria-describedby",
    "aria-controls",
    "aria-owns",
    "aria-details",
    "aria-errormessage",
    "aria-flowto",
    "data-filters",
}
LEADING = ("href", "src", "xlink:href", "action", "formaction", "poster", "data")
URL = re.compile(r"""url\(\s*["']?([^"')]+)|@import\s+["']([^"']+)""")


def addresses(style: str) -> list[str]:
    """Return the addresses that styles name."""
    return [address.strip() or imported for address, imported in URL.findall(style)]


class Page(HTMLParser):
    """What the tests look at in a page: ids, references, headings, head, text."""

    def __init__(self, text: str):
        super().__init__(convert_charrefs=True)
        self.ids: list[str] = []
        self.references: list[tuple[str, str]] = []
        self.named: list[tuple[str, str]] = []
        self.headings: list[int] = []
        self.meta: dict[str, str] = {}
        self.title = ""
        self.words: list[str] = []
        self._open: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list) -> None:
        values = {key: value or "" for key, value in attrs}
        if tag not in VOID:
            self._open.append(tag)
        if "id" in values:
            self.ids.append(values["id"])
        for name, value in values.items():
            if name in LEADING and (name != "data" or tag == "object"):
                self.references.append((tag, value))
            elif name == "srcset":
                self.references += [(tag, one.split()[0]) for one in value.split(",") if one.strip()]
            elif name in NAMING:
                self.named += [(name, one) for one in value.split()]
            elif "url(" in value:
                self.references += [(tag, address) for address in addresses(value)]
        if re.fullmatch("h[1-6]", tag):
            self.headings.append(int(tag[1]))
        if tag == "meta" and ("name" in values or "property" in values):
            self.meta[values.get("name") or values["property"]] = values.get("content", "")
        if tag == "link":
            self.meta[f"link {values.get('rel')}"] = values.get("href", "")

    def handle_endtag(self, tag: str) -> None:
        if tag in self._open:
            while self._open.pop() != tag:
                pass

    def handle_data(self, data: str) -> None:
        if "style" in self._open:
            self.references += [("style", address) for address in addresses(data)]
        if "title" in self._open and "head" in self._open:
            self.title += data
        if not {"script", "style"} & set(self._open):
            self.words.append(data)


@cache
def parsed(path: Path) -> Page:
    """Return what a page holds; each is read once."""
    return Page(path.read_text(encoding="utf-8"))


def html_files(site: Path) -> list[Path]:
    """Return all pages of a site, in a fixed order."""
    return sorted(site.rglob("*.html"))


def broken_links(site: Path, base: str = "/") -> list[str]:
    """Every reference inside the site that leads to no file or no id, as `file: reference`, from pages and from styles."""
    broken = []
    for file in html_files(site):
        page = parsed(file)
        here = base + file.relative_to(site).as_posix().removesuffix("index.html")
        broken += [f"{file.relative_to(site)}: {reference}" for _, reference in page.references if not leads_somewhere(site, base, here, reference)]
        broken += [f"{file.relative_to(site)}: {name} {one}" for name, one in page.named if one not in page.ids]
    for file in sorted(site.rglob("*.css")):
        name = file.relative_to(site).as_posix()
        broken += [f"{name}: {one}" for one in addresses(file.read_text(encoding="utf-8")) if not leads_somewhere(site, base, base + name, one)]
    return broken


def leads_somewhere(site: Path, base: str, here: str, reference: str) -> bool:
    """Whether a reference on the page at `here` leads to a file and id of the site, or out of it."""
    address, anchor = urldefrag(urljoin(f"https://site{here}", reference))
    parts = urlsplit(address)
    if parts.scheme not in ("http", "https") or parts.netloc != "site":
        return True
    target = site / unquote(parts.path).removeprefix(base).lstrip("/")
    target = target / "index.html" if target.is_dir() else target
    return target.is_file() and not (anchor and target.suffix == ".html" and unquote(anchor) not in parsed(target).ids)
