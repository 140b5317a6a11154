"""Run the tests lane by lane, each in a pytest process of its own: python tests/lanes.py [engines db browser crash]

Prints every lane's time against its budget and one total; writes the same to var/lanes.json, with the commit tested.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from dataclasses import asdict, dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
NO_TESTS_FOUND = 5


@dataclass(frozen=True)
class Lane:
    """Tests that run together, and the minutes they may take (DESIGN.md §7)."""

    name: str
    folders: tuple[str, ...]
    budget_min: float


LANES = (
    Lane("engines", ("tests/values", "tests/engines"), 2),
    Lane("db", ("tests/kernel", "tests/apps", "tests/web", "tests/ops"), 6),
    Lane("browser", ("tests/browser",), 6),
    Lane("crash", ("tests/crash",), 2),
)


@dataclass(frozen=True)
class Outcome:
    """How a lane went; `seconds` is wall time."""

    lane: str
    passed: bool
    seconds: float
    budget_seconds: float


@dataclass(frozen=True)
class Checkout:
    """What stands in this folder: the commit (empty outside of git), and whether files differ from it."""

    commit: str
    dirty: bool


def main(names: list[str]) -> int:
    """Exit codes: 0 all passed, 1 a lane failed, 2 there is no such lane."""
    unknown = sorted(set(names) - {lane.name for lane in LANES})
    if unknown:
        print(f"no such lane: {', '.join(unknown)}; there are {', '.join(lane.name for lane in LANES)}")
        return 2
    chosen = [lane for lane in LANES if not names or lane.name in names]
    before = read_checkout()
    outcomes = [run_lane(lane) for lane in chosen]
    tested = Checkout(before.commit, dirty=before.dirty or read_checkout() != before)
    report(outcomes, tested, full=len(chosen) == len(LANES))
    return 0 if all(outcome.passed for outcome in outcomes) else 1


def run_lane(lane: Lane) -> Outcome:
    """A lane without a folder that exists has failed: somebody renamed it."""
    folders = [folder for folder in lane.folders if (ROOT / folder).is_dir()]
    print(f"\n── {lane.name} (budget {lane.budget_min:g} min) ──", flush=True)
    begun = time.monotonic()
    code = (
        subprocess.run([sys.executable, "-m", "pytest", "-q", *folders], cwd=ROOT, check=False).returncode
        if folders
        else NO_TESTS_FOUND
    )
    return Outcome(lane.name, code == 0, round(time.monotonic() - begun, 1), lane.budget_min * 60)


def read_checkout() -> Checkout:
    """Files that git ignores do not count; those it does not know yet do."""
    asked = [
        subprocess.run(["git", *words], cwd=ROOT, capture_output=True, text=True, check=False)
        for words in (("rev-parse", "HEAD"), ("status", "--porcelain"))
    ]
    head, changes = asked
    known = head.returncode == 0 == changes.returncode
    return Checkout(head.stdout.strip() if known else "", dirty=not known or bool(changes.stdout.strip()))


def path_of_report() -> Path:
    """Where a full run leaves its times."""
    return Path(os.environ.get("GAODI_VAR") or ROOT / "var") / "lanes.json"


def report(outcomes: list[Outcome], tested: Checkout, *, full: bool) -> None:
    """The table on the terminal, and var/lanes.json for the benchmark; partial runs leave that file alone."""
    print()
    for outcome in outcomes:
        state = "passed" if outcome.passed else "FAILED"
        over = "" if outcome.seconds <= outcome.budget_seconds else "  OVER ITS BUDGET"
        print(
            f"  {outcome.lane:<8} {state}  {outcome.seconds:7.1f} s of {outcome.budget_seconds:.0f} s{over}"
        )
    total = sum(outcome.seconds for outcome in outcomes)
    print(f"  {'total':<8}         {total:7.1f} s", flush=True)
    if full:
        path = path_of_report()
        path.parent.mkdir(parents=True, exist_ok=True)
        data = asdict(tested) | {
            "total_seconds": round(total, 1),
            "lanes": [asdict(outcome) for outcome in outcomes],
        }
        path.write_text(json.dumps(data, indent=1))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
