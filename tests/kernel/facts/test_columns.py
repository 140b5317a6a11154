"""Facts as columns are the facts that rows hold, and the snapshot of them is only a cache."""

import shutil
from datetime import UTC, datetime

import numpy as np
import pytest

from gaodi.kernel.facts.columns import Columns, Held, read_columns
from gaodi.kernel.facts.patching import patched
from gaodi.kernel.facts.snapshot import Snapshots
from tests.kernel.facts.making import ON, THEN, day, registry_of, report, sound

TEXT = """
    total: {label: 和, type: money, from: report, op: sum, column: amount, low: 0, high: 1000}
    kind: {label: 类, type: text, from: report, op: last, column: kind}
"""
FIRMS = [(2, day("2020-01-01"), 5, None), (1, None, 7, 3), (3, day("2021-01-01"), None, 1)]
REPORTS = [report(1, "2024-12-31", 4), report(2, "2024-12-31", 6, firm=2, kind="quarter")]
NAMES = ["founded_on", "capital", "heads", "total", "kind", "kind_source"]


@pytest.fixture
def registry():
    return registry_of(FIRMS, REPORTS, [(None, "report", 0, None)])


def rows_of(columns):
    return {int(key): [columns[name].at(row) for name in NAMES] for row, key in enumerate(columns.keys)}


def read(registry, **changes):
    return read_columns(
        "firm", NAMES, ON, THEN, registry=registry, definitions=sound(registry, TEXT), **changes
    )


def test_columns_hold_what_rows_hold(db, registry):
    columns = read(registry)

    expected = registry.read("firm", ["firm_id", *NAMES], ON, THEN, None, sound(registry, TEXT))
    assert rows_of(columns) == {row[0]: list(row[1:]) for row in expected}
    assert list(columns.keys) == [1, 2, 3]


def test_columns_of_some_subjects(db, registry):
    assert list(read(registry, subjects=[2]).keys) == [2]
    assert len(read(registry, subjects=[9])) == 0


def test_a_snapshot_gives_the_same_answer_whole_torn_or_gone(db, registry, tmp_path):
    snapshots = Snapshots(tmp_path / "snapshots", registry, sound(registry, TEXT))
    fresh = rows_of(snapshots.read("firm", NAMES, ON, THEN))
    [folder] = list(snapshots.folder.iterdir())

    assert rows_of(snapshots.read("firm", NAMES, ON, THEN)) == fresh

    file = folder / "total.values.npy"
    file.write_bytes(file.read_bytes()[:-3])
    assert rows_of(snapshots.read("firm", NAMES, ON, THEN)) == fresh

    (folder / "snapshot.json").write_text("{}")
    assert rows_of(snapshots.read("firm", NAMES, ON, THEN)) == fresh

    shutil.rmtree(snapshots.folder)
    assert rows_of(snapshots.read("firm", NAMES, ON, THEN)) == fresh


def test_a_snapshot_of_a_later_moment_does_not_answer_for_an_earlier_one(db, tmp_path):
    told = [report(1, "2024-12-31", 4, firm=3, known_from=datetime(2025, 6, 1, tzinfo=UTC))]
    registry = registry_of(FIRMS, told, [(None, "report", 0, None)])
    snapshots = Snapshots(tmp_path, registry, sound(registry, TEXT))

    later = rows_of(snapshots.read("firm", NAMES, ON, THEN))
    before = rows_of(snapshots.read("firm", NAMES, ON, datetime(2025, 5, 1, tzinfo=UTC)))

    assert (later[3][3], before[3][3]) == (4, 0)


def held(*values, book=None):
    known = np.array([value is not None for value in values])
    return Held(np.array([value or 0 for value in values], dtype=np.int64), known, book)


def test_patching_replaces_adds_and_drops_rows():
    old = Columns("t", "k", np.array([1, 2, 4]), {"k": held(1, 2, 4), "w": held(0, 1, None, book=("a", "b"))})
    new = Columns("t", "k", np.array([2, 3]), {"k": held(2, 3), "w": held(1, 0, book=("c", "b"))})

    found = patched(old, [2, 3, 4], new)

    assert list(found.keys) == [1, 2, 3]
    assert [found["w"].at(row) for row in range(3)] == ["a", "b", "c"]


def test_patching_rows_that_stay_keeps_columns_in_which_nothing_differs():
    old = Columns("t", "k", np.array([1, 2, 4]), {"k": held(1, 2, 4), "w": held(0, 1, None, book=("a", "b"))})
    new = Columns("t", "k", np.array([2, 4]), {"k": held(2, 4), "w": held(1, 0, book=("c", "b"))})

    found = patched(old, [2, 4], new)

    assert found["k"] is old["k"]
    assert [found["w"].at(row) for row in range(3)] == ["a", "b", "c"]
    assert [old["w"].at(row) for row in range(3)] == ["a", "b", None]
