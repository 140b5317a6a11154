"""Reads of programmes and entitlements."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal

from django.db.models import QuerySet

from gaodi.apps.assessments.choices import RuleKind, Verdict
from gaodi.apps.assessments.compiled import get_rule_set
from gaodi.apps.assessments.explaining import Asked, Explained, SubjectView, explain_subject
from gaodi.apps.assessments.selectors import Freshness, get_freshness, outcomes_for
from gaodi.apps.programmes.models import Programme
from gaodi.apps.registry.selectors import get_party
from gaodi.engines import rules
from gaodi.kernel.people import Viewer
from gaodi.values.because import Because, Clause
from gaodi.values.money import yuan_from_fen
from gaodi.values.numerals import article_label

#: For each programme: the place in a document that a condition's clause number means.
ClausesOf = Callable[[Programme], rules.ClauseOf]


@dataclass(frozen=True, slots=True)
class Entitlement:
    """One row of an enterprise under a programme, with its reason.

    `grain_id` and `step` make its address; `step` is set for a stage that has not happened. Amounts are in yuan:
    `amount_yuan` by the rule, `payable_yuan` after caps and what was received; None where a fact is lacking.
    `short_by` is how the only unmet condition reads, with its distance in `because`.
    """

    programme: Programme
    grain_id: str
    step: str
    stage: str
    event_on: date | None
    verdict: Verdict | None
    because: Because
    explained: Explained
    amount_yuan: Decimal | None
    payable_yuan: Decimal | None
    is_assumed: bool
    due_on: date | None
    days_left: int | None
    received_on: date | None

    @property
    def title(self) -> str:
        return f"{self.programme.title}，{self.stage}阶段" if self.stage else self.programme.title

    @property
    def short_by(self) -> Because | None:
        """The condition that stands in the way, where it is only one."""
        failing = self.explained.finding.failing or ("step" if self.step else "")
        return next((child for child in self.because.children if child.code == failing), None)


@dataclass(frozen=True, slots=True)
class Entitlements:
    """All that an enterprise has, nearly has, or could have if a fact were known; `others` counts the rest."""

    party_id: int
    party_name: str
    on: date
    freshness: Freshness
    items: tuple[Entitlement, ...]
    programmes: int
    others: int

    def of(self, verdict: Verdict) -> tuple[Entitlement, ...]:
        return tuple(item for item in self.items if item.verdict is verdict)

    def total(self, verdict: Verdict) -> Decimal:
        """The sum of what is payable, in yuan; rows whose amount is unknown add nothing."""
        return sum((item.payable_yuan or Decimal(0) for item in self.of(verdict)), Decimal(0))


@dataclass(frozen=True, slots=True)
class EntitlementPage:
    """One entitlement with the other rows of the same programme, for the ladder, and the rule that decided."""

    party_id: int
    party_name: str
    on: date
    item: Entitlement
    siblings: tuple[Entitlement, ...]
    view: SubjectView


def list_programmes() -> QuerySet[Programme]:
    """Programmes of the pack in force, by article."""
    return Programme.objects.filter(is_withdrawn=False)


def get_programme(code: str) -> Programme | None:
    return list_programmes().filter(code=code).first()


def list_entitlements(
    viewer: Viewer, *, party_id: int, on: date, known_at: datetime, clauses: ClausesOf
) -> Entitlements | None:
    """The stored outcomes of an enterprise with their reasons; None where the viewer may not know of it.

    Which rows are listed is stored; reasons and amounts are recomputed by the sweep's own function. `freshness` tells
    whether the newest sweep is of this day.
    """
    party = get_party(viewer, party_id=party_id, on=on)
    if party is None:
        return None
    stored = {
        (row.code, row.grain_id, row.step): row
        for row in outcomes_for(viewer, on=on).filter(
            kind=RuleKind.PROGRAMME, subject_kind="company", subject_id=party_id
        )
    }
    programmes = list(list_programmes())
    items = [
        item
        for programme in programmes
        for item in _explain(viewer, programme, party_id, on, known_at, clauses)
        if (programme.code, item.grain_id, item.step) in stored
    ]
    with_any = {item.programme.code for item in items}
    return Entitlements(
        party_id=party_id,
        party_name=party.name,
        on=on,
        freshness=get_freshness(RuleKind.PROGRAMME, on=on),
        items=tuple(items),
        programmes=len(programmes),
        others=len(programmes) - len(with_any),
    )


def get_entitlement(
    viewer: Viewer,
    *,
    party_id: int,
    code: str,
    grain_id: str,
    step: str,
    on: date,
    known_at: datetime,
    clauses: ClausesOf,
) -> EntitlementPage | None:
    """One row with its reason as of a day; None where there is no such row or the viewer may not know of it."""
    party, programme = get_party(viewer, party_id=party_id, on=on), get_programme(code)
    if party is None or programme is None:
        return None
    view = _view(viewer, programme, party_id, on, known_at, clauses)
    if view is None:
        return None
    siblings = [_entitlement(programme, one, on) for one in view.items]
    item = next((one for one in siblings if (one.grain_id, one.step) == (grain_id, step)), None)
    if item is None:
        return None
    return EntitlementPage(party_id, party.name, on, item, tuple(siblings), view)


def _view(
    viewer: Viewer, programme: Programme, party_id: int, on: date, known_at: datetime, clauses: ClausesOf
) -> SubjectView | None:
    rule_set = get_rule_set(RuleKind.PROGRAMME, programme.code)
    if rule_set is None:
        return None
    asked = Asked(on, known_at, viewer.visibilities, clauses(programme))
    return explain_subject(rule_set, subject_id=party_id, asked=asked)


def _explain(
    viewer: Viewer, programme: Programme, party_id: int, on: date, known_at: datetime, clauses: ClausesOf
) -> list[Entitlement]:
    view = _view(viewer, programme, party_id, on, known_at, clauses)
    return [_entitlement(programme, one, on) for one in view.items] if view else []


def _entitlement(programme: Programme, explained: Explained, on: date) -> Entitlement:
    finding = explained.finding
    due = finding.due_on
    return Entitlement(
        programme=programme,
        grain_id=finding.row.public_id,
        step=finding.step,
        stage=finding.stage,
        event_on=finding.event_on,
        verdict=finding.verdict,
        because=explained.because,
        explained=explained,
        amount_yuan=_yuan(finding.amount),
        payable_yuan=_yuan(finding.payable),
        is_assumed=explained.is_assumed,
        due_on=due,
        days_left=(due - on) // timedelta(days=1) if due else None,
        received_on=finding.received.paid_on if finding.received else None,
    )


def _yuan(fen: int | None) -> Decimal | None:
    return None if fen is None else yuan_from_fen(fen)


def clause_of_policy(document: str, address: Callable[[int], str]) -> rules.ClauseOf:
    """Clause numbers as articles of one document; words that are no number are an implementing rule's own clauses."""

    def find(clause: str) -> Clause | None:
        if clause.isdigit():
            return Clause(document, article_label(int(clause)), address(int(clause)))
        return Clause(clause, "")

    return find
