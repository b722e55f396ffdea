"""Try every address that leads out of the data, with patience: `python -m tests.external REPORT` writes what was found.

`python -m tests.external --issue REPORT` files the report as one issue by the program `gh`, or renews the open one.
No test asks the network: this is for the week's round and for people.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections import defaultdict
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urldefrag, urlsplit

from macros.check import check, day_of_build
from macros.knowledge import Knowledge
from macros.model import Article, Evidence, Origin, Record

ROOT = Path(__file__).resolve().parent.parent
TITLE = "Addresses that do not answer"
PAUSES = (0, 10, 60)  # seconds before each try
BETWEEN = 2  # seconds between two requests to one host
TIMEOUT = 30
LONGEST = 120  # a host that asks for more patience is left for another week
AGENT = "Mozilla/5.0 (compatible; link check)"
GONE = {404, 410}
CLOSED = {401, 402, 403, 405, 406, 429, 451, 999}  # what hosts say to programs of pages that people can read


@dataclass(frozen=True)
class Answer:
    """What came of an address: the status and where it led to, or why there is none; `wait`: seconds that the host asks for."""

    status: int | None
    to: str = ""
    why: str = ""
    wait: int = 0

    @property
    def kind(self) -> str:
        if self.status is None or self.status >= 500:
            return "failing"
        if self.status in GONE:
            return "gone"
        return "closed" if self.status in CLOSED else "failing" if self.status >= 400 else "there"

    @property
    def final(self) -> bool:
        """Whether another try would tell no more."""
        return self.kind in ("there", "gone") or (self.kind == "closed" and self.status != 429)


def addresses(knowledge: Knowledge) -> dict[str, list[str]]:
    """Return each address of the data, without its anchor, and where it stands as `file:line`."""
    found: dict[str, list[str]] = defaultdict(list)
    for entry in knowledge.store.whole_files():
        record: Record
        for record in (entry.record, *entry.record.parts()):
            if isinstance(record, Article | Origin | Evidence) and record.url:
                found[urldefrag(record.url)[0]].append(f"{entry.file}:{record.line('url')}")
    return dict(found)


def by_host(urls: Iterable[str]) -> list[list[str]]:
    """Return the addresses of each host; those of one host are asked one after the other."""
    hosts: dict[str, list[str]] = defaultdict(list)
    for url in urls:
        hosts[urlsplit(url).hostname or ""].append(url)
    return list(hosts.values())


def ask(url: str) -> Answer:
    """Ask once; never raises for what a host does."""
    try:
        request = urllib.request.Request(url, headers={"User-Agent": AGENT, "Accept": "*/*"})
        with urllib.request.urlopen(request, timeout=TIMEOUT) as response:
            response.read(1024)
            return Answer(response.status, urldefrag(response.url)[0])
    except urllib.error.HTTPError as error:
        if error.code < 400:
            return Answer(None, why="leads in a circle")
        wait = error.headers.get("Retry-After", "")
        return Answer(error.code, wait=int(wait) if wait.isascii() and wait.isdigit() else 0)
    except Exception as error:  # whatever a host sends, one address may not end the round
        reason = getattr(error, "reason", error)
        return Answer(None, why=type(reason if isinstance(reason, Exception) else error).__name__)


def try_one(url: str, one: Callable[[str], Answer] = ask, sleep: Callable[[float], None] = time.sleep) -> Answer:
    """Ask until the answer is final or patience ends; return the last answer."""
    answer = Answer(None)
    for pause in PAUSES:
        sleep(max(pause, answer.wait))
        answer = one(url)
        if answer.final or answer.wait > LONGEST:
            break
    return answer


def try_all(urls: Iterable[str], sleep: Callable[[float], None] = time.sleep) -> dict[str, Answer]:
    """Return the answer of each address: hosts at once, one request at a time for each host."""

    def host(own: list[str]) -> list[tuple[str, Answer]]:
        answers = []
        for url in own:
            answers.append((url, try_one(url, sleep=sleep)))
            sleep(BETWEEN)
        return answers

    with ThreadPoolExecutor(max_workers=8) as workers:
        return dict(pair for pairs in workers.map(host, by_host(urls)) for pair in pairs)


HEADS = {
    "gone": "Gone: the page is not there any more. Cite a copy, or another document.",
    "failing": "No answer after several tries. It may come back: look again before you change anything.",
    "closed": "Closed to programs. A person can tell.",
}


def report(found: dict[str, list[str]], answers: dict[str, Answer]) -> str:
    """Return the report as Markdown. An address has no backtick, so between two it stays text."""
    kinds = [answers[url].kind for url in found]
    parts = [f"Addresses tried: {len(found)}; " + ", ".join(f"{kinds.count(kind)} {kind}" for kind in ("there", *HEADS)) + "."]
    for kind, head in HEADS.items():
        lines = [f"- `{url}` ({answers[url].status or answers[url].why}): {', '.join(places)}" for url, places in sorted(found.items()) if answers[url].kind == kind]
        parts += [f"## {head}", "\n".join(lines)] if lines else []
    moved = [f"- `{url}` leads to `{answers[url].to.replace('`', '%60')}`: {', '.join(places)}" for url, places in sorted(found.items()) if answers[url].to not in ("", url)]
    parts += ["## Leads elsewhere", "\n".join(moved)] if moved else []
    return "\n\n".join(parts) + "\n"


def needs_somebody(text: str) -> bool:
    return any(f"## {HEADS[kind]}" in text for kind in ("gone", "failing"))


def file_issue(path: Path) -> None:
    """Renew the open issue of this title, or file the first; close it where nothing is left to do. Needs `gh` and its token."""

    def gh(*arguments: str) -> str:
        return subprocess.run(["gh", "issue", *arguments], check=True, stdout=subprocess.PIPE, text=True).stdout.strip()

    text = path.read_text(encoding="utf-8")
    body = path.with_suffix(".body.md")
    body.write_text(text if len(text) < 60_000 else text[:60_000] + "\n\n… and more.\n", encoding="utf-8")  # an issue holds 65,536 characters
    number = gh("list", "--state", "open", "--search", f'in:title "{TITLE}"', "--limit", "1", "--json", "number", "--jq", ".[].number")
    if not needs_somebody(text):
        if number:
            gh("close", number, "--comment", "All addresses answer again.")
    elif number:
        gh("edit", number, "--body-file", str(body))
    else:
        gh("create", "--title", TITLE, "--body-file", str(body))


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.external", description=__doc__)
    parser.add_argument("--issue", action="store_true", help="file the report that is there, instead of making one")
    parser.add_argument("--data", type=Path, default=ROOT / "data")
    parser.add_argument("report", type=Path)
    asked = parser.parse_args(arguments)
    if asked.issue:
        file_issue(asked.report)
        return 0
    found = addresses(check(asked.data, day_of_build(os.environ)))
    text = report(found, try_all(found))
    asked.report.parent.mkdir(parents=True, exist_ok=True)
    asked.report.write_text(text, encoding="utf-8")
    print(text)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
