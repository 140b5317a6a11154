"""The figures of the thread: from a bare checkout to the first page, through the tests, to one because-page.

Run by `make bench NAME=thread`; ends within ten minutes where the lanes were run before.
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

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from benchmarks.figures import Figure  # noqa: E402  the checkout's root is known from here on
from tests.instances import RunningInstance, wait_until  # noqa: E402

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
    """Minutes that all lanes took when they last ran in full; they run now where they never did."""
    kept = ROOT / "var" / "lanes.json"
    if not kept.exists():
        subprocess.run(
            [sys.executable, str(ROOT / "tests" / "lanes.py")], stdout=sys.stderr, cwd=ROOT, check=False
        )
    lanes = json.loads(kept.read_text())
    failed = [lane["lane"] for lane in lanes["lanes"] if not lane["passed"]]
    if failed:
        raise RuntimeError(f"these lanes fail: {', '.join(failed)}")
    return lanes["total_seconds"] / 60


def measure_by(name: str) -> float:
    """The figure of another file of this folder."""
    return float(importlib.import_module(f"benchmarks.{name}").measure())


if __name__ == "__main__":
    sys.exit(main())
