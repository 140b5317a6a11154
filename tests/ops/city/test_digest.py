"""Every row of a city, without a database."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from gaodi.ops.city.write import write_city
from tests.ops.city.rows import Digester

pytestmark = pytest.mark.no_database

AT = datetime(2025, 6, 30, 4, tzinfo=UTC)


def digest(plan):
    digester = Digester()
    planted = write_city(plan, at=AT, writer=digester)
    return digester.digests, planted


def test_the_same_seed_gives_the_same_rows(plan_of, make_plan):
    assert digest(make_plan(300, 2020)) == digest(plan_of(300, 2020))


def test_another_seed_changes_every_table(plan_of):
    one, other = digest(plan_of(300, 2020))[0], digest(plan_of(300, 2021))[0]

    assert set(one) == set(other)
    assert not [table for table in one if one[table] == other[table]]
