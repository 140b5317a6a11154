"""The parameters of fact SQL, and the running of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from django.db import connection

_EPOCH = date(1970, 1, 1)


def parameters_of(
    on: date, known_at: datetime, subjects: Sequence[int] | None, span: tuple[int, int] | None = None
) -> dict[str, Any]:
    """The named parameters that every fact SQL takes. Args: span: the first and the last subject of a block."""
    first, last = span or (None, None)
    return {
        "on": day_number(on),
        "known_at": known_at,
        "subjects": None if subjects is None else list(subjects),
        "first": first,
        "last": last,
        "rows": None,
    }


def literals(parameters: Mapping[str, Any]) -> dict[str, str]:
    """The same parameters as SQL constants: long texts are written faster so than by the driver."""
    subjects, known_at = parameters["subjects"], parameters["known_at"]
    listed = None if subjects is None else ",".join(str(int(one)) for one in subjects)
    spans = {name: _number(parameters[name]) for name in ("first", "last")}
    return spans | {
        "on": _number(parameters["on"]),
        "known_at": f"'{known_at.isoformat()}'",
        "subjects": "NULL" if listed is None else f"'{{{listed}}}'",
        "rows": "NULL",
    }


def _number(value: int | None) -> str:
    return "NULL" if value is None else f"({int(value)})"


def day_number(day: date) -> int:
    """Days since 1970-01-01."""
    return (day - _EPOCH).days


def run(text: str, parameters: dict[str, Any]) -> list[tuple[Any, ...]]:
    """The rows of a composed text."""
    with connection.cursor() as cursor:
        cursor.execute(text, parameters)
        rows: list[tuple[Any, ...]] = cursor.fetchall()
    return rows
