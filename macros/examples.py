"""The files of the code examples -> their source, what they printed, and the versions they ran with."""

from __future__ import annotations

import ast
import re
from dataclasses import dataclass
from pathlib import Path

from pygments import highlight
from pygments.formatters import HtmlFormatter
from pygments.lexers import PythonLexer

FOLDER = "docs/code"
LOCK = "requirements-code.lock"
_PACKAGES = {"pytorch": "torch"}  # frameworks that are installed under another name
_FORMATTER = HtmlFormatter(nowrap=True)


@dataclass(frozen=True)
class Listing:
    """One framework's code of an example. `printed` is None where it has not run yet."""

    framework: str
    file: str
    source: str
    printed: str | None
    versions: tuple[str, ...]

    @property
    def marked_up(self) -> str:
        """The source as HTML, with the classes of Pygments."""
        return highlight(self.source, PythonLexer(), _FORMATTER).strip()


def read_listings(project: Path) -> dict[str, list[Listing]]:
    """Return the listings of each example by the name of its folder, in the order of their files.

    A listing is `docs/code/EXAMPLE/in_FRAMEWORK.py`; what it printed stands beside it as `in_FRAMEWORK.txt`.
    """
    versions = read_lock(project / LOCK)
    listings: dict[str, list[Listing]] = {}
    for path in sorted((project / FOLDER).glob("*/in_*.py")):
        printed = path.with_suffix(".txt")
        source = path.read_text(encoding="utf-8", errors="replace")
        framework = path.stem.removeprefix("in_")
        listing = Listing(
            framework=framework,
            file=path.relative_to(project).as_posix(),
            source=source,
            printed=printed.read_text(encoding="utf-8", errors="replace") if printed.exists() else None,
            versions=tuple(f"{name} {versions[name]}" for name in sorted({*imported(source), _PACKAGES.get(framework, framework)}) if name in versions),
        )
        listings.setdefault(path.parent.name, []).append(listing)
    return listings


def read_lock(path: Path) -> dict[str, str]:
    """Return the version of each package that a lock names."""
    text = path.read_text(encoding="utf-8") if path.exists() else ""
    return dict(re.findall(r"^([\w.-]+)==([\w.]+)", text, re.MULTILINE))


def imported(source: str) -> list[str]:
    """Return the packages that a file imports, by the names under which they are installed, each once.

    Of those used here each is installed under the name that it is imported by, but for dashes. A file that is no
    Python imports nothing; the tests refuse it.
    """
    try:
        tree = ast.parse(source)
    except (SyntaxError, ValueError):
        return []
    names = [
        name
        for node in ast.walk(tree)
        for name in ([alias.name for alias in node.names] if isinstance(node, ast.Import) else [node.module or ""] if isinstance(node, ast.ImportFrom) else [])
    ]
    return sorted({name.split(".")[0].replace("_", "-") for name in names})
