"""Whether the database agrees with what is declared: columns, types, ranges, codes, one row per key."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from django.db import Error, connection, transaction
from psycopg import adapters, sql

from gaodi.engines.rules.dictionary import Column, FactType
from gaodi.kernel.facts.declaration import FactTable
from gaodi.values.places import Place, Problem

_WHOLE = {"int2", "int4", "int8"}
_WORDS = {"text", "varchar", "bpchar"}
_SAMPLE = 2000


def check_links(one: FactTable, tables: Mapping[str, FactTable]) -> list[Problem]:
    """Links that lead to a table which nobody declares."""
    return [
        _problem(one, link.name, f"leads to fact table {link.table}, which nobody declares")
        for link in one.table.links
        if link.table not in tables
    ]


def check_sql(one: FactTable, parameters: dict[str, Any]) -> list[Problem]:
    """What the rows of a table contradict, seen on a sample as of the pair in `parameters`."""
    return check_whole(one, one.sql, parameters)


def check_whole(one: FactTable, whole: str, parameters: dict[str, Any]) -> list[Problem]:
    """The same of the SQL that yields every column of the table, the derived ones too."""
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            text = sql.SQL("SELECT * FROM ({}) AS facts LIMIT {}").format(sql.SQL(whole), _SAMPLE)
            cursor.execute(text, parameters)
            types = {column.name: _type_name(column.type_code) for column in cursor.description}
            rows = cursor.fetchall()
    except Error as error:
        return [_problem(one, "", f"its SQL does not run: {str(error).strip()}")]
    return _check_types(one, types) or _check_rows(one, list(types), rows)


def _check_rows(one: FactTable, names: list[str], rows: list[tuple[Any, ...]]) -> list[Problem]:
    values = dict(zip(names, zip(*rows, strict=True), strict=True)) if rows else dict.fromkeys(names, ())
    problems = _check_key(one, values[one.table.key])
    for column in one.table.columns:
        problems += _check_values(one, column, set(values[column.name]) - {None})
    return problems


def _check_key(one: FactTable, keys: Sequence[Any]) -> list[Problem]:
    if None in keys:
        return [_problem(one, one.table.key, "is null in some row; the key of a row is always known")]
    twice = next((key for key, times in Counter(keys).items() if times > 1), None)
    if twice is None:
        return []
    return [
        _problem(one, one.table.key, f"holds {twice} in more than one row; one row per key and as-of pair")
    ]


def _check_types(one: FactTable, types: dict[str, str]) -> list[Problem]:
    wanted = dict.fromkeys(one.names, _WHOLE)
    for column in one.table.columns:
        if column.type is FactType.TEXT:
            wanted[column.name] = _WORDS
        if column.source:
            wanted[column.source] = _WORDS
    problems = []
    for name, fitting in wanted.items():
        if name not in types:
            problems.append(
                _problem(one, name, f"its SQL yields no such column; it yields {', '.join(types)}")
            )
        elif types[name] not in fitting:
            problems.append(_problem(one, name, f"is {types[name]} in its SQL; {_says(fitting)}"))
    return problems


def _says(fitting: set[str]) -> str:
    return "cast it to text" if fitting is _WORDS else "cast it to bigint (fen, day number, 0 or 1)"


def _check_values(one: FactTable, column: Column, values: set[Any]) -> list[Problem]:
    if column.type is FactType.TEXT:
        return _check_codes(one, column, values)
    low, high = (0, 1) if column.type is FactType.FLAG else (column.low, column.high)
    if low is None or high is None:
        return [_problem(one, column.name, "a numeric fact must declare its range: low and high")]
    outside = sorted(value for value in values if not low <= value <= high)
    return [_problem(one, column.name, f"holds {outside[0]}, outside {low}..{high}")] if outside else []


def _check_codes(one: FactTable, column: Column, values: set[str]) -> list[Problem]:
    strange = sorted(values - column.codes.keys()) if column.codes else []
    return [
        _problem(one, column.name, f"holds {code!r}, which is not among its codes") for code in strange[:1]
    ]


def _type_name(oid: int) -> str:
    info = adapters.types.get(oid)
    return info.name if info else f"type {oid}"


def _problem(one: FactTable, column: str, message: str) -> Problem:
    return Problem(Place("facts", 0, f"{one.table.name}.{column}".rstrip(".")), message)
