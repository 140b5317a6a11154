"""Times of the lanes: kept with the commit that they are of, and taken for no other."""

from __future__ import annotations

import json
import subprocess
import time
from pathlib import Path
from typing import Any

import pytest

from benchmarks import thread
from tests import lanes
from tests.lanes import Checkout, Outcome

pytestmark = pytest.mark.no_database

HERE = Checkout("abc", dirty=False)


@pytest.fixture(autouse=True)
def var(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """The var folder whose lanes.json is written and read; the checkout is clean at commit abc."""
    monkeypatch.setenv("GAODI_VAR", str(tmp_path))
    monkeypatch.setattr(thread, "read_checkout", lambda: HERE)
    monkeypatch.setattr(thread, "_BEGUN", time.monotonic())  # the bench's time, not that of the tests before
    return tmp_path


@pytest.fixture
def no_time(monkeypatch: pytest.MonkeyPatch) -> None:
    """A bench whose ten minutes are over."""
    monkeypatch.setattr(thread, "_MAY_TAKE", 0.0)


def keep(checkout: Checkout, **changes: Any) -> None:
    lanes.report([Outcome("db", True, 90.0, 360.0)], checkout, full=True)
    path = lanes.path_of_report()
    path.write_text(json.dumps(json.loads(path.read_text()) | changes))


@pytest.mark.usefixtures("no_time")
def test_time_kept_for_this_commit_is_taken() -> None:
    keep(HERE)

    assert thread.measure_tests() == 1.5


@pytest.mark.usefixtures("no_time")
@pytest.mark.parametrize("kept", [Checkout("abd", dirty=False), Checkout("abc", dirty=True)])
def test_time_of_other_files_is_not_taken(kept: Checkout) -> None:
    keep(kept)

    with pytest.raises(thread.NotMeasured, match=r"not measured for this commit.* 90 s"):
        thread.measure_tests()


@pytest.mark.usefixtures("no_time")
@pytest.mark.parametrize("text", [None, "{", "{}"])
def test_without_a_kept_time_the_budgets_are_expected(var: Path, text: str | None) -> None:
    if text is not None:
        (var / "lanes.json").write_text(text)

    with pytest.raises(thread.NotMeasured, match=" 960 s"):
        thread.measure_tests()


def test_lanes_run_anew_where_the_commit_differs_and_there_is_time(monkeypatch: pytest.MonkeyPatch) -> None:
    keep(Checkout("abd", dirty=False))
    monkeypatch.setattr(subprocess, "run", lambda *_, **__: keep(HERE, total_seconds=120.0))

    assert thread.measure_tests() == 2.0


def test_lanes_that_break_off_leave_no_older_time(monkeypatch: pytest.MonkeyPatch) -> None:
    keep(Checkout("abd", dirty=False))
    monkeypatch.setattr(subprocess, "run", lambda *_, **__: None)

    with pytest.raises(RuntimeError, match="broke off"):
        thread.measure_tests()


def test_checkout_is_known_by_its_commit_and_its_changes(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(lanes, "ROOT", tmp_path)
    outside = lanes.read_checkout()
    commit = ["-c", "user.name=x", "-c", "user.email=x@x", "commit", "-q", "--allow-empty", "-m", "x"]
    for words in (["init", "-q"], commit):
        subprocess.run(["git", *words], cwd=tmp_path, check=True)

    clean = lanes.read_checkout()
    (tmp_path / "new").touch()

    assert outside == Checkout("", dirty=True)
    assert (len(clean.commit), clean.dirty) == (40, False)
    assert lanes.read_checkout() == Checkout(clean.commit, dirty=True)
