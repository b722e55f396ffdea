"""A hundred rounds of random damage to the real data; `make fuzz` runs ten thousand."""

from __future__ import annotations

from pathlib import Path

import pytest

from . import fuzz


def test_a_hundred_damages_end_in_sound_data_or_in_a_message_at_the_place(tmp_path: Path) -> None:
    data = fuzz.copy(tmp_path)
    ends = list(fuzz.rounds(data, 100, seed=0))
    assert {damage for damage, _ in ends} == {damage.__name__ for damage in fuzz.DAMAGES}
    assert {how for _, how in ends} == {"sound", "refused"}


def test_a_message_at_another_place_is_noticed(tmp_path: Path) -> None:
    """So that the test above can fail: the damage is in one file, and another one is said to be spoiled."""
    data = fuzz.copy(tmp_path)
    (data / "glossary.yml").write_text("terms: [", encoding="utf-8")
    assert fuzz.end(data, data / "glossary.yml") == "refused"
    with pytest.raises(fuzz.Wrong, match="the spoiled file is not named"):
        fuzz.end(data, data / "tools" / "torchserve.yml")
