"""Fact tables: a declaration beside one SQL text, read alike by sweeps and by single requests.

An app's `facts.py` declares its tables on `facts`. The SQL is one SELECT with the named parameters %(on)s (day number),
%(known_at)s (timestamptz) and %(subjects)s (bigint[] of subjects, or null for all; the SQL says which column is
the subject), yielding plan types: bigint fen, parts per million, counts, day numbers, text, flags as 0 or 1.
A literal percent sign is written %%.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import Error, connection, transaction
from psycopg import adapters, sql

from gaodi.engines.rules.dictionary import Column, Dictionary, FactType, Table
from gaodi.values.places import Place, Problem

_EPOCH = date(1970, 1, 1)
_WHOLE = {"int2", "int4", "int8"}
_WORDS = {"text", "varchar", "bpchar"}
_SAMPLE = 2000


@dataclass(frozen=True, slots=True)
class FactTable:
    """A table that rules may read, the SQL that yields its rows, and for what the source is complete."""

    table: Table
    sql: str
    coverage: str

    @property
    def names(self) -> tuple[str, ...]:
        """Every column that the SQL must yield: the key, links, facts, and where the facts came from."""
        table = self.table
        sources = [name for column in table.columns for name in (column.source, column.source_on) if name]
        wanted = [table.key, *(link.column for link in table.links)]
        return tuple(dict.fromkeys([*wanted, *(column.name for column in table.columns), *sources]))


class FactTableClash(ValueError):
    """Two declarations share a name or an alias: rename one in its `facts.py`."""


class UnknownFact(LookupError):
    """A table or column was asked for that nobody declares."""


class FactRegistry:
    """The fact tables that exist. A test can build a second one."""

    def __init__(self) -> None:
        self._tables: dict[str, FactTable] = {}

    def __iter__(self) -> Iterator[FactTable]:
        return iter(self._tables.values())

    def declare(self, fact_table: FactTable) -> FactTable:
        """Add a table. Raises: FactTableClash."""
        name, alias = fact_table.table.name, fact_table.table.alias
        for other in self:
            if {name, alias} & {other.table.name, other.table.alias}:
                raise FactTableClash(
                    f"{name} ({alias}) clashes with {other.table.name} ({other.table.alias})"
                )
        self._tables[name] = fact_table
        return fact_table

    def get(self, name: str) -> FactTable:
        """The table of this name or alias. Raises: UnknownFact."""
        for one in self:
            if name in (one.table.name, one.table.alias):
                return one
        raise UnknownFact(f"no fact table {name}; declared are {', '.join(sorted(self._tables))}")

    def dictionary(self) -> Dictionary:
        """The tables as rules see them."""
        return Dictionary(one.table for one in self)

    def read(
        self,
        name: str,
        columns: Sequence[str],
        on: date,
        known_at: datetime,
        subjects: Sequence[int] | None = None,
    ) -> list[tuple[Any, ...]]:
        """Rows as of the pair (`on`, `known_at`), values in the order of `columns`, rows in no order.

        Args: subjects: ids of the subjects whose rows are wanted; None for all.
        Raises: UnknownFact.
        """
        table = self.get(name)
        if unknown := [column for column in columns if column not in table.names]:
            raise UnknownFact(f"{name} has no column {', '.join(unknown)}; it has {', '.join(table.names)}")
        text = sql.SQL("SELECT {} FROM ({}) AS facts").format(
            sql.SQL(", ").join(map(sql.Identifier, columns)), sql.SQL(table.sql)
        )
        with connection.cursor() as cursor:
            cursor.execute(text, _parameters(on, known_at, subjects))
            rows: list[tuple[Any, ...]] = cursor.fetchall()
        return rows

    def check(self, on: date, known_at: datetime) -> list[Problem]:
        """What in the declarations the database contradicts: missing columns, wrong types, values out of range."""
        problems: list[Problem] = []
        for one in self:
            problems += _check_links(one, self._tables)
            problems += _check_sql(one, _parameters(on, known_at, None))
        return problems


def _parameters(on: date, known_at: datetime, subjects: Sequence[int] | None) -> dict[str, Any]:
    return {
        "on": (on - _EPOCH).days,
        "known_at": known_at,
        "subjects": None if subjects is None else list(subjects),
    }


def _check_links(one: FactTable, tables: dict[str, FactTable]) -> list[Problem]:
    return [
        _problem(one, link.name, f"leads to fact table {link.table}, which nobody declares")
        for link in one.table.links
        if link.table not in tables
    ]


def _check_sql(one: FactTable, parameters: dict[str, Any]) -> list[Problem]:
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            text = sql.SQL("SELECT * FROM ({}) AS facts LIMIT {}").format(sql.SQL(one.sql), _SAMPLE)
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


facts = FactRegistry()
