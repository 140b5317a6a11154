"""Good rows of a chunk on their way into the staging table, by COPY."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable
from typing import Any

from django.db import connection

from gaodi.apps.intake.models import IntakeFile
from gaodi.apps.intake.services.resolving import Resolved
from gaodi.apps.registry.choices import PartyKind
from gaodi.apps.registry.kinds import Kind, Span
from gaodi.apps.registry.kinds.kind import FieldColumn
from gaodi.apps.registry.services.names import read_and_key

_COPY = "COPY intake_stagedrow (file_id, row, values, is_duplicate) FROM STDIN"
_spell = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), default=str).encode


def staged_columns(kind: Kind) -> tuple[str, ...]:
    """Columns of the kind's table that staged rows hold, in the order of the table."""
    names = {one.target for one in kind.fields} | {"valid_from", "valid_to"} | set(_extra_names(kind))
    names |= {f"{ref.attribute}_id" for ref in kind.parties}
    return tuple(one.column for one in kind.model._meta.concrete_fields if one.column in names)


def told_columns(kind: Kind, fields: Collection[str]) -> tuple[str, ...]:
    """Those of them that a file says something of: of the others, what was known stays.

    Args: fields: names of the kind's fields that the file's columns are mapped to.
    """
    told = {one.target for one in kind.fields if one.name in fields} | set(_extra_names(kind))
    told |= {"valid_from"} if kind.span is Span.REPORT else set()
    told |= {f"{ref.attribute}_id" for ref in kind.parties if {ref.code, ref.name} & set(fields)}
    return tuple(name for name in staged_columns(kind) if name in told)


def held_columns(kind: Kind, fields: Collection[str]) -> tuple[str, ...]:
    """Those of them that a staged row of such a file can hold at all; the others are missing in every row."""
    held = {"valid_from", "valid_to", "period_start", *kind.constants, *told_columns(kind, fields)}
    held |= {f"{ref.attribute}_id" for ref in kind.parties}
    return tuple(name for name in staged_columns(kind) if name in held)


def stage(file: IntakeFile, kind: Kind, rows: Iterable[Resolved]) -> None:
    """Write these rows; what is missing in a row is left out."""
    columns = kind.columns_of({name for name in file.mapping.values() if name})
    known = frozenset(staged_columns(kind))
    with connection.cursor() as cursor, cursor.copy(_COPY) as copy:
        for one in rows:
            values = _values(kind, one, columns)
            if not known.issuperset(values):
                values = {name: value for name, value in values.items() if name in known}
            copy.write_row((file.pk, one.row.number, _spell(values), False))


def _values(kind: Kind, one: Resolved, columns: Iterable[FieldColumn]) -> dict[str, Any]:
    values = kind.told(one.row.values, columns)
    for attribute, party in one.parties.items():
        if party is not None:
            values[f"{attribute}_id"] = party
    return values | _extras(kind, values) if _extra_names(kind) else values


def _extra_names(kind: Kind) -> tuple[str, ...]:
    return ("pinyin", "initials", "keys") if kind.code == "name" else ()


def _extras(kind: Kind, values: dict[str, Any]) -> dict[str, Any]:
    """Columns that follow from others: the keys by which people look for a name."""
    if kind.code != "name":
        return {}
    readings, keys = read_and_key(str(values["name"]), is_person=PartyKind.PERSON in kind.subject_kinds[:1])
    return {"pinyin": readings.full, "initials": readings.initials, "keys": keys}
