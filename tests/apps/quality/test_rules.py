"""Each rule finds the row that is wrong, says what it saw, and nothing else."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest

from gaodi.apps.quality.models import Finding, SourceTally
from gaodi.apps.quality.rules import book
from gaodi.apps.quality.services.checking import run_checks
from gaodi.apps.registry import models
from gaodi.kernel.people import Actor
from tests.factories.registry import LONG_AGO, make_company

DAY = date(2025, 6, 30)
AT = datetime(2025, 6, 30, 2, tzinfo=UTC)


def dated(day: date = date(2025, 1, 1), source: str = "audit_report", **more: Any) -> dict[str, Any]:
    return {"valid_from": day, "known_from": LONG_AGO, "source": source, "source_on": day, **more}


def party(kind: str = "company", name: str = "无名") -> models.Party:
    return models.Party.objects.create(
        kind=kind, name=name, pinyin="wu ming", initials="wm", created_at=LONG_AGO
    )


def statement(
    owner: models.Party, *, year: int = 2024, source: str = "audit_report", **lines: Any
) -> models.Statement:
    lines = {
        "period": "annual",
        "period_start": date(year, 1, 1),
        "period_end": date(year, 12, 31),
        **{name: Decimal(value) if isinstance(value, int) else value for name, value in lines.items()},
    }
    return models.Statement.objects.create(party=owner, **dated(date(year + 1, 1, 1), source), **lines)


def loan(owner: models.Party, **more: Any) -> models.Loan:
    row = {
        "lender": party("institution"),
        "contract_number": "JK-1",
        "security": "credit",
        "principal_yuan": Decimal(1000000),
        "balance_yuan": Decimal(1000000),
        "drawn_on": date(2025, 1, 1),
        "due_on": date(2026, 1, 1),
        "state": "active",
        "loan_class": "pass",
        "overdue_days": 0,
        "public_id": uuid.uuid4(),
    } | more
    return models.Loan.objects.create(borrower=owner, **dated(source="bank_report"), **row)


def holding(owner: models.Party, holder: models.Party, share: str) -> None:
    models.Holding.objects.create(
        company=owner, holder=holder, role="shareholder", capital_share=Decimal(share),
        **dated(source="business_register"),
    )  # fmt: skip


def officer(owner: models.Party) -> None:
    models.Officer.objects.create(
        company=owner, person=party("person"), position="legal_representative",
        **dated(source="business_register"),
    )  # fmt: skip


def patent(owner: models.Party, **more: Any) -> None:
    row = {"number": "ZL202310000001.1", "kind": "invention"} | more
    models.Patent.objects.create(party=owner, **dated(source="patent_record"), **row)


def named(owner: models.Party, name: str) -> None:
    models.PartyName.objects.create(
        party=owner, kind="registered", name=name, pinyin="a", initials="a", keys="",
        **dated(source="business_register"),
    )  # fmt: skip


def two_legal_representatives(owner: models.Party) -> None:
    officer(owner)
    officer(owner)


def one_loan_twice(owner: models.Party) -> None:
    lender = party("institution")
    loan(owner, lender=lender)
    models.Loan.objects.create(
        borrower=owner, lender=lender, contract_number="JK-1", public_id=uuid.uuid4(), security="credit",
        principal_yuan=Decimal(2), drawn_on=date(2025, 1, 1), due_on=date(2026, 1, 1), state="active",
        **dated(date(2025, 1, 2), "bank_report"),
    )  # fmt: skip


def same_name(owner: models.Party) -> None:
    named(owner, "同名有限公司")
    named(make_company(), "同名有限公司")


def ended_with_title(owner: models.Party) -> None:
    gone = make_company(status="deregistered")
    models.Title.objects.create(party=gone, kind="hightech", **dated(source="title_notice"))


def statement_after_end(owner: models.Party) -> None:
    gone = make_company(status="deregistered", valid_from=date(2023, 1, 1))
    statement(gone, year=2024)


def two_sources(
    first: dict[str, Any], second: dict[str, Any], make: Callable[..., Any]
) -> Callable[..., None]:
    def plant(owner: models.Party) -> None:
        make(owner, source="audit_report", **first)
        make(owner, source="tax_record", **second)

    return plant


def headcount(owner: models.Party, *, source: str = "audit_report", **more: Any) -> None:
    models.Headcount.objects.create(
        party=owner, period_end=date(2024, 12, 31), **dated(source=source), **more
    )


def research(owner: models.Party, *, source: str = "tax_record", **more: Any) -> None:
    models.Research.objects.create(party=owner, period_end=date(2024, 12, 31), **dated(source=source), **more)


def penalty_twice(owner: models.Party) -> None:
    for one in (owner, make_company()):
        models.Penalty.objects.create(party=one, number="淄罚1", kind="tax", **dated(source="penalty_notice"))


def quarters(owner: models.Party) -> None:
    for month, day, revenue in ((3, 31, 900), (6, 30, 800)):
        models.Statement.objects.create(
            party=owner, period="quarter", period_start=date(2024, 1, 1), period_end=date(2024, month, day),
            revenue_yuan=Decimal(revenue), **dated(date(2024, month, 28)),
        )  # fmt: skip


Plant = Callable[[models.Party], Any]
WRONG: dict[str, tuple[Plant, str]] = {
    "statement_balance": (
        lambda owner: statement(owner, total_assets_yuan=100, total_liabilities_yuan=60, equity_yuan=30),
        "2024-12-31 报表：资产总计 100.00 元，负债与所有者权益合计 90.00 元",
    ),
    "statement_net_profit": (
        lambda owner: statement(owner, total_profit_yuan=100, income_tax_yuan=25, net_profit_yuan=80),
        "净利润 80.00 元",
    ),
    "statement_current_assets": (
        lambda owner: statement(owner, current_assets_yuan=200, total_assets_yuan=100),
        "流动资产 200.00 元",
    ),
    "statement_current_liabilities": (
        lambda owner: statement(owner, current_liabilities_yuan=200, total_liabilities_yuan=100),
        "流动负债 200.00 元",
    ),
    "statement_main_revenue": (
        lambda owner: statement(owner, main_revenue_yuan=200, revenue_yuan=100), "主营业务收入 200.00 元",
    ),
    "statement_hightech_revenue": (
        lambda owner: statement(owner, hightech_revenue_yuan=200, revenue_yuan=100), "200.00 元",
    ),
    "statement_export_revenue": (
        lambda owner: statement(owner, export_revenue_yuan=200, revenue_yuan=100), "出口收入 200.00 元",
    ),
    "statement_cash": (
        lambda owner: statement(owner, cash_yuan=200, current_assets_yuan=100), "货币资金 200.00 元",
    ),
    "statement_negative_revenue": (lambda owner: statement(owner, revenue_yuan=-5), "营业收入 -5.00 元"),
    "statement_quarters_fall": (quarters, "2024-06-30 累计收入 800.00 元，少于 2024-03-31 的 900.00 元"),
    "founded_after_record": (lambda _: make_company(founded_on=date(2010, 1, 1)), "成立日期 2010-01-01"),
    "statement_before_founding": (lambda owner: statement(owner, year=2006), "早于成立日期 2008-05-06"),
    "statement_after_end": (statement_after_end, "企业已自 2023-01-01 起注销"),
    "annual_not_year_end": (
        lambda owner: statement(owner, period_end=date(2024, 11, 30)), "期间末日是 2024-11-30",
    ),
    "patent_granted_before_filing": (
        lambda owner: patent(owner, filed_on=date(2025, 3, 1)), "申请日 2025-03-01，授权日 2025-01-01",
    ),
    "source_ahead_research": (
        lambda owner: models.Research.objects.create(
            party=owner, period_end=date(2024, 12, 31), **dated(source="tax_record") | {"source_on": date(2031, 1, 1)}
        ),
        "来源日期 2031-01-01",
    ),
    "patent_twice": (lambda owner: (patent(owner), patent(make_company())), "ZL202310000001.1 同时登记在"),
    "name_twice": (same_name, "“同名有限公司”也是信用代码 未登记 的登记名称"),
    "loan_twice": (one_loan_twice, "合同 JK-1 同时有两笔"),
    "code_check_digit": (
        lambda owner: models.Party.objects.filter(pk=owner.pk).update(credit_code="11370300004224423P"),
        "11370300004224423P 的末位",
    ),
    "company_without_code": (lambda _: make_company(), "没有统一社会信用代码"),
    "penalty_twice": (penalty_twice, "文书 淄罚1"),
    "rd_staff_above_employees": (
        lambda owner: headcount(owner, employees=10, rd_staff=11), "科技人员 11 人，从业人员 10 人",
    ),
    "degrees_above_employees": (
        lambda owner: headcount(owner, employees=10, doctors=1, bachelors=10), "多于从业人员 10 人",
    ),
    "research_domestic_above_spending": (
        lambda owner: research(owner, spending_yuan=Decimal(5), domestic_yuan=Decimal(9)), "境内研发投入 9.00 元",
    ),
    "shares_do_not_add_up": (
        lambda owner: (holding(owner, party(), "0.6"), holding(owner, party(), "0.3")),
        "2 位股东的出资比例合计 90%",
    ),
    "holds_itself": (lambda owner: holding(owner, owner, "1"), "股东就是企业自己"),
    "two_legal_representatives": (two_legal_representatives, "同一天有 2 位法定代表人"),
    "revenue_contradicts": (
        two_sources({"revenue_yuan": 100}, {"revenue_yuan": 120}, statement), "营业收入：100.00，另一来源 120.00",
    ),
    "profit_contradicts": (
        two_sources({"net_profit_yuan": 100}, {"net_profit_yuan": 120}, statement), "净利润",
    ),
    "employees_contradict": (two_sources({"employees": 10}, {"employees": 20}, headcount), "从业人员：10"),
    "research_contradicts": (
        two_sources({"spending_yuan": Decimal(10)}, {"spending_yuan": Decimal(20)}, research), "研发投入：10.00",
    ),
    "balance_above_principal": (lambda owner: loan(owner, balance_yuan=Decimal(2000000)), "余额 2000000.00 元"),
    "overdue_but_pass": (lambda owner: loan(owner, overdue_days=91), "逾期 91 天，分类仍是正常"),
    "active_after_due": (
        lambda owner: loan(owner, due_on=date(2025, 2, 1)), "2025-02-01 到期，状态仍是存续",
    ),
    "guarantees_itself": (
        lambda owner: models.Guarantee.objects.create(
            guarantor=owner, debtor=owner, number="BZ-1", kind="joint", amount_yuan=Decimal(1),
            **dated(source="guarantor_report"),
        ),
        "BZ-1",
    ),
    "title_without_company": (ended_with_title, "企业已不再存续"),
}  # fmt: skip
ALIKE = {rule.code for rule in book if rule.code.startswith(("source_ahead_", "range_"))}


def check(on: date = DAY, known_at: datetime = AT) -> Any:
    return run_checks(on=on, known_at=known_at, actor=Actor.system("test"), at=AT)


def standing(code: str) -> list[Finding]:
    return list(Finding.objects.filter(rule=code, seen_to__isnull=True))


@pytest.fixture
def owner() -> models.Party:
    made = make_company()
    models.Party.objects.filter(pk=made.pk).update(credit_code="11370300004224423Q")
    return made


def test_every_rule_is_tried_here() -> None:
    assert {rule.code for rule in book} - ALIKE <= WRONG.keys()


@pytest.mark.parametrize("code", sorted(WRONG))
def test_a_rule_finds_what_is_wrong_and_says_what_it_saw(code: str, owner: models.Party) -> None:
    check()
    before = len(standing(code))
    plant, says = WRONG[code]
    plant(owner)
    check()
    found = standing(code)
    assert len(found) > before, "the rule found nothing"
    assert says in " | ".join(one.says for one in found)


def test_a_correct_company_is_not_mentioned(owner: models.Party) -> None:
    statement(
        owner,
        total_assets_yuan=100,
        total_liabilities_yuan=60,
        equity_yuan=40,
        revenue_yuan=90,
        main_revenue_yuan=90,
    )
    headcount(owner, employees=10, rd_staff=3)
    loan(owner)
    check()
    assert not Finding.objects.filter(party=owner)


def test_a_correction_ends_the_finding_on_its_day(owner: models.Party) -> None:
    wrong = statement(owner, total_assets_yuan=100, total_liabilities_yuan=60, equity_yuan=30)
    check()
    models.Statement.objects.filter(pk=wrong.pk).update(known_to=datetime(2025, 7, 1, tzinfo=UTC))
    run = check(date(2025, 7, 2), datetime(2025, 7, 2, tzinfo=UTC))
    found = Finding.objects.get(rule="statement_balance")
    assert (found.seen_from, found.seen_to) == (DAY, date(2025, 7, 2))
    assert run.closed >= 1


def test_a_second_run_writes_nothing_new(owner: models.Party) -> None:
    statement(owner, total_assets_yuan=100, total_liabilities_yuan=60, equity_yuan=30)
    check()
    again = check()
    assert (again.opened, again.closed) == (0, 0)
    assert again.standing == Finding.objects.filter(seen_to__isnull=True).count()


def test_yesterdays_knowledge_gives_yesterdays_findings(owner: models.Party) -> None:
    row = dated(date(2025, 1, 1)) | {"known_from": datetime(2025, 6, 20, tzinfo=UTC)}
    models.Statement.objects.create(
        party=owner, period="annual", period_start=date(2024, 1, 1), period_end=date(2024, 12, 31),
        revenue_yuan=Decimal(-1), **row,
    )  # fmt: skip
    check(known_at=datetime(2025, 6, 19, tzinfo=UTC))
    assert not standing("statement_negative_revenue")
    check()
    assert standing("statement_negative_revenue")


def test_each_source_is_tallied(owner: models.Party) -> None:
    statement(owner)
    check()
    tally = SourceTally.objects.get(source="audit_report", table="statement")
    assert (tally.rows, tally.parties, tally.newest_on) == (1, 1, date(2025, 1, 1))


def test_a_figure_outside_its_limits_is_named_with_them(owner: models.Party) -> None:
    headcount(owner, employees=99_999_999)
    check()
    (found,) = standing("range_headcount")
    assert found.says.startswith("从业人员 99999999 人，应")


def test_every_sort_of_row_with_figures_has_limits() -> None:
    assert {"range_statement", "range_headcount", "range_research", "range_loan"} <= {
        rule.code for rule in book
    }
