"""Arithmetic of days, many at once: how many whole years lie between two."""

from __future__ import annotations

import numpy as np

from gaodi.kernel.facts.everyone.vectors import Flags, Numbers


def _parts(days: Numbers) -> tuple[Numbers, Numbers]:
    """The months since 1970-01 and the day of the month, counted from 0."""
    dates = days.astype("datetime64[D]")
    months = dates.astype("datetime64[M]")
    return months.astype(np.int64), (dates - months.astype("datetime64[D]")).astype(np.int64)


def years_back(newest: Numbers, days: Numbers) -> tuple[Numbers, Flags]:
    """How many years each day lies before the other one, and whether it is a whole number of them.

    A day that the month of the earlier year does not have counts as its last one.
    """
    month, day = _parts(newest)
    own_month, own_day = _parts(days)
    years = month // 12 - own_month // 12
    wanted = month - 12 * years
    ends = (wanted + 1).astype("datetime64[M]").astype("datetime64[D]")
    length = (ends - wanted.astype("datetime64[M]").astype("datetime64[D]")).astype(np.int64)
    return years, (wanted == own_month) & (np.minimum(day, length - 1) == own_day)


def full_years(later: Numbers, earlier: Numbers) -> Numbers:
    """How many years have been completed between two days."""
    month, day = _parts(later)
    own_month, own_day = _parts(earlier)
    return (month - own_month - (day < own_day)) // 12
