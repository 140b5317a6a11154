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


def stage(file: IntakeFile, kind: Kind, rows: Iterable[Resolved]) -> None:
    """Write these rows; what is missing in a row is left out."""
    known = set(staged_columns(kind))
    with connection.cursor() as cursor, cursor.copy(_COPY) as copy:
        for one in rows:
            copy.write_row((file.pk, one.row.number, _spell(_values(kind, one, known)), False))


def _values(kind: Kind, one: Resolved, known: Collection[str]) -> dict[str, Any]:
    values = kind.stored(one.row.values)
    for attribute, party in one.parties.items():
        values[f"{attribute}_id"] = party
    values |= _extras(kind, values)
    return {name: value for name, value in values.items() if value is not None and name in known}


def _extra_names(kind: Kind) -> tuple[str, ...]:
    return ("pinyin", "initials", "keys") if kind.code == "name" else ()


def _extras(kind: Kind, values: dict[str, Any]) -> dict[str, Any]:
    """Columns that follow from others: the keys by which people look for a name."""
    if kind.code != "name":
        return {}
    readings, keys = read_and_key(str(values["name"]), is_person=PartyKind.PERSON in kind.subject_kinds[:1])
    return {"pinyin": readings.full, "initials": readings.initials, "keys": keys}
