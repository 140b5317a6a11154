"""What an enterprise declared, beside what others say of the same matter; for its own people only."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Count, QuerySet, Value

from gaodi.apps.intake.choices import Uploader
from gaodi.apps.intake.models import Outlet
from gaodi.apps.intake.permissions import can_declare
from gaodi.apps.intake.selectors import list_outlets
from gaodi.apps.registry.choices import Source, Standing
from gaodi.apps.registry.kinds import KINDS, Kind
from gaodi.engines.tabular import FieldType
from gaodi.kernel.people import Viewer

_ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Door:
    """Who takes a kind in: the outlets by which offices tell it, and the one by which enterprises declare it."""

    kind: Kind
    told_by: tuple[Outlet, ...]
    declared_by: tuple[Outlet, ...]

    @property
    def may_declare(self) -> bool:
        return self.kind.may_declare and bool(self.declared_by)

    @property
    def needs_evidence(self) -> bool:
        return any(self.kind.code in outlet.evidence_for for outlet in self.declared_by)


def list_doors(*, on: date) -> dict[str, Door]:
    """Every kind with those who tell it on a day; public, so no viewer narrows them."""
    outlets = list_outlets(on=on)
    return {code: _door(kind, [one for one in outlets if code in one.kinds]) for code, kind in KINDS.items()}


def _door(kind: Kind, outlets: Sequence[Outlet]) -> Door:
    own = tuple(one for one in outlets if one.uploader == Uploader.ENTERPRISE)
    return Door(kind, tuple(one for one in outlets if one not in own), own)


def count_declared(viewer: Viewer, *, party_id: int, kinds: Sequence[Kind]) -> dict[str, int]:
    """How many rows of each kind the enterprise has declared and not withdrawn, by the kind's code; one query."""
    if not can_declare(viewer, party_id) or not kinds:
        return {}
    first, *others = (_counted(kind, party_id) for kind in kinds)
    return dict(first.union(*others, all=True).values_list("code", "rows"))


def _counted(kind: Kind, party_id: int) -> QuerySet[Any, Any]:
    rows = _rows_of(kind, party_id).filter(source=Source.ENTERPRISE, known_to__isnull=True)
    coded = rows.order_by().annotate(code=Value(kind.code))
    counted: QuerySet[Any, Any] = coded.values("code").annotate(rows=Count("pk"))
    return counted


def find_declared(viewer: Viewer, *, party_id: int, kind: Kind, row_id: int) -> Any | None:
    """A row that the enterprise declared, also one that was replaced or withdrawn since."""
    if not can_declare(viewer, party_id):
        return None
    return _rows_of(kind, party_id).filter(source=Source.ENTERPRISE, pk=row_id).first()


def is_declared_now(kind: Kind, row: Any) -> bool:
    """Whether the enterprise still says something of the matter of this row."""
    named = {_column(kind, name): getattr(row, _column(kind, name)) for name in kind.own_key}
    rows = kind.model._default_manager.filter(source=Source.ENTERPRISE, known_to__isnull=True)
    return rows.filter(**named).exists()


def list_verified(viewer: Viewer, *, party_id: int, kind: Kind) -> list[Any]:
    """What others say of the enterprise, checked, the newest first."""
    if not can_declare(viewer, party_id):
        return []
    rows = _rows_of(kind, party_id).filter(known_to__isnull=True, standing=Standing.VERIFIED)
    return list(rows.order_by("-valid_from", "-source_on", "-pk"))


def cells_of(kind: Kind, row: Any) -> dict[str, Any]:
    """A row as values by the kind's field names, as a form or a file would hold them: the inverse of `stored`."""
    cells = {}
    for field in kind.fields:
        value = row
        for part in field.target.split("."):
            value = getattr(value, part, None)
        if field.last_day and field.type is FieldType.DAY and value is not None:
            value -= _ONE_DAY
        cells[field.name] = value
    return cells


def is_same_matter(kind: Kind, row: Any, stored: Mapping[str, Any]) -> bool:
    """Whether a row is of the matter that the values name; parties besides the subject are not compared."""
    own = [name for name in kind.key if not kind.model._meta.get_field(name).is_relation]
    return all(getattr(row, name) == stored.get(name) for name in own)


def _column(kind: Kind, name: str) -> str:
    column: Any = kind.model._meta.get_field(name)
    return str(column.attname)


def _rows_of(kind: Kind, party_id: int) -> QuerySet[Any]:
    others = [one.attribute for one in kind.parties if one.attribute != kind.subject]
    known = {field.name for field in kind.model._meta.get_fields()}
    rows = kind.model._default_manager.filter(**{f"{kind.subject}_id": party_id})
    return rows.select_related(*[one for one in others if one in known])
