"""Calendar arithmetic over day numbers (days since 1970-01-01), with integers only, so that a kernel may call it."""

from __future__ import annotations

from datetime import date

from gaodi.values.periods import day_number

#: The days that a plan may hold.
FIRST_DAY = day_number(date(1900, 1, 1))
LAST_DAY = day_number(date(2199, 12, 31))


def year_of(day: int) -> int:
    """The calendar year of a day number."""
    return _civil(day)[0]


def add_months(day: int, months: int) -> int:
    """The same day of the month that many months later; the month's last day where it has no such day."""
    year, month, dom = _civil(day)
    later = year * 12 + (month - 1) + months
    year, month = later // 12, later % 12 + 1
    last = _month_length(year, month)
    return _number(year, month, dom if dom <= last else last)


def _civil(day: int) -> tuple[int, int, int]:
    # Years are counted from 1 March, so that the leap day is the last of a year; eras have 400 years.
    shifted = day + 719468
    era = shifted // 146097
    doe = shifted - era * 146097
    yoe = (doe - doe // 1460 + doe // 36524 - doe // 146096) // 365
    doy = doe - (365 * yoe + yoe // 4 - yoe // 100)
    part = (5 * doy + 2) // 153
    month = part + 3 if part < 10 else part - 9
    year = yoe + era * 400 + (1 if month <= 2 else 0)
    return year, month, doy - (153 * part + 2) // 5 + 1


def _number(year: int, month: int, dom: int) -> int:
    shifted = year - 1 if month <= 2 else year
    era = shifted // 400
    yoe = shifted - era * 400
    doy = (153 * (month - 3 if month > 2 else month + 9) + 2) // 5 + dom - 1
    return era * 146097 + yoe * 365 + yoe // 4 - yoe // 100 + doy - 719468


def _month_length(year: int, month: int) -> int:
    if month == 2:
        return 29 if (year % 4 == 0 and year % 100 != 0) or year % 400 == 0 else 28
    return 30 if month in (4, 6, 9, 11) else 31
