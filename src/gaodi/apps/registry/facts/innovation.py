"""Intellectual property and titles of companies."""

from __future__ import annotations

from gaodi.apps.registry.choices import PatentKind
from gaodi.apps.registry.facts.rows import DAY, best_rows, is_one_of
from gaodi.apps.registry.facts.tables import COMPANY_ID, TO_COMPANY, declare_rows
from gaodi.apps.registry.facts.terms import code, count, day, flag, ident, text
from gaodi.engines.rules.dictionary import Visibility

#: 国科发政〔2017〕115号: these are of class I; utility models, designs and software of class II.
CLASS_ONE = (PatentKind.INVENTION, PatentKind.PLANT_VARIETY, PatentKind.NEW_DRUG, PatentKind.CIRCUIT_LAYOUT)

_CLASS = f"CASE WHEN {is_one_of('told.kind', CLASS_ONE)} THEN 'one' ELSE 'two' END"

declare_rows(
    "patent",
    "有效知识产权",
    [ident("patent_id", "知识产权编号"), COMPANY_ID],
    [
        text("number", "专利（登记）号"),
        code("kind", "类别", codes=dict(PatentKind.choices)),
        code("ip_class", "知识产权分类", _CLASS, codes={"one": "Ⅰ类", "two": "Ⅱ类"}),
        day("granted_on", "授权日", "told.valid_from"),
        day("filed_on", "申请日"),
        flag("is_transferred_in", "转让取得", no="原始取得", yes="转让取得"),
    ],
    best_rows("registry_patent", "party_id", "number"),
    group="property",
    seen_by=Visibility.PUBLIC,
    links=(TO_COMPANY,),
    covered_as="patent",
    order="granted_on",
    coverage="知识产权公共数据对全部企业完整；未查询到数据的企业不视为零",
)

declare_rows(
    "title",
    "有效称号",
    [ident("title_id", "称号编号"), COMPANY_ID],
    [
        code("kind", "称号", vocabulary="titles"),
        text("number", "证书编号"),
        day("granted_on", "认定日", "told.valid_from"),
        day("last_day", "有效期末日", "told.valid_to - 1"),
        count("days_left", "有效期剩余天数", f"told.valid_to - 1 - {DAY}", high=75_000),
    ],
    # Of two terms of one title that overlap, the one that lasts longer counts.
    best_rows("registry_title", "party_id", "kind", before="told.valid_to DESC NULLS FIRST"),
    group="titles",
    seen_by=Visibility.PUBLIC,
    links=(TO_COMPANY,),
    covered_as="title",
    order="granted_on",
    coverage="认定公告对全部企业完整，自收录之日起",
)
