"""The reasons of many outcomes at once, for the rows of a list: facts are read once for each rule set."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from datetime import date, datetime

from gaodi.apps.assessments.choices import RuleKind
from gaodi.apps.assessments.combined import with_combined
from gaodi.apps.assessments.compiled import compiled, current_rule_sets
from gaodi.apps.assessments.dictionary import current_dictionary
from gaodi.apps.assessments.findings import find_all
from gaodi.apps.assessments.models import Outcome, RuleSet
from gaodi.apps.assessments.rows import Row, hidden_paths, read_rows, sources_of
from gaodi.apps.registry.support import read_support
from gaodi.engines import rules
from gaodi.engines.rules.dictionary import Visibility
from gaodi.values.because import Because
from gaodi.values.periods import day_number

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
            explained = _explain(rule_set, subjects, on, known_at, visibilities, clauses(rule_set.code))
            found |= {key: explained[key] for key in map(key_of, own) if key in explained}
    return found


def _explain(
    rule_set: RuleSet,
    subjects: Sequence[int],
    on: date,
    known_at: datetime,
    visibilities: frozenset[Visibility],
    clause_of: rules.ClauseOf,
) -> dict[Key, Because]:
    dictionary, programme, book = current_dictionary(), compiled(rule_set), rules.CodeBook()
    rows: dict[int, list[Row]] = defaultdict(list)
    for row in read_rows(programme, dictionary, book, on=on, known_at=known_at, subjects=subjects):
        rows[row.subject_id].append(row)
    group = programme.spec.combine.exclusive_group
    supports = read_support(group, on=on, known_at=known_at, subjects=subjects) if group else {}
    bound = rules.bind(programme, book)
    grain = dictionary[programme.spec.for_each]
    hidden, today = hidden_paths(programme, visibilities), day_number(on)
    found: dict[Key, Because] = {}
    for subject, own in rows.items():
        for finding in find_all(bound, own, supports.get(subject, ()), on=on):
            sources = sources_of(finding.row, dictionary, grain)
            told = rules.explain(bound, finding.values, today, sources, clause_of, hidden=hidden)
            key = (rule_set.code, subject, finding.row.public_id, finding.step)
            found[key] = with_combined(told.because, finding, bound, today)
    return found
