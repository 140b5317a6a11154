"""The city as the listing award judges it: each situation is what its name says."""

from __future__ import annotations

from collections import defaultdict
from datetime import date, timedelta

import pytest

from gaodi.apps.assessments.choices import RuleKind
from gaodi.apps.assessments.models import Outcome
from gaodi.apps.assessments.services.sweeps import run_sweep
from gaodi.apps.registry.models import Party
from gaodi.ops.city import build_city
from gaodi.ops.city.situations import ENTITLED

#: What every enterprise in a situation shows; `failing` of a near miss after a colon.
SHOWN = {
    **{situation.name: "yes" for situation in ENTITLED},
    "flagship": "yes",
    "third": "yes",
    "transferred": "yes",
    "near_quotation": "near:exchange",
    "near_smaller_board": "near:exchange",
    "near_dishonest": "near:not_dishonest",
    "near_backdoor": "near:first_offering",
    "near_spin_off": "near:first_offering",
    "near_overseas_early": "near:overseas_at_listing",
    "unknown_credit": "unknown",
    "unknown_fiscal_unit": "unknown",
    "unknown_board": "unknown",
    "unknown_way": "unknown",
    "lapsed": "lapsed:window",
}


def stories(plan_of):
    """Each enterprise with a story, after its credit code."""
    return list(zip(plan_of(300).credit_codes, plan_of(300).stories, strict=False))


@pytest.fixture
def shown(db, plan_of, actor, at, on):
    """Call it with a day: what the rows of each enterprise say then, by credit code."""
    build_city(enterprises=300, seed=2020, on=on, at=at, actor=actor)
    codes = dict(Party.objects.filter(is_invented=True).values_list("pk", "credit_code"))

    def read(day: date) -> dict[str, list[str]]:
        run_sweep(RuleKind.PROGRAMME, on=day, known_at=at, actor=actor, at=at)
        found = defaultdict(list)
        for one in Outcome.objects.filter(to_day__isnull=True, step="", subject_id__in=codes):
            says = (
                one.verdict
                if not one.failing or one.verdict == "received"
                else f"{one.verdict}:{one.failing}"
            )
            found[codes[one.subject_id]].append(says)
        return found

    return read


def test_every_situation_is_judged_as_it_was_planned(shown, plan_of, on):
    found = shown(on)

    wrong = {
        (one.situation, tuple(found[code]))
        for code, one in stories(plan_of)
        if one.situation in SHOWN and SHOWN[one.situation] not in found[code]
    }
    assert wrong == set()


def test_nothing_is_open_for_the_others(shown, plan_of, on):
    found = shown(on)

    entitled = {code for code, one in stories(plan_of) if SHOWN.get(one.situation) == "yes"}
    assert {code for code, says in found.items() if "yes" in says} <= entitled


def test_the_second_enterprise_has_one_near_miss_and_one_unknown(shown, plan_of, on):
    found = shown(on)

    assert sorted(found[plan_of(300).leads["second"]]) == ["near:exchange", "unknown"]


def test_windows_that_close_within_days_are_closed_a_week_later(shown, plan_of, on):
    found = shown(on + timedelta(days=7))

    closing = [code for code, one in stories(plan_of) if one.situation == "window_closing"]
    assert closing
    assert all(found[code] == ["lapsed:window"] for code in closing)
