"""The office reads the same reasons as the enterprise that they are about."""

from __future__ import annotations

from django.urls import reverse


def _pages(city):
    outcome = city.outcome()
    office = reverse("office:because", args=[city.flagship().public_id, outcome.code, outcome.grain_id])
    own = reverse("enterprise:because", args=[outcome.code, outcome.grain_id])
    return (
        city.client("maker").get(office).context["page"],
        city.client("administrator").get(own).context["page"],
    )


def test_office_and_enterprise_read_the_same_reasons(city):
    office, own = _pages(city)

    assert office.verdict.sentence == own.verdict.sentence
    assert [row.because.claim for row in office.reasons.why] == [row.because.claim for row in own.reasons.why]
    assert office.computation == own.computation
    assert office.replay == own.replay


def test_only_the_enterprise_is_told_how_to_object_and_to_ask_for_another_day(city):
    office, own = _pages(city)

    assert own.objection and own.reasons.link_href
    assert not office.objection and not office.reasons.link_href
