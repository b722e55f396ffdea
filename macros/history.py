"""The data as another commit has it; the one place that asks git."""

from __future__ import annotations

import io
import subprocess
import tarfile
from datetime import date
from pathlib import Path

from .knowledge import Knowledge
from .problem import DataError
from .store import read


class NoHistory(Exception):
    """Git cannot give what was asked; the message says why."""


def _git(root: Path, *arguments: str) -> bytes:
    try:
        result = subprocess.run(["git", "-C", str(root), *arguments], capture_output=True)
    except FileNotFoundError:
        raise NoHistory("git is not installed; what changed cannot be told") from None
    if result.returncode:
        said = result.stderr.decode(errors="replace").strip().splitlines()
        raise NoHistory(said[0] if said else f"git {arguments[0]} failed")
    return result.stdout


def usual(data: Path) -> str:
    """Return the commit to compare with: where this branch left main; on main itself the last commit, or the one before it if the data was not changed since."""
    root = data.parent
    head = _git(root, "rev-parse", "HEAD").decode().strip()
    for main in ("origin/main", "main"):
        try:
            base = _git(root, "merge-base", "HEAD", main).decode().strip()
        except NoHistory:
            continue
        if base != head:
            return base
    changed = _git(root, "status", "--porcelain", "--", data.name)
    return head if changed else _git(root, "rev-parse", "HEAD~").decode().strip()


def knowledge_of(commit: str, data: Path, day: date, folder: Path) -> Knowledge:
    """Return the knowledge that a data folder held at a commit, unpacked into `folder`, for a build of today's day.

    Only what each record may hold is checked, not the rules between records: those may be younger than the commit.
    Raises NoHistory, and DataError where the model is younger too and the records do not fit it.
    """
    root = data.parent
    try:  # a name that begins with a dash is no option
        found = _git(root, "rev-parse", "--verify", "--end-of-options", f"{commit}^{{commit}}").decode().strip()
    except NoHistory:
        raise NoHistory(f"there is no commit `{commit}` here; name one that `git log` shows, or fetch it first") from None
    with tarfile.open(fileobj=io.BytesIO(_git(root, "archive", "--format=tar", found, data.name))) as archive:
        archive.extraction_filter = getattr(tarfile, "data_filter", lambda member, _: member)  # Debian 12's Python has none
        archive.extractall(folder)
    store = read(folder / data.name)
    if store.problems:
        raise DataError(store.problems)
    return Knowledge(store, day)
