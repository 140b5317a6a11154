"""Data quality by source: what each gave and how new it is, the rules, and what they found row by row."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from gaodi.apps.quality.choices import Severity, Topic
from gaodi.apps.quality.models import CheckRun, Finding
from gaodi.apps.quality.rules import book
from gaodi.apps.quality.selectors import (
    RuleState,
    SourceState,
    last_run,
    list_findings,
    list_rules,
    list_sources,
)
from gaodi.apps.registry.choices import Source
from gaodi.kernel.people import Viewer
from gaodi.web.office.gate import office_only
from gaodi.web.shell.asked import Query
from gaodi.web.shell.gates import Asked
from gaodi.web.shell.ui.chips import Chip
from gaodi.web.shell.ui.figures import Link
from gaodi.web.shell.ui.menus import Crumb, FilterChip, Pages, Segment, pages_of
from gaodi.web.shell.ui.states import Empty
from gaodi.web.shell.ui.tables import Column, OnPhone, Table, TableRow

SIZE = 30
_SOURCES: dict[str, str] = {value: str(label) for value, label in Source.choices}
_SOURCE_COLUMNS = (
    Column("来源", on_phone=OnPhone.FIRM),
    Column("在用行数", numeric=True, on_phone=OnPhone.AMOUNT),
    Column("最新来源日期", on_phone=OnPhone.CLOCK),
    Column("错误", numeric=True, on_phone=OnPhone.MATTER),
    Column("疑点", numeric=True, on_phone=OnPhone.TALLY),
)
_FINDING_COLUMNS = (
    Column("企业", on_phone=OnPhone.FIRM),
    Column("发现", on_phone=OnPhone.MATTER),
    Column("来源", on_phone=OnPhone.TALLY),
    Column("程度", on_phone=OnPhone.AMOUNT),
    Column("发现于", on_phone=OnPhone.CLOCK),
)


@dataclass(frozen=True, slots=True)
class RuleLine:
    """A rule with the number of findings that stand by it; `href` opens them."""

    label: str
    why: str
    severity: Chip
    findings: int
    new: int
    href: str


@dataclass(frozen=True, slots=True)
class TopicGroup:
    """Rules that look at the same thing."""

    title: str
    findings: int
    has_errors: bool
    rules: tuple[RuleLine, ...]


@dataclass(frozen=True, slots=True)
class QualityPage:
    """Every source and every rule; `empty` before the first run."""

    run: CheckRun | None
    errors: int
    warnings: int
    sources: Table
    groups: tuple[TopicGroup, ...]
    clean: int
    empty: Empty | None


def read_quality(viewer: Viewer, on: date) -> QualityPage:
    """How the data stand in the viewer's range at the last run."""
    run = last_run()
    states = list_sources(viewer, on=on)
    rules = list_rules(viewer, on=on)
    return QualityPage(
        run=run,
        errors=sum(state.errors for state in states),
        warnings=sum(state.warnings for state in states),
        sources=Table("来源", _SOURCE_COLUMNS, tuple(map(_source_row, states)), anchor="sources"),
        groups=tuple(_groups(rules)),
        clean=sum(1 for state in rules if not state.findings),
        empty=None
        if run
        else Empty("还没有检查过", "每次业务日推进、每个文件写入以后，规则自动检查全部数据。"),
    )


def _source_row(state: SourceState) -> TableRow:
    address = f"{reverse('office:findings')}?source={state.source}"
    name: object = Link(state.label, address) if state.findings else state.label
    errors = Chip(str(state.errors), "bad") if state.errors else "—"
    warnings = Chip(str(state.warnings), "warn") if state.warnings else "—"
    newest = state.newest_on.isoformat() if state.newest_on else "—"
    return TableRow(state.source, (name, state.rows, newest, errors, warnings))


