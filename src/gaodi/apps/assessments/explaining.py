"""Findings of one subject with their reasons, recomputed for each request by the sweep's own function."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from gaodi.apps.assessments.combined import with_combined
from gaodi.apps.assessments.compiled import compiled
from gaodi.apps.assessments.dictionary import current_dictionary
from gaodi.apps.assessments.findings import Finding, Rung, find_all, rungs_ahead
from gaodi.apps.assessments.models import RuleSet
from gaodi.apps.assessments.rows import Row, hidden_paths, read_rows, sources_of
from gaodi.apps.registry.support import Support, read_support
from gaodi.engines import rules
from gaodi.engines.rules.dictionary import Dictionary, Visibility
from gaodi.values.because import Because
from gaodi.values.periods import day_number


@dataclass(frozen=True, slots=True)
class Explained:
    """A finding with its reasons, the cap and the next step among them.

    `parts` says who bears which part of what is payable; empty where that is open.
    """

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


@dataclass(frozen=True, slots=True)
class Asked:
    """As of when, and for whom: facts that the viewer may not see are withheld.

    `clauses` gives the place in a document for a condition's clause number.
    """

    on: date
    known_at: datetime
    visibilities: frozenset[Visibility]
    clauses: rules.ClauseOf


def explain_subject(rule_set: RuleSet, *, subject_id: int, asked: Asked) -> SubjectView:
    """The subject's findings with a because each."""
    told = explain_subjects(rule_set, subjects=[subject_id], asked=asked)
    programme = compiled(rule_set)
    return told.get(subject_id) or SubjectView(rule_set, programme.spec, (), (), len(programme.facts))


def explain_subjects(rule_set: RuleSet, *, subjects: Sequence[int], asked: Asked) -> dict[int, SubjectView]:
    """The same for several subjects, by id, their facts read at once; one without a row or payment has no key."""
    dictionary, programme, book = current_dictionary(), compiled(rule_set), rules.CodeBook()
    on, known_at = asked.on, asked.known_at
    rows: dict[int, list[Row]] = defaultdict(list)
    for row in read_rows(programme, dictionary, book, on=on, known_at=known_at, subjects=subjects):
        rows[row.subject_id].append(row)
    group = programme.spec.combine.exclusive_group
    supports = read_support(group, on=on, known_at=known_at, subjects=subjects) if group else {}
    bound = rules.bind(programme, book)
    tell = _Teller(bound, dictionary, hidden_paths(programme, asked.visibilities), asked)
    return {
        subject: tell.view(rule_set, rows.get(subject, []), supports.get(subject, ()))
        for subject in rows.keys() | supports.keys()
    }


@dataclass(frozen=True, slots=True)
class _Teller:
    """Makes the reasons of one bound rule set."""

    bound: rules.BoundProgramme
    dictionary: Dictionary
    hidden: frozenset[str]
    asked: Asked

    def view(self, rule_set: RuleSet, rows: Sequence[Row], supports: Sequence[Support]) -> SubjectView:
        found = find_all(self.bound, rows, supports, on=self.asked.on)
        programme = self.bound.compiled
        return SubjectView(
            rule_set,
            programme.spec,
            tuple(self._explained(finding) for finding in found),
            tuple(supports),
            len(programme.facts),
            ahead=tuple(rungs_ahead(self.bound, found, self.asked.on)),
        )

    def _explained(self, finding: Finding) -> Explained:
        today = day_number(self.asked.on)
        sources = sources_of(finding.row, self.dictionary, self.dictionary[self.bound.compiled.spec.for_each])
        explanation = rules.explain(
            self.bound, finding.values, today, sources, self.asked.clauses, hidden=self.hidden
        )
        return Explained(
            finding,
            with_combined(explanation.because, finding, self.bound, today),
            explanation,
            parts=_parts(self.bound, finding, today),
            is_assumed=bool(explanation.rests_on_assumed),
        )


def _parts(bound: rules.BoundProgramme, finding: Finding, today: int) -> tuple[rules.Part, ...]:
    if not finding.payable:
        return ()
    return rules.split_payable(bound, finding.payable, finding.values, today) or ()
