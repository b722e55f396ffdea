"""The pages that are looked at, and the Chromium that looks; `python -m tests.browser` tells whether it and its driver can run."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys

# A page of each type: of those made from data, one that has all parts and is not the longest.
PAGES = {
    "home": "/",
    "decide": "/decide/",
    "advice": "/decide/serve-pytorch/",
    "topics": "/topics/",
    "topic": "/topics/serving/",
    "compare": "/compare/",
    "topic with code": "/topics/training-loop/",
    "code": "/code/",
    "tools": "/tools/",
    "tool": "/tools/torchserve/",
    "lives": "/tools/lives/",
    "numbers": "/numbers/",
    "articles": "/articles/",
    "article": "/articles/stackify-2023/",
    "disagreements": "/disagreements/",
    "outdated": "/outdated/",
    "glossary": "/glossary/",
    "method": "/method/",
    "data": "/data/",
    "contribute": "/contribute/",
    "help needed": "/help-needed/",
    "fields": "/fields/",
    "not found": "/404.html",
}

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def chromium() -> str | None:
    """Return the path of a Chromium: the one that CHROMIUM names, the system's, or playwright's own; None without one."""
    names = [os.environ.get("CHROMIUM", ""), "chromium", "chromium-browser", "google-chrome", "google-chrome-stable"]
    for name in names:
        if name and (path := shutil.which(name)):
            return path
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        path = playwright.chromium.executable_path
    return path if os.path.exists(path) else None


def driver_runs() -> bool:
    """Whether Playwright's driver starts; it wants a library (libatomic) that a bare Debian lacks."""
    return subprocess.run([sys.executable, "-m", "playwright", "--version"], capture_output=True).returncode == 0


if __name__ == "__main__":
    sys.exit(0 if driver_runs() and chromium() else 1)
