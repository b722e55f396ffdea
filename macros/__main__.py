"""The commands behind make: `python -m macros COMMAND`, with `check`, `plain FOLDER`, `export FOLDER`, `schema`, `new`, `diff [COMMIT]`."""

from __future__ import annotations

import argparse
import os
import shutil
import sys
import tempfile
from pathlib import Path

from .changes import as_markdown, changes
from .check import check, day_of_build
from .history import NoHistory, knowledge_of, usual
from .knowledge import Knowledge
from .new import new
from .plain import THEME, project
from .problem import DataError, annotation
from .publish import files, site_address, write
from .schema import schemas

ROOT = Path(__file__).resolve().parent.parent


def main(arguments: list[str]) -> int:
    """Run one command; return 0, or 1 where the data is refused (every problem on a line of its own)."""
    parser = argparse.ArgumentParser(prog="python -m macros", description=__doc__)
    parser.add_argument("--data", type=Path, default=ROOT / "data", help="the folder of the data")
    commands = parser.add_subparsers(dest="command", required=True)
    commands.add_parser("check", help="read the data and say all that is wrong with it")
    commands.add_parser("plain", help="write a project of plain Markdown, for an engine without macros and hooks").add_argument("folder", type=Path)
    commands.add_parser("export", help="write the data, the feed and the Markdown twins into a folder").add_argument("folder", type=Path)
    commands.add_parser("schema", help="write the JSON Schema of each kind of file into the folder of the data")
    commands.add_parser("new", help="ask a few questions and write a record")
    compare = commands.add_parser("diff", help="say what the data says now and did not say in another commit")
    compare.add_argument("commit", nargs="?", help="where this branch left main, if none is named")
    asked = parser.parse_args(arguments)
    if asked.command == "new":
        return new(asked.data, day_of_build(os.environ), sys.stdin, sys.stdout)
    if asked.command == "schema":
        write(asked.data, schemas())
        return 0
    try:
        site = site_address(os.environ.get("SITE_URL", ""))
        knowledge = check(asked.data, day_of_build(os.environ))
        if asked.command == "plain":
            shutil.copytree(ROOT / "docs", asked.folder / "docs", dirs_exist_ok=True)
            shutil.copytree(ROOT / "macros" / "theme", asked.folder / THEME, dirs_exist_ok=True)
            write(asked.folder, project(knowledge, ROOT, os.environ))
        if asked.command == "export":
            write(asked.folder, files(knowledge, site))
    except DataError as error:
        print(error, f"{len(error.problems)} problem(s)", sep="\n", file=sys.stderr)
        if os.environ.get("GITHUB_ACTIONS") == "true":
            print(*map(annotation, error.problems), sep="\n")
        return 1
    except (OSError, ValueError) as error:  # a folder that cannot be written, an address that is none
        print(error, file=sys.stderr)
        return 1
    if asked.command == "diff":
        return diff(knowledge, asked.data.resolve(), asked.commit)
    counts = ((knowledge.articles, "articles"), (knowledge.claims, "claims"), (knowledge.findings, "findings"), (knowledge.topics, "topics"), (knowledge.tools, "tools"))
    print("sound: " + ", ".join(f"{len(records)} {name}" for records, name in counts))
    return 0


def diff(knowledge: Knowledge, data: Path, commit: str | None) -> int:
    """Print what changed in a data folder since a commit, as Markdown; return 1 where git cannot tell.

    A commit whose records do not fit today's model is no mistake of whoever changes the model: that is told, and fails nothing.
    """
    try:
        since = usual(data) if commit is None else commit
        with tempfile.TemporaryDirectory() as folder:
            before = knowledge_of(since, data, knowledge.day, Path(folder))
        print(as_markdown(changes(before, knowledge), since[:12] if len(since) == 40 else since))
    except NoHistory as error:
        print(error, file=sys.stderr)
        return 1
    except DataError as error:
        print(f"The data of {since} cannot be read as it is read today, so what changed cannot be told:\n\n```\n{error}\n```")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
