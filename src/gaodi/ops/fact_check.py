"""Each entry of the dictionary of facts against all that the database holds, as `gaodi facts check` proves it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db import Error, connection, transaction
from psycopg import sql

from gaodi.apps.regions.vocabularies import current_labels
from gaodi.engines.rules.dictionary import Column, FactType
from gaodi.kernel.facts import FactTable, facts
from gaodi.kernel.facts.reading import parameters_of
from gaodi.values.places import Place, Problem

Labels = Mapping[str, Mapping[str, str]]


def check_facts(on: date, known_at: datetime) -> list[Problem]:
    """What the data contradict: columns and types on a sample, then ranges, codes and keys on every recorded row.

    Derived facts are unknown outside their range, so the sample is enough for them.
    """
    labels = current_labels()
    found = {problem.place: problem for problem in facts.check(on, known_at)}
    for one in facts:
        found |= {problem.place: problem for problem in _check_table(one, labels, on, known_at)}
    return list(found.values())


def _check_table(one: FactTable, labels: Labels, on: date, known_at: datetime) -> list[Problem]:
    columns = [
        column for column in one.table.columns if _codes(column, labels) is not None or _is_number(column)
    ]
    asked = [part for column in columns for part in _extremes(column, labels)]
    key = sql.SQL("count(*) - count(DISTINCT {})").format(sql.Identifier(one.table.key))
    text = sql.SQL("SELECT {} FROM ({}) AS facts").format(sql.SQL(", ").join([key, *asked]), sql.SQL(one.sql))
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(text, parameters_of(on, known_at, None))
            twice, *found = cursor.fetchone()
    except Error:  # the check of the declaration has told what is wrong with the SQL
        return []
    problems = [_problem(one, one.table.key, f"{twice} rows repeat a key; one row per key")] if twice else []
    for column, low, high in zip(columns, found[::2], found[1::2], strict=True):
        problems += _check_column(one, column, low, high)
    return problems


def _is_number(column: Column) -> bool:
    return column.type is not FactType.TEXT


def _codes(column: Column, labels: Labels) -> list[str] | None:
    """The codes that a text may hold; None where it is free."""
    if column.type is not FactType.TEXT:
        return None
    if column.vocabulary:
        return list(labels.get(column.vocabulary, {}))
    return list(column.codes) or None


def _extremes(column: Column, labels: Labels) -> tuple[sql.Composable, sql.Composable]:
    """The least and the greatest value; of a text, two that are not among its codes."""
    name = sql.Identifier(column.name)
    codes = _codes(column, labels)
    strange = (
        sql.SQL("")
        if codes is None
        else sql.SQL(" FILTER (WHERE {} <> ALL ({}::text[]))").format(name, sql.Literal(codes))
    )
    return sql.SQL("min({}){}").format(name, strange), sql.SQL("max({}){}").format(name, strange)


def _check_column(one: FactTable, column: Column, low: Any, high: Any) -> list[Problem]:
    if low is None:
        return []
    if not _is_number(column):
        both = " and ".join(dict.fromkeys([repr(low), repr(high)]))
        where = f"vocabulary {column.vocabulary} of the pack in force" if column.vocabulary else "its codes"
        return [_problem(one, column.name, f"holds {both}, not in {where}")]
    least, most = (0, 1) if column.type is FactType.FLAG else (column.low, column.high)
    outside = [value for value in (low, high) if not _is_within(value, least, most)]
    if not outside:
        return []
    both = " and ".join(dict.fromkeys(str(value) for value in outside))
    return [_problem(one, column.name, f"holds {both}, outside {least}..{most}")]


def _is_within(value: int, least: int | None, most: int | None) -> bool:
    return (least is None or value >= least) and (most is None or value <= most)


def _problem(one: FactTable, column: str, message: str) -> Problem:
    return Problem(Place("facts", 0, f"{one.table.name}.{column}"), message)
