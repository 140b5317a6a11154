"""The `gaodi` command itself."""

from __future__ import annotations

import socket
from pathlib import Path

import pytest

from gaodi.ops import cli
from gaodi.ops.environment import read_environment
from gaodi.ops.errors import OperationError
from gaodi.ops.supervisor import check_port_free

pytestmark = pytest.mark.no_database


def test_help_lists_every_command(capsys: pytest.CaptureFixture[str]) -> None:
    code = cli.main(["help"])

    listed = capsys.readouterr().out
    assert code == cli.OK
    assert all(f"  {name} " in listed for name in cli.list_names())


def test_unknown_command_is_bad_use(capsys: pytest.CaptureFixture[str]) -> None:
    code = cli.main(["fly"])

    assert code == cli.BAD_USE
    assert "'fly'" in capsys.readouterr().err


def test_every_command_says_who_it_is() -> None:
    commands = {name: cli.load_command(name) for name in cli.list_names()}

    assert all(name == command.NAME and command.HELP.endswith(".") for name, command in commands.items())


def test_bad_setting_is_bad_use(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setenv("GAODI_PORT", "eighty")

    code = cli.main(["down"])

    assert code == cli.BAD_USE
    assert "GAODI_PORT='eighty'" in capsys.readouterr().err


def test_down_where_nothing_runs(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("GAODI_VAR", str(tmp_path))

    code = cli.main(["down"])

    assert code == cli.OK
    assert "nothing was running" in capsys.readouterr().err


def test_unreachable_database_names_the_setting(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("GAODI_DATABASE_URL", "postgresql://gaodi_app@/gaodi?host=/nowhere")
    monkeypatch.setenv("GAODI_OWNER_DATABASE_URL", "postgresql://gaodi_owner@/gaodi?host=/nowhere")

    code = cli.main(["audit", "verify"])

    assert code == cli.FOUND_PROBLEMS
    assert "GAODI_OWNER_DATABASE_URL does not lead into a database" in capsys.readouterr().err


def test_taken_port_names_the_setting(monkeypatch: pytest.MonkeyPatch) -> None:
    with socket.socket() as foreign:
        foreign.bind(("127.0.0.1", 0))
        foreign.listen()
        monkeypatch.setenv("GAODI_PORT", str(foreign.getsockname()[1]))

        with pytest.raises(OperationError, match="GAODI_PORT="):
            check_port_free(read_environment())
