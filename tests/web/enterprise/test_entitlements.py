"""The list of what an enterprise can have."""

import re
from datetime import date, timedelta

import pytest

from gaodi.kernel.models import BusinessDay
from tests.factories.registry import make_company, make_listing_event, make_support
from tests.web.enterprise.conftest import LIST, TODAY


def page_of(client, address=LIST):
    return client.get(address).context["page"]


def text_of(response):
    return re.sub(r"<[^>]+>", "", response.content.decode())


def rows_of(page):
    return {group.title: [row.title for row in group.rows] for group in page.groups}


def test_groups_stand_in_the_order_of_their_urgency(flagship, sign_in):
    page = page_of(sign_in(flagship))

    assert rows_of(page) == {"可享": ["企业首发上市奖励，受理阶段"], "差一项": ["企业首发上市奖励，上市阶段"]}
    assert page.total.yuan == 3_000_000
    assert [count.number for count in page.counts] == [1, 1, 0]


def test_near_miss_says_what_is_short_and_how_far(flagship, sign_in):
    near = page_of(sign_in(flagship)).groups[1].rows[0]

    assert near.text == "差：进入上市阶段，现为受理，还差上市这一步"
    assert float(near.share) == pytest.approx(0.67)
    assert near.amount.later


def test_lacking_fact_is_named_and_its_amount_is_only_a_cap(sign_in, judge):
    party = make_company()
    make_listing_event(party, kind="tutoring_filed", board="")
    judge()

    page = page_of(sign_in(party))
    lacking = page.groups[0].rows[0]

    assert lacking.text.startswith("缺：板块")
    assert lacking.amount.cap
    assert page.counts[2].note == "最高 1000.00 万元"
    assert page.total is None


def test_near_miss_shows_the_amount_that_it_would_bring(sign_in, judge):
    party = make_company(dishonest=True)
    make_listing_event(party, board="chinext")
    judge()

    near = page_of(sign_in(party)).groups[0].rows[0]

    assert near.amount.yuan == 3_000_000


def test_what_was_paid_stands_apart_and_is_told_beside_the_next(sign_in, judge):
    party = make_company()
    filed = make_listing_event(party, kind="tutoring_filed", board="chinext", on=date(2024, 11, 18))
    make_listing_event(party, board="chinext")
    make_support(party, filed, "2000000", on=date(2024, 12, 30))
    judge()

    page = page_of(sign_in(party))

    assert [(group.title, len(group.entries)) for group in page.quiet] == [("已拨付", 1)]
    assert page.groups[0].rows[0].under == "此前已拨付 200 万元"


def test_window_that_closes_first_stands_first(sign_in, judge):
    party = make_company()
    make_listing_event(party, board="chinext", on=date(2025, 6, 12))
    make_listing_event(party, kind="tutoring_filed", board="chinext", on=date(2024, 7, 2))
    judge()

    rows = page_of(sign_in(party)).groups[0].rows

    assert [row.clock.words for row in rows] == ["剩 2 天", "剩 347 天"]
    assert rows[0].clock.state == "warn"


def test_assumed_parameter_is_marked_with_its_consequence(sign_in, judge):
    party = make_company(unit="boshan")
    make_listing_event(party, board="chinext")
    judge()

    row = page_of(sign_in(party)).groups[0].rows[0]

    assert not row.parameter.verified
    assert row.under == "核实前只作演示"


def test_views_and_units_are_kept_in_the_address(flagship, sign_in):
    client = sign_in(flagship)

    by_clause = page_of(client, f"{LIST}?view=clause&unit=yuan")

    assert [group.anchor for group in by_clause.articles] == ["article-5"]
    assert by_clause.total.unit == "元"
    assert [segment.href for segment in by_clause.views] == [
        f"{LIST}?unit=yuan",
        f"{LIST}?view=clause&unit=yuan",
    ]


def test_unknown_view_is_passed_over(flagship, sign_in):
    page = page_of(sign_in(flagship), f"{LIST}?view=colour&unit=dollar")

    assert page.here == LIST


def test_enterprise_without_any_is_told_why(sign_in, judge):
    party = make_company()
    judge()

    page = page_of(sign_in(party))

    assert "已核对 1 个项目" in page.empty.why


def test_stale_list_fetches_itself_until_it_is_fresh(flagship, sign_in, judge):
    BusinessDay.objects.update(day=TODAY + timedelta(days=1))
    client = sign_in(flagship)

    stale = client.get(LIST)
    judge(TODAY + timedelta(days=1))
    fresh = client.get(LIST)

    assert "正在按 2025-07-01 重算" in text_of(stale)
    assert 'hx-trigger="every 3s"' in stale.content.decode()
    assert "hx-trigger" not in fresh.content.decode()


def test_list_stays_after_the_programme_expired_and_says_so(flagship, sign_in, judge):
    day = date(2025, 12, 25)
    BusinessDay.objects.update(day=day)
    judge(day)

    response = sign_in(flagship).get(LIST)

    assert response.context["page"].expired.last_day == date(2025, 12, 24)
    assert rows_of(response.context["page"]) == {"可享": ["企业首发上市奖励，受理阶段"]}
    assert "期内发生的事项仍按当时规则判断" in text_of(response)


def test_empty_list_says_too_that_the_programme_is_over(sign_in, judge):
    BusinessDay.objects.update(day=date(2026, 6, 13))
    party = make_company()
    judge(date(2026, 6, 13))

    page = page_of(sign_in(party))

    assert page.empty is not None
    assert page.expired.last_day == date(2025, 12, 24)


def test_last_day_is_still_in_force(flagship, sign_in, judge):
    day = date(2025, 12, 24)
    BusinessDay.objects.update(day=day)
    judge(day)

    assert page_of(sign_in(flagship)).expired is None


def test_more_rows_ask_no_more_of_the_database(flagship, sign_in, judge, django_assert_max_num_queries):
    for kind in ("tutoring_filed", "tutoring_filed", "listed"):
        make_listing_event(flagship, kind=kind, board="chinext", on=date(2025, 5, 1))
    judge()
    client = sign_in(flagship)
    client.get(LIST)

    with django_assert_max_num_queries(16):
        client.get(LIST)


def test_paid_award_is_not_counted_as_claimed_too_late(sign_in, judge):
    party = make_company()
    listed = make_listing_event(party, kind="listed", board="chinext", on=date(2023, 5, 4))
    make_support(party, listed, "5000000", on=date(2023, 9, 1))
    judge()

    row = page_of(sign_in(party), f"{LIST}?view=clause").articles[0].rows[0]

    assert row.tally.no == 0
