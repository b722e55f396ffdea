"""The data folder -> Knowledge, or everything that is wrong with it."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime
from pathlib import Path

from .examples import FOLDER, LOCK, read_listings
from .knowledge import Knowledge
from .model import Recommendation, Statement, Successor
from .moved import moves_lead_on, written
from .problem import DataError, Problem
from .rules import RULES, dates_have_come
from .store import below, read
from .verdicts import ENDED
from .walk import named


def check(folder: Path, day: date) -> Knowledge:
    """Read and check the data for a build of that day. Raises DataError with all problems."""
    store = read(folder)
    knowledge = Knowledge(store, day, read_listings(folder.parent))
    problems = store.problems + [problem for rule in RULES for problem in rule(store)]
    problems += dates_have_come(store, day)
    problems += grounds_still_hold(knowledge)
    problems += advice_is_alive(knowledge)
    problems += examples_have_code(knowledge)
    problems += moves_lead_on(store, written(folder.parent / "docs"))
    if problems:
        raise DataError(problems)
    return knowledge


def grounds_still_hold(knowledge: Knowledge) -> Iterator[Problem]:
    """A statement of ours may not rest only on what no longer holds. A name that leads nowhere is reported elsewhere."""
    entries = knowledge.store.entries
    for entry in knowledge.store.whole_files():
        for name, record in named(entry):
            if isinstance(record, Statement | Successor) and record.rests_on:
                if all(ref in entries and not knowledge.still_so(entries[ref]) for ref in record.rests_on):
                    message = "this statement rests only on claims that no longer hold; name a finding in `rests_on`, or change the statement"
                    yield Problem(entry.file, record.line("rests_on"), name, message)


def advice_is_alive(knowledge: Knowledge) -> Iterator[Problem]:
    """A recommendation may not tell to use what has ended. A name that leads nowhere is reported elsewhere."""
    entries = knowledge.store.entries
    for entry in knowledge.store.all(Recommendation):
        for index, ref in enumerate(entry.record.tools):
            if ref in entries and (state := knowledge.state(entries[ref]).kind) in ENDED:
                message = f"`{ref}` is {state}; recommend what is alive, or say in `not_today` what became of it"
                yield Problem(entry.file, entry.record.line("tools", index), entry.ref, message)


def examples_have_code(knowledge: Knowledge) -> Iterator[Problem]:
    """Each example has code that was run, for frameworks that are known; no code is without its example."""
    examples = {entry.record.id: entry for entry in knowledge.examples}
    for name, entry in examples.items():
        listings = knowledge.listings_of(entry)
        if not listings:
            yield Problem(entry.file, entry.line, entry.ref, f"no file `{FOLDER}/{name}/in_FRAMEWORK.py`; write one, or delete the example")
        for listing in listings:
            if "framework" not in knowledge.store.known.get(listing.framework, set()):
                yield Problem(listing.file, 1, entry.ref, f"no framework `{listing.framework}`; the file is called `in_FRAMEWORK.py`")
            if listing.printed is None:
                yield Problem(listing.file, 1, entry.ref, "what it prints is not kept beside it; run `make refresh-code`")
    for name, listings in knowledge.code.items():
        if name not in examples and "code" not in knowledge.store.unread and f"code.{name}" not in knowledge.store.known:
            yield Problem(listings[0].file, 1, name, f"no example `{name}` in data/code.yml; add it there, or delete the folder")


def day_of_build(environment: Mapping[str, str]) -> date:
    """Return the day that SOURCE_DATE_EPOCH (seconds since 1970, UTC) names, else today. The one place that reads the clock."""
    epoch = environment.get("SOURCE_DATE_EPOCH")
    moment = datetime.fromtimestamp(int(epoch), UTC) if epoch else datetime.now(UTC)
    return moment.date()


_cache: dict[tuple, Knowledge] = {}


def cached(folder: Path, environment: Mapping[str, str] = os.environ) -> Knowledge:
    """Return the knowledge of a folder, read again only when a file in it, the pages that people write or the day have changed. Raises DataError."""
    project = folder.parent
    read = [*below(folder, "**/*.yml"), *(project / FOLDER).glob("*/in_*"), *project.glob(LOCK)]
    stamps = tuple(sorted((str(path), path.stat().st_mtime_ns) for path in read))
    key = (str(folder), day_of_build(environment), stamps, frozenset(written(project / "docs")))
    if key not in _cache:
        knowledge = check(folder, key[1])
        _cache.clear()
        _cache[key] = knowledge
    return _cache[key]
