"""How companies conduct themselves: tax credit, penalties, lists."""

from __future__ import annotations

from gaodi.apps.registry.choices import BarKind, PenaltyKind, TaxGrade
from gaodi.apps.registry.facts.rows import Span, best_rows
from gaodi.apps.registry.facts.tables import COMPANY_ID, TO_COMPANY, declare_rows
from gaodi.apps.registry.facts.terms import code, count, day, flag, ident, money, text

declare_rows(
    "tax_credit",
    "纳税信用",
    [ident("tax_credit_id", "纳税信用编号"), COMPANY_ID],
    [
        count("year", "评价年度", low=1900, high=2100),
        code("grade", "级别", codes=dict(TaxGrade.choices)),
        day("published_on", "公布日", "told.valid_from"),
    ],
    best_rows("registry_taxcredit", "party_id", "year", span=Span.SINCE),
    group="conduct",
    links=(TO_COMPANY,),
    covered_as="tax_credit",
    order="published_on",
    coverage="税务机关参评企业完整；未参评企业没有级别",
)

declare_rows(
    "penalty",
    "行政处罚",
    [ident("penalty_id", "处罚编号"), COMPANY_ID],
    [
        text("number", "决定文书号"),
        code("kind", "类别", codes=dict(PenaltyKind.choices)),
        money("amount", "罚没金额"),
        flag("is_serious", "严重违法", no="一般", yes="严重"),
        day("decided_on", "决定日", "told.valid_from"),
        day("shown_until", "公示末日", "told.valid_to - 1"),
    ],
    best_rows("registry_penalty", "party_id", "number", span=Span.SINCE),
    group="conduct",
    links=(TO_COMPANY,),
    covered_as="penalty",
    order="decided_on",
    coverage="行政处罚公示只在查询过的日期内完整；简易程序处罚不收录",
)

declare_rows(
    "bar",
    "受限名单",
    [ident("bar_id", "名单记录编号"), COMPANY_ID],
    [
        code("kind", "名单", codes=dict(BarKind.choices)),
        day("since", "列入日", "told.valid_from"),
    ],
    best_rows("registry_bar", "party_id", "kind"),
    group="conduct",
    links=(TO_COMPANY,),
    order="since",
    coverage="各名单只在查询过的日期内完整；是否列入见企业表的各标志",
)
