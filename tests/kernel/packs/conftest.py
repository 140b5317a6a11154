"""Small packs in a temporary folder."""

from __future__ import annotations

import pytest


@pytest.fixture
def packs(tmp_path):
    """Writes a pack's files: `packs("zibo", inherits="_cn", files={"units.yaml": "…"})`; returns the root folder."""
    root = tmp_path / "region_packs"

    def write(name, inherits=None, files=None, meta=None):
        parent = f'"{inherits}"' if inherits else "null"
        own = meta or f'name: {name}\ntitle: 测试\nversion: "1"\ninherits: {parent}\n'
        for path, text in {"pack.yaml": own, "CHANGELOG.md": "# 1\n", **(files or {})}.items():
            target = root / name / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(text, encoding="utf-8")
        return root

    return write
