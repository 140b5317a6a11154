"""Companies: what the register says, the name they bear, the lists that they stand on."""

from __future__ import annotations

from gaodi.apps.registry.choices import BarKind, CompanyStatus, LegalForm, OwnershipType, Source, Standing
from gaodi.apps.registry.facts.lists import LISTS, LISTS_OF_EVERYONE
from gaodi.apps.registry.facts.rows import DAY, best_rows, wanted
from gaodi.apps.registry.facts.terms import (
    Term,
    code,
    count,
    day,
    declare,
    flag,
    ident,
    money,
    public_id,
    seen,
    source_terms,
    text,
    told_by,
)
from gaodi.engines.rules.dictionary import Visibility

PUBLIC, SUBJECT = Visibility.PUBLIC, Visibility.SUBJECT

#: Sections of industry, which some outlets write before the four digits of a class.
_CLASS = "ltrim(told.industry_class, 'ABCDEFGHIJKLMNOPQRST')"

#: What the columns of each list are called beside its flag: source, day of the source.
_LISTS = {
    BarKind.DISHONEST: ("credit_source", "credit_on", "信用"),
    BarKind.ABNORMAL: ("abnormal_source", "abnormal_on", "经营异常"),
    BarKind.ENFORCED: ("enforced_source", "enforced_on", "被执行"),
    BarKind.TAX_ARREARS: ("tax_arrears_source", "tax_arrears_on", "欠税"),
}


def _record() -> tuple[Term, ...]:
    return (
        day("founded_on", "成立日期"),
        count("age_days", "成立天数", f"{DAY} - told.founded_on", low=0, high=75_000),
        code("division_unit", "行政区划", vocabulary="reporting_units"),
        code("reporting_unit", "统计归属", vocabulary="reporting_units"),
        code("industry", "行业门类", vocabulary="industries"),
        code("industry_division", "行业大类", f"left({_CLASS}, 2)", vocabulary="industry_divisions"),
        text("industry_class", "行业代码", _CLASS),
        code("legal_form", "企业类型", codes=dict(LegalForm.choices)),
        code("ownership_type", "经济类型", codes=dict(OwnershipType.choices)),
        money("registered_capital", "注册资本"),
        money("paid_in_capital", "实缴资本"),
        code("status", "登记状态", codes=dict(CompanyStatus.choices)),
    )


def _list_terms(kind: BarKind) -> tuple[Term, ...]:
    """On the list, since when, and who says so. Not on it only where the list was looked up."""
    source, source_on, label = _LISTS[kind]
    sql = _of_list(kind)
    flags = (
        Term(flag(kind.value, f"列入{kind.label}", no="未列入", yes="列入").column, sql),
        day(f"{kind}_since", f"列入{kind.label}之日", f"lists.{kind}_since"),
    )
    where_from = (
        code(source, f"{label}来源", _first_of(kind, "source"), codes=dict(Source.choices)),
        code(f"{source}_standing", f"{label}核实", _first_of(kind, "standing"), codes=dict(Standing.choices)),
        day(source_on, f"{label}来源日期", _first_of(kind, "source_on")),
    )
    return (
        *told_by(source, source_on, flags, group="conduct", seen_by=SUBJECT),
        *seen(where_from, group="conduct", by=SUBJECT),
    )


def _first_of(kind: str, column: str) -> str:
    return _of_list(f"{kind}_{column}")


def _of_list(column: str) -> str:
    """What everyone's lists say counts for companies with a code alone: the lists tell them apart by it."""
    return f"COALESCE(lists.{column}, CASE WHEN p.credit_code <> '' THEN everyone.{column} END)"


_NAME_SOURCE = (
    code("name_source", "名称来源", "COALESCE(named.source, told.source)", codes=dict(Source.choices)),
    code(
        "name_source_standing",
        "名称核实",
        "COALESCE(named.standing, told.standing)",
        codes=dict(Standing.choices),
    ),
    day("name_on", "名称来源日期", "COALESCE(named.source_on, told.source_on)"),
)

TERMS = (
    ident("company_id", "企业编号", "p.id"),
    public_id("企业公开编号", "p.public_id"),
    *told_by(
        "name_source",
        "name_on",
        [
            text("name", "企业名称", "COALESCE(named.name, p.name)"),
            text("credit_code", "统一社会信用代码", "p.credit_code"),
        ],
        group="register",
        seen_by=PUBLIC,
    ),
    *told_by("record_source", "record_on", _record(), group="register", seen_by=PUBLIC),
    *told_by(
        "record_source",
        "record_on",
        [code("fiscal_unit", "财政归属", vocabulary="reporting_units")],
        group="register",
        seen_by=SUBJECT,
    ),
    *(term for kind in BarKind for term in _list_terms(kind)),
    *seen(source_terms("record_source", "record_on", "登记"), group="register", by=PUBLIC),
    *seen(_NAME_SOURCE, group="register", by=PUBLIC),
)

_RECORDS = best_rows("registry_companyrecord", "party_id")
_NAMES = best_rows("registry_partyname", "party_id", only="told.kind = 'registered'")

declare(
    "company",
    "企业",
    "company_id",
    TERMS,
    f"""FROM registry_party AS p
LEFT JOIN {_RECORDS} AS told ON told.party_id = p.id
LEFT JOIN {_NAMES} AS named ON named.party_id = p.id
LEFT JOIN {LISTS} AS lists ON lists.party_id = p.id
LEFT JOIN {LISTS_OF_EVERYONE} AS everyone ON true
WHERE p.kind = 'company' AND {wanted("p.id")}""",
    behind=(
        _RECORDS.behind,
        _NAMES.behind,
        ("registry_bar", "party_id"),
        ("registry_coverage", "party_id"),
    ),
    began="founded_on",
    coverage="登记信息对全部企业完整；各名单只在查询过的日期内完整",
)
