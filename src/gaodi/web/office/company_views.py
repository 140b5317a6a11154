"""The views of one company: overview, facts, statements, ownership, capital, timeline, outcomes."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.urls import reverse

from gaodi.apps.assessments.choices import RuleKind, Verdict
from gaodi.apps.assessments.overview import Wanted, find_outcomes, order_outcomes, shares_by_verdict
from gaodi.apps.registry.directory import read_cards
from gaodi.apps.registry.dossier import PartyRef
from gaodi.apps.registry.selectors import sees_everyone
from gaodi.values.money import say_yuan
from gaodi.web.shell.asked import Query
from gaodi.web.shell.company.charts import make_charts
from gaodi.web.shell.company.facts import FactLine, FactSheet, line_of, read_fact_sheet, withheld_words
from gaodi.web.shell.company.head import Head
from gaodi.web.shell.company.history import read_history
from gaodi.web.shell.company.statements import StatementTable, make_statement_table, read_statements
from gaodi.web.shell.company.subject import Subject
from gaodi.web.shell.company.tables import CAPITAL, OWNERSHIP, Sheet, TableBlock, read_tables
from gaodi.web.shell.company.timeline import (
    Timeline,
    TimelineEntry,
    latest_entries,
    read_moments,
    read_timeline,
)
from gaodi.web.shell.entitlements.clauses import read_policy
from gaodi.web.shell.outcomes import rows as cells
from gaodi.web.shell.outcomes.reading import read_reasons, read_words
from gaodi.web.shell.ui.charts import Chart
from gaodi.web.shell.ui.chips import Chip
from gaodi.web.shell.ui.tables import Column, OnPhone, Table

#: By the code in the address, in the order of the segments.
VIEWS = {
    "overview": "概况",
    "facts": "事实",
    "statements": "报表",
    "ownership": "股权与任职",
    "capital": "信贷与资本",
    "timeline": "时间线",
    "outcomes": "结论",
}
_LATEST = 8
#: What the overview says of the register; the rest stands among the facts.
_REGISTER = (
    "legal_form", "ownership_type", "industry", "industry_division", "registered_capital", "paid_in_capital",
    "founded_on", "reporting_unit", "division_unit", "fiscal_unit",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class VerdictLine:
    """Outcomes that stand alike: how many, and in words what was or can be paid (empty where nothing can)."""

    chip: Chip
    rows: int
    amount: str


@dataclass(frozen=True, slots=True)
class Body:
    """What one view shows; the parts of the other views are empty. `more` are addresses of other views by code."""

    more: Mapping[str, str]
    register: tuple[FactLine, ...] = ()
    register_from: str = ""
    charts: tuple[Chart, ...] = ()
    latest: tuple[TimelineEntry, ...] = ()
    facts: FactSheet | None = None
    statements: StatementTable | None = None
    blocks: tuple[TableBlock, ...] = ()
    timeline: Timeline | None = None
    verdicts: tuple[VerdictLine, ...] = ()
    outcomes: Table | None = None


@dataclass(frozen=True, slots=True)
class _Asked:
    subject: Subject
    query: Query
    head: Head
    pack: str

    @property
    def more(self) -> dict[str, str]:
        kept = Query(self.query.path, {name: self.query.get(name) for name in ("on", "known")})
        return {code: kept.with_(view=code) for code in VIEWS}


def read_body(view: str, subject: Subject, query: Query, *, head: Head, pack: str) -> Body:
    """The view of this code."""
    return _READERS[view](_Asked(subject, query, head, pack))


def _overview(asked: _Asked) -> Body:
    withheld = withheld_words(asked.subject.viewer)
    told = [asked.head.facts[name] for name in _REGISTER if name in asked.head.facts]
    reports = read_statements(asked.subject)
    return Body(
        asked.more,
        register=(register := tuple(line_of(fact, withheld=withheld) for fact in told)),
        register_from="；".join(
            dict.fromkeys(f"{one.source} {one.source_on}" for one in register if one.source)
        ),
        charts=make_charts(reports, href=asked.more["statements"]),
        latest=latest_entries(read_moments(asked.subject), _LATEST),
        verdicts=_verdicts(asked),
    )


def _verdicts(asked: _Asked) -> tuple[VerdictLine, ...]:
    """How many outcomes of the business day stand so, with what is payable; those that nobody asks for are left out."""
    subject = asked.subject
    found = find_outcomes(subject.viewer, RuleKind.PROGRAMME, Wanted(), on=subject.as_of.today)
    shares = shares_by_verdict(found.filter(subject_id=subject.party_id))
    return tuple(
        VerdictLine(chip, shares[verdict].rows, _amount(verdict, shares[verdict].payable_yuan))
        for verdict, chip in cells.VERDICT_CHIPS.items()
        if verdict in shares and shares[verdict].rows
    )


def _amount(verdict: str, yuan: Decimal) -> str:
    """What is payable now, or was paid; amounts of other outcomes are nobody's yet."""
    word = {Verdict.YES: "应付", Verdict.RECEIVED: "已付"}.get(Verdict(verdict))
    return f"{word} {say_yuan(yuan)}" if word and yuan else ""


