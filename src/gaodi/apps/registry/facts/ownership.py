"""Who holds companies, who runs them, and the people behind that."""

from __future__ import annotations

from gaodi.apps.registry.choices import Degree, HolderRole, PartyKind, Position
from gaodi.apps.registry.facts.parties import declare_party
from gaodi.apps.registry.facts.rows import DAY, best_rows, one_party
from gaodi.apps.registry.facts.tables import declare_rows
from gaodi.apps.registry.facts.terms import Term, code, count, day, ident, money, rate, text
from gaodi.engines.rules.dictionary import Link, Visibility

_COMPANY = ident("company_id", "企业编号", "told.company_id")
_HOLDER = ident("holder_id", "持股方编号", "told.holder_id")
_TO_COMPANY = Link(name="company", column="company_id", table="company")

_WITH_HOLDER = one_party("holder", "told.holder_id")


def _shares() -> list[Term]:
    """Votes and income are told only where they differ from the share of capital."""
    return [
        code("holder_kind", "持股方类别", "holder.kind", codes=dict(PartyKind.choices)),
        code("role", "身份", codes=dict(HolderRole.choices)),
        rate("capital_share", "出资比例"),
        rate("vote_share", "表决权比例", "COALESCE(told.vote_share, told.capital_share)"),
        rate("income_share", "收益权比例", "COALESCE(told.income_share, told.capital_share)"),
        money("subscribed", "认缴出资"),
        money("paid_in", "实缴出资"),
        day("since", "持股自", "told.valid_from"),
    ]


declare_rows(
    "holding",
    "股东",
    [ident("holding_id", "持股编号"), _COMPANY, _HOLDER],
    _shares(),
    best_rows("registry_holding", "company_id", "holder_id", "role"),
    joins=_WITH_HOLDER,
    group="ownership",
    seen_by=Visibility.PUBLIC,
    links=(
        _TO_COMPANY,
        Link(name="holder_company", column="holder_id", table="company"),
        Link(name="holder_person", column="holder_id", table="person"),
        Link(name="holder_fund", column="holder_id", table="fund"),
    ),
    covered_as="holding",
    order="since",
    coverage="市场主体登记的股东对非上市公司完整",
)

declare_rows(
    "stake",
    "对外持股",
    [ident("stake_id", "持股编号"), _HOLDER, _COMPANY],
    _shares(),
    best_rows("registry_holding", "holder_id", "company_id", "role"),
    joins=_WITH_HOLDER,
    group="ownership",
    seen_by=Visibility.PUBLIC,
    subject="holder_id",
    links=(_TO_COMPANY,),
    order="since",
    coverage="只含登记在本市的被投资企业，不视为完整",
)

_OFFICE = (
    code("position", "职务", codes=dict(Position.choices)),
    day("since", "任职自", "told.valid_from"),
)
_PERSON = ident("person_id", "人员编号", "told.person_id")

declare_rows(
    "officer",
    "任职人员",
    [ident("officer_id", "任职编号"), _COMPANY, _PERSON],
    _OFFICE,
    best_rows("registry_officer", "company_id", "person_id", "position"),
    group="ownership",
    seen_by=Visibility.PUBLIC,
    links=(_TO_COMPANY, Link(name="person", column="person_id", table="person")),
    covered_as="officer",
    order="since",
    coverage="市场主体登记的主要人员完整",
)

declare_rows(
    "office",
    "担任职务",
    [ident("office_id", "任职编号"), _PERSON, _COMPANY],
    _OFFICE,
    best_rows("registry_officer", "person_id", "company_id", "position"),
    group="ownership",
    seen_by=Visibility.PUBLIC,
    subject="person_id",
    links=(_TO_COMPANY,),
    order="since",
    coverage="只含登记在本市的企业，不视为完整",
)

declare_party(
    "person",
    "人员",
    PartyKind.PERSON,
    "registry_personrecord",
    [
        count("birth_year", "出生年份", low=1900, high=2100),
        code("degree", "学历", codes=dict(Degree.choices)),
        text("talent_class", "人才类别"),
        day("arrived_on", "来本市日期"),
        count("days_here", "来本市天数", f"{DAY} - told.arrived_on", high=75_000),
    ],
    group="people",
    seen_by=Visibility.SUBJECT,
    coverage="只含登记在企业任职、持股或经认定的人员",
)
