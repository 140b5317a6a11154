"""Small cells stay hidden, the same way on every page."""

from datetime import date

import pytest

from gaodi.web.public.counts import FEW, count_city, say_cell, say_firms
from gaodi.web.shell.ui.tiles import Cell


def _cells(**firms: int) -> dict[str, Cell]:
    return {code: Cell(number, number) for code, number in firms.items()}


@pytest.mark.no_database
@pytest.mark.parametrize("firms", [0, 1, 4])
def test_fewer_than_five_are_words(firms):
    assert say_firms(firms) == FEW


@pytest.mark.no_database
def test_five_are_a_figure():
    assert say_firms(5) == "5 家"


@pytest.mark.no_database
def test_a_unit_that_nobody_is_counted_in_is_not_told_from_one_with_few():
    cells = _cells(zichuan=9, boshan=0, yiyuan=3)

    assert say_cell(cells, "boshan") == say_cell(cells, "yiyuan") == (FEW, "")


@pytest.mark.no_database
def test_a_lone_hidden_unit_takes_the_next_smallest_with_it():
    cells = _cells(zichuan=9, boshan=6, yiyuan=3)

    assert say_cell(cells, "boshan") == ("不单列", "")
    assert say_cell(cells, "zichuan") == ("9", "家")


def test_nothing_is_counted_before_the_first_sweep(on):
    city = count_city(on, soon_days=60)

    assert city.entitled_firms is None
    assert city.payable_yuan is None


def test_a_sum_of_few_firms_is_not_shown(actor, at):
    from gaodi.apps.assessments.choices import RuleKind
    from gaodi.apps.assessments.services.sweeps import run_sweep
    from tests.factories.registry import make_company, make_listing_event

    day = date(2025, 6, 30)
    make_listing_event(make_company(), kind="accepted", board="star", on=date(2025, 6, 12))
    run_sweep(RuleKind.PROGRAMME, on=day, known_at=at, actor=actor, at=at)

    city = count_city(day, soon_days=60)

    assert city.entitled_firms == 1
    assert city.payable_yuan is None
