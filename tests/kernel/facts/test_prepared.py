"""Statements that a connection keeps planned give what their texts give, of every subject and day."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import connection, transaction

from gaodi.kernel.facts import prepared
from tests.kernel.facts.making import ON, THEN, day, registry_of, report, sound

FIRMS = [(one, day("2010-05-01"), 1000 * one, 4) for one in (1, 2, 3)]
COVERED = (None, "report", day("2010-01-01"), None)
YEARS = [report(year, f"{year}-12-31", year) for year in (2021, 2022, 2023, 2024)]
SUM = "it: {label: 它, type: money, from: report, op: sum, column: amount, low: 0, high: 1000000, window: {years: 2}}"


@pytest.fixture
def ready(db):
    """What this connection has prepared."""
    prepared._ready.pop(connection.connection, None)
    with connection.cursor() as cursor:
        cursor.execute("DEALLOCATE ALL")
    return lambda: prepared._ready.get(connection.connection, {})


@pytest.fixture
def read():
    registry = registry_of(FIRMS, YEARS, (COVERED,))
    definitions = sound(registry, SUM)

    def rows(subjects, on=ON, columns=("it", "capital")):
        return registry.read("firm", columns, on, THEN, subjects, definitions)

    return rows


def test_one_subject_is_read_as_many_are(ready, read):
    together = dict(zip((1, 2, 3), sorted(read([1, 2, 3]), key=lambda row: row[1]), strict=True))

    for _ in range(8):  # PostgreSQL plans for good after the fifth
        assert {one: read([one]) for one in (1, 2, 3)} == {one: [row] for one, row in together.items()}
    assert len(ready()) == 1


def test_another_day_is_another_answer(ready, read):
    assert read([1])[0][0] == 2023 + 2024
    assert read([1], on=date(2022, 12, 31))[0][0] == 2021 + 2022


def test_what_was_prepared_in_a_transaction_outlives_it(ready, read):
    class Undone(Exception):
        pass

    with pytest.raises(Undone), transaction.atomic():
        read([1])
        raise Undone

    assert read([2])[0][1] == 2000


def test_statements_unused_the_longest_are_dropped(ready, read, monkeypatch):
    monkeypatch.setattr(prepared, "_KEPT", 2)
    for columns in (("it",), ("capital", "it"), ("it",), ("heads", "it"), ("capital", "it"), ("it",)):
        assert len(read([1], columns=columns)) == 1

    with connection.cursor() as cursor:
        cursor.execute("SELECT name FROM pg_prepared_statements WHERE name LIKE 'gaodi_few_%'")
        known = {name for (name,) in cursor.fetchall()}
    assert len(ready()) == 2
    assert {name for names in ready().values() for name in names} <= known
    assert all(
        name.rsplit("_", 1)[0] in {one.rsplit("_", 1)[0] for names in ready().values() for one in names}
        for name in known
    )
