"""How long a search takes, from the last key to the results in the box, at today's size and at ten times the data.

`make bench-search` prints the medians; nothing is asserted. The tenfold index is made up (grown.py).
"""

from __future__ import annotations

import json
import random
import shutil
import statistics
import tempfile
from pathlib import Path

import yaml
from playwright.sync_api import Page, sync_playwright

from .browser import FLAGS, chromium
from .conftest import ROOT, build, served
from .grown import search_index

TIMER = """() => {
    const list = document.querySelector(".md-search-result__list");
    const box = document.querySelector(".md-search__input");
    window.times = [];
    let pressed = 0;
    box.addEventListener("keydown", () => { pressed = performance.now(); }, true);
    new MutationObserver(() => { if (pressed) window.times.push(performance.now() - pressed); pressed = 0; }).observe(list, { childList: true });
}"""


def measure(page: Page, queries: list[str]) -> list[float]:
    """Return for each query the milliseconds from its last key to the results."""
    page.goto("/")
    page.keyboard.press("/")
    page.keyboard.type("pytorch")
    page.locator(".md-search-result__link").first.wait_for(timeout=60_000)
    page.evaluate(TIMER)
    box, taken = page.locator(".md-search__input"), []
    for query in queries:
        box.fill(query[:-1])
        page.wait_for_timeout(400)
        seen = page.evaluate("window.times.length")
        page.keyboard.press("End")
        page.keyboard.type(query[-1])
        page.wait_for_function("seen => window.times.length > seen", arg=seen, timeout=10_000)
        taken.append(page.evaluate("window.times.at(-1)"))
    return taken


def main() -> None:
    queries = [query["q"] for query in yaml.safe_load((ROOT / "tests" / "queries.yml").read_text(encoding="utf-8"))]
    queries = random.Random(0).sample(queries, 60)
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        site = build(Path(folder) / "site")
        file = site / "search" / "index.json"
        today = json.loads(file.read_text(encoding="utf-8"))
        browser = playwright.chromium.launch(executable_path=chromium(), args=FLAGS)
        for times in (1, 10):
            file.write_text(json.dumps(search_index(today, times)), encoding="utf-8")
            with served(site) as address:
                page = browser.new_context(base_url=address).new_page()
                taken = measure(page, queries)
                print(f"{times:3} times: {len(today['at']) * times} records, median {statistics.median(taken):.0f} ms, slowest {max(taken):.0f} ms")
                page.context.close()
        browser.close()
        shutil.rmtree(site)


if __name__ == "__main__":
    main()
