"""How long something holds: its days as printed, the clock to its last day, and its state after it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from gaodi.web.shell.ui.clocks import Audience, Clock, ClockUnit, clock_of, ended_clock
from gaodi.web.shell.ui.states import Expired

EXPIRED_NOTE = "期内发生的事项，在申领期内仍按当时的规则判断"


@dataclass(frozen=True, slots=True)
class Term:
    """First and last day, both included. `last_day` None is open; `expired` is set from the day after the last."""

    first_day: date
    last_day: date | None
    clock: Clock | None
    expired: Expired | None


def term_of(first: date, end: date | None, on: date) -> Term:
    """The term [first, end) as it stands on a day."""
    if end is None:
        return Term(first, None, None, None)
    last = end - timedelta(days=1)
    if on > last:
        return Term(first, last, ended_clock(last), Expired(last, EXPIRED_NOTE))
    clock = clock_of((last - on).days, (end - first).days, ClockUnit.DAYS, Audience.APPLICANT)
    return Term(first, last, clock, None)
