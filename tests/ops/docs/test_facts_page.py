from __future__ import annotations

import pytest

from docs.facts_page import PAGE, read_plain, render, say_definition
from gaodi.kernel.facts import facts

pytestmark = pytest.mark.no_database


def test_the_page_of_facts_is_what_the_apps_declare():
    assert PAGE.read_text() == render(facts, read_plain()), "run .venv/bin/python docs/facts_page.py"


def test_a_sum_is_told_with_its_rows_window_and_gaps():
    entry = {
        "from": "research",
        "op": "sum",
        "column": "spending",
        "where": "year > 2020",
        "window": {"last": 3},
        "if_incomplete": "since_founding",
    }

    assert say_definition(entry) == (
        "sum of `spending` of [research](#research), where `year > 2020`, last 3 periods,"
        " periods before the founding are not missing"
    )


def test_a_quotient_is_told_by_its_two_facts():
    entry = {"op": "growth", "of": "company.revenue", "to": "company.revenue_before"}

    assert say_definition(entry) == (
        "(`company.revenue` − `company.revenue_before`) ÷ `company.revenue_before`"
    )
