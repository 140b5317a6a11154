"""The parameters of fact SQL, and the running of it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from django.db import connection

_EPOCH = date(1970, 1, 1)


def parameters_of(on: date, known_at: datetime, subjects: Sequence[int] | None) -> dict[str, Any]:
    """The named parameters that every fact SQL takes."""
    return {
        "on": (on - _EPOCH).days,
        "known_at": known_at,
        "subjects": None if subjects is None else list(subjects),
    }


def run(text: str, parameters: dict[str, Any]) -> list[tuple[Any, ...]]:
    """The rows of a composed text."""
    with connection.cursor() as cursor:
        cursor.execute(text, parameters)
        rows: list[tuple[Any, ...]] = cursor.fetchall()
    return rows
