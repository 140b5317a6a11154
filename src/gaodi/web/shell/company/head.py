"""The head of a company's pages: who it is, its titles, and at most four figures with their year and change."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from gaodi.apps.assessments.subject_rows import Row, read_rows
from gaodi.apps.regions.vocabularies import current_labels
from gaodi.apps.registry.dossier import Happened
from gaodi.values.money import format_percent, fraction_from_ppm, yuan_from_fen
from gaodi.values.periods import day_of
from gaodi.web.shell.company.charts import change_words
from gaodi.web.shell.company.subject import Subject
from gaodi.web.shell.company.timeline import read_happened
from gaodi.web.shell.ui import numbers
from gaodi.web.shell.ui.chips import Chip
from gaodi.web.shell.ui.figures import Figure

_COLUMNS = (
    "name", "status", "founded_on", "division_unit", "reporting_unit", "fiscal_unit",
    "industry_division", "industry", "legal_form", "ownership_type", "registered_capital", "paid_in_capital",
    "statement_year", "revenue", "revenue_before", "research_year", "rd_spending", "rd_intensity", "rd_spending_before",
    "headcount_year", "employees", "employees_before", "loans", "loans_outstanding",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class FormerName:
    """A registered name that ended: its first and last year."""

    name: str
    first_year: int
    last_year: int


@dataclass(frozen=True, slots=True)
class TitleInForce:
    """A recognition in force, with its last day (empty where it has none)."""

    name: str
    last_day: date | None


@dataclass(frozen=True, slots=True)
class Head:
    """Who a company is as of the pair. `name` is the one it bore then; `units` are the districts, one where they agree."""

    name: str
    status: Chip | None
    units: str
    age: str
    kind: str
    former_names: tuple[FormerName, ...]
    titles: tuple[TitleInForce, ...]
    figures: tuple[Figure, ...]
    facts: Mapping[str, Any]


def read_head(subject: Subject) -> Head:
    """The head, in two questions; the second is that of the timeline."""
    as_of = subject.as_of
    told, rows = _told(subject), read_happened(subject)
    return Head(
        name=_words(told, "name") or subject.name,
        status=_status(told),
        units=_units(told),
        age=_age(told, as_of.on),
        kind="，".join(filter(None, (_words(told, one) for one in ("legal_form", "industry_division")))),
        former_names=_former_names(rows),
        titles=_titles(rows),
        figures=_figures(told, as_of.on) if told else (),
        facts=told.facts if told else {},
    )


def _told(subject: Subject) -> Row | None:
    as_of = subject.as_of
    rows = read_rows(
        "company",
        _COLUMNS,
        subject_id=subject.party_id,
        on=as_of.on,
        known_at=as_of.known_at,
        visibilities=subject.viewer.visibilities,
    )
    return rows[0] if rows else None


def _words(told: Row | None, name: str) -> str:
    fact = told.facts.get(name) if told else None
    return (fact.value or "") if fact else ""


def _status(told: Row | None) -> Chip | None:
    word = _words(told, "status")
    if told is None or not word:
        return Chip("登记状态未知", "unknown", "help-circle")
    return Chip(word, "ok", "check") if told.values["status"] == "active" else Chip(word, "bad")


def _units(told: Row | None) -> str:
    """“张店区”, or all three where they differ."""
    named = {
        label: _words(told, name)
        for name, label in (
            ("reporting_unit", "统计归属"),
            ("division_unit", "行政区划"),
            ("fiscal_unit", "财政归属"),
        )
    }
    known = {label: unit for label, unit in named.items() if unit}
    if not known:
        return "区县未登记"
    if len(set(known.values())) == 1:
        return next(iter(known.values()))
    return "，".join(f"{label}{unit}" for label, unit in known.items())


def _age(told: Row | None, on: date) -> str:
    founded = told.values.get("founded_on") if told else None
    if founded is None:
        return "成立日期未知"
    first = day_of(founded)
    if told is not None and told.values.get("status") != "active":
        return f"{first} 成立"
    years = on.year - first.year - ((on.month, on.day) < (first.month, first.day))
    return f"{first} 成立，{years} 年" if years else f"{first} 成立，不满 1 年"


def _former_names(rows: Sequence[Happened]) -> tuple[FormerName, ...]:
    """Names that had ended, newest first."""
    ended = [(row, row.until - timedelta(days=1)) for row in rows if row.sort == "name" and row.until]
    return tuple(FormerName(row.code, row.day.year, last.year) for row, last in reversed(ended))


def _titles(rows: Sequence[Happened]) -> tuple[TitleInForce, ...]:
    """Titles in force, in the vocabulary's order; of two terms of one the later counts."""
    names = current_labels().get("titles", {})
    held = {row.code: row for row in rows if row.sort == "title" and row.until is None}
    ordered = sorted(held, key=list(names).index) if held.keys() <= names.keys() else list(held)
    return tuple(_title(held[code], names.get(code, code)) for code in ordered)


def _title(row: Happened, name: str) -> TitleInForce:
    return TitleInForce(name, row.ends_on - timedelta(days=1) if row.ends_on else None)


def _figures(told: Row, on: date) -> tuple[Figure, ...]:
    values = told.values
    people = values.get("employees")
    made = [
        Figure("营业收入", _wan(values, "revenue"), "万元", _year_note(values, "statement_year", "revenue")),
        Figure("研发投入", _wan(values, "rd_spending"), "万元", _research_note(values)),
        Figure("从业人员", people, "人", _year_note(values, "headcount_year", "employees")),
    ]
    if not told.facts["loans_outstanding"].withheld:
        loans = values.get("loans")
        note = f"{on} 在贷 {loans} 笔" if loans is not None else f"截至 {on}"
        made.append(Figure("在贷余额", _wan(values, "loans_outstanding"), "万元", note))
    return tuple(made)


def _wan(values: Mapping[str, Any], name: str) -> str | None:
    fen = values.get(name)
    return None if fen is None else numbers.wan(yuan_from_fen(fen))


def _year_note(values: Mapping[str, Any], year: str, name: str) -> str:
    """“2024 年，比上年增 2.8%”."""
    told = [f"{values[year]} 年"] if values.get(year) is not None and values.get(name) is not None else []
    now, before = values.get(name), values.get(f"{name}_before")
    if now is not None and before is not None:
        told.append(change_words(Decimal(now), Decimal(before)))
    return "，".join(told)


def _research_note(values: Mapping[str, Any]) -> str:
    said = _year_note(values, "research_year", "rd_spending")
    share = values.get("rd_intensity")
    return said if share is None else f"{said}，强度 {format_percent(fraction_from_ppm(share))}"
