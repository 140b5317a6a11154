"""The lines of lists brought up to date: of parties that changed, or of everyone when the day or the pack moved."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from itertools import chain

from django.db import connection, transaction

from gaodi.apps.registry.line_sql import COLUMNS, digest_in_force, is_listed, lines_sql
from gaodi.apps.registry.models import LineChange, LinesState
from gaodi.kernel.facts.reading import parameters_of

_LOCK = 0x11E5  # of pg_advisory_xact_lock: one refresh at a time

# Only lines that differ are written.
_PUT = """
INSERT INTO registry_companyline AS line ({columns}) SELECT * FROM ({lines}) AS fresh
ON CONFLICT (party_id) DO UPDATE SET {assigned}
WHERE ({kept}) IS DISTINCT FROM ({fresh})
"""
_DROP_GONE = """
DELETE FROM registry_companyline AS line
WHERE NOT EXISTS (SELECT FROM registry_party AS p WHERE p.id = line.party_id AND p.kind = 'company')
   OR NOT {is_listed}
"""


@transaction.atomic
def refresh_lines(*, on: date, known_at: datetime) -> int:
    """Every line is what the facts say on this day; returns how many were written.

    What other transactions change meanwhile stays noted, and the next refresh takes it up.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK])
    seen = list(LineChange.objects.values_list("pk", "parties"))
    digest = digest_in_force()
    stands = LinesState.objects.filter(on=on, pack_digest=digest).exists()
    parties = _changed([parties for _, parties in seen]) if stands else None
    written = _put(on, known_at, parties)
    LineChange.objects.filter(pk__in=[pk for pk, _ in seen]).delete()
    LinesState.objects.update_or_create(
        id=1, defaults={"on": on, "known_at": known_at, "pack_digest": digest}
    )
    return written


def _changed(touched: Sequence[list[int] | None]) -> list[int] | None:
    """The parties that were touched; None for everyone."""
    named = [parties for parties in touched if parties is not None]
    return sorted(set(chain.from_iterable(named))) if len(named) == len(touched) else None


def _put(on: date, known_at: datetime, parties: list[int] | None) -> int:
    if parties == []:
        return 0
    values = [column for column in COLUMNS if column != "party_id"]
    text = _PUT.format(
        columns=", ".join(COLUMNS),
        lines=lines_sql(),
        assigned=", ".join(f"{column} = excluded.{column}" for column in values),
        kept=", ".join(f"line.{column}" for column in values),
        fresh=", ".join(f"excluded.{column}" for column in values),
    )
    with connection.cursor() as cursor:
        cursor.execute(text, parameters_of(on, known_at, parties))
        written = cursor.rowcount
        cursor.execute(_DROP_GONE.format(is_listed=is_listed("line.party_id")))
    return int(written)
