"""The pages of data quality: by source, by rule, row by row, each viewer their own."""

from __future__ import annotations

from datetime import date

from gaodi.apps.quality.services.checking import run_checks
from gaodi.apps.registry.models import Headcount
from gaodi.kernel import clock
from gaodi.kernel.people import Actor
from tests.factories.registry import LONG_AGO, make_company


def _plant(unit: str) -> str:
    firm = make_company(f"{unit} 测试有限公司", unit=unit)
    Headcount.objects.create(
        party=firm, period_end=date(2024, 12, 31), employees=5, rd_staff=9, valid_from=date(2025, 1, 1),
        known_from=LONG_AGO, source="social_insurance", source_on=date(2025, 1, 1),
    )  # fmt: skip
    return firm.name


def _check() -> None:
    at = clock.now()
    run_checks(on=clock.business_day(), known_at=at, actor=Actor.system("test"), at=at)


def _read(city, address: str, who: str = "maker") -> str:
    answer = city.client(who).get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def test_before_the_first_run_the_page_says_when_it_will_be(city):
    assert "还没有检查过" in _read(city, "/office/quality/")


def test_rules_and_sources_lead_to_what_they_found(city):
    name = _plant("zichuan")
    _check()

    overview = _read(city, "/office/quality/")
    found = _read(city, "/office/quality/findings/?rule=rd_staff_above_employees")

    assert "科技人员多于从业人员" in overview
    assert "社保参保记录" in overview
    assert name in found
    assert "科技人员 9 人，从业人员 5 人" in found


def test_a_district_sees_findings_of_its_own_firms_alone(city):
    own, other = _plant("zichuan"), _plant("gaoxin")
    _check()

    found = _read(city, "/office/quality/findings/?rule=rd_staff_above_employees", "district")

    assert own in found
    assert other not in found


def test_stale_words_in_the_address_are_passed_over(city):
    _check()
    assert "全部发现" in _read(city, "/office/quality/findings/?rule=gone&source=%00&severity=x&page=99999")


def test_pages_need_few_queries(city, django_assert_max_num_queries):
    _plant("zichuan")
    _check()
    client = city.client("maker")
    client.get("/office/quality/")
    with django_assert_max_num_queries(15):
        client.get("/office/quality/")
    with django_assert_max_num_queries(15):
        client.get("/office/quality/findings/")
