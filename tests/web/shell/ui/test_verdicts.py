"""The first words of an answer, and ladders as wide as their amounts."""

from decimal import Decimal

import pytest

from gaodi.values.because import Truth
from gaodi.web.shell.ui.marks import Tally
from gaodi.web.shell.ui.verdicts import WIDEST, Step, StepState, ladder_of, say_verdict

pytestmark = pytest.mark.no_database


def steps(*amounts):
    return [
        Step(f"stage {at}", StepState.LATER, "", None if amount is None else Decimal(amount), "")
        for at, amount in enumerate(amounts)
    ]


def test_widths_follow_the_amounts():
    assert ladder_of(steps(2_000_000, 3_000_000, 5_000_000)).widths == (2, 3, 5)


def test_wide_ratios_are_scaled_to_what_the_styles_know():
    widths = ladder_of(steps(1_234_567, 100, 7_654_321)).widths

    assert max(widths) == WIDEST
    assert min(widths) >= 1


@pytest.mark.parametrize("amounts", [(100, None), (0, 100)])
def test_stages_without_an_amount_are_equally_wide(amounts):
    assert ladder_of(steps(*amounts)).widths == (1, 1)


def test_ladder_without_stages_is_empty():
    assert ladder_of([]).pairs == ()


@pytest.mark.parametrize(
    ("truth", "tally", "sentence"),
    [
        (Truth.YES, Tally(5), "可享，5 项条件全部符合"),
        (Truth.NO, Tally(4, 1), "差一项，4 项符合，1 项未达到"),
        (Truth.NO, Tally(3, 2), "不可享，3 项符合，2 项未达到"),
        (Truth.UNKNOWN, Tally(4, 0, 1), "待补资料，4 项符合，1 项缺事实"),
    ],
)
def test_sentence_says_the_verdict_and_its_count(truth, tally, sentence):
    assert say_verdict(truth, tally) == sentence
