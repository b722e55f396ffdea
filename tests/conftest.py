"""What several test files need: the sample data, the built site, the browser."""

from __future__ import annotations

import contextlib
import fcntl
import functools
import http.server
import os
import shutil
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from .browser import FLAGS, chromium

ROOT = Path(__file__).resolve().parent.parent
CUT_OFF = ROOT / "tests" / "cut_off"
DAY = date(2026, 1, 10)  # on which the sample is read
MOMENT = str(int(datetime(DAY.year, DAY.month, DAY.day, tzinfo=UTC).timestamp()))  # the same for SOURCE_DATE_EPOCH
HOME = {"REPO_URL": "https://code.example.org/us/it", "SITE_URL": "https://example.org/it/"}


@pytest.fixture
def sample(tmp_path: Path) -> Path:
    """A copy of the sample data that a test may change; its folder is called data, as the real one."""
    return Path(shutil.copytree(ROOT / "tests" / "sample", tmp_path / "data"))


def edit(file: Path, old: str, new: str) -> None:
    """Change the one place of a file that has a text."""
    text = file.read_text(encoding="utf-8")
    assert text.count(old) == 1, f"{old!r} has to stand once in {file}"
    file.write_text(text.replace(old, new), encoding="utf-8")


def environment(**more: str) -> dict[str, str]:
    """Return our environment without the addresses and the day of a build, and with what is named."""
    clean = {key: value for key, value in os.environ.items() if key not in ("REPO_URL", "SITE_URL", "SOURCE_DATE_EPOCH")}
    return {**clean, "NO_MKDOCS_2_WARNING": "1", **more}


def project_with(target: Path, data: Path, examples: bool = False) -> Path:
    """Make a project of our pages and macros with other data, and with or without our code examples; return its folder."""
    left_out = [] if examples else [folder.name for folder in (ROOT / "docs" / "code").iterdir() if folder.is_dir()]
    shutil.copytree(ROOT / "docs", target / "docs", ignore=shutil.ignore_patterns(*left_out))
    shutil.copytree(ROOT / "macros", target / "macros", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "mkdocs.yml", target)
    shutil.copytree(data, target / "data", dirs_exist_ok=True)
    if examples:
        shutil.copy(ROOT / "requirements-code.lock", target)
    return target


def run(*arguments: str, folder: Path = ROOT, **addresses: str) -> str:
    """Run a Python module with its arguments in a folder, and return what it prints; it has to end well."""
    command = [sys.executable, "-m", *arguments]
    result = subprocess.run(command, cwd=folder, env=environment(**addresses), stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False)
    assert result.returncode == 0, result.stdout
    return result.stdout


def build(target: Path, project: Path = ROOT, **addresses: str) -> Path:
    """Build a project strictly, as `make build` does, and return the folder of the site. A build that asks the network fails."""
    run("mkdocs", "build", "--strict", "--site-dir", str(target), folder=project, **{"PYTHONPATH": str(CUT_OFF), **addresses})
    return target


@contextlib.contextmanager
def shared(tmp_path_factory: pytest.TempPathFactory, name: str) -> Iterator[Path]:
    """Give the path of what all processes of this run share, to one of them at a time: who comes first makes it."""
    base = tmp_path_factory.getbasetemp()
    path = (base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / name
    with open(path.with_suffix(".lock"), "w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield path


def built_once(tmp_path_factory: pytest.TempPathFactory, name: str, **more: str) -> Path:
    """Build the real site for all processes of this run, and return its folder."""
    with shared(tmp_path_factory, name) as folder:
        return folder if folder.exists() else build(folder.with_suffix(".part"), **more).rename(folder)


@pytest.fixture(scope="session")
def moment(tmp_path_factory: pytest.TempPathFactory) -> str:
    """When the real site is built, for SOURCE_DATE_EPOCH: now, but the same for each build."""
    with shared(tmp_path_factory, "moment") as path:
        if not path.exists():
            path.write_text(str(int(time.time())))
        return path.read_text()


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory, moment: str) -> Path:
    """The real site, built without REPO_URL and SITE_URL."""
    return built_once(tmp_path_factory, "bare", SOURCE_DATE_EPOCH=moment)


@pytest.fixture(scope="session")
def published(tmp_path_factory: pytest.TempPathFactory, moment: str) -> Path:
    """The real site, built with both addresses set, as in the far west."""
    return built_once(tmp_path_factory, "published", SOURCE_DATE_EPOCH=moment, TZ="XXX+11", **HOME)


class Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *args: object) -> None:
        pass


@contextlib.contextmanager
def served(folder: Path) -> Iterator[str]:
    """Serve a folder on this machine; the value is its address."""
    handler = functools.partial(Quiet, directory=str(folder))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


@pytest.fixture(scope="session")
def address(site: Path) -> Iterator[str]:
    """The address under which the built site is served on this machine."""
    with served(site) as address:
        yield address


@pytest.fixture(scope="session")
def browser():
    path = chromium()
    assert path, "no Chromium; `make test` installs one"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield browser
        browser.close()


class Watched:
    """A page of a fresh visitor, and what went wrong on it: errors in the console, requests to another host."""

    def __init__(self, browser: Browser, address: str, **options):
        self.context = browser.new_context(base_url=address, **options)
        self.page: Page = self.context.new_page()
        self.errors: list[str] = []
        self.strangers: list[str] = []
        self.page.on("console", lambda message: self.errors.append(message.text) if message.type in ("error", "warning") else None)
        self.page.on("pageerror", lambda error: self.errors.append(str(error)))
        self.page.on("request", lambda request: self.strangers.append(request.url) if not request.url.startswith((address, "data:", "blob:")) else None)

    def calm(self) -> None:
        assert self.errors == [] and self.strangers == []


@pytest.fixture
def visit(browser: Browser, address: str):
    opened: list[Watched] = []

    def open_page(path: str = "/", **options) -> Watched:
        watched = Watched(browser, address, **options)
        opened.append(watched)
        watched.page.goto(path, wait_until="load")
        return watched

    yield open_page
    for watched in opened:
        watched.context.close()
