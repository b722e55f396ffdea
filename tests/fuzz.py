"""Random damage to the real data, by a seed: `python -m tests.fuzz COUNT [SEED]` (`make fuzz`).

Each round spoils one file of `data/` in one way, runs the check over all of the data, and puts the file back. It has
to end in sound data, or in problems whose files exist and have the line, one of which is told at the spoiled file or
names it.
"""

from __future__ import annotations

import random
import re
import shutil
import sys
import tempfile
import traceback
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

from macros.check import check
from macros.problem import DataError

ROOT = Path(__file__).resolve().parent.parent
DAY = date(2100, 1, 1)  # so that no date of the data lies ahead, whenever this runs

Damage = Callable[[random.Random, list[str]], str | bytes]


def _spot(chance: random.Random, lines: list[str], form: str = r"\S") -> int:
    """Return a line that a form is found in, any line if there is none."""
    found = [number for number, line in enumerate(lines) if re.search(form, line)]
    return chance.choice(found or range(len(lines)))


def _with(lines: list[str], at: int, *new: str) -> str:
    return "\n".join([*lines[:at], *new, *lines[at + 1 :]]) + "\n"


def drop_line(chance: random.Random, lines: list[str]) -> str:
    return _with(lines, _spot(chance, lines))


def drop_record(chance: random.Random, lines: list[str]) -> str:
    """Leave out a line and all that is indented below it."""
    at = _spot(chance, lines)
    depth = len(lines[at]) - len(lines[at].lstrip())
    end = at + 1
    while end < len(lines) and len(lines[end]) - len(lines[end].lstrip()) > depth:
        end += 1
    return "\n".join([*lines[:at], *lines[end:]]) + "\n"


def double_line(chance: random.Random, lines: list[str]) -> str:
    at = _spot(chance, lines)
    return _with(lines, at, lines[at], lines[at])


def swap_lines(chance: random.Random, lines: list[str]) -> str:
    one, other = _spot(chance, lines), _spot(chance, lines)
    swapped = list(lines)
    swapped[one], swapped[other] = lines[other], lines[one]
    return "\n".join(swapped) + "\n"


def _mistyped(chance: random.Random, word: str) -> str:
    at = chance.randrange(len(word))
    letter = chance.choice("abcxyz019-_.:#'\"[]{}|>%@`!*& \té\u202e\0\n")
    return chance.choice([word[:at] + word[at + 1 :], word[:at] + letter + word[at:], word[:at] + letter + word[at + 1 :], word[:at] + word[at : at + 2][::-1] + word[at + 2 :]])


def mistype_key(chance: random.Random, lines: list[str]) -> str:
    at = _spot(chance, lines, r"\w+:")
    return _with(lines, at, re.sub(r"[\w-]+(?=:)", lambda key: _mistyped(chance, key[0]), lines[at], count=1))


def mistype_value(chance: random.Random, lines: list[str]) -> str:
    at = _spot(chance, lines, r": \S|- \S")
    head, mark, tail = lines[at].partition(": " if ": " in lines[at] else "- ")
    return _with(lines, at, head + mark + (_mistyped(chance, tail) if tail else ""))


def indent(chance: random.Random, lines: list[str]) -> str:
    at = _spot(chance, lines)
    return _with(lines, at, chance.choice([" " * chance.randrange(1, 5) + lines[at], lines[at][chance.randrange(1, 5) :], "\t" + lines[at]]))


VALUES = ["", "~", "[]", "{}", "[a, b]", "{a: b}", "NO", "1.10", "12:30", "2025", "2025-13", "2025-02-30", "-1", "9" * 500, "9" * 5000, ".inf", ".nan", "1e999", "x" * 800]
VALUES += [
    "unknown",
    "lost",
    "|\n  text",
    ">",
    "'",
    '"',
    "&a b",
    "*a",
    "!!python/object:os.system x",
    "!tag x",
    "<<",
    "__lines__",
    "{__lines__: x}",
    "[[[]]]",
    "http://[",
    "https://a.b:x/",
    "٢٠٢٥",
    "⁵",
    "{? [a]: b}",
]


def retype_value(chance: random.Random, lines: list[str]) -> str:
    at = _spot(chance, lines, r": ?\S|:$")
    return _with(lines, at, lines[at].partition(":")[0] + ": " + chance.choice(VALUES))


def retype_item(chance: random.Random, lines: list[str]) -> str:
    at = _spot(chance, lines, r"^\s*- ")
    return _with(lines, at, lines[at].partition("- ")[0] + "- " + chance.choice(VALUES))


def swap_value(chance: random.Random, lines: list[str]) -> str:
    """Give a key the value of another one."""
    one, other = _spot(chance, lines, r": \S"), _spot(chance, lines, r": \S")
    return _with(lines, one, lines[one].partition(": ")[0] + ": " + lines[other].partition(": ")[2])


def cut(chance: random.Random, lines: list[str]) -> str:
    """Leave out all from some letter on."""
    text = "\n".join(lines) + "\n"
    return text[: chance.randrange(len(text))]


