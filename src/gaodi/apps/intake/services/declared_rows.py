"""Writing one declared row: what an enterprise says of the same matter is one open version.

Enterprises that name the same contract each have a row of their own; none touches what another declared.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from uuid import UUID, uuid4

from django.db.models import Model, QuerySet

from gaodi.apps.registry.choices import Source, Standing
from gaodi.apps.registry.kinds import Kind, Span
from gaodi.apps.registry.models import Party
from gaodi.engines.tabular import CellProblem, Severity


@dataclass(slots=True)
class Others:
    """The parties of a row besides its subject, by column, and what is wrong with them."""

    parties: dict[str, int | None] = field(default_factory=dict)
    problems: list[CellProblem] = field(default_factory=list)


def find_others(kind: Kind, values: Mapping[str, Any]) -> Others:
    """Whom a declared row names besides the enterprise; an enterprise makes no new parties."""
    found = Others()
    for ref in kind.parties:
        if ref.attribute == kind.subject:
            continue
        label = kind.field(ref.code or ref.name or "").label
        party = _party(ref, values)
        found.parties[f"{ref.attribute}_id"] = party.pk if party else None
        named = values.get(ref.code or "") or values.get(ref.name or "")
        if party is None and (ref.required or named):
            message = "平台没有这个主体；请核对统一社会信用代码。"
            found.problems.append(CellProblem(Severity.ERROR, "unknown_code", message, column=label))
    return found


def _party(ref: Any, values: Mapping[str, Any]) -> Party | None:
    if code := values.get(ref.code):
        return Party.objects.filter(credit_code=code).first()
    name = values.get(ref.name)
    rows = list(Party.objects.filter(name=name)[:2]) if name else []
    return rows[0] if len(rows) == 1 else None


def open_rows_of(kind: Kind) -> QuerySet[Any]:
    """Open rows that enterprises declared."""
    return kind.model._default_manager.filter(known_to__isnull=True, source=Source.ENTERPRISE)


def put_row(
    kind: Kind, columns: dict[str, Any], evidence: UUID | None, *, on: date, at: datetime
) -> tuple[Model, bool]:
    """The row as it stands, and whether anything was written. Under the writers' lock of the kind."""
    current = open_rows_of(kind).filter(**_named(kind, columns, kind.own_key)).first()
    columns = columns | _followed(kind, columns)
    same = current is not None and all(getattr(current, name) == value for name, value in columns.items())
    if current is not None and same and (evidence is None or current.evidence == evidence):
        return current, False
    kept: dict[str, Any] = {}
    if current is not None:
        open_rows_of(kind).filter(pk=current.pk).update(known_to=at)
        kept = {"evidence": evidence or current.evidence}
    public_id = _public_id(kind, columns, current)
    _end_former(kind, columns, at=at)
    row = kind.model._default_manager.create(
        **columns,
        **public_id,
        **({"evidence": evidence} | kept),
        known_from=at,
        source=Source.ENTERPRISE,
        source_on=on,
        standing=Standing.DECLARED,
    )
    return row, True


def _chain(kind: Kind) -> tuple[str, ...]:
    if kind.span is not Span.TERM or "valid_from" not in kind.own_key:
        return ()
    return tuple(name for name in kind.own_key if name != "valid_from")


def _named(kind: Kind, columns: Mapping[str, Any], names: tuple[str, ...]) -> dict[str, Any]:
    fields: tuple[Any, ...] = tuple(kind.model._meta.get_field(name) for name in names)
    return {one.attname: columns[one.attname] for one in fields}


def _followed(kind: Kind, columns: Mapping[str, Any]) -> dict[str, Any]:
    """A term without an end ends where the next one of its chain begins."""
    chain = _chain(kind)
    if not chain or columns.get("valid_to") is not None:
        return {}
    later = open_rows_of(kind).filter(**_named(kind, columns, chain), valid_from__gt=columns["valid_from"])
    return {"valid_to": later.order_by("valid_from").values_list("valid_from", flat=True).first()}


def _end_former(kind: Kind, columns: Mapping[str, Any], *, at: datetime) -> None:
    """The term before this one, where it has no end, ends on this one's first day."""
    chain = _chain(kind)
    if not chain:
        return
    former = open_rows_of(kind).filter(
        **_named(kind, columns, chain), valid_from__lt=columns["valid_from"], valid_to__isnull=True
    )
    for row in former.order_by("-valid_from")[:1]:
        open_rows_of(kind).filter(pk=row.pk).update(known_to=at)
        row.pk, row.known_from, row.known_to, row.valid_to = None, at, None, columns["valid_from"]
        row._state.adding = True
        row.save(force_insert=True)


def _public_id(kind: Kind, columns: Mapping[str, Any], current: Any) -> dict[str, UUID]:
    """A correction is of the same matter, and so is the next term of a chain."""
    if not any(one.name == "public_id" for one in kind.model._meta.concrete_fields):
        return {}
    chain = _chain(kind)
    if current is None and chain:
        current = open_rows_of(kind).filter(**_named(kind, columns, chain)).first()
    return {"public_id": current.public_id if current is not None else uuid4()}
