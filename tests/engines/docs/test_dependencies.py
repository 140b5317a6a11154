"""Every direct dependency stands on docs/dependencies.md, and nothing stands there that is none."""

from __future__ import annotations

import json
import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]


def list_direct() -> set[str]:
    """Names in requirements/*.in and frontend/package.json, as written there."""
    found = set(json.loads((ROOT / "frontend" / "package.json").read_text())["dependencies"])
    for path in (ROOT / "requirements").glob("*.in"):
        lines = [line.split("#")[0].strip() for line in path.read_text().splitlines()]
        names = [re.match(r"[\w.-]+", line) for line in lines if line and not line.startswith("-")]
        found |= {name.group() for name in names if name}
    return found


def test_the_page_tells_of_every_dependency():
    page = (ROOT / "docs" / "dependencies.md").read_text()

    assert set(re.findall(r"^\| `(\S+)` \|", page, re.MULTILINE)) == list_direct()
