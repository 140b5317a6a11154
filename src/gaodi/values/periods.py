"""Half-open periods of days: the start belongs to the period, the end does not, no end means still open."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

_EPOCH = date(1970, 1, 1)
_ONE_DAY = timedelta(days=1)


class EmptyPeriod(Exception):
    """The period would end on or before the day it starts."""

    def __init__(self, start: date, end: date) -> None:
        self.start, self.end = start, end
        super().__init__(
            f"a period from {start} cannot end before {end}; its last day must not precede its first"
        )


@dataclass(frozen=True, slots=True)
class Period:
    """Days from `start` up to but not including `end`; `end` None is still open.

    Raises: EmptyPeriod: no day lies in it.
    """

    start: date
    end: date | None = None

    def __post_init__(self) -> None:
        if self.end is not None and self.end <= self.start:
            raise EmptyPeriod(self.start, self.end)

    @classmethod
    def from_last_day(cls, first: date, last: date | None) -> Period:
        """The period that texts print as "from first to last", both days included."""
        return cls(first, None if last is None else last + _ONE_DAY)

    @property
    def last_day(self) -> date | None:
        """The last day inside, as texts and screens show it; None while open."""
        return None if self.end is None else self.end - _ONE_DAY

    @property
    def days(self) -> int | None:
        """How many calendar days lie inside; None while open."""
        return None if self.end is None else (self.end - self.start).days

    def contains(self, day: date) -> bool:
        return self.start <= day and (self.end is None or day < self.end)

    def overlaps(self, other: Period) -> bool:
        """Whether some day lies in both."""
        return self._starts_before_end_of(other) and other._starts_before_end_of(self)

    def intersection(self, other: Period) -> Period | None:
        """The days that lie in both; None if there are none."""
        if not self.overlaps(other):
            return None
        ends = [end for end in (self.end, other.end) if end is not None]
        return Period(max(self.start, other.start), min(ends, default=None))

    def _starts_before_end_of(self, other: Period) -> bool:
        return other.end is None or self.start < other.end


def day_number(day: date) -> int:
    """Days since 1970-01-01, the form in which plans hold a day."""
    return (day - _EPOCH).days


def day_of(number: int) -> date:
    """The date of a day number; the inverse of `day_number`."""
    return _EPOCH + timedelta(days=number)
