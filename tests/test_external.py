"""The week's round of addresses: patience, what an answer means, the report, the one issue. Hosts are on this machine."""

from __future__ import annotations

import http.server
import os
import re
import stat
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from macros.check import cached

from .conftest import ROOT
from .external import BETWEEN, LONGEST, PAUSES, Answer, addresses, by_host, needs_somebody, report, try_all, try_one


def test_every_address_of_the_data_is_known_with_its_lines() -> None:
    found = addresses(cached(ROOT / "data"))
    urls = set()
    for path in (ROOT / "data").rglob("*.yml"):
        urls |= {url.partition("#")[0] for url in re.findall(r"^\s*(?:- )?url: '?([^'\s]+)", path.read_text(encoding="utf-8"), re.M)}
    assert set(found) == urls and len(urls) > 100
    for url, places in found.items():
        for place in places:
            file, _, line = place.rpartition(":")
            assert url in (ROOT / file).read_text(encoding="utf-8").split("\n")[int(line) - 1]


class Host(http.server.BaseHTTPRequestHandler):
    """Answers by what the path names; counts what it is asked, and how many at once."""

    asked: list[str] = []
    at_once = most = 0

    def do_GET(self) -> None:
        Host.at_once += 1
        Host.most = max(Host.most, Host.at_once)
        Host.asked.append(self.path)
        name = self.path.lstrip("/")
        if name == "mended-at-the-third":
            status = 503 if Host.asked.count(self.path) < 3 else 200
        else:
            status = int(name) if name.isdigit() else 200
        time.sleep(0.05)
        Host.at_once -= 1  # before the answer, after which the next one may ask
        if name == "broken":
            self.wfile.write(b"what is this\r\n\r\n")
        else:
            self.send_response(status)
            if status in (301, 302):
                self.send_header("Location", "/new-home" if status == 301 else self.path)
            if name == "429":
                self.send_header("Retry-After", "20")
            self.send_header("Content-Length", "0")
            self.end_headers()

    def log_message(self, *args: object) -> None:
        pass


@pytest.fixture
def host():
    Host.asked, Host.at_once, Host.most = [], 0, 0
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Host) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


@pytest.mark.parametrize(
    ("path", "kind", "tries"),
    [("200", "there", 1), ("301", "there", 1), ("404", "gone", 1), ("410", "gone", 1), ("403", "closed", 1), ("400", "failing", 3), ("500", "failing", 3)]
    + [("429", "closed", 3), ("mended-at-the-third", "there", 3), ("broken", "failing", 3), ("302", "failing", None)],
)
def test_what_an_answer_means_and_how_often_it_is_asked(host: str, path: str, kind: str, tries: int) -> None:
    answer = try_one(f"{host}/{path}", sleep=lambda seconds: None)
    assert answer.kind == kind
    assert tries is None or Host.asked.count(f"/{path}") == tries
    assert answer.to == {"301": f"{host}/new-home"}.get(path, f"{host}/{path}" if kind == "there" else "")


def test_a_host_that_is_not_there() -> None:
    assert try_one("http://127.0.0.1:9/", sleep=lambda seconds: None) == Answer(None, why="ConnectionRefusedError")


def test_a_host_may_ask_for_more_patience_within_bounds() -> None:
    slept: list[float] = []
    try_one("x", lambda url: Answer(429, wait=90), slept.append)
    assert slept == [0, 90, 90] and PAUSES == (0, 10, 60)
    slept.clear()
    try_one("x", lambda url: Answer(429, wait=LONGEST + 1), slept.append)
    assert slept == [0]


def test_one_request_at_a_time_for_each_host(host: str) -> None:
    slept: list[float] = []
    urls = [f"{host}/{name}" for name in "abcdef"]
    answers = try_all(urls, sleep=slept.append)
    assert {answer.kind for answer in answers.values()} == {"there"} and list(answers) == urls
    assert Host.most == 1 and slept.count(BETWEEN) == 6
    assert by_host(["https://a.org/1", "https://b.org/", "https://a.org/2"]) == [["https://a.org/1", "https://a.org/2"], ["https://b.org/"]]


FOUND = {"https://a.org/": ["data/x.yml:3"], "https://b.org/": ["data/x.yml:9", "data/y.yml:2"], "https://c.org/": ["data/x.yml:5"]}


def test_the_report() -> None:
    text = report(FOUND, {"https://a.org/": Answer(200, "https://a.org/new`"), "https://b.org/": Answer(404), "https://c.org/": Answer(403)})
    assert text.startswith("Addresses tried: 3; 1 there, 1 gone, 0 failing, 1 closed.\n")
    assert "- `https://b.org/` (404): data/x.yml:9, data/y.yml:2\n" in text
    assert "- `https://a.org/` leads to `https://a.org/new%60`: data/x.yml:3\n" in text
    assert needs_somebody(text)
    assert not needs_somebody(report(FOUND, dict.fromkeys(FOUND, Answer(403))))
    assert needs_somebody(report(FOUND, dict.fromkeys(FOUND, Answer(None, why="TimeoutError"))))


@pytest.mark.parametrize(
    ("open_issue", "status", "does"),
    [("", 404, ["list", "create"]), ("7", 404, ["list", "edit 7"]), ("7", 200, ["list", "close 7"]), ("", 200, ["list"])],
)
def test_one_issue_is_filed(tmp_path: Path, open_issue: str, status: int, does: list[str]) -> None:
    """The program gh is not here: one that only writes down what it is asked stands for it."""
    gh = tmp_path / "gh"
    gh.write_text(f'#!/bin/sh\necho "$@" >> {tmp_path}/asked\n[ "$2" = list ] && echo {open_issue}\nexit 0\n')
    gh.chmod(gh.stat().st_mode | stat.S_IXUSR)
    path = tmp_path / "links.md"
    path.write_text(report(FOUND, dict.fromkeys(FOUND, Answer(status))))
    environment = {**os.environ, "PATH": f"{tmp_path}:{os.environ['PATH']}"}
    subprocess.run([sys.executable, "-m", "tests.external", "--issue", str(path)], cwd=ROOT, env=environment, check=True)
    asked = (tmp_path / "asked").read_text().splitlines()
    assert [line.removeprefix("issue ").split(" --")[0] for line in asked] == does


def test_the_round_writes_its_report(sample: Path, host: str, tmp_path: Path) -> None:
    """Every address of the sample is led to this machine, where the page is gone."""
    for path in sample.rglob("*.yml"):
        path.write_text(re.sub(r"https?://[^\s'\"}]+", f"{host}/404", path.read_text(encoding="utf-8")), encoding="utf-8")
    done = subprocess.run([sys.executable, "-m", "tests.external", "--data", str(sample), str(tmp_path / "build" / "links.md")], cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert re.match(r"Addresses tried: 1; 0 there, 1 gone", (tmp_path / "build" / "links.md").read_text())
