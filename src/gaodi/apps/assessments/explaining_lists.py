"""The reasons of many outcomes at once, for the rows of a list: facts are read once for each rule set."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime

from gaodi.apps.assessments.choices import RuleKind
from gaodi.apps.assessments.compiled import current_rule_sets
from gaodi.apps.assessments.explaining import Asked, SubjectView, explain_subjects
from gaodi.apps.assessments.models import Outcome, RuleSet
from gaodi.engines import rules
from gaodi.engines.rules.dictionary import Visibility
from gaodi.values.because import Because

Key = tuple[str, int, str, str]
"""An outcome among all: code of the rule set, subject, row, step."""


def key_of(outcome: Outcome) -> Key:
    return (outcome.code, outcome.subject_id, outcome.grain_id, outcome.step)


def explain_outcomes(
    outcomes: Sequence[Outcome],
    *,
    on: date,
    known_at: datetime,
    visibilities: frozenset[Visibility],
    clauses: Callable[[str], rules.ClauseOf],
) -> dict[Key, Because]:
    """The because of each outcome; one whose row is gone since the last sweep is left out.

    Args: clauses: for the code of a rule set, the place in a document that a clause number means.
    """
    wanted: dict[str, list[Outcome]] = defaultdict(list)
    for outcome in outcomes:
        wanted[outcome.code].append(outcome)
    found: dict[Key, Because] = {}
    for rule_set in current_rule_sets(RuleKind.PROGRAMME) if wanted else ():
        if own := wanted.get(rule_set.code):
            subjects = sorted({outcome.subject_id for outcome in own})
            asked = Asked(on, known_at, visibilities, clauses(rule_set.code))
            explained = _by_key(rule_set, explain_subjects(rule_set, subjects=subjects, asked=asked))
            found |= {key: explained[key] for key in map(key_of, own) if key in explained}
    return found


def _by_key(rule_set: RuleSet, views: Mapping[int, SubjectView]) -> dict[Key, Because]:
    return {
        (rule_set.code, subject, item.finding.row.public_id, item.finding.step): item.because
        for subject, view in views.items()
        for item in view.items
    }
