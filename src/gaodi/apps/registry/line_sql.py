"""The one SQL text that lines of companies are read by: into their table, or straight from the facts."""

from __future__ import annotations

from gaodi.kernel.facts import facts
from gaodi.kernel.facts.versions import definitions_in_force

_NUMBERS = (
    "registered_capital",
    "revenue",
    "revenue_growth",
    "employees",
    "rd_spending",
    "rd_intensity",
)
_CODES = {
    "unit": "reporting_unit",
    "industry": "industry",
    "industry_class": "industry_class",
    "status": "status",
    "listing_stage": "listing_stage",
}

#: The columns of a line in the order of the text, which is that of the table's columns.
COLUMNS = (
    "party_id",
    "pinyin",
    "name",
    "initials",
    "unit",
    "industry",
    "industry_class",
    "status",
    "founded_on",
    *_NUMBERS,
    "titles",
    "listing_stage",
    "last_report_on",
    "is_invented",
)

#: The fact behind each column that not everyone may see.
FACT_OF = {name: name for name in (*_NUMBERS, "founded_on")} | _CODES

_LINES = """
SELECT f.company_id AS party_id, p.pinyin COLLATE "C" AS pinyin, p.name, p.initials, {codes},
       DATE '1970-01-01' + f.founded_on::int AS founded_on, {numbers},
       COALESCE(t.titles, '{{}}'::varchar[]) AS titles,
       DATE '1970-01-01' + s.last_report_on::int AS last_report_on, p.is_invented
FROM ({company}) AS f
JOIN registry_party AS p ON p.id = f.company_id
LEFT JOIN (SELECT company_id, array_agg(DISTINCT kind::varchar ORDER BY kind::varchar) AS titles
           FROM ({title}) AS held GROUP BY company_id) AS t ON t.company_id = f.company_id
LEFT JOIN (SELECT company_id, max(period_end) AS last_report_on
           FROM ({statement}) AS told GROUP BY company_id) AS s ON s.company_id = f.company_id
WHERE {is_listed}
"""
#: Of companies elsewhere, known only as holders or guarantors, no register told anything: they are found, not listed.
_IS_LISTED = """EXISTS (SELECT FROM registry_companyrecord AS told
    WHERE told.party_id = {party} AND told.known_to IS NULL)"""


def is_listed(party: str) -> str:
    """The company whose id this column holds stands in lists."""
    return _IS_LISTED.format(party=party)


def digest_in_force() -> str:
    """The digest of the pack whose derived facts are in force; empty without one."""
    return str(definitions_in_force()[0] or "")


def lines_sql() -> str:
    """A SELECT of `COLUMNS` with the parameters of every fact SQL; a fact that the pack lacks is unknown for everyone."""
    known = set(facts.whole("company").names)
    wanted = [fact for fact in ("founded_on", *_NUMBERS, *_CODES.values()) if fact in known]
    inner = _LINES.format(
        codes=", ".join(f"{_code(fact, known)} AS {name}" for name, fact in _CODES.items()),
        numbers=", ".join(f"{_number(fact, known)} AS {fact}" for fact in _NUMBERS),
        company=facts.sql("company", ["company_id", *wanted]),
        title=facts.sql("title", ["company_id", "kind"]),
        statement=facts.sql("statement", ["company_id", "period_end"]),
        is_listed=is_listed("p.id"),
    )
    return f"SELECT {', '.join(COLUMNS)} FROM ({inner}) AS line"


def _code(fact: str, known: set[str]) -> str:
    return f"COALESCE(f.{fact}, '')" if fact in known else "''::varchar"


def _number(fact: str, known: set[str]) -> str:
    return f"f.{fact}" if fact in known else "NULL::bigint"
