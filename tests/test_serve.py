"""With the server running: what is saved is shown, what is broken is told above the last good page, and mending recovers."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator

import pytest

from .conftest import ROOT, project_with
from .serving import Server, serving

TOOL = "tools/old-server/"
BANNER = "Below is the last state that was sound."


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    folder = tmp_path_factory.mktemp("serve")
    data = shutil.copytree(ROOT / "tests" / "sample", folder / "sample")
    with serving(project_with(folder / "project", data), folder / "terminal") as running:
        running.until(TOOL, lambda page: "A server for models." in page)
        yield running
    assert "Traceback" not in running.terminal.read_text()


def test_data(server: Server) -> None:
    file = "data/tools/old-server.yml"
    server.edit(file, "A server for models.", "A server for many models.")
    assert BANNER not in server.until(TOOL, lambda page: "A server for many models." in page)

    server.edit(file, "says: A server for many models.", "says: A server for <b>few</b> models.\n  sais: twice")
    page = server.until(TOOL, lambda page: BANNER in page)
    assert "data/tools/old-server.yml:5: old-server: unknown key `sais`; did you mean `says`?" in page
    assert "A server for many models." in page and "few" not in page
    assert BANNER in server.page("")  # on every page, because every page may be the one that is looked at

    server.edit(file, "\n  sais: twice", "")
    page = server.until(TOOL, lambda page: "few" in page)
    assert BANNER not in page and BANNER not in server.page("")

    added = (server.project / file).read_text().replace("Old Server", "New Server").replace("oldserve", "newserve").replace("old-server.archived", "new-server.archived")
    (server.project / "data/tools/new-server.yml").write_text(added)
    server.until("tools/new-server/", lambda page: "New Server" in page)
    (server.project / file).write_bytes(b"\xff\xfe")
    assert "data/tools/old-server.yml:1: old-server: the file is not UTF-8" in server.until(TOOL, lambda page: BANNER in page)
    shutil.copy(ROOT / "tests/sample/tools/old-server.yml", server.project / file)
    server.until(TOOL, lambda page: BANNER not in page and "A server for models." in page)


@pytest.mark.parametrize(("broken", "message"), [
    ("{% if entry %}", "TemplateSyntaxError: Unexpected end of template"),
    ("{{ entry.record.no_such_field }}", "UndefinedError: "),
])  # fmt: skip
def test_a_template(server: Server, broken: str, message: str) -> None:
    file = "macros/templates/tool.md.jinja"
    sound = (server.project / file).read_text(encoding="utf-8")
    last = len(sound.splitlines()) + 3  # of the broken one
    (server.project / file).write_text(f"{sound}\nOne line more.\n", encoding="utf-8")
    assert BANNER not in server.until(TOOL, lambda page: "One line more." in page)

    (server.project / file).write_text(f"{sound}\nOne line more.\n{broken}\n", encoding="utf-8")
    page = server.until(TOOL, lambda page: BANNER in page)
    assert f"{file}:{last}: {message}" in page
    assert "One line more." in page

    (server.project / file).write_text(f"{sound}\nAnother line.\n", encoding="utf-8")
    assert BANNER not in server.until(TOOL, lambda page: "Another line." in page)
    (server.project / file).write_text(sound, encoding="utf-8")
    server.until(TOOL, lambda page: "Another line." not in page)


@pytest.mark.parametrize(("old", "broken", "message"), [
    ("STATES[state.kind]", "STATES[state.kind", "SyntaxError: "),
    ("STATES[state.kind]", "STATUS[state.kind]", "NameError: name 'STATUS' is not defined"),
    ("from .store import Entry", "from .store import Entries", "ImportError: "),
])  # fmt: skip
def test_code(server: Server, old: str, broken: str, message: str) -> None:
    file = "macros/words.py"
    server.edit(file, f"{old}\n", f"{old}  # the same\n")
    server.edit("macros/verdicts.py", '"archived": "Archived",', '"archived": "Put away",')
    assert BANNER not in server.until(TOOL, lambda page: "Put away since 2025-08-07" in page)

    server.edit(file, f"{old}  # the same\n", f"{broken}\n")
    server.edit("macros/verdicts.py", '"archived": "Put away",', '"archived": "Archived",')
    page = server.until(TOOL, lambda page: BANNER in page and message in page)
    assert re.search(rf"{file}:\d+: {message}", page)
    assert "Put away since 2025-08-07" in page

    server.edit(file, f"{broken}\n", f"{old}\n")
    assert BANNER not in server.until(TOOL, lambda page: "Archived since 2025-08-07" in page)


def test_code_and_data_that_break_at_once_recover_together(server: Server) -> None:
    server.edit("macros/verdicts.py", '"archived": "Archived",', '"archived": "Put away",')
    server.edit("data/tools/old-server.yml", "kind: server", "kind: servant")
    page = server.until(TOOL, lambda page: BANNER in page)
    assert "`kind` cannot be `servant`" in page and "Archived since" in page
    server.edit("data/tools/old-server.yml", "kind: servant", "kind: server")
    assert BANNER not in server.until(TOOL, lambda page: "Put away since" in page)
    server.edit("macros/verdicts.py", '"archived": "Put away",', '"archived": "Archived",')
    server.until(TOOL, lambda page: "Archived since" in page)
