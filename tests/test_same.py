"""The same in, the same out: what stands in the repository makes the site, not where, when or by whom it is built, nor the network."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from .conftest import CUT_OFF, HOME, ROOT, build

# As different as a program can tell: its hashes, a language without letters but ASCII, and a day that is always another one.
ELSEWHERE = {"PYTHONHASHSEED": "4711", "LANG": "C", "LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0", "TZ": "XXX-14"}


def elsewhere(target: Path) -> Path:
    """Copy what the repository holds, as it stands here, in another order and with other times; return the folder."""
    listed = subprocess.run(["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"], cwd=ROOT, capture_output=True, check=True).stdout
    for number, name in enumerate(sorted(filter(None, os.fsdecode(listed).split("\0")), reverse=True)):
        if (ROOT / name).is_file():  # not one that is deleted and not yet committed
            (target / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(ROOT / name, target / name)
            os.utime(target / name, (1_000_000_000 + number, 1_000_000_000 + number))
    return target


def differences(one: Path, other: Path) -> list[str]:
    """Return the files that only one of two folders has, or whose bytes differ."""
    names = {path.relative_to(folder).as_posix() for folder in (one, other) for path in folder.rglob("*") if not path.is_dir()}
    return sorted(name for name in names if not ((one / name).is_file() and (other / name).is_file() and (one / name).read_bytes() == (other / name).read_bytes()))


def test_the_same_in_the_same_out(tmp_path: Path, published: Path, moment: str) -> None:
    copy = elsewhere(tmp_path / "at" / "some depth" / "it")
    assert differences(published, build(tmp_path / "another-name", copy, SOURCE_DATE_EPOCH=moment, **HOME, **ELSEWHERE)) == []


def test_a_difference_is_seen(tmp_path: Path) -> None:
    for folder, name, text in (("a", "same", "x"), ("b", "same", "x"), ("a", "deep/other", "x"), ("b", "deep/other", "y"), ("a", "lacks", "x")):
        (tmp_path / folder / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / folder / name).write_text(text, encoding="utf-8")
    assert differences(tmp_path / "a", tmp_path / "b") == ["deep/other", "lacks"]


def test_the_clock_is_read_in_one_place() -> None:
    """Where SOURCE_DATE_EPOCH stands in for it."""
    files = [*(path for path in (ROOT / "macros").rglob("*") if path.suffix in (".py", ".jinja", ".html")), *(ROOT / "docs").rglob("*.md")]
    texts = {path.relative_to(ROOT).as_posix(): path.read_text(encoding="utf-8") for path in files}
    reads = re.compile(r"\b(utc)?now\(|\btoday\(|\btime\.\w*time|strftime|build_date")
    assert {name: found[0] for name, text in texts.items() if (found := reads.search(text))} == {"macros/check.py": "now("}


ASKS = {
    "by name": "import urllib.request; urllib.request.urlopen('http://example.org/', timeout=1)",
    "by number": "import socket; socket.create_connection(('127.0.0.1', 9), timeout=1)",
    "without a connection": "import socket; socket.socket(socket.AF_INET, socket.SOCK_DGRAM).sendto(b'?', ('127.0.0.1', 9))",
    "by another program": "import subprocess; subprocess.run(['curl', 'http://127.0.0.1:9/'])",
    "by git": "import subprocess; subprocess.run(['git', 'fetch'])",
    "by a shell": "import os; os.system('curl http://127.0.0.1:9/')",
}


@pytest.mark.parametrize("how", ASKS)
def test_a_build_that_asks_the_network_fails(tmp_path: Path, how: str) -> None:
    """Even one that goes on without an answer."""
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "index.md").write_text("# It", encoding="utf-8")
    (tmp_path / "mkdocs.yml").write_text("site_name: It\nhooks: [asks.py]\nplugins: []\n", encoding="utf-8")
    (tmp_path / "asks.py").write_text(f"def on_config(config):\n    try:\n        {ASKS[how]}\n    except Exception:\n        pass\n", encoding="utf-8")
    with pytest.raises(AssertionError, match="cut off: (the network was asked|a program was started)"):
        build(tmp_path / "site", tmp_path)


def test_a_program_that_asks_nobody_goes_on() -> None:
    subprocess.run([sys.executable, "-c", "import subprocess; subprocess.run(['git', 'log', '-1'], cwd='/')"], env={**os.environ, "PYTHONPATH": str(CUT_OFF)}, check=True)
