"""How long a snapshot of every column takes to be brought forward when 1 % of the companies got a new statement.

Run in the environment of a copy of a city (benchmarks/cities.py): the statements stay. Prints one JSON object.
"""

from __future__ import annotations

import json
import tempfile
import time
from datetime import date, datetime
from pathlib import Path
from typing import Any

PART = 100
_NEWEST = """
SELECT DISTINCT ON (party_id) * FROM registry_statement
WHERE known_to IS NULL AND period = 'annual' AND scope = 'consolidated' AND valid_from <= %(on)s
ORDER BY party_id, period_end DESC, id DESC
"""
#: Another outlet tells the newest year again, a thousandth higher and with today's date: it is the better row.
_TOLD = {
    "known_from": "%(at)s",
    "source": "CASE source WHEN 'statistics' THEN 'tax_record' ELSE 'statistics' END",
    "source_on": "%(on)s",
    "standing": "'verified'",
    "revenue_yuan": "round(revenue_yuan * 1.001, 2)",
}


class SnapshotDiffers(RuntimeError):
    """The snapshot brought forward is not what a fresh read gives."""


def measure() -> dict[str, float]:
    """Seconds from the old snapshot on disk to the new one, in memory and on disk. Raises: SnapshotDiffers."""
    import django

    django.setup()
    from gaodi.kernel import clock
    from gaodi.kernel.facts import facts
    from gaodi.kernel.facts.columns import read_columns
    from gaodi.kernel.facts.snapshot import Snapshots

    names = [column.name for column in facts.whole("company").table.columns]
    on = clock.business_day()
    with tempfile.TemporaryDirectory(prefix="gaodi-facts-") as folder:
        snapshots = Snapshots(Path(folder))
        snapshots.read("company", names, on, clock.now())
        changed = _tell(on, clock.now())
        known_at = clock.now()
        begun = time.perf_counter()
        found = snapshots.read("company", names, on, known_at)
        seconds = time.perf_counter() - begun
    _compare(found, read_columns("company", names, on, known_at))
    return {"seconds": seconds, "changed": changed, "companies": len(found)}


def _tell(on: date, at: datetime) -> int:
    """A further statement for one company in a hundred."""
    from django.db import connection, transaction

    from gaodi.kernel.audit import acting
    from gaodi.kernel.people import Actor

    which = time.time_ns() // 1000 % PART  # a copy may be measured again
    deed = acting(actor=Actor.system("bench"), at=at, action="tell_statements")
    with transaction.atomic(), deed, connection.cursor() as cursor:
        cursor.execute("SELECT * FROM registry_statement LIMIT 0")
        names = [column.name for column in cursor.description if column.name != "id"]
        told = ", ".join(_TOLD.get(name, name) for name in names)
        text = f"SELECT {told} FROM ({_NEWEST}) AS old WHERE party_id %% {PART} = {which}"
        cursor.execute(f"INSERT INTO registry_statement ({', '.join(names)}) {text}", {"on": on, "at": at})
        return int(cursor.rowcount)


def _compare(found: Any, fresh: Any) -> None:
    import numpy as np

    if not np.array_equal(found.keys, fresh.keys):
        raise SnapshotDiffers("other companies")
    for name, held in fresh.columns.items():
        other = found[name]
        if not np.array_equal(held.known, other.known):
            raise SnapshotDiffers(f"{name}: other rows are known")
        mine, theirs = held.values, other.values
        if held.book is not None:
            number = {word: place for place, word in enumerate(held.book)}
            theirs = np.array([number.get(word, -1) for word in other.book or ("",)])[other.values]
        if not np.array_equal(mine[held.known], theirs[held.known]):
            raise SnapshotDiffers(name)


if __name__ == "__main__":
    print(json.dumps(measure()))
