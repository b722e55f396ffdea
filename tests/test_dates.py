from datetime import date

import pytest

from macros.dates import PartialDate


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2025", date(2025, 1, 1), date(2025, 12, 31)),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29)),
        ("2025-07-15", date(2025, 7, 15), date(2025, 7, 15)),
        ("unknown", date.min, date.max),
    ],
)
def test_a_date_is_a_span_of_days(text: str, first: date, last: date) -> None:
    read = PartialDate.parse(text)
    assert (read.first, read.last, str(read)) == (first, last, text)


@pytest.mark.parametrize("text", ["", "25", "2025-7", "2025-02-30", "2025-13", "15.7.2025", "2025-07-15T00:00", "٢٠٢٥", "0000"])
def test_what_is_no_date_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="is no date|not in the calendar"):
        PartialDate.parse(text)


@pytest.mark.parametrize(
    ("one", "other", "before"),
    [
        ("2024", "2025", True),
        ("2025", "2024", False),
        ("2025-06", "2025-07-01", True),
        ("2025-07-01", "2025-06", False),
        ("2025", "2025-08-07", None),
        ("2025-08-07", "2025", None),
        ("2025", "2025", None),
        ("2025-08-07", "2025-08-07", False),
        ("2025-12-31", "2025", False),
        ("unknown", "2025", None),
        ("2025", "unknown", None),
        ("unknown", "unknown", None),
    ],
)
def test_order_has_three_values(one: str, other: str, before: bool | None) -> None:
    assert PartialDate.parse(one).before(PartialDate.parse(other)) is before
