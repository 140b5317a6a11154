"""Whom a page is about, and as of which day and moment it is asked."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time

from gaodi.kernel.clock import SHANGHAI
from gaodi.kernel.people import Viewer
from gaodi.web.shell.asked import FIRST, Query, read_day


@dataclass(frozen=True, slots=True)
class AsOf:
    """The pair that facts are read by, and the present one. `is_past_day`, `is_past_knowledge`: it was asked for."""

    on: date
    known_at: datetime
    today: date
    is_past_knowledge: bool = False

    @property
    def is_past_day(self) -> bool:
        return self.on != self.today

    @property
    def is_asked(self) -> bool:
        return self.is_past_day or self.is_past_knowledge

    @property
    def on_value(self) -> str:
        """What the form shows."""
        return self.on.isoformat()

    @property
    def known_value(self) -> str:
        """What the form shows; empty for the present."""
        if not self.is_past_knowledge:
            return ""
        return self.known_at.astimezone(SHANGHAI).strftime("%Y-%m-%dT%H:%M")

    @property
    def known_words(self) -> str:
        return self.known_at.astimezone(SHANGHAI).strftime("%Y-%m-%d %H:%M")


@dataclass(frozen=True, slots=True)
class Subject:
    """A company that the viewer may know of, and as of when."""

    viewer: Viewer
    party_id: int
    name: str
    as_of: AsOf


def read_as_of(query: Query, *, today: date, now: datetime) -> AsOf:
    """What `?on=` and `?known=` ask for; days and moments to come, and what is none, count as the present.

    `known` is a moment (2025-06-30T18:00) or a day, which means its end.
    """
    asked = query.day("on")
    on = asked if asked and FIRST <= asked <= today else today
    known = _moment(query.get("known"))
    if known is None or known >= now:
        return AsOf(on, now, today)
    return AsOf(on, known, today, is_past_knowledge=True)


def _moment(written: str) -> datetime | None:
    day = read_day(written[:10])
    if day is None:
        return None
    try:
        hour = time.fromisoformat(written[11:16]) if len(written) > 10 else time(23, 59, 59)
    except ValueError:
        return None
    return datetime.combine(day, hour.replace(tzinfo=None), tzinfo=SHANGHAI)
