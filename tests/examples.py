"""Runs the code examples; `python -m tests.examples PYTHON` runs all of them and keeps what they print."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SECONDS = 300  # for one example; the slowest takes about twenty
_NUMBER = re.compile(r"-?\d+(?:\.\d*)?(?:e[-+]?\d+)?")


class Failed(Exception):
    """An example ended with an error or not at all, or used what its framework calls deprecated."""


def files() -> list[Path]:
    """Return the files of all examples, in a fixed order."""
    return sorted((ROOT / "docs" / "code").glob("*/in_*.py"))


def run(python: str, file: Path, seconds: int = SECONDS) -> str:
    """Run one example and return what it prints. Raises Failed, also when it takes longer.

    A deprecation warning counts where the example's own line causes it, not where a framework warns of itself.
    """
    with tempfile.TemporaryDirectory() as folder:
        try:
            result = subprocess.run(
                [python, "-W", "error::DeprecationWarning:__main__", "-W", "error::FutureWarning:__main__", str(file)],
                cwd=folder,
                env={**os.environ, "KERAS_HOME": folder, "PYTHONDONTWRITEBYTECODE": "1", "PYTHONHASHSEED": "0"},
                capture_output=True,
                text=True,
                timeout=seconds,
                check=False,
            )
        except subprocess.TimeoutExpired as error:
            raise Failed(f"{file}: not done after {seconds} s; it printed {(error.stdout or b'').decode()!r}") from None
    logged = [line for line in result.stderr.splitlines() if str(file) in line and "deprecat" in line.lower()]
    if result.returncode or logged:
        raise Failed(f"{file}: exit {result.returncode}\n" + "\n".join(logged or [result.stderr[-3000:]]))
    return result.stdout


def differences(one: str, other: str, tolerance: float) -> Iterator[str]:
    """Yield what differs between two outputs: their words, how many numbers they have, and numbers further apart than the tolerance."""
    words = [" ".join(_NUMBER.sub("#", text).split()) for text in (one, other)]
    if words[0] != words[1]:
        yield f"{words[0]!r} is not {words[1]!r}"
        return
    for left, right in zip(_NUMBER.findall(one), _NUMBER.findall(other)):
        if abs(float(left) - float(right)) > tolerance + 1e-12:
            yield f"{left} is not {right}, within {tolerance}"


def refresh(python: str) -> int:
    """Run every example and keep what it prints; return the number of those that failed."""
    failed = 0
    for file in files():
        try:
            file.with_suffix(".txt").write_text(run(python, file), encoding="utf-8")
            print("ran", file.relative_to(ROOT))
        except Failed as error:
            failed += 1
            print(error, file=sys.stderr)
    return failed


if __name__ == "__main__":
    sys.exit(bool(refresh(os.path.abspath(sys.argv[1]))))
