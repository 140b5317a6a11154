"""Two small fact tables held in the SQL itself: subjects, and the reports and events about them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime

from gaodi.engines.rules.dictionary import Column, FactType, Link, Table
from gaodi.kernel.facts import Definitions, FactRegistry, FactTable
from gaodi.values.places import Problem, read_document

ON = date(2025, 6, 30)
THEN = datetime(2025, 6, 30, tzinfo=UTC)
EPOCH = date(1970, 1, 1)

SOURCED = {"source": "source", "source_on": "source_on"}
SOURCES = (
    Column("source", FactType.TEXT, "来源", codes={"register": "登记", "report": "年报"}),
    Column("source_standing", FactType.TEXT, "核实"),
    Column("source_on", FactType.DAY, "来源日期", low=0, high=40000),
)

FIRM = Table(
    name="firm",
    alias="firm",
    key="firm_id",
    label="企业",
    columns=(
        Column("firm_id", FactType.COUNT, "编号", low=1, high=1000),
        Column("founded_on", FactType.DAY, "成立日期", low=0, high=40000, **SOURCED),
        Column("capital", FactType.MONEY, "资本", low=0, high=10**12, **SOURCED),
        Column("heads", FactType.COUNT, "人数", low=0, high=10**6),
        *SOURCES,
    ),
)

REPORT = Table(
    name="report",
    alias="report",
    key="report_id",
    label="报表",
    columns=(
        Column("kind", FactType.TEXT, "类别", codes={"annual": "年度", "quarter": "季度"}, **SOURCED),
        Column("period_end", FactType.DAY, "期末", low=0, high=40000, **SOURCED),
        Column("amount", FactType.MONEY, "金额", low=-(10**12), high=10**12, **SOURCED),
        Column("is_audited", FactType.FLAG, "经审计", **SOURCED),
        *SOURCES,
    ),
    links=(Link("firm", "firm_id", "firm"), Link("partner", "partner_id", "firm")),
)

_ASKED = """known_from <= %(known_at)s::timestamptz AND (known_to IS NULL OR known_to > %(known_at)s::timestamptz)"""


def day(value: date | str) -> int:
    """The number of a day."""
    return ((date.fromisoformat(value) if isinstance(value, str) else value) - EPOCH).days


def values(rows: Sequence[Sequence[object]], names: str, types: str) -> str:
    """A VALUES list with a first row that types it and is left out again."""
    nulls = ", ".join(f"NULL::{one}" for one in types.split())
    listed = ", ".join(f"({', '.join(map(_literal, row))})" for row in rows)
    return f"SELECT * FROM (VALUES ({nulls}){', ' + listed if listed else ''}) AS v ({names})"


def _literal(value: object) -> str:
    if value is None:
        return "NULL"
    if isinstance(value, str | datetime):
        return f"'{value}'"
    return str(value)


def firms(rows: Sequence[tuple[object, ...]]) -> FactTable:
    """(firm_id, founded_on, capital, heads) each."""
    inner = values(rows, "firm_id, founded_on, capital, heads", "bigint int bigint bigint")
    text = f"""SELECT v.*, 'register'::text AS source, 'verified'::text AS source_standing, 20000 AS source_on
        FROM ({inner}) AS v
        WHERE firm_id IS NOT NULL AND (%(subjects)s::bigint[] IS NULL OR firm_id = ANY(%(subjects)s::bigint[]))"""
    return FactTable(table=FIRM, sql=text, coverage="全部", subject="firm_id", began="founded_on")


def reports(rows: Sequence[tuple[object, ...]]) -> FactTable:
    """(report_id, firm_id, partner_id, kind, period_end, amount, is_audited, standing, source_on, known_from, known_to)."""
    names = (
        "report_id, firm_id, partner_id, kind, period_end, amount, is_audited, source_standing, source_on,"
        " known_from, known_to"
    )
    inner = values(rows, names, "bigint bigint bigint text int bigint int text int timestamptz timestamptz")
    text = f"""SELECT v.*, 'report'::text AS source FROM ({inner}) AS v
        WHERE {_ASKED} AND (%(subjects)s::bigint[] IS NULL OR firm_id = ANY(%(subjects)s::bigint[]))"""
    return FactTable(
        table=REPORT,
        sql=text,
        coverage="全部",
        subject="firm_id",
        covered_as="report",
        order="period_end",
    )


def coverage(rows: Sequence[tuple[object, ...]]) -> str:
    """(subject_id, scope, valid_from, valid_to) each; an empty subject is everyone."""
    inner = values(rows, "subject_id, scope, valid_from, valid_to", "bigint text int int")
    return f"""SELECT v.*, 'register'::text AS source, 15000 AS source_on, 'verified'::text AS source_standing
        FROM ({inner}) AS v WHERE scope IS NOT NULL
          AND (%(subjects)s::bigint[] IS NULL OR subject_id IS NULL OR subject_id = ANY(%(subjects)s::bigint[]))"""


def registry_of(
    firm_rows: Sequence[tuple[object, ...]] = (),
    report_rows: Sequence[tuple[object, ...]] = (),
    coverage_rows: Sequence[tuple[object, ...]] = (),
) -> FactRegistry:
    """A registry of these rows."""
    registry = FactRegistry()
    registry.declare(firms(firm_rows))
    registry.declare(reports(report_rows))
    registry.declare_coverage(coverage(coverage_rows))
    return registry


def define(registry: FactRegistry, text: str) -> tuple[Definitions, list[Problem]]:
    """The derived facts of a YAML text for table `firm`: one fact a line."""
    lines = "".join(f"  {line.strip()}\n" for line in text.strip().splitlines())
    return registry.define([read_document(f"table: firm\nderived:\n{lines}", "facts/firm.yaml")])


def sound(registry: FactRegistry, text: str) -> Definitions:
    """The same where nothing may be wrong."""
    definitions, problems = define(registry, text)
    assert problems == []
    return definitions


def report(
    number: int,
    end: str | date,
    amount: int | None = 100,
    *,
    firm: int = 1,
    partner: int | None = None,
    kind: str | None = "annual",
    audited: int | None = None,
    standing: str = "verified",
    source_on: str | date = "2025-01-01",
    known_from: datetime = datetime(2020, 1, 1, tzinfo=UTC),
    known_to: datetime | None = None,
) -> tuple[object, ...]:
    """One row of `reports`."""
    told = (kind, day(end), amount, audited, standing, day(source_on), known_from, known_to)
    return (number, firm, partner, *told)
