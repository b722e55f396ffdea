"""A running server, for what is shown after a file is saved."""

from __future__ import annotations

import re
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from html import unescape
from pathlib import Path

from .conftest import edit, environment


class Server:
    """A project that is served; `says` is all that the terminal shows."""

    def __init__(self, project: Path, address: str, terminal: Path) -> None:
        self.project = project
        self.address = address
        self.terminal = terminal

    def page(self, path: str) -> str:
        with urllib.request.urlopen(self.address + path, timeout=60) as answer:
            return " ".join(unescape(answer.read().decode("utf-8")).split())

    def until(self, path: str, shown: Callable[[str], bool], every: float = 0.2) -> str:
        """Return the page once it is as wanted."""
        end = time.monotonic() + 60
        page = ""
        while time.monotonic() < end:
            try:
                page = self.page(path)
                if shown(page):
                    return page
            except OSError:
                pass  # not up yet, or between two builds
            time.sleep(every)
        raise AssertionError(f"{path} is not as wanted: {self.terminal.read_text()[-3000:]} {re.sub('<[^>]*>', ' ', page)[:3000]}")

    def edit(self, file: str, old: str, new: str) -> None:
        """Change one place of a file, as an editor does that saves it."""
        edit(self.project / file, old, new)


@contextmanager
def serving(project: Path, terminal: Path) -> Iterator[Server]:
    """Run `mkdocs serve` in a project at a free port; what it says goes to the file `terminal`."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "mkdocs", "serve", "--strict", "--dev-addr", f"127.0.0.1:{port}"]
    with terminal.open("w") as out:
        process = subprocess.Popen(command, cwd=project, env=environment(), stdout=out, stderr=subprocess.STDOUT)
    try:
        yield Server(project, f"http://127.0.0.1:{port}/", terminal)
    finally:
        process.terminate()
        process.wait(timeout=30)
