"""The page that gives the reason of one entitlement."""

from datetime import date

import pytest

from gaodi.kernel.models import BusinessDay
from gaodi.values.because import Truth
from tests.factories.registry import make_company, make_listing_event, make_support
from tests.web.enterprise.conftest import because_of


def page_of(client, address):
    return client.get(address).context["page"]


@pytest.fixture
def climber(judge):
    """Tutoring was paid, acceptance is open."""
    party = make_company("青砚纤维有限公司")
    filed = make_listing_event(party, kind="tutoring_filed", board="chinext", on=date(2024, 11, 18))
    party.event = make_listing_event(party, board="chinext")
    make_support(party, filed, "2000000", on=date(2024, 12, 30))
    judge()
    return party


def test_head_gives_the_answer_first(flagship, sign_in):
    head = page_of(sign_in(flagship), because_of(flagship)).verdict

    assert head.sentence == "可享，10 项条件全部符合"
    assert head.amount.yuan == 3_000_000
    assert head.clock.words == "申领期剩 347 天"
    assert head.action is None


def test_ladder_tells_what_was_paid_what_is_open_and_what_may_come(climber, sign_in):
    ladder = page_of(sign_in(climber), because_of(climber)).ladder

    assert [(step.title, step.word, step.amount_yuan) for step in ladder.steps] == [
        ("辅导备案", "已拨付", 2_000_000),
        ("受理", "可享", 3_000_000),
        ("上市", "差一项", 5_000_000),
    ]
    assert ladder.widths == (2, 3, 5)


def test_move_to_another_board_stands_at_the_end_of_the_ladder(sign_in, judge):
    party = make_company()
    make_listing_event(party, kind="listed", board="bse", on=date(2024, 7, 1))
    party.event = make_listing_event(party, kind="transferred", board="star", way="transfer")
    judge()

    steps = page_of(sign_in(party), because_of(party)).ladder.steps

    assert [step.title for step in steps] == ["辅导备案", "受理", "上市", "转板"]
    assert [step.when for step in steps[:2]] == ["没有记录", "没有记录"]


def test_next_step_is_what_would_change_the_answer(flagship, sign_in):
    reasons = page_of(sign_in(flagship), because_of(flagship)).reasons

    assert [row.because.claim for row in reasons.later] == ["进入上市阶段"]


def test_condition_met_in_one_of_several_ways_tells_that_way_only(flagship, sign_in):
    reasons = page_of(sign_in(flagship), because_of(flagship)).reasons
    offering = next(row for row in reasons.why if row.because.code == "first_offering")

    assert (offering.value, offering.threshold) == ("首次公开发行", "首次公开发行")
    assert all(row.because.truth is Truth.YES for row in reasons.why)


def test_condition_that_does_not_apply_tells_why_in_words(flagship, sign_in):
    reasons = page_of(sign_in(flagship), because_of(flagship)).reasons
    board = next(row for row in reasons.why if row.because.code == "transfer_board")

    assert (board.value, board.threshold) == ("受理", "不是转板")
    assert all(row.level == 0 for row in reasons.why)


def test_unknown_condition_says_which_fact_would_settle_it(sign_in, judge):
    party = make_company(credit_checked=False)
    party.event = make_listing_event(party, board="chinext")
    judge()

    page = page_of(sign_in(party), because_of(party))

    assert [row.because.remedy for row in page.reasons.remedies] == ["补上“列入严重失信名单”即可判断"]


def test_amount_that_cannot_be_computed_says_what_it_lacks(sign_in, judge):
    party = make_company()
    party.event = make_listing_event(party, board="")
    judge()

    page = page_of(sign_in(party), because_of(party))

    assert page.computation is None
    assert page.lacking == ("板块",)


def test_sum_leads_from_the_rule_to_what_each_bears(climber, sign_in):
    made = page_of(sign_in(climber), because_of(climber)).computation

    assert [line.amount for line in made.steps] == ["1000.00 万元", "× 30%", "− 0.00 万元"]
    assert made.steps[2].note == "此前各阶段已计 200 万元，累计上限 1000 万元"
    assert (made.result.label, made.result.amount) == ("本阶段应付", "300.00 万元")
    assert [line.label for line in made.parts] == ["其中市级承担 50%", "其中淄川区承担 50%"]
    assert not made.parts[0].parameter.verified


def test_replay_and_objection_stand_beside_the_answer(flagship, sign_in):
    page = page_of(sign_in(flagship), because_of(flagship))

    assert page.replay.rule == "listing_award，第 1 版"
    assert "12345" in page.objection.text
    assert "市委金融办" in page.objection.text
    assert page.digest.href == "/policy/5/"


def test_another_day_is_judged_and_marked_as_a_replay(flagship, sign_in):
    response = sign_in(flagship).get(because_of(flagship), {"on": "2026-06-13"})

    assert response.context["page"].verdict.sentence == "已过期，申领期最后一天是 2026-06-12"
    assert "不是现在的结论" in response.content.decode()


@pytest.mark.parametrize("asked", ["2025-02-30", "tomorrow", "20250630x", "1066-10-14"])
def test_day_that_is_none_is_refused_in_words(flagship, sign_in, asked):
    context = sign_in(flagship).get(f"{because_of(flagship)}?on={asked}").context

    assert context["asked"].problem
    assert context["page"].verdict.as_of == date(2025, 6, 30)


def test_day_before_the_event_says_that_there_is_nothing_yet(flagship, sign_in):
    response = sign_in(flagship).get(because_of(flagship), {"on": "2025-06-11"})

    assert response.status_code == 200
    assert "按 2025-06-11 看，没有这一项" in response.content.decode()


def test_expired_programme_keeps_its_page_with_the_last_day(flagship, sign_in, judge):
    BusinessDay.objects.update(day=date(2025, 12, 25))
    judge(date(2025, 12, 25))

    page = page_of(sign_in(flagship), because_of(flagship))

    assert page.verdict.expired_on == date(2025, 12, 24)
    assert page.verdict.truth is Truth.YES
    assert page.ladder.steps[2].word == "已到期"


def test_row_of_another_enterprise_is_not_told(flagship, sign_in):
    response = sign_in(make_company()).get(because_of(flagship))

    assert response.status_code == 404
    assert "本企业没有这一项" in response.content.decode()


def test_step_that_may_come_has_its_own_page(flagship, sign_in):
    page = page_of(sign_in(flagship), because_of(flagship, step="listed"))

    assert page.verdict.sentence == "差一项，10 项符合，1 项未达到"
    assert page.computation.result.label == "本阶段发生后可领"


def test_page_asks_little_of_the_database(climber, sign_in, django_assert_max_num_queries):
    client = sign_in(climber)
    client.get(because_of(climber))

    with django_assert_max_num_queries(15):
        client.get(because_of(climber))
