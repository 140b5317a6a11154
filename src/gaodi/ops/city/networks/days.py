"""Days as numbers since 1970-01-01, many at once."""

from __future__ import annotations

from datetime import date

import numpy as np
from numpy.typing import NDArray

from gaodi.ops.city.columns import day_number, to_day

DayNumbers = NDArray[np.int64]
"""(n,) days since 1970-01-01; OPEN = no end."""

OPEN = -1
YEAR = 365


def first_of(year: int) -> int:
    """The number of the first day of a year."""
    return day_number(date(year, 1, 1))


def years_of(days: DayNumbers) -> NDArray[np.int64]:
    """The calendar year of each day."""
    return days.astype("datetime64[D]").astype("datetime64[Y]").astype(np.int64) + 1970


def to_weekdays(days: DayNumbers) -> DayNumbers:
    """Saturdays and Sundays go back to the Friday before. Day 0 was a Thursday."""
    weekday = (days + 3) % 7
    return days - np.maximum(weekday - 4, 0)


def draw_between(rng: np.random.Generator, first: DayNumbers, last: DayNumbers) -> DayNumbers:
    """A weekday from `first` to `last`; `first` itself where nothing lies between."""
    span = np.maximum(last - first, 0)
    drawn = first + np.floor(rng.random(len(first)) * (span + 1)).astype(np.int64)
    return np.maximum(to_weekdays(drawn), first)


def weekday_between(rng: np.random.Generator, first: int, last: int) -> int:
    """The same for one day."""
    drawn = int(first + np.floor(rng.random() * (max(last - first, 0) + 1)))
    return max(drawn - max((drawn + 3) % 7 - 4, 0), first)


__all__ = [
    "OPEN",
    "YEAR",
    "DayNumbers",
    "day_number",
    "draw_between",
    "first_of",
    "to_day",
    "to_weekdays",
    "weekday_between",
    "years_of",
]
