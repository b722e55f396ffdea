"""Code is clean, ours and that of the examples; examples are alike on all sides, and (marked `code`, run by `make test-code`) do what is kept beside them."""

from __future__ import annotations

import subprocess
import sys
from itertools import combinations
from pathlib import Path

import pytest

from macros.check import cached
from macros.examples import imported, read_lock
from macros.store import Entry

from .conftest import ROOT
from .examples import Failed, differences, files, run

KNOWLEDGE = cached(ROOT / "data")
WIDTH = 62  # columns, so that two sides fit beside each other
PYTHON = str(ROOT / ".venv-code" / "bin" / "python")


def name(value: object) -> str:
    return value.record.id if isinstance(value, Entry) else f"{value.parent.name}/{value.stem}" if isinstance(value, Path) else str(value)


EXAMPLES = ["--isolated", "--target-version", "py311", "--config", f"line-length = {WIDTH}", "docs/code"]


@pytest.mark.parametrize("command", [
    ["check", "--select", "E,F,I,B,UP", "--ignore", "B905,E501", *EXAMPLES],
    ["format", "--check", *EXAMPLES],
    ["check", "macros", "tests"],
    ["format", "--check", "macros", "tests"],
], ids=" ".join)  # fmt: skip
def test_the_code_is_clean(command: list[str]) -> None:
    result = subprocess.run([sys.executable, "-m", "ruff", *command], cwd=ROOT, capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stdout + result.stderr


@pytest.mark.parametrize("file", files(), ids=name)
def test_each_file_compiles_and_names_packages_of_the_lock(file: Path) -> None:
    source = file.read_text(encoding="utf-8")
    compile(source, str(file), "exec")
    lock = read_lock(ROOT / "requirements-code.lock")
    assert [line for line in source.splitlines() if len(line) > WIDTH and not line.startswith(("from ", "import "))] == []
    own = [package for package in imported(source) if package not in sys.stdlib_module_names]
    assert own or file.parent.name == "change-the-backend"  # its two programs are texts
    assert [package for package in own if package not in lock] == []


@pytest.mark.parametrize("example", KNOWLEDGE.examples, ids=name)
def test_all_sides_do_the_same(example: Entry) -> None:
    printed = [listing.printed for listing in KNOWLEDGE.listings_of(example)]
    for one, other in combinations(printed, 2):
        assert list(differences(one, other, example.record.tolerance)) == []


def test_what_differs_is_told() -> None:
    assert list(differences("loss 0.51, shape (2, 3)", "loss  0.5102,\nshape (2, 3)", 0.001)) == []
    assert list(differences("loss 0.51", "loss 0.52", 0.001)) == ["0.51 is not 0.52, within 0.001"]
    assert list(differences("shape (2, 3)", "shape (2, 3, 4)", 1)) == ["'shape (#, #)' is not 'shape (#, #, #)'"]
    assert list(differences("loss 1", "gain 1", 1)) == ["'loss #' is not 'gain #'"]


def test_a_failure_and_a_deprecation_are_told(tmp_path: Path) -> None:
    broken, old = tmp_path / "broken.py", tmp_path / "old.py"
    broken.write_text("raise SystemExit('no')")
    old.write_text("import warnings\nwarnings.warn('old', DeprecationWarning)\nprint('ran')")
    for file in (broken, old):
        with pytest.raises(Failed, match=file.name):
            run(sys.executable, file)
    endless = tmp_path / "endless.py"
    endless.write_text("import time\nprint('done', flush=True)\ntime.sleep(60)")
    with pytest.raises(Failed, match=r"not done after 1 s; it printed 'done\\n'"):
        run(sys.executable, endless, seconds=1)
    inside = tmp_path / "inside.py"  # warned by what it uses, of what that uses
    inside.write_text("exec(compile('import warnings; warnings.warn(\"old\", DeprecationWarning)', 'lib', 'exec'), {'__name__': 'lib'})\nprint('ran')")
    assert run(sys.executable, inside) == "ran\n"


@pytest.mark.code
@pytest.mark.parametrize("example", KNOWLEDGE.examples, ids=name)
def test_it_prints_what_is_kept(example: Entry) -> None:
    for listing in KNOWLEDGE.listings_of(example):
        printed = run(PYTHON, ROOT / listing.file)
        assert list(differences(listing.printed or "", printed, example.record.tolerance)) == [], listing.file


@pytest.mark.code
def test_the_versions_are_those_of_the_lock() -> None:
    code = "import importlib.metadata as m, sys; print(*[f'{n}=={m.version(n)}' for n in sys.argv[1:]])"
    lock = read_lock(ROOT / "requirements-code.lock")
    shown = {package for file in files() for package in imported(file.read_text(encoding="utf-8")) if package in lock}
    found = subprocess.run([PYTHON, "-c", code, *sorted(shown)], capture_output=True, text=True, check=True).stdout.split()
    assert [one.split("+")[0] for one in found] == [f"{package}=={lock[package]}" for package in sorted(shown)]
