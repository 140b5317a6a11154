"""What lies behind a fact that is reached by another link than the subject's own."""

from dataclasses import replace

from gaodi.kernel.facts import FactRegistry
from tests.kernel.facts.making import firms, reports, sound

TEXT = """
    own: {label: 自报, type: count, from: report, op: count, if_incomplete: known_rows, low: 0, high: 10}
    named: {label: 被报, type: count, from: report, op: count, by: partner_id, if_incomplete: known_rows, low: 0, high: 10}
"""


def test_changes_are_looked_for_under_the_link_that_leads_to_the_subject():
    registry = FactRegistry()
    registry.declare(replace(firms([]), behind=(("firms", "id"),)))
    registry.declare(replace(reports([]), behind=(("reports", "firm"),)))
    definitions = sound(registry, TEXT)

    assert registry.behind("firm", ["own"], definitions) == (("firms", "id"), ("reports", "firm"))
    assert registry.behind("firm", ["named"], definitions) == (("firms", "id"), ("reports", "partner_id"))
