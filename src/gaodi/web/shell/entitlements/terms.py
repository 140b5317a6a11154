"""Time limits of an entitlement: its claim window, and the last day of its programme."""

from __future__ import annotations

from datetime import date

from gaodi.apps.assessments.choices import Verdict
from gaodi.apps.programmes.models import Programme
from gaodi.apps.programmes.selectors import Entitlement
from gaodi.values.periods import Period
from gaodi.web.shell.ui.clocks import Audience, Clock, ClockUnit, clock_of, ended_clock

ABOUT = "申领期"


def window_clock(item: Entitlement) -> Clock | None:
    """The claim window in calendar days, while it runs for something that may still be claimed."""
    if item.verdict not in (Verdict.YES, Verdict.UNKNOWN) or item.days_left is None or item.days_left < 0:
        return None
    return _running(item, Audience.APPLICANT)


def window_of_page(item: Entitlement, audience: Audience) -> Clock | None:
    """The same for the head of a page, named, and said as well once it is over; what was paid has none."""
    if item.verdict is Verdict.RECEIVED or item.days_left is None or item.due_on is None:
        return None
    return ended_clock(item.due_on, about=ABOUT) if item.days_left < 0 else _running(item, audience, ABOUT)


def _running(item: Entitlement, audience: Audience, about: str = "") -> Clock | None:
    if item.due_on is None or item.event_on is None or item.days_left is None:
        return None
    whole = (item.due_on - item.event_on).days
    return clock_of(item.days_left, whole, ClockUnit.DAYS, audience, about=about)


def ended_on(programme: Programme, on: date) -> date | None:
    """The last day of a programme that is over; None while it is in force."""
    if programme.valid_from is None or programme.valid_to is None or on < programme.valid_to:
        return None
    return Period(programme.valid_from, programme.valid_to).last_day
