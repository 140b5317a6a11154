"""Everything that happened to a company, by year and by sort."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

KNOWN = datetime(2025, 1, 1, tzinfo=UTC)


def _dated(day, source, until=None):
    return {
        "valid_from": day, "valid_to": until, "known_from": KNOWN, "source": source, "source_on": day,
        "standing": "verified",
    }  # fmt: skip


@pytest.fixture
def busy(city):
    """A firm that moved, got a title that ended, patents of one month, a loan that fell overdue, a penalty."""
    from gaodi.apps.registry.models import CompanyRecord, Loan, Party, Patent, Penalty, Title
    from tests.factories.registry import make_company

    party = make_company("淄博青砚多事有限公司", valid_to=date(2024, 3, 1))
    lender = Party.objects.filter(kind="institution")[0]
    CompanyRecord.objects.create(
        party=party, division_unit="zichuan", reporting_unit="zhangdian", fiscal_unit="zichuan", status="active",
        founded_on=date(2008, 5, 6), **_dated(date(2024, 3, 1), "business_register"),
    )  # fmt: skip
    Title.objects.create(
        party=party, kind="tech_sme", **_dated(date(2023, 5, 1), "title_notice", date(2024, 5, 1))
    )
    for day, number in ((3, "A"), (9, "B")):
        Patent.objects.create(
            party=party, number=number, kind="invention", **_dated(date(2024, 7, day), "patent_record")
        )
    loan = {
        "borrower": party, "lender": lender, "contract_number": "借1", "security": "credit",
        "principal_yuan": Decimal("1000000"), "drawn_on": date(2024, 1, 5), "due_on": date(2025, 1, 5),
    }  # fmt: skip
    Loan.objects.create(**loan, state="active", **_dated(date(2024, 1, 5), "bank_report", date(2025, 1, 6)))
    Loan.objects.create(**loan, state="overdue", **_dated(date(2025, 1, 6), "bank_report"))
    Penalty.objects.create(
        party=party, number="罚1", kind="safety", amount_yuan=Decimal("5000"),
        **_dated(date(2025, 2, 1), "penalty_notice"),
    )  # fmt: skip
    return party


def _text(city, party, **asked):
    answer = city.client("checker").get(
        f"/office/companies/{party.public_id}/", {"view": "timeline", **asked}
    )
    assert answer.status_code == 200
    return answer.content.decode()


def test_all_sorts_of_things_are_told(city, busy):
    text = _text(city, busy)

    for words in (
        "登记成立", "由淄川区迁到张店区", "认定为科技型中小企业", "科技型中小企业到期", "取得发明专利 2 项", "贷款放款",
        "贷款逾期", "安全生产行政处罚",
    ):  # fmt: skip
        assert words in text.replace("\u00a0", " "), words


def test_newest_comes_first(city, busy):
    text = _text(city, busy)

    assert text.index("安全生产行政处罚") < text.index("贷款逾期") < text.index("取得发明专利")
    assert text.index('id="year-2025"') < text.index('id="year-2024"')


def test_one_sort_can_be_looked_at(city, busy):
    text = _text(city, busy, sort="credit")

    assert "贷款逾期" in text
    assert "取得发明专利" not in text


def test_a_past_day_knows_nothing_of_what_came_later(city, busy):
    text = _text(city, busy, on="2024-04-30")

    assert "贷款放款" in text
    assert "贷款逾期" not in text
    assert "科技型中小企业到期" not in text


def test_what_was_not_yet_known_is_not_told(city, busy):
    assert "贷款放款" not in _text(city, busy, known="2024-12-31")


def test_moved_firm_says_its_districts(city, busy):
    answer = city.client("checker").get(f"/office/companies/{busy.public_id}/")

    assert "统计归属张店区，行政区划淄川区，财政归属淄川区" in answer.content.decode()
