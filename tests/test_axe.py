"""axe, best-practice rules included, on a page of every type: wide and on a phone, in both palettes."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from .browser import PAGES

WIDE, PHONE = 1280, 360
LIGHT, DARK = "default", "slate"
COLOURS = {"runOnly": {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}}  # nothing else of a page is another in the dark


def everything(width: int) -> dict:
    """All rules; the size of what is hit is off unless asked for, and on a wide page takes for small what the sidebar's edge cuts."""
    return {"rules": {"target-size": {"enabled": width == PHONE}}}


def violations(page: Page, options: dict) -> list[tuple[str, list[str]]]:
    found = Axe().run(page, options={"resultTypes": ["violations"], **options}).response["violations"]
    return [(violation["id"], [node["html"][:150] for node in violation["nodes"]][:4]) for violation in found]


@pytest.mark.parametrize("path", PAGES.values(), ids=PAGES)
def test_axe_finds_nothing(visit, path: str) -> None:
    watched = visit(path, color_scheme="light", viewport={"width": WIDE, "height": 800}, reduced_motion="reduce")  # no colour is caught half way
    page = watched.page
    for width, schemes in ((WIDE, (LIGHT, DARK)), (PHONE, (DARK, LIGHT))):
        page.set_viewport_size({"width": width, "height": 800})
        for scheme in schemes:
            if page.locator("body").get_attribute("data-md-color-scheme") != scheme:
                page.locator(f"label[title='Switch to {'dark' if scheme == DARK else 'light'}']").click()
            assert page.locator("body").get_attribute("data-md-color-scheme") == scheme
            found = violations(page, everything(width) if scheme == LIGHT else COLOURS)
            assert (width, scheme, found) == (width, scheme, [])
        assert page.evaluate("document.documentElement.scrollWidth") <= width
    watched.calm()
