"""What is wrong with the data, said so that it can be mended."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches


@dataclass(frozen=True, order=True)
class Problem:
    """One mistake: where it stands (file from the project's root, line from 1), in which record, and how to mend it."""

    file: str
    line: int
    record: str
    message: str

    def __post_init__(self) -> None:
        # Both quote what somebody wrote, which may be long or go over lines.
        object.__setattr__(self, "record", _short(" ".join(self.record.split())))
        object.__setattr__(self, "message", re.sub("`([^`]*)`", lambda quoted: f"`{_short(quoted[1])}`", " ".join(self.message.split())))

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.record}: {self.message}"


def _short(text: str) -> str:
    return text if len(text) <= 160 else text[:159] + "…"


class DataError(Exception):
    """The data cannot be used; `problems` says why, all of it, in the order of files and lines."""

    def __init__(self, problems: Iterable[Problem]):
        self.problems = sorted(set(problems))
        super().__init__("\n".join(map(str, self.problems)))


def annotation(problem: Problem) -> str:
    """Return the line by which GitHub's workflows mark a problem at its place in a pull request."""

    def escaped(text: str, more: str = "") -> str:
        return "".join(f"%{ord(letter):02X}" if letter in "%\r\n" + more else letter for letter in text)

    return f"::error file={escaped(problem.file, ':,')},line={problem.line}::{escaped(f'{problem.record}: {problem.message}')}"


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """Return `; did you mean …?` with the nearest known word, or an empty string."""
    names = list(known)
    near = get_close_matches(word, names, n=1, cutoff=0.6) or [name for name in names if len(word) > 2 and name.startswith(word)]
    return f"; did you mean `{near[0]}`?" if near else ""


def with_article(noun: str) -> str:
    """Return `a topic`, `an article`."""
    return f"{'an' if noun[0] in 'aeiou' else 'a'} {noun}"
