"""What the enterprise declared, by kind, each row beside what offices say of the same; and what else it may declare."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from gaodi.apps.intake.declared import (
    Door,
    cells_of,
    count_declared,
    is_same_matter,
    list_doors,
    list_verified,
)
from gaodi.apps.intake.models import Document
from gaodi.apps.intake.selectors import documents_by_id
from gaodi.apps.intake.services.declare import list_declared
from gaodi.apps.regions.selectors import unit_names
from gaodi.apps.regions.words import current_words
from gaodi.apps.registry.kinds import Kind
from gaodi.kernel.people import Viewer
from gaodi.web.enterprise.entry_fields import key_fields, own_fields, say_value
from gaodi.web.enterprise.gate import for_declaring
from gaodi.web.enterprise.providing import Units, say_checker, say_kind, say_priority, say_told_by
from gaodi.web.shell.gates import Asked
from gaodi.web.shell.ui.chips import Chip

_MOST_VALUES = 6


@dataclass(frozen=True, slots=True)
class Value:
    """One declared value, and the checked one where an office tells the same."""

    label: str
    text: str
    verified: str
    differs: bool


@dataclass(frozen=True, slots=True)
class DeclaredRow:
    """One row of the enterprise's own. `more` counts the values that are not printed here."""

    id: int
    kind: str
    title: str
    values: tuple[Value, ...]
    more: int
    declared_on: date
    state: Chip
    explains: str
    document: Document | None


@dataclass(frozen=True, slots=True)
class DeclaredKind:
    """A kind with its rows. `told_by` says who tells it otherwise."""

    code: str
    label: str
    help: str
    told_by: str
    priority: str
    needs_evidence: bool
    rows: tuple[DeclaredRow, ...]


@dataclass(frozen=True, slots=True)
class DeclaredPage:
    """The kinds with rows first, then those of which nothing was declared."""

    party_name: str
    on: date
    with_rows: tuple[DeclaredKind, ...]
    others: tuple[DeclaredKind, ...]
    checker: str
    total: int


def read_declared(viewer: Viewer, on: date) -> DeclaredPage:
    """The rows that count now; what was replaced or withdrawn is not listed."""
    assert viewer.party_id is not None
    doors = [door for door in list_doors(on=on).values() if door.may_declare]
    counts = count_declared(viewer, party_id=viewer.party_id, kinds=[door.kind for door in doors])
    units = unit_names(on=on)
    told = {
        door.kind.code: list_declared(viewer, party_id=viewer.party_id, kind=door.kind.code)
        for door in doors
        if counts.get(door.kind.code)
    }
    papers = documents_by_id(
        viewer, [row.evidence for rows in told.values() for row in rows if row.evidence], on=on
    )
    kinds = [
        _kind(door, units, _rows(viewer, door.kind, told.get(door.kind.code, ()), papers)) for door in doors
    ]
    return DeclaredPage(
        party_name=viewer.party_name,
        on=on,
        with_rows=tuple(kind for kind in kinds if kind.rows),
        others=tuple(kind for kind in kinds if not kind.rows),
        checker="、".join(dict.fromkeys(say_checker(door, units) for door in doors)),
        total=sum(counts.values()),
    )


def _kind(door: Door, units: Units, rows: tuple[DeclaredRow, ...]) -> DeclaredKind:
    return DeclaredKind(
        code=door.kind.code,
        label=door.kind.label,
        help=say_kind(door),
        told_by=say_told_by(door, units),
        priority=say_priority(door),
        needs_evidence=door.needs_evidence,
        rows=rows,
    )


def _rows(
    viewer: Viewer, kind: Kind, rows: Sequence[Any], papers: dict[Any, Document]
) -> tuple[DeclaredRow, ...]:
    if not rows:
        return ()
    assert viewer.party_id is not None
    verified = list_verified(viewer, party_id=viewer.party_id, kind=kind)
    return tuple(_row(kind, row, verified, papers.get(row.evidence)) for row in rows)


def _row(kind: Kind, row: Any, verified: Sequence[Any], document: Document | None) -> DeclaredRow:
    cells, labels, keys = cells_of(kind, row), current_words(), key_fields(kind)
    named = {one.target: cells[one.name] for one in keys if "." not in one.target}
    same = [one for one in verified if is_same_matter(kind, one, named)]
    values = [
        _value(kind, field.name, cells[field.name], same)
        for field in own_fields(kind)
        if field not in keys and cells[field.name] not in (None, "")
    ]
    names = [say_value(one, cells[one.name], labels) for one in keys]
    return DeclaredRow(
        id=row.pk,
        kind=kind.code,
        title="，".join(filter(None, names)) or kind.label,
        values=tuple(values[:_MOST_VALUES]),
        more=max(0, len(values) - _MOST_VALUES),
        declared_on=row.source_on,
        state=Chip("申报，另有已核" if same else "申报，待核", "plain"),
        explains="判断用已核的数" if same else "判断用您申报的数",
        document=document,
    )


def _value(kind: Kind, name: str, value: Any, same: Sequence[Any]) -> Value:
    field, labels = kind.field(name), current_words()
    text = say_value(field, value, labels)
    for row in same:
        checked = say_value(field, cells_of(kind, row)[name], labels)
        if checked:
            return Value(field.label, text, f"已核 {checked}，{row.get_source_display()}", checked != text)
    return Value(field.label, text, "", False)


@require_safe
@for_declaring
def show_declared(request: Asked) -> HttpResponse:
    """Everything that this enterprise says of itself."""
    page = read_declared(request.viewer, request.business_day)
    return render(request, "enterprise/declared.html", {"page": page})
