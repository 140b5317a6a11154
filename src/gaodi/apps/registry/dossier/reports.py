"""What a company reported for each period: the version that holds, and every other that was told."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db import connection
from django.db.models import QuerySet

from gaodi.apps.registry.choices import Source, Standing
from gaodi.apps.registry.dossier.range import knows_party
from gaodi.apps.registry.models import Dated, Headcount, Research, Statement
from gaodi.engines.rules.dictionary import Visibility
from gaodi.kernel.facts import facts
from gaodi.kernel.people import Viewer

_ORDER = list(Standing)


@dataclass(frozen=True, slots=True)
class Version:
    """What one source told of a period, by the names of the fact table's columns; `is_held` while it was held true."""

    values: Mapping[str, Decimal | int | None]
    source: str
    source_on: date
    standing: str
    known_from: datetime
    known_to: datetime | None
    is_held: bool
    is_audited: bool | None = None

    @property
    def source_label(self) -> str:
        return str(Source(self.source).label)


@dataclass(frozen=True, slots=True)
class Period:
    """A period with the version that counts, and the others: other sources, and what was told before a correction."""

    sort: str
    scope: str
    ends_on: date
    held: Version
    others: tuple[Version, ...] = ()


@dataclass(frozen=True, slots=True)
class Reports:
    """Periods of each sort of report, newest first; all empty where the viewer may not see them."""

    statements: tuple[Period, ...] = ()
    research: tuple[Period, ...] = ()
    people: tuple[Period, ...] = ()


def read_reports(viewer: Viewer, *, party_id: int, today: date, on: date, known_at: datetime) -> Reports:
    """Reports of periods that were over on a day, as known at a moment.

    Args: today: the business day, by which the viewer's range is drawn.
    """
    if not may_see("statement", viewer) or not knows_party(viewer, party_id=party_id, on=today):
        return Reports()
    narrowed = {"party_id": party_id, "valid_from__lte": on, "known_from__lte": known_at}
    models: list[type[Dated]] = [Statement, Research, Headcount]
    statements, research, people = _read(model._default_manager.filter(**narrowed) for model in models)
    return Reports(_periods(statements, known_at), _periods(research, known_at), _periods(people, known_at))


def _read(querysets: Iterable[QuerySet[Any]]) -> list[list[Any]]:
    """The rows of each queryset, all in one round trip."""
    asked = list(querysets)
    parts = [queryset.query.sql_with_params() for queryset in asked]
    found: list[list[Any]] = []
    with connection.cursor() as cursor:
        cursor.execute(";\n".join(text for text, _ in parts), [one for _, values in parts for one in values])
        for queryset in asked:
            names = [field.attname for field in queryset.model._meta.concrete_fields]
            found.append([queryset.model.from_db(connection.alias, names, row) for row in cursor.fetchall()])
            cursor.nextset()
    return found


def may_see(table: str, viewer: Viewer) -> bool:
    """Whether every column of a fact table that comes from a source may be seen, those for risk left aside."""
    columns = (one for one in facts.get(table).table.columns if one.source is not None)
    return all(viewer.may_see(one.visibility) for one in columns if one.visibility is not Visibility.RISK)


def _periods(rows: Iterable[Any], known_at: datetime) -> tuple[Period, ...]:
    found: dict[tuple[str, str, date], list[Version]] = defaultdict(list)
    for row in rows:
        key = (getattr(row, "period", "annual"), getattr(row, "scope", ""), row.period_end)
        found[key].append(_version(row, known_at))
    made = (_period(*key, versions) for key, versions in found.items())
    return tuple(sorted((one for one in made if one), key=lambda one: one.ends_on, reverse=True))


def _period(sort: str, scope: str, ends_on: date, versions: list[Version]) -> Period | None:
    """The best of the versions that were held; None where all had been withdrawn."""
    newest = sorted(versions, key=lambda one: (one.source_on, one.known_from), reverse=True)
    held = sorted(
        (one for one in newest if one.is_held), key=lambda one: _ORDER.index(Standing(one.standing))
    )
    if not held:
        return None
    return Period(sort, scope, ends_on, held[0], tuple(one for one in newest if one is not held[0]))


def _version(row: Dated, known_at: datetime) -> Version:
    return Version(
        values=_values(row),
        source=row.source,
        source_on=row.source_on,
        standing=row.standing,
        known_from=row.known_from,
        known_to=row.known_to,
        is_held=row.known_to is None or row.known_to > known_at,
        is_audited=getattr(row, "is_audited", None),
    )


_OF_ROWS = {field.name for field in Dated._meta.get_fields()} | {
    "id", "party", "period", "scope", "period_start", "period_end", "is_audited",
}  # fmt: skip


def _values(row: Dated) -> dict[str, Decimal | int | None]:
    names = [field.name for field in row._meta.concrete_fields if field.name not in _OF_ROWS]
    return {name.removesuffix("_yuan"): getattr(row, name) for name in names}
