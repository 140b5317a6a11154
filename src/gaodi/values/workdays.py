"""Working days by the announced calendar: weekends, holidays, and weekends worked in exchange."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

_SATURDAY = 5
_ONE_DAY = timedelta(days=1)


class YearNotAnnounced(Exception):
    """The calendar of this year has not been published or not been loaded, so nothing is guessed."""

    def __init__(self, year: int) -> None:
        self.year = year
        super().__init__(
            f"the working-day calendar of {year} is not announced; load calendar/{year}.yaml first"
        )


class BadCalendar(Exception):
    """An announced year contradicts itself."""


@dataclass(frozen=True, slots=True)
class AnnouncedYear:
    """What the yearly notice says: days off (weekends in a holiday may be among them) and weekend days worked.

    Raises: BadCalendar: a day of another year, a day both off and worked, or a worked day that is no weekend.
    """

    year: int
    off: frozenset[date]
    worked: frozenset[date]

    def __post_init__(self) -> None:
        self._refuse("lie outside the year", {day for day in self.off | self.worked if day.year != self.year})
        self._refuse("are both off and worked", self.off & self.worked)
        self._refuse(
            "are no weekend, so cannot be make-up days", {d for d in self.worked if d.weekday() < _SATURDAY}
        )

    def _refuse(self, fault: str, days: Iterable[date]) -> None:
        if named := ", ".join(day.isoformat() for day in sorted(days)):
            raise BadCalendar(f"calendar of {self.year}: {named} {fault}")

    def is_workday(self, day: date) -> bool:
        return day in self.worked or (day.weekday() < _SATURDAY and day not in self.off)


class WorkCalendar:
    """Counts working days inside the announced years; a step into any other year raises YearNotAnnounced.

    Counting follows the Civil Code, articles 200 to 204: the day something starts is not counted.
    """

    __slots__ = ("_years",)

    def __init__(self, years: Iterable[AnnouncedYear]) -> None:
        self._years = {year.year: year for year in years}

    @property
    def years(self) -> tuple[int, ...]:
        """The announced years, ascending."""
        return tuple(sorted(self._years))

    def is_workday(self, day: date) -> bool:
        year = self._years.get(day.year)
        if year is None:
            raise YearNotAnnounced(day.year)
        return year.is_workday(day)

    def next_workday(self, day: date) -> date:
        """`day` itself if it is a working day, else the first one after it: where a term that ends on a day off goes."""
        while not self.is_workday(day):
            day += _ONE_DAY
        return day

    def add_workdays(self, start: date, count: int) -> date:
        """The working day that is `count` working days after `start` (before it, if negative); `start` is not counted.

        With `count` 0 it is `start` itself, working day or not.
        """
        step = _ONE_DAY if count > 0 else -_ONE_DAY
        day = start
        for _ in range(abs(count)):
            day += step
            while not self.is_workday(day):
                day += step
        return day

    def workdays_between(self, start: date, end: date) -> int:
        """Working days after `start` up to and including `end`; negative if `end` lies before `start`.

        Going back, the days from `end` up to but not including `start` count, so that it undoes `add_workdays`.
        """
        if end < start:
            return -sum(self.is_workday(end + timedelta(days=n)) for n in range((start - end).days))
        return sum(self.is_workday(start + timedelta(days=n + 1)) for n in range((end - start).days))
