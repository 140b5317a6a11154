"""When the lines of lists were read, and whether lists may be read from them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Exists

from gaodi.apps.registry.line_sql import digest_in_force
from gaodi.apps.registry.models import LineChange, LinesState
from gaodi.kernel.once import once


@dataclass(frozen=True, slots=True)
class LinesRead:
    """When the table of lines was last read, and whether lists are read from it now; else from the facts."""

    known_at: datetime | None
    is_current: bool


def lines_read(*, on: date) -> LinesRead:
    """The state of the lines on a business day, read once in a request."""
    return once(("lines_read", on), lambda: _read(on))


def _read(on: date) -> LinesRead:
    changed = Exists(LineChange.objects.all())
    rows = LinesState.objects.annotate(changed=changed).values_list(
        "on", "known_at", "pack_digest", "changed"
    )
    for day, known_at, digest, is_changed in rows:
        return LinesRead(known_at, day == on and digest == digest_in_force() and not is_changed)
    return LinesRead(None, False)


def lines_are_current(*, on: date) -> bool:
    """Whether the table of lines holds this day, the pack in force, and every change."""
    return lines_read(on=on).is_current
