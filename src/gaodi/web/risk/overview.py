"""What is watched although no signal is defined yet: lists, the age of credit reports, rows that do not sit well."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from gaodi.apps.assessments.watching import Found, Lead, list_leads
from gaodi.apps.regions.selectors import reporting_unit_names
from gaodi.apps.registry.coverage import AGES, CreditCoverage, count_credit_coverage, list_barred
from gaodi.apps.registry.models import Bar
from gaodi.kernel.people import Viewer
from gaodi.web.risk.gate import risk_only
from gaodi.web.shell.gates import Asked
from gaodi.web.shell.outcomes.reading import read_words
from gaodi.web.shell.outcomes.rows import Words, because_href, company_href, matter_of
from gaodi.web.shell.ui.chips import Chip
from gaodi.web.shell.ui.figures import Figure, Link
from gaodi.web.shell.ui.states import Empty
from gaodi.web.shell.ui.tables import Column, OnPhone, Table, TableRow

STALE_AFTER = AGES[-1]
MOST = 30
#: The parts of a unit's bar from the left, each with its words.
TONES = (
    ("fresh", f"{AGES[0]} 天内"),
    ("older", f"{AGES[0] + 1}–{AGES[-1]} 天"),
    ("oldest", f"{AGES[-1]} 天以上"),
    ("never", "从未查过"),
)

LEADS = {
    Lead.GONE: ("登记已注销或吊销，仍有可享结论", Chip("登记状态", "bad")),
    Lead.DECLARED: ("可享依据的事件只有企业自报", Chip("自报未核", "clay")),
    Lead.STALE: (f"可享，而信用报告超过 {STALE_AFTER} 天", Chip("报告较旧", "warn")),
}


@dataclass(frozen=True, slots=True)
class CoverageRow:
    """One unit's firms by the age of the last credit report, with the share of each for its bar."""

    unit: str
    counts: CreditCoverage
    shares: tuple[tuple[str, Decimal, Decimal], ...]


@dataclass(frozen=True, slots=True)
class RiskPage:
    """What a risk officer may see on a day."""

    figures: tuple[Figure, ...]
    signals: Empty
    leads: Table | None
    leads_total: int
    barred: Table | None
    coverage: tuple[CoverageRow, ...]
    tones: tuple[tuple[str, str], ...]
    on: date


def read_overview(viewer: Viewer, on: date) -> RiskPage:
    """The page in the viewer's range."""
    barred, coverage = list(list_barred(viewer, on=on)), count_credit_coverage(viewer, on=on)
    leads, names = list_leads(viewer, on=on, stale_after=STALE_AFTER), reporting_unit_names()
    words = read_words(viewer, [one.outcome for one in leads[:MOST]], on=on)
    return RiskPage(
        figures=_figures(barred, coverage, leads),
        signals=Empty(
            "还没有预警信号",
            "地区包里还没有写信号规则，所以这里没有一条预警，也不作推测。信号写好以后，每条预警带依据、数据日期和来源，企业可以提出异议，误报率公开。",
        ),
        leads=_leads(leads[:MOST], words, names, on) if leads else None,
        leads_total=len(leads),
        barred=_barred(barred, names, on) if barred else None,
        coverage=_coverage(coverage, names),
        tones=TONES,
        on=on,
    )


def _figures(
    barred: Sequence[Bar], coverage: Sequence[CreditCoverage], leads: Sequence[Found]
) -> tuple[Figure, ...]:
    firms, never = sum(one.total for one in coverage), sum(one.never for one in coverage)
    oldest = sum(one.oldest for one in coverage)
    counts = Counter(one.lead for one in leads)
    said = "，".join(f"{chip.word} {counts[lead]}" for lead, (_, chip) in LEADS.items() if counts[lead])
    return (
        Figure("预警", None, note="信号规则尚未写入"),
        Figure("待看的线索", str(len(leads)), "条", said or "没有需核对的数据"),
        Figure("在严重失信名单", str(len(barred)), "家", "以公共信用报告为准"),
        Figure(
            "从未查过信用报告",
            str(never),
            "家",
            f"共 {firms} 家存续企业，另有 {oldest} 家超过 {STALE_AFTER} 天",
        ),
    )


_LEAD_COLUMNS = (
    Column("企业", on_phone=OnPhone.FIRM),
    Column("区县"),
    Column("线索", on_phone=OnPhone.TALLY),
    Column("说明", on_phone=OnPhone.MATTER),
    Column("涉及", on_phone=OnPhone.HIDDEN),
    Column("数据日期", on_phone=OnPhone.CLOCK),
)


def _leads(leads: Sequence[Found], words: Words, names: Mapping[str, str], on: date) -> Table:
    rows = []
    for one in leads:
        if card := words.firms.get(one.outcome.subject_id):
            says, chip = LEADS[one.lead]
            matter = Link(matter_of(one.outcome, words), because_href(card, one.outcome))
            age = f"{one.since.isoformat()}，{(on - one.since).days} 天前"
            firm, unit = Link(card.name, company_href(card)), names.get(card.unit, "未登记")
            rows.append(TableRow(f"{card.name}，{says}", (firm, unit, chip, says, matter, age)))
    return Table("待看的线索", _LEAD_COLUMNS, tuple(rows), anchor="leads")


_BARRED_COLUMNS = (
    Column("企业", on_phone=OnPhone.FIRM),
    Column("区县", on_phone=OnPhone.MATTER),
    Column("列入日", on_phone=OnPhone.AMOUNT),
    Column("来源与日期", on_phone=OnPhone.CLOCK),
)


def _barred(barred: Sequence[Bar], names: Mapping[str, str], on: date) -> Table:
    rows = tuple(
        TableRow(
            one.party.name,
            (
                Link(one.party.name, reverse("office:company", args=[one.party.public_id])),
                names.get(one.unit, "未登记"),  # type: ignore[attr-defined]
                one.valid_from.isoformat(),
                f"{one.get_source_display()} {one.source_on.isoformat()}",
            ),
        )
        for one in barred
    )
    return Table("严重失信名单上的企业", _BARRED_COLUMNS, rows, anchor="barred")


def _coverage(coverage: Sequence[CreditCoverage], names: Mapping[str, str]) -> tuple[CoverageRow, ...]:
    """Units in the order of the map; firms whose unit is not recorded last."""
    by_unit = {one.unit: one for one in coverage}
    order = [code for code in (*names, "") if code in by_unit]
    return tuple(
        CoverageRow(names.get(code, "未登记"), by_unit[code], _shares(by_unit[code])) for code in order
    )


def _shares(counts: CreditCoverage) -> tuple[tuple[str, Decimal, Decimal], ...]:
    """(tone, where it starts, how wide) for each age, as shares of the unit's firms."""
    parts, start, total = [], Decimal(0), Decimal(counts.total or 1)
    for tone, _ in TONES:
        width = getattr(counts, tone) / total
        parts.append((tone, start, width))
        start += width
    return tuple(parts)


@require_safe
@risk_only
def show_overview(request: Asked) -> HttpResponse:
    """The risk officer's page."""
    page = read_overview(request.viewer, request.business_day)
    return render(request, "risk/overview.html", {"page": page})
