"""The folder that the embedded server is given: never one that somebody else has put there."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from gaodi.ops.database.server_user import own
from gaodi.ops.errors import OperationError

pytestmark = pytest.mark.no_database


def test_missing_folder_is_made_and_closed_to_others(tmp_path: Path) -> None:
    folder = tmp_path / "above" / "pg"

    own(folder, None)

    assert folder.stat().st_mode & 0o777 == 0o700


def test_own_folder_is_closed_to_others(tmp_path: Path) -> None:
    folder = tmp_path / "pg"
    folder.mkdir(mode=0o755)

    own(folder, None)

    assert folder.stat().st_mode & 0o777 == 0o700


def test_link_is_refused_and_what_it_leads_to_is_left_alone(tmp_path: Path) -> None:
    target, link = tmp_path / "theirs", tmp_path / "pg"
    target.mkdir(mode=0o755)
    link.symlink_to(target)

    with pytest.raises(OperationError, match="remove it, or set GAODI_VAR"):
        own(link, None)

    assert target.stat().st_mode & 0o777 == 0o755


def test_folder_of_a_foreign_owner_is_refused_and_left_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "pg"
    folder.mkdir(mode=0o755)
    owner = os.geteuid()
    monkeypatch.setattr(os, "geteuid", lambda: owner + 1)

    with pytest.raises(OperationError, match=f"user number {owner}"):
        own(folder, None)

    assert folder.stat().st_mode & 0o777 == 0o755
