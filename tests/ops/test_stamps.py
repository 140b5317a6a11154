"""Steps that are skipped while nothing they depend on has changed."""

from __future__ import annotations

from pathlib import Path

import pytest

from gaodi.ops.stamps import Stamps, digest_files, list_files

pytestmark = pytest.mark.no_database


def test_changed_file_voids_the_stamp(tmp_path: Path) -> None:
    source, stamps = tmp_path / "pack.yaml", Stamps(tmp_path / "stamps")
    source.write_text("name: zibo")
    stamps.set("pack", digest_files([source], "database 1"))

    source.write_text("name: jinan")

    assert not stamps.holds("pack", digest_files([source], "database 1"))


def test_other_database_voids_the_stamp(tmp_path: Path) -> None:
    source, stamps = tmp_path / "pack.yaml", Stamps(tmp_path / "stamps")
    source.write_text("name: zibo")
    stamps.set("pack", digest_files([source], "database 1"))

    assert stamps.holds("pack", digest_files([source], "database 1"))
    assert not stamps.holds("pack", digest_files([source], "database 2"))


def test_caches_are_no_sources(tmp_path: Path) -> None:
    (tmp_path / "__pycache__").mkdir()
    (tmp_path / "__pycache__" / "a.py").touch()
    (tmp_path / "a.py").touch()

    assert list_files(tmp_path, "*.py") == [tmp_path / "a.py"]
