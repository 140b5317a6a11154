"""The figures of the thread: from a bare checkout to the first page, through the tests, to one because-page.

Run by `make bench NAME=thread`; ends within ten minutes. The tests' time counts only for the commit that is checked
out; where they were not run at it and there is no time to, that figure says so.
"""

from __future__ import annotations

import importlib
import json
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from benchmarks.figures import Figure  # noqa: E402  the checkout's root is known from here on
from tests.instances import RunningInstance, wait_until  # noqa: E402
from tests.lanes import LANES, Checkout, path_of_report, read_checkout  # noqa: E402

_BEGUN = time.monotonic()
_MAY_TAKE = 600.0  # seconds, for all figures together
_REST_TAKES = 60.0  # seconds, for the figures after the tests

FRESH = Figure("fresh_to_first_page_s", "s", 180)
SECOND = Figure("second_up_s", "s", 10)
TESTS = Figure("test_wall_min", "min", 15)
SWEEP = Figure("sweep_20000x25_scalar_s", "s", 5)
PAGE = Figure("because_page_server_ms_p95", "ms", 60)


def main() -> int:
    """Exit code 1 where a figure misses its aim or could not be measured."""
    held = [report_starts()]
    held += [report(TESTS, measure_tests)]
    held += [
        report(SWEEP, lambda: measure_by("sweep_kernel")),
        report(PAGE, lambda: measure_by("because_page")),
    ]
    return 0 if all(held) else 1


def report(figure: Figure, measure: Callable[[], float]) -> bool:
    """Measure and print; what goes wrong is the figure's own `why`."""
    try:
        return figure.report(round(measure(), 2))
    except Exception as error:
        return figure.report(None, f"{type(error).__name__}: {error}")


def report_starts() -> bool:
    """Both starts, in a clone of HEAD that knows nothing of this checkout's environment, data or front end."""
    folder = Path(tempfile.mkdtemp(prefix="gaodi-fresh-"))
    instance = RunningInstance(folder / "checkout" / "var", enterprises=300, root=folder / "checkout")
    try:
        fresh = report(FRESH, lambda: measure_fresh(instance))
        second = report(SECOND, lambda: measure_second(instance))
        return fresh and second
    finally:
        make(instance, "down").wait(60)
        shutil.rmtree(folder, ignore_errors=True)


def measure_fresh(instance: RunningInstance) -> float:
    """Seconds from the clone to the first page."""
    begun = time.monotonic()
    subprocess.run(["git", "clone", "--quiet", str(ROOT), str(instance.root)], check=True)
    wait_for_first_page(instance, 600)
    return time.monotonic() - begun


def measure_second(instance: RunningInstance) -> float:
    """Seconds of `make up` where everything is there already; the data are kept."""
    make(instance, "down").wait(60)
    begun = time.monotonic()
    wait_for_first_page(instance, 60)
    return time.monotonic() - begun


def wait_for_first_page(instance: RunningInstance, seconds: float) -> None:
    """Raises: RuntimeError: `make up` ended before, with what it said."""
    process = make(instance, "up")
    wait_until(lambda: instance.answers() or process.poll() is not None, "the first page", seconds)
    if process.poll() is not None:
        said = (instance.root / "make-up.txt").read_text()[-2000:]
        raise RuntimeError(f"make up ended with code {process.returncode}: {said}")


def make(instance: RunningInstance, target: str) -> subprocess.Popen[bytes]:
    """One of the checkout's tasks, in the background."""
    instance.root.mkdir(exist_ok=True)
    with (instance.root / f"make-{target}.txt").open("wb") as output:
        return subprocess.Popen(
            ["make", "--directory", str(instance.root), target],
            env=instance.environ(), stdout=output, stderr=output, stdin=subprocess.DEVNULL, start_new_session=True,
        )  # fmt: skip


def measure_tests() -> float:
    """Minutes that all lanes take at this commit: as kept from a full run of it, or of a run now where time allows.

    Raises: NotMeasured: they were not run at this commit, and now there is no time to; RuntimeError: a lane fails.
    """
    lanes = read_lanes()
    if not is_of(lanes, read_checkout()):
        check_time_for(lanes)
        path_of_report().unlink(missing_ok=True)
        command = [sys.executable, str(ROOT / "tests" / "lanes.py")]
        subprocess.run(command, stdout=sys.stderr, cwd=ROOT, check=False)
        lanes = read_lanes()
    if not lanes:
        raise RuntimeError("the lanes broke off; what they said stands above")
    failed = [lane["lane"] for lane in lanes["lanes"] if not lane["passed"]]
    if failed:
        raise RuntimeError(f"these lanes fail: {', '.join(failed)}")
    return float(lanes["total_seconds"]) / 60


class NotMeasured(RuntimeError):
    """A figure would take longer than a bench may."""


def read_lanes() -> dict[str, Any]:
    """What the last full run of the lanes kept; nothing where there was none, or it can be read no more."""
    try:
        return dict(json.loads(path_of_report().read_text()))
    except (OSError, ValueError):
        return {}


def is_of(lanes: dict[str, Any], checkout: Checkout) -> bool:
    """Whether the kept times are of just these files: of what was changed since a commit nobody knows."""
    is_whole = not checkout.dirty and lanes.get("dirty") is False
    return is_whole and lanes.get("commit") == checkout.commit


def check_time_for(lanes: dict[str, Any]) -> None:
    """Raises: NotMeasured: what the lanes took last (their budgets, where that is not known) is more than is left."""
    budgets = sum(lane.budget_min for lane in LANES) * 60
    expected = float(lanes.get("total_seconds", budgets))
    left = _MAY_TAKE - _REST_TAKES - (time.monotonic() - _BEGUN)
    if expected > left:
        raise NotMeasured(
            f"not measured for this commit: the lanes are expected to take {expected:.0f} s and the bench has "
            f"{max(0.0, left):.0f} s left of {_MAY_TAKE:.0f}; commit, run `make test`, then the bench"
        )


def measure_by(name: str) -> float:
    """The figure of another file of this folder."""
    return float(importlib.import_module(f"benchmarks.{name}").measure())


if __name__ == "__main__":
    sys.exit(main())
