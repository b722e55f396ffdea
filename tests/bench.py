"""How long the site takes to build: what our data layer costs, how that grows with the data, and how soon what is saved is seen.

`make bench` prints medians and ratios; nothing is asserted. Everything that is compared runs in turns, so that what
else the machine does falls on all alike; still only the ratios say something, and those of processor time the most.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import yaml

from .conftest import ROOT, environment, project_with, run
from .grown import data_folder
from .serving import serving

ROUNDS = 3
GROWN_ROUNDS = 1  # the largest takes minutes
SIZES = (1, 3, 10)
SAVED = "data/tools/torchserve.yml"


@dataclass(frozen=True)
class Cost:
    """What a command took: seconds on the clock, seconds of processors, and the most memory at once in MB."""

    clock: float
    processor: float
    memory: float


def cost(folder: Path, *arguments: str) -> Cost:
    """Run a Python module with its arguments in a folder and return what it took."""
    with tempfile.TemporaryFile("w+") as said:
        began = time.monotonic()
        process = subprocess.Popen([sys.executable, "-m", *arguments], cwd=folder, env=environment(), stdout=said, stderr=subprocess.STDOUT)
        _, status, used = os.wait4(process.pid, 0)
        clock = time.monotonic() - began
        process.returncode = os.waitstatus_to_exitcode(status)
        said.seek(0)
        assert process.returncode == 0, said.read()
    return Cost(clock, used.ru_utime + used.ru_stime, used.ru_maxrss / (1024 if sys.platform == "linux" else 1024**2))


def in_turns(rounds: int, commands: dict[str, Callable[[], Cost]]) -> dict[str, Cost]:
    """Run all commands once in each round and return the median of what each took."""
    taken: dict[str, list[Cost]] = defaultdict(list)
    for _ in range(rounds):
        for name, command in commands.items():
            taken[name].append(command())
    middle = statistics.median
    return {name: Cost(middle(one.clock for one in all_), middle(one.processor for one in all_), middle(one.memory for one in all_)) for name, all_ in taken.items()}


def show(title: str, costs: dict[str, Cost], base: str) -> None:
    """Print what each took, and as a ratio to one of them."""
    print(f"\n{title:44}{'clock':>9}{'ratio':>7}{'processor':>11}{'ratio':>7}{'memory':>9}{'ratio':>7}")
    first = costs[base]
    for name, one in costs.items():
        clock, processor, memory = (f"{ratio:7.2f}" for ratio in (one.clock / first.clock, one.processor / first.processor, one.memory / first.memory))
        print(f"{name:44}{one.clock:7.1f} s{clock}{one.processor:9.1f} s{processor}{one.memory:6.0f} MB{memory}", flush=True)


def engines(folder: Path) -> None:
    """Compare the build with that of the same pages as plain Markdown, by the same engine and by Zensical; and the parts of our layer."""
    plain = folder / "plain"
    run("macros", "plain", str(plain))
    base = "MkDocs, plain Markdown"
    costs = in_turns(ROUNDS, {
        "MkDocs, our macros, data and search": partial(cost, ROOT, "mkdocs", "build", "--site-dir", str(folder / "full")),
        base: partial(cost, plain, "mkdocs", "build", "--site-dir", str(folder / "bare")),
        "Zensical, plain Markdown": partial(cost, plain, "zensical", "build", "--clean"),
        "our part: reading and checking": partial(cost, ROOT, "macros", "check"),
        "our part: that, and all pages": partial(cost, ROOT, "macros", "plain", str(folder / "again")),
        "our part: that, and all data for others": partial(cost, ROOT, "macros", "export", str(folder / "export")),
    })  # fmt: skip
    show("One build", costs, base)


def growth(folder: Path, sizes: Iterable[int] = SIZES) -> None:
    """Compare check and build at several times the data."""
    projects = {times: project_with(folder / f"project-{times}", data_folder(ROOT / "data", folder / f"data-{times}", times), examples=True) for times in sizes}
    for title, arguments in (("check", ("macros", "check")), ("build", ("mkdocs", "build"))):
        commands = {f"{title}, {times} times the data": partial(cost, project, *arguments) for times, project in projects.items()}
        show("Growing data", in_turns(GROWN_ROUNDS, commands), next(iter(commands)))


def saving(folder: Path) -> None:
    """Measure the time from saving a file of data to the page that shows it."""
    project = project_with(folder / "served", ROOT / "data", examples=True)
    says = yaml.safe_load((ROOT / SAVED).read_text(encoding="utf-8"))["what"]["says"]
    page = SAVED.removeprefix("data/").removesuffix(".yml") + "/"
    taken = []
    with serving(project, folder / "terminal") as server:
        server.until(page, lambda shown: says in shown)
        for number in range(ROUNDS):
            new = f"{number} {says}"
            began = time.monotonic()
            server.edit(SAVED, says if number == 0 else f"{number - 1} {says}", new)
            server.until(page, lambda shown, new=new: new in shown, every=0.05)
            taken.append(time.monotonic() - began)
    print(f"\nFrom saving {SAVED} to the page under `mkdocs serve`: median {statistics.median(taken):.1f} s, from {min(taken):.1f} to {max(taken):.1f} s", flush=True)


def main() -> None:
    with tempfile.TemporaryDirectory() as name:
        engines(Path(name))
        saving(Path(name))
        growth(Path(name))


if __name__ == "__main__":
    main()
