"""What a running server shows while something is broken: what was good last, and what is wrong now.

Only `mkdocs serve` uses it. A build has no last good state, so it refuses.
"""

from __future__ import annotations

import importlib
import sys
import traceback
from collections.abc import Callable, Hashable
from pathlib import Path
from typing import Any

_CODE = ("macros.check", "macros.views", "macros.pages", "macros.search", "macros.publish")  # these import all others


class Live:
    """The last good state of code, data and whatever is made of them; `problems` says what is wrong since."""

    def __init__(self, root: Path, folder: Path) -> None:
        self.root = root
        self.folder = folder
        self.knowledge: Any = None
        self.problems: list[str] = []
        self._stamps = self._code()
        self._good: dict[Hashable, Any] = {}
        sys.dont_write_bytecode = True  # a file written below macros/ would start another build

    def renew(self) -> None:
        """Read code that changed and the data anew. Where either fails both stay as they were, because records know
        the classes that they were made by. Raises where nothing was read before."""
        self.problems = []
        stamps = self._code()
        before = _loaded()
        if stamps != self._stamps:
            _forget(before)
        try:
            for name in _CODE:
                importlib.import_module(name)
            self.knowledge = sys.modules["macros.check"].cached(self.folder)
            self._stamps = stamps
        except Exception as error:
            if self.knowledge is None:
                raise
            self.note(error)
            _forget(_loaded())
            sys.modules.update(before)

    def keep(self, key: Hashable, make: Callable[[], Any]) -> Any:
        """Return what `make` makes; where it fails, what it made last for this key. Raises where it never made anything."""
        try:
            self._good[key] = make()
        except Exception as error:
            self.note(error)
            if key not in self._good:
                raise
        return self._good[key]

    def note(self, error: Exception) -> None:
        """Remember what is wrong, each thing once."""
        found = [str(problem) for problem in getattr(error, "problems", [])] or [self._explain(error)]
        self.problems += [problem for problem in found if problem not in self.problems]

    def _explain(self, error: Exception) -> str:
        """Say an error of code or of a template with the last place of ours that it came by."""
        places = [(frame.filename, frame.lineno) for frame in traceback.extract_tb(error.__traceback__)]
        places.append((getattr(error, "filename", None), getattr(error, "lineno", None)))  # of a syntax error, in Python or in a template
        ours = [(Path(file), line) for file, line in places if file and line and Path(file).is_relative_to(self.root / "macros")]
        if type(error).__module__.startswith("jinja2"):  # found while printing: the fault is in the template that prints
            ours = [(file, line) for file, line in ours if file.suffix == ".jinja"] or ours
        place = f"{ours[-1][0].relative_to(self.root)}:{ours[-1][1]}: " if ours else ""
        what = getattr(error, "message", None) or getattr(error, "msg", None) or str(error)
        return f"{place}{type(error).__name__}: {what}"

    def _code(self) -> list[tuple[str, int]]:
        return sorted((str(path), path.stat().st_mtime_ns) for path in (self.root / "macros").rglob("*.py"))


def _loaded() -> dict[str, Any]:
    return {name: module for name, module in sys.modules.items() if name.partition(".")[0] == "macros"}


def _forget(modules: dict[str, Any]) -> None:
    for name in modules:
        del sys.modules[name]