def _facts(asked: _Asked) -> Body:
    wanted = asked.query.get("fact")
    history = read_history(asked.subject, wanted) if wanted else None
    return Body(asked.more, facts=read_fact_sheet(asked.subject, asked.query, history=history))


def _statements(asked: _Asked) -> Body:
    reports = read_statements(asked.subject)
    return Body(
        asked.more,
        charts=make_charts(reports),
        statements=make_statement_table(reports, asked.query),
    )


def _ownership(asked: _Asked) -> Body:
    return Body(asked.more, blocks=_blocks(asked.subject, OWNERSHIP))


def _capital(asked: _Asked) -> Body:
    return Body(asked.more, blocks=_blocks(asked.subject, CAPITAL))


def _timeline(asked: _Asked) -> Body:
    return Body(asked.more, timeline=read_timeline(asked.subject, asked.query))


def _outcomes(asked: _Asked) -> Body:
    return Body(asked.more, outcomes=_outcome_table(asked))


_READERS: dict[str, Callable[[_Asked], Body]] = {
    "overview": _overview,
    "facts": _facts,
    "statements": _statements,
    "ownership": _ownership,
    "capital": _capital,
    "timeline": _timeline,
    "outcomes": _outcomes,
}


def _blocks(subject: Subject, sheets: Sequence[Sheet]) -> tuple[TableBlock, ...]:
    """Other companies are linked where the viewer may know of them."""

    def link_to(parties: Sequence[PartyRef]) -> dict[int, str]:
        companies = [one for one in parties if one.is_company]
        if not sees_everyone(subject.viewer):
            known = read_cards(subject.viewer, [one.party_id for one in companies], on=subject.as_of.today)
            companies = [one for one in companies if one.party_id in known]
        return {one.party_id: reverse("office:company", args=[one.public_id]) for one in companies}

    return read_tables(subject, sheets, link_to)


def _outcome_table(asked: _Asked) -> Table | None:
    """Outcomes of the business day and of what is known now, whatever day the page is asked for."""
    subject = asked.subject
    viewer, on = subject.viewer, subject.as_of.today
    found = find_outcomes(viewer, RuleKind.PROGRAMME, Wanted(), on=on).filter(subject_id=subject.party_id)
    rows = list(order_outcomes(found, "due", on=on))
    if not rows:
        return None
    words = read_words(viewer, rows, on=on)
    policy = read_policy(asked.pack)
    reasons = read_reasons(viewer, rows, words, policy, on=on, known_at=subject.as_of.known_at)
    matter = Column("项目与阶段", on_phone=OnPhone.FIRM)
    columns = (matter, cells.VERDICT, cells.AMOUNT, cells.TALLY, cells.CLOCK, cells.FLAG)
    return Table(
        "当前结论", columns, cells.rows_of(rows, words, reasons, on=on, columns=columns), anchor="outcomes"
    )
