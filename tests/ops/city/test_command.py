"""gaodi city build"""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from django.conf import settings

from gaodi.apps.registry.models import Party
from gaodi.kernel.instance import Instance
from gaodi.ops.cli import build_parser
from gaodi.ops.commands import city as command
from gaodi.ops.errors import OperationError


@pytest.fixture(autouse=True)
def own_folder(monkeypatch, tmp_path):
    """What was planted is written below it."""
    monkeypatch.setattr(settings, "GAODI", replace(settings.GAODI, var=tmp_path))


def run(*arguments):
    return command.run(build_parser(command).parse_args(["build", *arguments]))


def test_the_command_prints_a_summary_as_json(db, capsys):
    code = run("--enterprises", "20", "--seed", "5")

    summary = json.loads(capsys.readouterr().out)
    assert code == 0
    assert (summary["enterprises"], summary["seed"], summary["on"]) == (20, 5, "2025-06-30")
    assert (
        Party.objects.filter(is_invented=True, kind="company", company_records__isnull=False)
        .distinct()
        .count()
        >= 20
    )
    planted = json.loads((settings.GAODI.var / "city" / "planted.json").read_text())
    assert (planted["seed"], planted["firms"]) == (5, 20)


def test_a_second_build_ends_with_the_next_step(db):
    run("--enterprises", "20")

    with pytest.raises(OperationError, match="gaodi up"):
        run("--enterprises", "20")


def test_a_size_out_of_range_is_named(db):
    with pytest.raises(OperationError, match="ask for 20 to 1000000"):
        run("--enterprises", "5")


def test_a_live_instance_is_refused(db, monkeypatch):
    monkeypatch.setattr(Instance, "is_demo", property(lambda self: False))

    with pytest.raises(OperationError, match="演示"):
        run("--enterprises", "20")
