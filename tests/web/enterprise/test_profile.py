"""The profile says what is lacking, who waits for it and who tells it; statements by year; how a fact changed."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from tests.factories.registry import make_company

FACTS = "/enterprise/facts/"


def told(party, year, revenue, source="audit_report", standing="verified"):
    from gaodi.apps.registry.models import Statement

    return Statement.objects.create(
        party=party,
        period="annual",
        scope="consolidated",
        period_start=date(year, 1, 1),
        period_end=date(year, 12, 31),
        revenue_yuan=Decimal(revenue),
        valid_from=date(year + 1, 1, 1),
        known_from="2025-01-02T00:00:00+08:00",
        source=source,
        source_on=date(year + 1, 4, 1),
        standing=standing,
    )


def test_lacking_fact_says_who_waits_and_who_tells_it(sign_in):
    response = sign_in(make_company(credit_checked=False)).get(FACTS)
    (lacking,) = response.context["page"].lacking

    assert lacking.waits == "“企业首发上市奖励”用它判断“不在严重失信名单”"
    assert "公共信用报告（" in lacking.told_by
    assert lacking.declare is None
    assert "不用您办，报送后自动补上" in response.content.decode()


def test_completeness_is_said_in_words(sign_in, flagship):
    lacking = sign_in(make_company(credit_checked=False)).get(FACTS).context["page"].completeness
    whole = sign_in(flagship).get(FACTS).context["page"].completeness

    assert lacking.says == "现行规则要用本企业的 1 项事实，已掌握 0 项，还缺 1 项。"
    assert whole.says.endswith("都已掌握。")


def test_a_fact_that_can_be_declared_leads_to_its_form():
    from gaodi.web.enterprise.lacking import kinds_behind

    assert "statement" in kinds_behind("company.revenue")
    assert kinds_behind("company.credit_dishonest") in ((), ("bar",))
    assert kinds_behind("company.no_such_fact") == ()


def test_statements_stand_by_year_with_figures_drawn(sign_in):
    party = make_company()
    told(party, 2023, "10000000")
    told(party, 2024, "12500000")

    page = sign_in(party).get(f"{FACTS}?part=statements").context["page"]

    assert [head.label for head in page.statements.heads] == ["2024 年", "2023 年"]
    assert page.charts[0].title == "营业收入"


def test_history_of_a_fact_keeps_what_was_held_before(sign_in):
    party = make_company()
    told(party, 2024, "12500000")

    response = sign_in(party).get(f"{FACTS}company.revenue/")

    assert response.context["page"].history.versions[0].value == "1250 万元"
    assert "审计报告" in response.content.decode()


def test_what_happened_stands_by_year(sign_in, flagship):
    response = sign_in(flagship).get(f"{FACTS}?part=timeline")

    assert response.context["page"].timeline.years[0].year == 2025


@pytest.mark.parametrize("path", ["company.no_such", "event.board", "nonsense", "company.has_npl", "%00"])
def test_no_history_of_what_is_no_fact_or_not_for_these_eyes(sign_in, path):
    assert sign_in(make_company()).get(f"{FACTS}{path}/").status_code == 404


@pytest.mark.parametrize("part", ["in_use", "people", "statements", "support"])
def test_the_profile_asks_few_questions(sign_in, flagship, django_assert_max_num_queries, part):
    client = sign_in(flagship)
    told(flagship, 2023, "10000000")
    client.get(FACTS)

    with django_assert_max_num_queries(15):
        client.get(f"{FACTS}?part={part}")
