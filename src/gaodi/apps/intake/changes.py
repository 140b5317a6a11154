"""What applying a file would do (or did), row by row, for the page on which people confirm it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from gaodi.apps.intake.choices import Change
from gaodi.apps.intake.models import Difference, IntakeFile, Newcomer, StagedRow
from gaodi.apps.intake.selectors import get_file
from gaodi.apps.registry.kinds import KINDS, Kind
from gaodi.apps.registry.models import Party
from gaodi.kernel.people import Viewer


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One column, before and after as the registry stores it; None before for a new row."""

    column: str
    label: str
    before: Any
    after: Any


@dataclass(frozen=True, slots=True)
class RowChange:
    """One row of the file with what it changes, and the party that it is about."""

    row: int
    change: Change
    party_name: str
    fields: tuple[FieldChange, ...]


def list_changes(
    viewer: Viewer, *, public_id: UUID | str, change: Change, limit: int = 50, offset: int = 0
) -> list[RowChange]:
    """Rows of one sort in the order of the file; empty where the viewer may not know of the file.

    Some days after the file's end the rows are gone; what was written stays in the registry under the file's number.
    """
    file = get_file(viewer, public_id=public_id)
    if file is None:
        return []
    rows = Difference.objects.filter(file=file, change=change).order_by("row", "pk")
    return _describe(file, KINDS[file.kind], list(rows[offset : offset + limit]))


def _describe(file: IntakeFile, kind: Kind, rows: Sequence[Difference]) -> list[RowChange]:
    staged = StagedRow.objects.filter(file=file, row__in=[one.row for one in rows])
    values = dict(staged.values_list("row", "values"))
    old = kind.model._default_manager.in_bulk([one.old_id for one in rows if one.old_id is not None])
    names = _names(file, kind, values)
    return [
        RowChange(
            one.row,
            Change(one.change),
            names.get(values.get(one.row, {}).get(f"{kind.subject}_id"), ""),
            _fields(file, kind, one, values.get(one.row, {}), old.get(one.old_id)),
        )
        for one in rows
    ]


def _fields(
    file: IntakeFile, kind: Kind, one: Difference, told: Mapping[str, Any], old: Any
) -> tuple[FieldChange, ...]:
    """The columns that differ; of a row that ends, its end."""
    if one.change == Change.ENDED:
        return (FieldChange("valid_to", "有效至（不含）", old.valid_to, one.ends_on),)
    mapped = set(file.mapping.values())
    found = []
    for field in kind.fields:
        if "." in field.target or field.name not in mapped:
            continue
        column: Any = kind.model._meta.get_field(field.target)
        after = column.to_python(told.get(field.target))
        before = getattr(old, field.target) if old is not None else None
        if before != after and not (old is None and after in (None, "")):
            found.append(FieldChange(field.target, field.label, before, after))
    return tuple(found)


def _names(file: IntakeFile, kind: Kind, values: Mapping[int, Mapping[str, Any]]) -> dict[int, str]:
    subject = f"{kind.subject}_id"
    ids: set[int] = {row[subject] for row in values.values() if subject in row}
    known = Party.objects.filter(pk__in=[one for one in ids if one > 0])
    new = Newcomer.objects.filter(file=file, pk__in=[-one for one in ids if one < 0])
    names = dict(known.values_list("pk", "name"))
    return names | {-pk: name for pk, name in new.values_list("pk", "name")}
