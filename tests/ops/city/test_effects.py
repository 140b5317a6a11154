"""What was planted can be found again in the rows, by somebody who does not know the seed."""

from __future__ import annotations

import json
from collections import defaultdict
from datetime import UTC, date, datetime

import numpy as np
import pytest

from gaodi.apps.registry.models import Party, Research, SupportReceived
from gaodi.ops.city import build_city
from gaodi.ops.city.write import write_city
from tests.ops.city.rows import Keeper

AT = datetime(2025, 6, 30, 4, tzinfo=UTC)


def growth_of_treated(research, grants, others):
    """Growth of research over a grant against that of firms with none in the same years.

    research: key → year → amount; grants: key → year; others: keys that got nothing at all.
    """

    def growth(key, year):
        told = research[key]
        if not all(told.get(one) for one in (year - 1, year, year + 1, year + 2)):
            return None
        after = np.log([float(told[year + 1]), float(told[year + 2])]).mean()
        return after - np.log([float(told[year - 1]), float(told[year])]).mean()

    plain = {
        year: np.mean([g for key in others if (g := growth(key, year)) is not None])
        for year in set(grants.values())
    }
    extra = [g - plain[year] for key, year in grants.items() if (g := growth(key, year)) is not None]
    return float(np.exp(np.mean(extra)) - 1), len(extra)


def effect(planted, matter, rows, codes):
    programmes = {one["matter"]: one for one in planted["programmes"]}
    research = defaultdict(dict)
    for key, day, amount in rows:
        research[codes[key]][day.year] = amount
    grants = {one["firm"]: one["year"] for one in programmes[matter]["grants"]}
    whole = {key for key, told in research.items() if all(told.get(year) for year in range(2019, 2025))}
    treated = {one["firm"] for programme in programmes.values() for one in programme["grants"]}
    found, firms = growth_of_treated(research, grants, whole - treated)
    return found, programmes[matter]["effect"], firms


@pytest.fixture(scope="module")
def kept(plan_of):
    keeper = Keeper()
    planted = write_city(plan_of(12_000, 11), at=AT, writer=keeper)
    codes = {row["id"]: row["credit_code"] for row in keeper.rows["party"]}
    return keeper.rows, planted, codes


@pytest.mark.no_database
def test_the_subsidy_that_works_is_found_to_work(kept):
    rows, planted, codes = kept
    told = [(r["party_id"], r["period_end"], r["spending_yuan"]) for r in rows["research"]]

    found, true, firms = effect(planted, "rd_subsidy", told, codes)
    assert firms > 100
    assert 0.15 < true < 0.21
    assert found == pytest.approx(true, abs=0.05)


@pytest.mark.no_database
def test_the_grant_that_does_nothing_is_found_to_do_nothing(kept):
    rows, planted, codes = kept
    told = [(r["party_id"], r["period_end"], r["spending_yuan"]) for r in rows["research"]]

    found, true, firms = effect(planted, "equipment_grant", told, codes)
    assert firms > 100
    assert true == 0
    assert found == pytest.approx(0, abs=0.05)


@pytest.mark.no_database
def test_better_firms_get_the_grant_that_does_nothing(plan_of):
    plan = plan_of(12_000, 11)
    grant = next(one for one in plan.programmes if one.matter == "equipment_grant")

    assert plan.firms.quality[grant.firms].mean() > plan.firms.quality.mean() + 0.1


@pytest.mark.no_database
def test_who_defaults_showed_it_before(kept):
    rows, planted, codes = kept
    defaulters = {one["firm"]: one for one in planted["defaulters"]}
    grades = {(codes[r["party_id"]], r["year"]): r["grade"] for r in rows["taxcredit"]}
    penalties = defaultdict(list)
    for row in rows["penalty"]:
        penalties[codes[row["party_id"]]].append(row["valid_from"])

    assert len(defaulters) > 10
    for code, one in defaulters.items():
        grade = grades.get((code, one["signals"]["low_tax_grade"]))
        assert grade in {"C", "D", None}
        last, first = (
            date.fromisoformat(day) for day in (one["defaults_on"], one["signals"]["penalty_from"])
        )
        assert any(first <= day <= last for day in penalties[code])


@pytest.mark.no_database
def test_debt_is_higher_where_a_default_comes(plan_of):
    firms = plan_of(12_000, 11).firms
    leverage = firms.liabilities[:, 1] / np.maximum(firms.assets[:, 1], 1)
    whole = firms.exists.all(axis=1) & firms.borrows

    doomed = firms.defaults_on >= 0
    assert leverage[doomed & whole].mean() > leverage[~doomed & whole].mean() + 0.1


def test_the_database_tells_the_same_as_the_file(db, actor, at, on, tmp_path):
    path = tmp_path / "planted.json"
    build_city(enterprises=1200, seed=5, on=on, at=at, actor=actor, planted=path)
    planted = json.loads(path.read_text())
    codes = dict(Party.objects.values_list("pk", "credit_code"))

    told = list(Research.objects.values_list("party_id", "period_end", "spending_yuan"))
    found, true, firms = effect(planted, "rd_subsidy", told, codes)
    assert firms > 20
    assert found == pytest.approx(true, abs=0.1)
    paid = SupportReceived.objects.filter(matter="rd_subsidy").values_list("party__credit_code", "valid_from")
    grants = next(one for one in planted["programmes"] if one["matter"] == "rd_subsidy")["grants"]
    assert {(code, day.year) for code, day in paid} == {(one["firm"], one["year"]) for one in grants}
