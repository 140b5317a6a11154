"""No file that is kept names a package host: mirrors differ between cities, and hashes say enough."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
LOCKS = re.compile(r"(^requirements/.*\.(txt|in)|package(-lock)?\.json|\.toml|\.npmrc|pip\.conf)$")
ADDRESS = re.compile(r"https?://[^\s\"']+")


def main() -> int:
    """Exit code 1 where a lock or a project file names an address."""
    kept = subprocess.run(
        ["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout.split("\n")
    found = [(name, hit) for name in kept if LOCKS.search(name) and (ROOT / name).exists()
             for hit in ADDRESS.findall((ROOT / name).read_text())]  # fmt: skip
    for name, hit in found:
        print(f"{name}: {hit}: leave addresses out (`make lock` does)")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
