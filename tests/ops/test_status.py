"""What `gaodi status` tells of sweeps and of the audit."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from gaodi.kernel import clock
from gaodi.kernel.audit import record, seal
from gaodi.kernel.people import Actor
from gaodi.ops.cli import build_parser, load_command


@pytest.fixture
def status(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> Callable[..., str]:
    """What the command prints for an instance that does not run, but whose database answers."""
    monkeypatch.setenv("GAODI_VAR", str(tmp_path))

    def call(*arguments: str) -> str:
        command = load_command("status")
        assert command.run(build_parser(command).parse_args(arguments)) == 1
        return capsys.readouterr().out

    return call


def test_before_the_first_sweep_there_is_none(status: Callable[..., str]) -> None:
    assert json.loads(status("--json"))["sweep"] is None
    assert "sweep      none yet" in status()


def test_newest_sweep_is_told_beside_the_business_day(
    status: Callable[..., str], actor: Actor, at: datetime
) -> None:
    from gaodi.apps.assessments.choices import RuleKind
    from gaodi.apps.assessments.services.sweeps import run_sweep

    day = clock.business_day()
    run_sweep(RuleKind.PROGRAMME, on=day, known_at=at, actor=actor, at=at)
    before = json.loads(status("--json"))["sweep"]

    clock.advance_day(actor=actor, at=at, to=day + timedelta(days=3))

    after = json.loads(status("--json"))["sweep"]
    assert (before["on"], before["days_behind"]) == (day.isoformat(), 0)
    assert (after["on"], after["days_behind"]) == (day.isoformat(), 3)
    assert f"sweep      of {day} (3 day(s) behind the business day)" in status()


@pytest.mark.commits
def test_unsealed_tail_goes_under_the_next_seal(
    status: Callable[..., str], actor: Actor, at: datetime
) -> None:
    from django.db import transaction

    with transaction.atomic():
        record(actor=actor, at=at, action="test", subject_kind="", subject_id=None, detail={})
    before = json.loads(status("--json"))["audit"]

    seal(at=clock.now())

    after = json.loads(status("--json"))["audit"]
    assert before["unsealed_rows"] > 0
    assert after["unsealed_rows"] == 0
    assert after["seals"] == before["seals"] + 1
    assert after["sealed_at"] is not None
    assert "; 0 row(s) not sealed yet" in status()
