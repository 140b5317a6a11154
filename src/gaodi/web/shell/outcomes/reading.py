"""What several pages of the office read alike: the names in their rows, and the reasons behind them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from gaodi.apps.assessments.explaining_lists import Key, explain_outcomes
from gaodi.apps.assessments.models import Outcome
from gaodi.apps.programmes.overview import condition_labels
from gaodi.apps.programmes.selectors import list_programmes
from gaodi.apps.regions.selectors import reporting_unit_names
from gaodi.apps.registry.directory import read_cards
from gaodi.engines import rules
from gaodi.kernel.people import Viewer
from gaodi.values.because import Because
from gaodi.web.shell.entitlements.clauses import PolicyNotes, clauses_in
from gaodi.web.shell.outcomes.rows import Words


def read_words(viewer: Viewer, outcomes: Sequence[Outcome], *, on: date) -> Words:
    """The names that these rows show, each kind by one query."""
    return Words(
        programmes={programme.code: programme for programme in list_programmes()},
        units=reporting_unit_names(),
        conditions=condition_labels(),
        firms=read_cards(viewer, {outcome.subject_id for outcome in outcomes}, on=on),
    )


def read_reasons(
    viewer: Viewer,
    outcomes: Sequence[Outcome],
    words: Words,
    policy: PolicyNotes,
    *,
    on: date,
    known_at: datetime,
) -> dict[Key, Because]:
    """The because of each row with what the viewer may see."""
    clauses = clauses_in(policy)

    def clauses_of(code: str) -> rules.ClauseOf:
        programme = words.programmes.get(code)
        return clauses(programme) if programme else lambda _clause: None

    return explain_outcomes(
        outcomes, on=on, known_at=known_at, visibilities=viewer.visibilities, clauses=clauses_of
    )
