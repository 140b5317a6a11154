"""Everything that happened to a company, newest first by year, each with its source."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import partial

from gaodi.apps.registry.choices import Standing
from gaodi.apps.registry.dossier import Happened, read_chronicle
from gaodi.apps.registry.facts.groups import GROUPS
from gaodi.kernel.once import once
from gaodi.web.shell.asked import Query
from gaodi.web.shell.company.happenings import Moment, moments_of
from gaodi.web.shell.company.subject import Subject
from gaodi.web.shell.ui.chips import Chip
from gaodi.web.shell.ui.menus import Segment

_STANDINGS = {Standing.DECLARED: Chip("申报", "plain"), Standing.ASSUMED: Chip("暂定", "clay")}


@dataclass(frozen=True, slots=True)
class TimelineEntry:
    """One thing that happened, ready to print; a chip only where it is not verified, or where it is bad news."""

    day: date
    group: str
    title: str
    text: str
    amount_yuan: Decimal | None
    source: str
    source_on: date
    chips: tuple[Chip, ...]
    is_bad: bool


@dataclass(frozen=True, slots=True)
class TimelineYear:
    """What happened in one year, newest first."""

    year: int
    entries: tuple[TimelineEntry, ...]


@dataclass(frozen=True, slots=True)
class Timeline:
    """The years with the filter by sort that narrowed them."""

    years: tuple[TimelineYear, ...]
    filters: tuple[Segment, ...]
    total: int


def read_timeline(subject: Subject, query: Query) -> Timeline:
    """What happened up to the day; `?sort=` keeps one group."""
    moments = read_moments(subject)
    held = {moment.group for moment in moments}
    sorts = tuple(code for code in GROUPS if code in held)
    chosen = query.choice("sort", sorts)
    shown = [one for one in moments if not chosen or one.group == chosen]
    counted = {code: sum(one.group == code for one in moments) for code in sorts}
    filters = [Segment("全部", query.with_(sort=""), not chosen, len(moments))]
    filters += [
        Segment(GROUPS[code], query.with_(sort=code), code == chosen, counted[code]) for code in sorts
    ]
    return Timeline(_by_year(shown), tuple(filters), len(moments))


def read_happened(subject: Subject) -> tuple[Happened, ...]:
    """The rows behind head and timeline, oldest first, asked for once in a request."""
    as_of = subject.as_of
    read = partial(
        read_chronicle,
        subject.viewer,
        party_id=subject.party_id,
        today=as_of.today,
        on=as_of.on,
        known_at=as_of.known_at,
    )
    return once(("chronicle", subject), read)


def read_moments(subject: Subject) -> list[Moment]:
    """What happened up to the day, newest first."""
    return sorted(moments_of(read_happened(subject)), key=lambda one: one.day, reverse=True)


def latest_entries(moments: Sequence[Moment], most: int) -> tuple[TimelineEntry, ...]:
    """The newest few."""
    return tuple(map(_entry, moments[:most]))


def _by_year(moments: Sequence[Moment]) -> tuple[TimelineYear, ...]:
    years: dict[int, list[TimelineEntry]] = {}
    for moment in moments:
        years.setdefault(moment.day.year, []).append(_entry(moment))
    return tuple(TimelineYear(year, tuple(entries)) for year, entries in years.items())


def _entry(moment: Moment) -> TimelineEntry:
    row = moment.row
    standing = _STANDINGS.get(Standing(row.standing))
    return TimelineEntry(
        day=moment.day,
        group=GROUPS[moment.group],
        title=moment.title,
        text=moment.text,
        amount_yuan=moment.amount_yuan,
        source=row.source_label,
        source_on=row.source_on,
        chips=(standing,) if standing else (),
        is_bad=moment.is_bad,
    )
