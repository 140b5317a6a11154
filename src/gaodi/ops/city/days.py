"""Plausible days before the city's day: registers and exchanges publish on workdays."""

from __future__ import annotations

import random
from datetime import date, timedelta

from gaodi.values.workdays import WorkCalendar, YearNotAnnounced

#: Days from one step to the next, least and most: tutoring takes three months at least (证监会公告〔2023〕1号).
TO_ACCEPTANCE = (95, 330)
TO_LISTING = (200, 420)


class Days:
    """Draws workdays at a distance; in years whose calendar is not announced, Monday to Friday count."""

    def __init__(self, on: date, calendar: WorkCalendar, rng: random.Random) -> None:
        self.on = on
        self._calendar = calendar
        self._rng = rng

    def ago(self, least: int, most: int) -> date:
        """A workday between `least` and about `most` days before the city's day."""
        return self.before(self.on, least, most)

    def before(self, day: date, least: int, most: int) -> date:
        """A workday at least `least` days before another one; up to ten days past `most` where holidays lie there."""
        return self.at_or_before(day - timedelta(days=self._rng.randint(least, most)))

    def at_or_before(self, day: date) -> date:
        """The last workday up to a day."""
        while not self._is_workday(day):
            day -= timedelta(days=1)
        return day

    def at_or_after(self, day: date) -> date:
        """The first workday from a day on."""
        while not self._is_workday(day):
            day += timedelta(days=1)
        return day

    def soon_after(self, day: date, least: int, most: int) -> date:
        """A workday after another one, never past the city's day."""
        return self.at_or_before(min(self.on, day + timedelta(days=self._rng.randint(least, most))))

    def _is_workday(self, day: date) -> bool:
        try:
            return self._calendar.is_workday(day)
        except YearNotAnnounced:
            return day.weekday() < 5
