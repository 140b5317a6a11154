"""How long the generated scalar functions take for everyone: 20,000 enterprises × 25 programmes.

Each programme states five conditions, to which every programme adds its term and its window.

Everything is in memory: facts are generated here from a fixed seed, some of them unknown, and `judge_many` is timed
alone, with parameter periods, near misses and missing facts as in a real sweep.
"""

from __future__ import annotations

import random
import time
from datetime import date

from gaodi.engines.rules import (
    BoundProgramme,
    CodeBook,
    Column,
    Dictionary,
    FactType,
    Link,
    ProgrammeSpec,
    Table,
    bind,
    compile_programme,
    read_programme,
)
from gaodi.values.periods import day_number
from gaodi.values.places import read_document

ENTERPRISES = 20_000
PROGRAMMES = 25
_ON = day_number(date(2025, 6, 30))
_KINDS = ("accepted", "listed", "tutoring_filed")
_UNITS = ("boshan", "linzi", "zhangdian", "zhoucun", "zichuan")

_COMPANY = Table(
    "company",
    "company",
    "company_id",
    "企业",
    (
        Column("unit", FactType.TEXT, "财政归属", codes={unit: unit for unit in _UNITS}),
        Column("dishonest", FactType.FLAG, "严重失信"),
        Column("revenue", FactType.MONEY, "营业收入", 0, 10**14),
        Column("rd_ratio", FactType.RATE, "研发占比", 0, 10**6),
        Column("patents", FactType.COUNT, "发明专利（件）", 0, 100_000),
    ),
)
_EVENT = Table(
    "event",
    "event",
    "event_id",
    "事项",
    (
        Column("kind", FactType.TEXT, "阶段", codes={kind: kind for kind in _KINDS}),
        Column("happened_on", FactType.DAY, "发生日期"),
    ),
    (Link("company", "company_id", "company"),),
)
_DICTIONARY = Dictionary([_COMPANY, _EVENT])

_PROGRAMME = """
id: award_{n}
title: 奖励 {n}
kind: entitlement
rests_on:
  framework: {{policy: bench, article: 5}}
  rule: {{number: null, title: 细则, valid: {{from: 2020-12-25, until: 2025-12-24}}, window: {{days: 365}}}}
for_each: event
paid_to: company
event_on: event.happened_on
stratum: programmes
conditions:
  - {{id: stage, says: 阶段, when: "event.kind IN ($kinds)"}}
  - {{id: honest, says: 未失信, when: "NOT company.dishonest"}}
  - {{id: research, says: 研发占比, when: "company.rd_ratio >= $least_ratio"}}
  - {{id: size, says: 收入, when: "company.revenue >= $least_revenue"}}
  - {{id: patents, says: 专利, when: "company.patents >= $least_patents"}}
amount: "LEAST($total * $stage_share + company.patents * $each_patent, $cap)"
"""
_PARAMETERS = """
kinds: {{unit: codes, label: 阶段, values: {{2020-12-25: [accepted, listed]}}, {rest}}}
least_ratio: {{unit: fraction, label: 最低研发占比, values: {{2020-12-25: 0.0{n:02d}, 2025-01-01: 0.1{n:02d}}}, {rest}}}
total: {{unit: yuan, label: 总额, values: {{2020-12-25: {n}000000}}, {rest}}}
each_patent: {{unit: yuan, label: 每件奖励, values: {{2020-12-25: 1000}}, {rest}}}
least_revenue: {{unit: yuan, label: 最低收入, values: {{2020-12-25: 2000000}}, {rest}}}
least_patents: {{unit: count, label: 最低件数, values: {{2020-12-25: 5, 2024-01-01: 10}}, {rest}}}
cap: {{unit: yuan, label: 上限, values: {{2020-12-25: 10000000}}, {rest}}}
stage_share:
  unit: fraction
  label: 阶段占比
  by: event.kind
  values: {{accepted: {{2020-12-25: 0.3}}, listed: {{2020-12-25: 0.5}}, default: {{2020-12-25: 0.2}}}}
  status: assumed
  source: {{title: 细则}}
  checked_on: 2026-11-23
"""
_REST = "status: assumed, source: {title: 细则}, checked_on: 2026-11-23"


def measure() -> float:
    """Seconds to judge every enterprise under every programme (`sweep_20000x25_scalar_s`, aim ≤ 5)."""
    book = CodeBook()
    programmes = [bind(compile_programme(_spec(n), _DICTIONARY), book) for n in range(1, PROGRAMMES + 1)]
    enterprises = _enterprises(book)
    rows = [_rows(programme, enterprises) for programme in programmes]
    started = time.perf_counter()
    for programme, own in zip(programmes, rows, strict=True):
        programme.judge_many(own, _ON)
    return time.perf_counter() - started


def _spec(n: int) -> ProgrammeSpec:
    programme = read_document(_PROGRAMME.format(n=n), f"award_{n}/programme.yaml")
    parameters = read_document(_PARAMETERS.format(n=n, rest=_REST), f"award_{n}/parameters.yaml")
    return read_programme(programme, parameters, read_document("", f"award_{n}/cases.yaml"))


def _enterprises(book: CodeBook) -> list[dict[str, int | None]]:
    """One event a company; about one fact in fifty is unknown."""
    chance = random.Random(20250630)
    return [
        {path: None if chance.random() < 0.02 else value for path, value in _facts(chance, book).items()}
        for _ in range(ENTERPRISES)
    ]


def _facts(chance: random.Random, book: CodeBook) -> dict[str, int | None]:
    return {
        "event.kind": book.code_of(chance.choice(_KINDS)),
        "event.happened_on": _ON - chance.randrange(600),
        "company.dishonest": int(chance.random() < 0.03),
        "company.rd_ratio": chance.randrange(300_000),
        "company.revenue": chance.randrange(10**12),
        "company.patents": chance.randrange(200),
    }


def _rows(
    programme: BoundProgramme, enterprises: list[dict[str, int | None]]
) -> list[tuple[int | None, ...]]:
    paths = [fact.path for fact in programme.compiled.facts]
    return [tuple(enterprise[path] for path in paths) for enterprise in enterprises]


if __name__ == "__main__":
    print(f"sweep_20000x25_scalar_s {measure():.2f}")
