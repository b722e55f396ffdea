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


def usual(root: Path) -> str:
    """Return the commit to compare with: where this branch left main; on main itself the last commit, or the one before it if nothing was changed since."""
    head = _git(root, "rev-parse", "HEAD").decode().strip()
    for main in ("origin/main", "main"):
        try:
            base = _git(root, "merge-base", "HEAD", main).decode().strip()
        except NoHistory:
            continue
        if base != head:
            return base
    changed = _git(root, "status", "--porcelain", "--", "data")
    return head if changed else _git(root, "rev-parse", "HEAD~").decode().strip()


def knowledge_of(commit: str, root: Path, day: date, folder: Path) -> Knowledge:
    """Return the knowledge of a commit, unpacked into `folder`, for a build of today's day. Raises NoHistory.

    Only what each record may hold is checked, not the rules between records: those may be younger than the commit.
    """
    try:  # a name that begins with a dash is no option
        found = _git(root, "rev-parse", "--verify", "--end-of-options", f"{commit}^{{commit}}").decode().strip()
    except NoHistory:
        raise NoHistory(f"there is no commit `{commit}` here; name one that `git log` shows, or fetch it first") from None
    with tarfile.open(fileobj=io.BytesIO(_git(root, "archive", "--format=tar", found))) as archive:
        archive.extractall(folder, filter="data")
    store = read(folder / "data")
    if store.problems:
        raise NoHistory(f"the data of {commit} cannot be read as it is read today:\n{DataError(store.problems)}")
    return Knowledge(store, day)
