"""Outcomes as rows of the office's tables: firm, matter, unit, amount, tally, clock, flag, and the reasons behind."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from django.urls import reverse

from gaodi.apps.assessments.choices import Verdict
from gaodi.apps.assessments.explaining_lists import Key, key_of
from gaodi.apps.assessments.models import Outcome
from gaodi.apps.assessments.subject_facts import fact_label
from gaodi.apps.programmes.models import Programme
from gaodi.apps.registry.directory import CompanyCard
from gaodi.values.because import Because
from gaodi.web.shell.entitlements.tidying import tidy
from gaodi.web.shell.ui.chips import Chip, Parameter
from gaodi.web.shell.ui.clocks import Audience, Clock, ClockUnit, clock_of, ended_clock
from gaodi.web.shell.ui.figures import Action, Link, Money
from gaodi.web.shell.ui.marks import Tally, tally_of
from gaodi.web.shell.ui.reasons import Row, list_because
from gaodi.web.shell.ui.tables import Column, OnPhone, TableRow

VERDICT_CHIPS = {
    Verdict.YES: Chip("可享", "ok", "check"),
    Verdict.NEAR: Chip("差一项", "plain"),
    Verdict.UNKNOWN: Chip("待补资料", "unknown", "help-circle"),
    Verdict.LAPSED: Chip("已过期", "plain", "history"),
    Verdict.RECEIVED: Chip("已拨付", "plain", "circle-check"),
}

FIRM = Column("企业", on_phone=OnPhone.FIRM)
MATTER = Column("项目与阶段", on_phone=OnPhone.MATTER)
UNIT = Column("区县")
AMOUNT = Column("金额", numeric=True, on_phone=OnPhone.AMOUNT)
TALLY = Column("依据", on_phone=OnPhone.TALLY)
CLOCK = Column("申领期", on_phone=OnPhone.CLOCK)
VERDICT = Column("结论")
FLAG = Column("标记")


@dataclass(frozen=True, slots=True)
class Words:
    """Names that rows need: of programmes by code, of reporting units, of conditions, of firms by id."""

    programmes: Mapping[str, Programme]
    units: Mapping[str, str]
    conditions: Mapping[tuple[str, str], str]
    firms: Mapping[int, CompanyCard]


def because_href(card: CompanyCard, outcome: Outcome) -> str:
    """The page with the reasons of one outcome."""
    address = reverse("office:because", args=[card.public_id, outcome.code, outcome.grain_id])
    return f"{address}?{urlencode({'step': outcome.step})}" if outcome.step else address


def company_href(card: CompanyCard) -> str:
    return reverse("office:company", args=[card.public_id])


def matter_of(outcome: Outcome, words: Words) -> str:
    """“企业首发上市奖励，受理”."""
    programme = words.programmes.get(outcome.code)
    title = programme.title if programme else outcome.code
    return f"{title}，{outcome.stage}" if outcome.stage else title


def money_of(outcome: Outcome) -> Money:
    """What is payable or was paid; what a near miss would bring is muted; a dash where nothing can be said."""
    if outcome.verdict in (Verdict.LAPSED, Verdict.UNKNOWN):
        return Money(None)
    if outcome.verdict == Verdict.NEAR and not outcome.step:
        return Money(outcome.amount_yuan, later=True)
    return Money(outcome.payable_yuan, later=outcome.verdict == Verdict.NEAR)


def tally_of_letters(outcome: Outcome) -> Tally:
    """The stored letters as a tally; a step that has not happened is one more condition that is not met."""
    letters = outcome.conditions
    return Tally(letters.count("Y"), letters.count("N") + bool(outcome.step), letters.count("U"))


def tally_of_reasons(outcome: Outcome, because: Because) -> Tally:
    """The same conditions as on the page of reasons: the cap counts, of what was paid the claim window does not."""
    paid = outcome.verdict == Verdict.RECEIVED
    return tally_of(one for one in because.children if not (paid and one.code == "window"))


def clock_of_outcome(outcome: Outcome, on: date) -> Clock | str:
    """The claim window in days; a dash where none runs."""
    due, event = outcome.due_on, outcome.event_on
    if due is None or event is None or outcome.verdict == Verdict.RECEIVED:
        return ""
    if due < on:
        return ended_clock(due)
    return clock_of((due - on).days, (due - event).days, ClockUnit.DAYS, Audience.OFFICER)


def flag_of(outcome: Outcome, words: Words) -> Chip | Parameter | str:
    """What a person should know first: an assumed parameter, the fact that is lacking, what is in the way."""
    if outcome.missing:
        return Chip(f"缺{'、'.join(fact_label(path) for path in outcome.missing)}", "unknown")
    if outcome.verdict == Verdict.NEAR:
        return obstacle_of(outcome, words)
    return Parameter(False) if outcome.is_assumed and outcome.verdict == Verdict.YES else ""


def obstacle_of(outcome: Outcome, words: Words) -> str:
    """The only condition in the way, in the policy's words; empty where there is none or more than one."""
    if outcome.step:
        return f"待进入{outcome.stage}阶段"
    condition = words.conditions.get((outcome.code, outcome.failing), "")
    return f"差：{condition}" if condition else ""


def rows_of(
    outcomes: Iterable[Outcome],
    words: Words,
    reasons: Mapping[Key, Because],
    *,
    on: date,
    columns: Sequence[Column],
    opened: str = "",
) -> tuple[TableRow, ...]:
    """A row for each outcome whose firm the viewer may know of, cells in the order of the columns.

    Args: opened: the address of the because whose row stands open.
    """
    rows = []
    for outcome in outcomes:
        card = words.firms.get(outcome.subject_id)
        if card is None:
            continue
        because, href = reasons.get(key_of(outcome)), because_href(card, outcome)
        cells = _cells(outcome, card, words, on, because)
        rows.append(
            TableRow(
                key=f"{card.name}，{matter_of(outcome, words)}",
                cells=tuple(cells[column.label] for column in columns),
                reasons=short_reasons(because) if because else (),
                actions=(Action("看全部依据", href, primary=True), Action("看企业", company_href(card))),
                opened=bool(opened) and opened == href,
            )
        )
    return tuple(rows)


def short_reasons(because: Because) -> tuple[Row, ...]:
    """The rows of a because without those nested under a condition."""
    return tuple(row for row in list_because(tidy(because)).why if row.level == 0)


def _cells(
    outcome: Outcome, card: CompanyCard, words: Words, on: date, because: Because | None
) -> dict[str, object]:
    return {
        FIRM.label: Link(card.name, company_href(card)),
        MATTER.label: matter_of(outcome, words),
        UNIT.label: words.units.get(card.unit, "未登记"),
        AMOUNT.label: money_of(outcome),
        TALLY.label: tally_of_reasons(outcome, because) if because else tally_of_letters(outcome),
        CLOCK.label: clock_of_outcome(outcome, on),
        VERDICT.label: VERDICT_CHIPS[Verdict(outcome.verdict)],
        FLAG.label: flag_of(outcome, words),
    }
