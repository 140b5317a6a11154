"""The SQL of a company's chronicle: one SELECT for each sort of row, all with the same columns."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from gaodi.apps.registry.facts.rows import DAY, Rows, Span, best_rows


@dataclass(frozen=True, slots=True)
class Sort:
    """Rows of one sort, and the column of the fact table by which their visibility is known."""

    table: str
    column: str
    sql: str


def _select(
    sort: str,
    rows: Rows,
    *,
    day: str = "told.valid_from",
    code: str = "''",
    more: str = "''",
    number: str = "''",
    amount: str = "NULL::numeric",
    other: str = "NULL::bigint",
) -> str:
    return (
        f"SELECT '{sort}' AS sort, {day} AS day,"
        " told.valid_to AS ends_on,"
        f" {code}::text AS code, {more}::text AS more, {number}::text AS number, {amount} AS amount, 1 AS times,"
        f" {other} AS other_id, told.source, told.source_on, told.standing FROM {rows} AS told"
        f" WHERE {day} <= {DAY}"
    )


def _since(table: str, subject: str, *key: str, only: str = "") -> Rows:
    return best_rows(table, subject, *key, span=Span.SINCE, only=only)


_RECORDS = _since("registry_companyrecord", "party_id", "valid_from")
_PATENTS = _since("registry_patent", "party_id", "number")

#: The first known day of founding, and then every change of unit, status and capital.
_FOUNDED = (
    f"SELECT * FROM ({_select('founded', _RECORDS, day='told.founded_on', code='told.reporting_unit', amount='told.registered_capital_yuan')}"
    " ORDER BY told.valid_from LIMIT 1) AS first_record"
)
#: Rights of one sort granted in one month are one line, on the last day of them.
_BY_MONTH = (
    "SELECT 'patent' AS sort, max(told.valid_from) AS day, NULL::date AS ends_on, told.kind::text AS code, ''::text AS more,"
    " CASE WHEN count(*) = 1 THEN max(told.number) ELSE '' END AS number, NULL::numeric AS amount,"
    " count(*)::int AS times, NULL::bigint AS other_id, max(told.source) AS source, max(told.source_on) AS source_on,"
    f" max(told.standing) AS standing FROM {_PATENTS} AS told GROUP BY told.kind, date_trunc('month', told.valid_from)"
)
_STATEMENTS = _since(
    "registry_statement", "party_id", "period", "scope", "period_end", only="told.scope = 'consolidated'"
)

#: By name, in the order in which sorts of one day are told.
SORTS: dict[str, Sort] = {
    "founded": Sort("company", "founded_on", _FOUNDED),
    "record": Sort(
        "company",
        "reporting_unit",
        _select("record", _RECORDS, code="told.reporting_unit", more="told.status", amount="told.registered_capital_yuan"),
    ),
    "name": Sort(
        "company",
        "name",
        _select("name", _since("registry_partyname", "party_id", "valid_from", only="told.kind = 'registered'"), code="told.name"),
    ),
    "title": Sort(
        "title",
        "kind",
        _select("title", _since("registry_title", "party_id", "kind", "valid_from"), code="told.kind", number="told.number"),
    ),
    "patent": Sort("patent", "kind", _BY_MONTH),
    "statement": Sort(
        "statement",
        "revenue",
        _select("statement", _STATEMENTS, day="told.source_on", code="told.period", more="told.period_end", amount="told.revenue_yuan"),
    ),
    "loan": Sort(
        "loan",
        "balance",
        _select("loan", _since("registry_loan", "borrower_id", "lender_id", "contract_number", "valid_from"), code="told.state", more="told.drawn_on", number="told.contract_number", amount="told.principal_yuan", other="told.lender_id"),
    ),
    "guarantee_got": Sort(
        "guarantee_got",
        "amount",
        _select("guarantee_got", _since("registry_guarantee", "debtor_id", "guarantor_id", "number"), code="told.kind", number="told.number", amount="told.amount_yuan", other="told.guarantor_id"),
    ),
    "guarantee_given": Sort(
        "guarantee_given",
        "amount",
        _select("guarantee_given", _since("registry_guarantee", "guarantor_id", "debtor_id", "number"), code="told.kind", number="told.number", amount="told.amount_yuan", other="told.debtor_id"),
    ),
    "deal": Sort(
        "deal",
        "amount",
        _select("deal", _since("registry_deal", "company_id", "number"), code="told.kind", more="told.round", number="told.number", amount="told.amount_yuan"),
    ),
    "investment": Sort(
        "investment",
        "amount",
        _select("investment", _since("registry_investment", "company_id", "investor_id", "number"), number="told.number", amount="told.amount_yuan", other="told.investor_id"),
    ),
    "listing": Sort(
        "listing_event",
        "kind",
        _select("listing", _since("registry_listingevent", "party_id", "public_id"), code="told.kind", more="told.board", number="told.stock_code"),
    ),
    "penalty": Sort(
        "penalty",
        "amount",
        _select("penalty", _since("registry_penalty", "party_id", "number"), code="told.kind", more="CASE WHEN told.is_serious THEN 'serious' ELSE '' END", number="told.number", amount="told.amount_yuan"),
    ),
    "bar": Sort("bar", "kind", _select("bar", _since("registry_bar", "party_id", "kind", "valid_from"), code="told.kind")),
    "tax_credit": Sort(
        "tax_credit",
        "grade",
        _select("tax_credit", _since("registry_taxcredit", "party_id", "year"), code="told.grade", more="told.year"),
    ),
    "support": Sort(
        "support",
        "amount",
        _select("support", _since("registry_supportreceived", "party_id", "matter", "event_public_id", "valid_from", "amount_yuan"), code="told.matter", amount="told.amount_yuan"),
    ),
    "holding": Sort(
        "holding",
        "capital_share",
        _select("holding", _since("registry_holding", "company_id", "holder_id", "role", "valid_from"), code="told.role", number="told.capital_share", amount="told.subscribed_yuan", other="told.holder_id"),
    ),
    "officer": Sort(
        "officer",
        "position",
        _select("officer", _since("registry_officer", "company_id", "person_id", "position", "valid_from"), code="told.position", other="told.person_id"),
    ),
}  # fmt: skip


def text_of(sorts: Iterable[str]) -> str:
    """The rows of these sorts, oldest first, the other party by its name."""
    union = "\nUNION ALL\n".join(f"({SORTS[name].sql})" for name in sorts)
    return (
        "SELECT h.sort, h.day, h.ends_on, h.code, h.more, h.number, h.amount, h.times, h.other_id,"
        " COALESCE(other.name, ''), h.source, h.source_on, h.standing"
        f" FROM (\n{union}\n) AS h LEFT JOIN registry_party AS other ON other.id = h.other_id"
        " ORDER BY h.day, h.sort, h.number"
    )
