"""Run every check of the house, one after another, and tell of all that fail: python tests/checks.py [NAME …]"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
BIN = Path(sys.executable).parent
DJANGO = {"DJANGO_SETTINGS_MODULE": "gaodi.config.settings"}

CHECKS: dict[str, list[object]] = {
    "style": [BIN / "ruff", "check", "--quiet", "."],
    "format": [BIN / "ruff", "format", "--check", "--quiet", "."],
    "types": [BIN / "mypy", "--no-error-summary"],
    "layers": [BIN / "lint-imports"],
    # Warns that it cannot reach a database; it needs none.
    "migrations": [sys.executable, "-W", "ignore", "-m", "django", "makemigrations", "--check", "--dry-run"],
    "packs": [BIN / "gaodi", "pack", "check", "--all"],
    "docs": [BIN / "gaodi", "docs"],
    # High and medium findings of which it is sure; the rest is ruff's.
    "security": [BIN / "bandit", "--quiet", "--recursive", "src", "-ll", "-ii"],
    "templates": [BIN / "djlint", "src/gaodi/web", "--lint", "--quiet"],
    "addresses": [sys.executable, "tests/addresses.py"],
}


def main(names: list[str]) -> int:
    """Exit codes: 0 nothing found, 1 something found, 2 there is no such check."""
    unknown = sorted(set(names) - CHECKS.keys())
    if unknown:
        print(f"no such check: {', '.join(unknown)}; there are {', '.join(CHECKS)}")
        return 2
    begun = time.monotonic()
    failed = [name for name in CHECKS if (not names or name in names) and not passes(name)]
    print(
        f"  check: {time.monotonic() - begun:.1f} s of 120 s; "
        + (f"FAILED: {', '.join(failed)}" if failed else "all passed")
    )
    return 1 if failed else 0


def passes(name: str) -> bool:
    """Run one check; its output is shown only where it found something."""
    begun = time.monotonic()
    command = [str(word) for word in CHECKS[name]]
    done = subprocess.run(
        command, cwd=ROOT, env=os.environ | DJANGO, text=True, check=False,
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
    )  # fmt: skip
    state = "passed" if done.returncode == 0 else "FAILED"
    print(f"  {name:<11} {state}  {time.monotonic() - begun:5.1f} s", flush=True)
    if done.returncode != 0:
        print(done.stdout)
    return done.returncode == 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
