"""Dates that may be partial, and what can be said of their order."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date

_FORM = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?", re.ASCII)


@dataclass(frozen=True)
class PartialDate:
    """A span of days: a day, a month, a year, or any day at all (`unknown`).

    `first` and `last` are the ends of the span, both included; `text` is how it was written.
    """

    text: str
    first: date
    last: date

    @classmethod
    def parse(cls, text: str) -> PartialDate:
        """Read `2025`, `2025-07`, `2025-07-15` or `unknown`; raise ValueError for anything else."""
        if text == "unknown":
            return cls(text, date.min, date.max)
        form = _FORM.fullmatch(text)
        if not form:
            raise ValueError(f"`{text}` is no date; write 2025, 2025-07, 2025-07-15 or unknown")
        year, month, day = (int(part) if part else 0 for part in form.groups())
        try:
            first = date(year, month or 1, day or 1)
        except ValueError as error:
            raise ValueError(f"`{text}` is not in the calendar; correct the year, month or day") from error
        last_month = month or 12
        last = first if day else date(year, last_month, calendar.monthrange(year, last_month)[1])
        return cls(text, first, last)

    @property
    def known(self) -> bool:
        return self.text != "unknown"

    def before(self, other: PartialDate) -> bool | None:
        """Tell whether this is earlier: True, False, or None where the spans leave it open.

        The same day is not earlier. Two spans that overlap in more than one day leave it open.
        """
        if self.last < other.first:
            return True
        if self.first >= other.last:
            return False
        return None

    def __str__(self) -> str:
        return self.text


UNKNOWN = PartialDate.parse("unknown")
