"""Whether a row with a name, its pinyin and its initials holds what was typed, without the index of keys."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from gaodi.apps.registry.directory.hits import escape_like
from gaodi.apps.registry.directory.words import Run, Typed


def held_by_name(typed: Typed, row: str) -> tuple[str, dict[str, Any]]:
    """A condition on name, pinyin and initials of `row` that every run is there, with its values."""
    conditions: list[str] = []
    values: dict[str, Any] = {}
    for index, one in enumerate(typed.runs):
        ways = list(_ways(one, index, values))
        conditions.append(f"({' OR '.join(ways)})")
    return " AND ".join(conditions).replace("w.", f"{row}."), values


def _ways(one: Run, index: int, values: dict[str, Any]) -> Iterator[str]:
    values[f"text{index}"] = one.text
    if one.initials:
        yield f"strpos(w.initials, %(text{index})s) > 0"
    for number, reading in enumerate(one.readings):
        values[f"reading{index}_{number}"] = f"% {escape_like(reading)}%"
        yield f"(' ' || w.pinyin) LIKE %(reading{index}_{number})s"
    yield f"strpos(lower(w.name), %(text{index})s) > 0"


def readings_of(typed: Typed) -> list[str]:
    """How the whole of what was typed may read, where it is letters only."""
    return list(typed.runs[0].readings) if len(typed.runs) == 1 else []
