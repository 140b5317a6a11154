"""Findings of one subject with their reasons, recomputed for each request by the sweep's own function."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from gaodi.apps.assessments.combined import with_combined
from gaodi.apps.assessments.compiled import compiled
from gaodi.apps.assessments.dictionary import current_dictionary
from gaodi.apps.assessments.findings import Finding, Rung, find_all, rungs_ahead
from gaodi.apps.assessments.models import RuleSet
from gaodi.apps.assessments.rows import hidden_paths, read_rows, sources_of
from gaodi.apps.registry.support import Support, read_support
from gaodi.engines import rules
from gaodi.engines.rules.dictionary import Visibility
from gaodi.values.because import Because
from gaodi.values.periods import day_number


@dataclass(frozen=True, slots=True)
class Explained:
    """A finding with its reasons, the cap and the next step among them. `parts` says who bears which part of what is payable; empty where that is open."""

    finding: Finding
    because: Because
    explanation: rules.Explanation
    parts: tuple[rules.Part, ...]
    is_assumed: bool


@dataclass(frozen=True, slots=True)
class SubjectView:
    """Everything that one rule set says of one subject on a day, oldest event first; `ahead` are later rungs."""

    rule_set: RuleSet
    spec: rules.ProgrammeSpec
    items: tuple[Explained, ...]
    supports: tuple[Support, ...]
    facts: int
    ahead: tuple[Rung, ...] = ()


def explain_subject(
    rule_set: RuleSet,
    *,
    subject_id: int,
    on: date,
    known_at: datetime,
    visibilities: frozenset[Visibility],
    clauses: rules.ClauseOf,
) -> SubjectView:
    """The subject's findings with a because each; facts that the viewer may not see are withheld.

    Args: clauses: the place in a document for a condition's clause number.
    """
    dictionary = current_dictionary()
    programme = compiled(rule_set)
    book = rules.CodeBook()
    rows = read_rows(programme, dictionary, book, on=on, known_at=known_at, subjects=[subject_id])
    supports = _supports(programme, subject_id, on, known_at)
    bound = rules.bind(programme, book)
    grain = dictionary[programme.spec.for_each]
    hidden = hidden_paths(programme, visibilities)
    today = day_number(on)
    items = []
    found = find_all(bound, rows, supports, on=on)
    for finding in found:
        explanation = rules.explain(
            bound,
            finding.values,
            today,
            sources_of(finding.row, dictionary, grain),
            clauses,
            hidden=hidden,
        )
        items.append(
            Explained(
                finding,
                with_combined(explanation.because, finding, bound, today),
                explanation,
                parts=_parts(bound, finding, today),
                is_assumed=bool(explanation.rests_on_assumed),
            )
        )
    return SubjectView(
        rule_set,
        programme.spec,
        tuple(items),
        tuple(supports),
        len(programme.facts),
        ahead=tuple(rungs_ahead(bound, found, on)),
    )


def _supports(
    programme: rules.CompiledProgramme, subject_id: int, on: date, known_at: datetime
) -> Sequence[Support]:
    group = programme.spec.combine.exclusive_group
    if group is None:
        return ()
    return read_support(group, on=on, known_at=known_at, subjects=[subject_id]).get(subject_id, ())


def _parts(bound: rules.BoundProgramme, finding: Finding, today: int) -> tuple[rules.Part, ...]:
    if not finding.payable:
        return ()
    return rules.split_payable(bound, finding.payable, finding.values, today) or ()
