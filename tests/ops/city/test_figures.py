"""What statements, people and rights of an invented firm say, and that it fits together."""

from __future__ import annotations

from collections import Counter, defaultdict
from datetime import UTC, date, datetime
from decimal import Decimal

import numpy as np
import pytest

from gaodi.ops.city.firms import SIZES
from gaodi.ops.city.write import write_city
from tests.ops.city.rows import Keeper

pytestmark = pytest.mark.no_database

AT = datetime(2025, 6, 30, 4, tzinfo=UTC)


@pytest.fixture(scope="module")
def plan(plan_of):
    return plan_of(3000, 7)


@pytest.fixture(scope="module")
def kept(plan):
    """The rows of a city of 3,000 by table, and what was planted."""
    keeper = Keeper()
    planted = write_city(plan, at=AT, writer=keeper)
    return keeper.rows, planted


@pytest.fixture(scope="module")
def annual(kept):
    """Verified annual statements that are open and not planted dirt, with plain names."""
    rows, planted = kept
    dirty = {(one["firm"], one["year"]) for one in planted["dirt"] if "year" in one}
    codes = {row["id"]: row["credit_code"] for row in rows["party"]}
    return [
        {key.removesuffix("_yuan"): value for key, value in row.items()}
        for row in rows["statement"]
        if row["period"] == "annual"
        and row["standing"] == "verified"
        and (codes[row["party_id"]], row["period_end"].year) not in dirty
    ]


def full(rows):
    return [row for row in rows if "selling_expense" in row]


def test_assets_are_liabilities_and_equity(annual):
    assert not [r for r in annual if r["total_assets"] != r["total_liabilities"] + r["equity"]]


def test_parts_of_the_balance_are_no_more_than_the_whole(annual):
    for r in full(annual):
        assert r["cash"] + r["receivables"] + r["inventory"] <= r["current_assets"] <= r["total_assets"]
        assert r["fixed_assets"] + r["intangible_assets"] <= r["total_assets"] - r["current_assets"]
        assert r["short_term_debt"] <= r["current_liabilities"] <= r["total_liabilities"]
        assert r["long_term_debt"] <= r["total_liabilities"] - r["current_liabilities"]


def test_revenue_less_costs_is_operating_profit(annual):
    costs = ("cost_of_sales", "selling_expense", "admin_expense", "rd_expense", "finance_expense")

    assert full(annual)
    assert not [r for r in full(annual) if r["operating_profit"] != r["revenue"] - sum(r[c] for c in costs)]
    assert not [r for r in full(annual) if r["cost_of_sales"] < 0]


def test_net_profit_is_profit_less_tax(annual):
    assert not [r for r in annual if r["net_profit"] != r["total_profit"] - r["income_tax"]]


def test_flows_add_up_to_the_change_of_cash(annual):
    by_firm = defaultdict(dict)
    for row in full(annual):
        if row.get("known_to") is None:
            by_firm[row["party_id"]][row["period_end"].year] = row
    pairs = [(years[y - 1], r) for years in by_firm.values() for y, r in years.items() if y - 1 in years]

    assert len(pairs) > 500
    flows = ("operating_cash_flow", "investing_cash_flow", "financing_cash_flow")
    assert not [r for before, r in pairs if sum(r[f] for f in flows) != r["cash"] - before["cash"]]


def test_micro_firms_report_fewer_lines_and_nobody_a_stand_in(annual):
    lines = [key for row in annual if "known_to" not in row for key in [len(row)]]

    assert len(set(lines)) == 3
    assert not [r for r in annual if "receivables" not in r and r.get("receivables") == 0]


def test_restated_statements_have_both_versions(kept):
    rows = [r for r in kept[0]["statement"] if r["period"] == "annual"]
    old = {(r["party_id"], r["period_end"], r["source"]): r for r in rows if r.get("known_to")}
    new = {(r["party_id"], r["period_end"], r["source"]): r for r in rows if not r.get("known_to")}

    assert 0.005 < len(old) / len(new) < 0.02
    assert all(datetime.fromisoformat(r["known_from"]) < AT for r in old.values())
    assert all(r["net_profit_yuan"] > new[key]["net_profit_yuan"] for key, r in old.items())


def test_a_thousand_firms_have_four_large_and_thirty_medium(plan):
    quiet = plan.firms.size_class[len(plan.stories) :]

    counts = np.bincount(quiet, minlength=len(SIZES)) / len(quiet) * 1000
    assert counts[3] == pytest.approx(4, abs=1)
    assert counts[2] == pytest.approx(30, abs=1)


def test_revenue_of_years_moves_like_the_citys_product(plan):
    gdp = plan.scenery.economy.gdp
    sums = np.where(plan.firms.exists, plan.firms.revenue, 0).sum(axis=0)

    shares = sums / sums[-1]
    assert shares == pytest.approx([value / gdp[2024] for value in gdp.values()], rel=0.01)


def test_employees_in_research_are_employees(kept):
    rows, planted = kept
    wrong = [r for r in rows["headcount"] if (r.get("rd_staff") or 0) > r["employees"]]

    assert (
        len(wrong) == len([d for d in planted["dirt"] if d["kind"] == "research_staff_above_employees"]) > 0
    )
    assert not [
        r
        for r in rows["headcount"]
        if "doctors" in r and r["doctors"] + r["masters"] + r["bachelors"] > r["employees"]
    ]


def test_more_research_gives_more_rights(plan, kept):
    granted = Counter(row["party_id"] - 1 for row in kept[0]["patent"])
    spent = np.maximum(plan.firms.rd, 0).sum(axis=1)
    doers = np.flatnonzero(spent)

    rights = np.array([granted[firm] for firm in doers.tolist()])
    assert np.corrcoef(np.log(spent[doers]), np.log1p(rights))[0, 1] > 0.5
    assert not set(granted) - set(doers.tolist())


def test_titles_stand_on_figures(plan, kept):
    rows = kept[0]["title"]
    kinds = Counter(row["kind"] for row in rows)

    assert kinds["high_tech"] > 10
    assert kinds["specialised_sme"] > 3
    assert kinds["little_giant"] >= 1
    research = np.maximum(plan.firms.rd, 0).sum(axis=1)
    assert all(research[row["party_id"] - 1] > 0 for row in rows)
    assert all(row["valid_to"] is None or row["valid_to"] > row["valid_from"] for row in rows)


def test_nothing_comes_from_after_the_day_of_the_city(kept):
    for table, rows in kept[0].items():
        late = [r for r in rows if r.get("source_on") and r["source_on"] > date(2025, 6, 30)]
        assert not late, table


def test_amounts_are_whole_fen(annual):
    cent = Decimal("0.01")

    assert all(r["revenue"] == r["revenue"].quantize(cent) for r in annual)


def test_dirt_is_what_was_planted_and_little(kept):
    rows, planted = kept
    kinds = Counter(one["kind"] for one in planted["dirt"])

    assert set(kinds) >= {
        "unbalanced_statement",
        "contradicting_statement",
        "statement_after_end",
        "patent_of_two",
        "wrong_check_digit",
        "research_staff_above_employees",
    }
    unbalanced = [
        r
        for r in rows["statement"]
        if r.get("total_assets_yuan") is not None
        and r["total_assets_yuan"] != r["total_liabilities_yuan"] + r["equity_yuan"]
    ]
    told = {(r["party_id"], r["period_end"]) for r in unbalanced}
    assert len(told) == kinds["unbalanced_statement"]