def encode(chance: random.Random, lines: list[str]) -> bytes:
    text = "\n".join(lines) + "\n"
    raw = text.encode("utf-8")
    at = chance.randrange(len(raw))
    ways = [
        lambda: text.encode("utf-16"),
        lambda: text.encode("utf-32"),
        lambda: b"\xef\xbb\xbf" + raw,
        lambda: raw.replace(b"\n", b"\r\n"),
        lambda: raw.replace(b"\n", b"\r"),
        lambda: raw[:at] + bytes([chance.randrange(128, 256)]) + raw[at:],
        lambda: raw[:at] + bytes([chance.randrange(32)]) + raw[at:],
        lambda: raw[:at] + "\ud800".encode("utf-8", "surrogatepass") + raw[at:],
        lambda: raw[:at] + chance.choice("\u0085\u2028\ufeff\ufffe\uffff\U0001f600").encode() + raw[at:],
    ]
    return chance.choice(ways)()


def name_and_alias(chance: random.Random, lines: list[str]) -> str:
    """Anchor a value and use it elsewhere, or let documents grow by aliases."""
    if chance.random() < 0.3:
        bomb = ["a0: &a0 [x, x]", *(f"a{n}: &a{n} [*a{n - 1}, *a{n - 1}, *a{n - 1}]" for n in range(1, 30))]
        return "\n".join([*lines, *bomb]) + "\n"
    at = _spot(chance, lines, r": \S")
    key, _, value = lines[at].partition(": ")
    return _with(lines, at, f"{key}: &name {value}") + chance.choice(["", "more: *name\n", "<<: *name\n"])


def blow_up(chance: random.Random, lines: list[str]) -> str:
    """Make the document giant or deep, or add another one."""
    text = "\n".join(lines) + "\n"
    at = _spot(chance, lines, r": \S")
    key = lines[at].partition(":")[0]
    deep = chance.choice([13, 100, 5_000, 100_000])
    return chance.choice([
        text * 40,
        text + "# " + "x" * 1_000_000,
        _with(lines, at, f"{key}: " + "[" * deep),
        _with(lines, at, f"{key}: " + "[" * deep + "]" * deep),
        _with(lines, at, f"{key}: " + "{a: " * deep + "b" + "}" * deep),
        text + "".join(f"{' ' * number}k:\n" for number in range(min(deep, 1_000))),
        text + "- " * min(deep, 5_000) + "x\n",
        text + "---\n" + text,
        text + "...\n",
        "%YAML 9.9\n---\n" + text,
        "# nothing\n",
        chance.choice(VALUES) + "\n",
    ])  # fmt: skip


DAMAGES: list[Damage] = [
    drop_line, drop_record, double_line, swap_lines, mistype_key, mistype_value, indent, retype_value, retype_item, swap_value, cut, encode, name_and_alias, blow_up,
]  # fmt: skip


class Wrong(AssertionError):
    """A round that ended badly."""


def rounds(data: Path, count: int, seed: int) -> Iterator[tuple[str, str]]:
    """Spoil a copy of the data `count` times; yield the damage and how it ended. Raises Wrong at the first bad end."""
    paths = sorted(data.rglob("*.yml"))
    for number in range(count):
        chance = random.Random(f"{seed}.{number}")  # so that one round can be run again without those before it
        path = chance.choice(paths)
        damage = DAMAGES[number % len(DAMAGES)]
        sound = path.read_bytes()
        spoiled = damage(chance, sound.decode("utf-8").splitlines())
        path.write_bytes(spoiled if isinstance(spoiled, bytes) else spoiled.encode("utf-8", "surrogatepass"))
        try:
            yield damage.__name__, end(data, path)
        except Wrong as error:
            raise Wrong(f"seed {seed}, round {number}, {damage.__name__} of {path.name}: {error}") from error
        finally:
            path.write_bytes(sound)


def end(data: Path, spoiled: Path) -> str:
    """Check the data and return how it ended; raise Wrong unless that helps somebody who spoiled this file."""
    try:
        check(data, DAY)
    except DataError as error:
        problems = error.problems
    except Exception as error:
        raise Wrong(f"a traceback: {''.join(traceback.format_exception(error))}") from error
    else:
        return "sound"
    for problem in problems:
        path = data.parent / problem.file
        if not path.is_file():
            raise Wrong(f"no such file: {problem}")
        # A last line without an end counts, and so does the place behind the last line's end.
        if not 1 <= problem.line <= max(1, len(path.read_bytes().splitlines())):
            raise Wrong(f"no such line: {problem}")
        if "\n" in str(problem) or len(str(problem)) > 1_000:
            raise Wrong(f"not one short line: {str(problem)[:300]!r}")
    file = spoiled.relative_to(data.parent).as_posix()
    if not any(problem.file == file or FOLLOWS.search(problem.message) or spoiled.stem in problem.message for problem in problems):
        raise Wrong("the spoiled file is not named: " + "\n".join(map(str, problems)))
    return "refused"


# What breaks elsewhere by a change that is right in its own file: a claim turns, a framework is no longer or newly compared.
FOLLOWS = re.compile("rests only on claims that no longer hold|no cell for")


def copy(target: Path) -> Path:
    """Copy what a check reads (data, code examples, the names of pages); return the folder of the data."""
    shutil.copytree(ROOT / "docs", target / "docs")
    shutil.copy(ROOT / "requirements-code.lock", target)
    return Path(shutil.copytree(ROOT / "data", target / "data"))


def main(count: int, seed: int) -> int:
    """Run the rounds and say how they ended; return 1 where one ended badly."""
    with tempfile.TemporaryDirectory() as folder:
        try:
            ends = Counter(rounds(copy(Path(folder)), count, seed))
        except Wrong as error:
            print(error, file=sys.stderr)
            return 1
    for (damage, how), number in sorted(ends.items()):
        print(f"{number:6} {damage} {how}")
    return 0


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 0))
