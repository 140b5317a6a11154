"""Plans without a database; what builds a city asks for the session's."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import django
import pytest
from pytest import FixtureRequest

ROOT = Path(__file__).resolve().parents[3]
DAY = date(2025, 6, 30)


@pytest.hookimpl(trylast=True)
def pytest_configure(config):
    """Test modules import models when they are collected."""
    django.setup()


@pytest.fixture(scope="session")
def calendar():
    """The announced calendar of mainland China, read from the pack without a database."""
    from gaodi.apps.regions.pack import read_calendar
    from gaodi.kernel.packs.reading import read_pack
    from gaodi.values.workdays import AnnouncedYear, WorkCalendar

    years = read_calendar(read_pack(ROOT / "region_packs", "zibo"))
    return WorkCalendar(
        AnnouncedYear(
            int(year),
            frozenset(day["day"] for day in content["days"] if not day["is_workday"]),
            frozenset(day["day"] for day in content["days"] if day["is_workday"]),
        )
        for year, content in years.items()
    )


@pytest.fixture(scope="session")
def make_plan(calendar):
    """Call it with a number of enterprises and a seed."""
    from gaodi.ops.city import plan_city, read_scenery

    def make(enterprises: int = 300, seed: int = 2020):
        return plan_city(
            scenery=read_scenery("zibo"), enterprises=enterprises, seed=seed, on=DAY, calendar=calendar
        )

    return make


@pytest.fixture(scope="session")
def plan_of(make_plan):
    """The same, but the same plan is made once."""
    made = {}

    def plan(enterprises: int = 300, seed: int = 2020):
        key = (enterprises, seed)
        if key not in made:
            made[key] = make_plan(enterprises, seed)
        return made[key]

    return plan


@pytest.fixture
def city(request: FixtureRequest, actor, at, on):
    """A city of 20 in the database."""
    from gaodi.ops.city import build_city

    request.getfixturevalue("db")
    return build_city(enterprises=20, seed=2020, on=on, at=at, actor=actor)
