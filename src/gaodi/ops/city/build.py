"""Building the invented city of a demonstration."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from django.db import connection

from gaodi.apps.regions.selectors import get_work_calendar
from gaodi.apps.registry.models import Party
from gaodi.kernel.audit import acting
from gaodi.kernel.errors import Refusal
from gaodi.kernel.instance import require_demo
from gaodi.kernel.people import Actor
from gaodi.ops.city.copying import Copier
from gaodi.ops.city.plan import plan_city
from gaodi.ops.city.planting import write_planted
from gaodi.ops.city.scenery import read_scenery
from gaodi.ops.city.write import write_city

#: The city of `gaodi up`.
DEFAULT_SEED = 2020


class CityStands(Refusal):
    """A city is built once: what is registered is never taken back."""

    code = "city_stands"

    def __init__(self) -> None:
        super().__init__(
            "演示城市已经建成，登记的事实不能撤回。要换一座，请运行 gaodi down，"
            "移走 var 目录（或改用新的 GAODI_VAR），再运行 gaodi up。"
        )


@dataclass(frozen=True, slots=True)
class CitySummary:
    """What was built: rows by table, enterprises by situation, credit codes of the leads by role."""

    enterprises: int
    institutions: int
    seed: int
    on: date
    rows: dict[str, int]
    situations: dict[str, int]
    leads: dict[str, str]


def city_stands() -> bool:
    """Whether a city was built here."""
    return Party.objects.filter(is_invented=True).exists()


def build_city(
    *, enterprises: int, seed: int, on: date, at: datetime, actor: Actor, planted: Path | None = None
) -> CitySummary:
    """The city as of `on`, all of it known from `at`, in one transaction: when it is interrupted, nothing stands.

    Args: planted: the file that gets what was planted, written after the city stands; None = none is written.

    Raises: DemoOnly, NotBornYet, CityStands, NoSceneryForRegion, OddSize.
    """
    instance = require_demo()
    if city_stands():
        raise CityStands
    plan = plan_city(
        scenery=read_scenery(instance.region),
        enterprises=enterprises,
        seed=seed,
        on=on,
        calendar=get_work_calendar(),
    )
    with acting(
        actor=actor,
        at=at,
        action="build_city",
        detail={"enterprises": enterprises, "seed": seed, "on": str(on)},
    ):
        copier = Copier()
        with connection.cursor() as cursor:
            # Checked after each statement: at the end of the transaction, millions of checks would wait in memory.
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        with copier:
            facts = write_city(plan, at=at, writer=copier)
    if planted is not None:
        write_planted(planted, facts)
    return CitySummary(
        enterprises=len(plan.firms),
        institutions=len(plan.institutions),
        seed=seed,
        on=on,
        rows=dict(sorted(copier.counts.items())),
        situations=plan.count_situations(),
        leads=plan.leads,
    )
