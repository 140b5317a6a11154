"""The generated kernel and the slow evaluator agree on random rules and rows, and both are exact."""

from __future__ import annotations

from fractions import Fraction

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from gaodi.engines.rules import UNKNOWN, explain
from gaodi.engines.rules.explain import evaluator_for
from gaodi.values.money import round_half_up
from gaodi.values.places import ProblemsFound
from tests.engines.rules.making import ON, bound_of
from tests.engines.rules.strategies import MONEY, ROWS, TRUTHS

# Shrinking an expression can take minutes; the failing one is short enough to read as it is.
_SLOW = settings(
    max_examples=1500,
    deadline=None,
    suppress_health_check=list(HealthCheck),
    phases=(Phase.explicit, Phase.reuse, Phase.generate),
)
_ROW = bound_of(amount="company.profit * company.rd_ratio * $small_rate + event.raised / 7")


@_SLOW
@given(when=TRUTHS, amount=MONEY, rows=st.lists(ROWS, min_size=1, max_size=6))
def test_kernel_and_evaluator_agree(when, amount, rows):
    try:
        bound = bound_of(when, amount)
    except ProblemsFound as found:  # only for sums that could outgrow what can be stored
        assert all("can be stored" in problem.message for problem in found.problems)
        return
    for row in rows:
        explain(bound, bound.encode(row), ON)  # raises where the two differ


@_SLOW
@given(amount=MONEY, row=ROWS)
def test_no_value_lies_outside_its_bounds(amount, row):
    try:
        bound = bound_of(amount=amount)
    except ProblemsFound:
        return
    evaluator = evaluator_for(bound, bound.encode(row), ON)
    for one in bound.compiled.expressions:
        for node in one.node.walk() if one.node else ():
            value = evaluator.see(node).value
            if value is not None and node.bounds is not None:
                assert node.bounds.low <= value <= node.bounds.high


@_SLOW
@given(profit=st.integers(-(10**15), 10**15), raised=st.integers(0, 10**14), ppm=st.integers(0, 10**6))
def test_money_is_exact_against_fractions(profit, raised, ppm):
    row = {"company.profit": profit, "event.raised": raised, "company.rd_ratio": ppm, "event.happened_on": ON}
    values = [row[fact.path] for fact in _ROW.compiled.facts]

    exact = Fraction(profit * ppm * 2_000, 10**12) + Fraction(raised, 7)

    assert _ROW.judge(values, ON).amount == round_half_up(exact.numerator, exact.denominator)


@_SLOW
@given(
    when=TRUTHS.filter(lambda text: "NULL" not in text and "COALESCE" not in text), row=ROWS, data=st.data()
)
def test_forgetting_a_fact_never_turns_yes_into_no(when, row, data):
    """Without IS NULL and COALESCE, knowing less can only make an answer unknown."""
    bound = bound_of(when)
    forgotten = data.draw(st.sampled_from(sorted(row)))

    knowing = bound.judge(bound.encode(row), ON).verdict
    ignorant = bound.judge(bound.encode({**row, forgotten: None}), ON).verdict

    assert ignorant in (UNKNOWN, knowing)


def test_halves_below_zero_go_away_from_zero():
    bound = bound_of(amount="company.profit / 2")
    row = {"company.profit": -1, "event.happened_on": ON}
    values = [row[fact.path] for fact in bound.compiled.facts]

    assert bound.judge(values, ON).amount == -1