def _groups(rules: Sequence[RuleState]) -> list[TopicGroup]:
    """Topics with findings, errors first, then the most; rules without any are only counted."""
    groups = []
    for topic in Topic:
        lines = sorted(
            (_rule_line(state) for state in rules if state.rule.topic is topic and state.findings),
            key=lambda line: -line.findings,
        )
        if lines:
            has_errors = any(line.severity.tone == "bad" for line in lines)
            total = sum(line.findings for line in lines)
            groups.append(TopicGroup(str(topic.label), total, has_errors, tuple(lines)))
    return sorted(groups, key=lambda group: (not group.has_errors, -group.findings))


def _rule_line(state: RuleState) -> RuleLine:
    address = f"{reverse('office:findings')}?rule={state.rule.code}"
    return RuleLine(
        state.rule.label,
        state.rule.why,
        severity_chip(state.rule.severity),
        state.findings,
        state.new,
        address,
    )


def severity_chip(severity: str) -> Chip:
    """错误 or 疑点 as a sign."""
    return Chip(str(Severity(severity).label), "bad" if severity == Severity.ERROR else "warn")


@dataclass(frozen=True, slots=True)
class FindingsPage:
    """Findings that stand, narrowed by source, rule and severity."""

    crumbs: tuple[Crumb, ...]
    title: str
    why: str
    next_step: str
    segments: tuple[Segment, ...]
    filters: tuple[FilterChip, ...]
    table: Table
    pages: Pages
    empty: Empty | None


def read_findings(viewer: Viewer, on: date, query: Query) -> FindingsPage:
    """The findings asked for; stale words in the address are passed over."""
    source = query.choice("source", tuple(_SOURCES))
    rule = book.get(query.get("rule"))
    severity = query.choice("severity", tuple(Severity.values))
    code = rule.code if rule else ""
    found = list_findings(viewer, on=on, source=source, rule=code, severity=severity)
    total = found.count()
    page = min(query.page(), max(1, -(-total // SIZE)))
    shown = found[(page - 1) * SIZE : page * SIZE]
    return FindingsPage(
        crumbs=(Crumb("数据质量", reverse("office:quality")), Crumb("发现")),
        title=rule.label if rule else _SOURCES.get(source, "全部发现"),
        why=rule.why if rule else "",
        next_step=rule.next_step if rule else "",
        segments=_segments(query, severity),
        filters=_filters(query, source, rule.label if rule else ""),
        table=Table("发现", _FINDING_COLUMNS, tuple(map(_finding_row, shown)), anchor="findings"),
        pages=pages_of(page=page, size=SIZE, total=total, address=query.pages_address(), noun="条"),
        empty=None if total else Empty("没有这样的发现", "这个范围内的数据都通过了检查。", Link("看全部来源", reverse("office:quality"))),
    )  # fmt: skip


def _segments(query: Query, severity: str) -> tuple[Segment, ...]:
    views = (("", "全部"), *((value, str(label)) for value, label in Severity.choices))
    return tuple(Segment(label, query.with_(severity=value), value == severity) for value, label in views)


def _filters(query: Query, source: str, rule: str) -> tuple[FilterChip, ...]:
    chips = [
        FilterChip("来源", _SOURCES[source], query.with_(source="")) if source else None,
        FilterChip("规则", rule, query.with_(rule="")) if rule else None,
    ]
    return tuple(chip for chip in chips if chip)


def _finding_row(finding: Finding) -> TableRow:
    party = finding.party
    name: object = party.name
    if party.kind == "company":
        name = Link(party.name, reverse("office:company", args=[party.public_id]))
    cells = (
        name,
        finding.says,
        _SOURCES.get(finding.source, finding.source),
        severity_chip(finding.severity),
        finding.seen_from.isoformat(),
    )
    return TableRow(str(finding.pk), cells)


@require_safe
@office_only
def show_quality(request: Asked) -> HttpResponse:
    """How the data of each source stand."""
    page = read_quality(request.viewer, request.business_day)
    return render(request, "office/quality.html", {"page": page})


@require_safe
@office_only
def show_findings(request: Asked) -> HttpResponse:
    """The findings, row by row."""
    page = read_findings(request.viewer, request.business_day, Query.of(request))
    return render(request, "office/findings.html", {"page": page})
