"""Acting for a party."""

from __future__ import annotations

from datetime import timedelta

import pytest

from gaodi.apps.accounts.choices import MandateRole
from gaodi.apps.accounts.selectors import build_viewer
from gaodi.apps.accounts.services.mandates import MandateEnded, MandateStands, grant_mandate, revoke_mandate
from gaodi.kernel.models import AuditRecord


@pytest.fixture
def mandate(clerk, company, actor, at, on):
    return grant_mandate(
        user=clerk, party=company, role=MandateRole.CLERK, valid_from=on, valid_to=on + timedelta(days=30),
        actor=actor, at=at,
    )  # fmt: skip


def test_a_mandate_opens_the_enterprise(mandate, clerk, company, on):
    viewer = build_viewer(clerk, on=on)

    assert viewer.may_enter("enterprise")
    assert (viewer.party_id, viewer.mandate_id, viewer.roles) == (company.pk, mandate.pk, {"clerk"})


@pytest.mark.parametrize(("days", "holds"), [(-1, False), (0, True), (29, True), (30, False)])
def test_a_mandate_holds_from_its_first_day_up_to_the_day_before_its_end(mandate, clerk, on, days, holds):
    viewer = build_viewer(clerk, on=on + timedelta(days=days))

    assert viewer.may_enter("enterprise") is holds


def test_a_second_mandate_for_the_same_party_is_refused(mandate, clerk, company, actor, at, on):
    with pytest.raises(MandateStands, match="先撤销"):
        grant_mandate(
            user=clerk, party=company, role=MandateRole.ADMINISTRATOR, valid_from=on, actor=actor, at=at
        )


def test_a_revoked_mandate_opens_nothing_and_can_be_granted_anew(mandate, clerk, company, actor, at, on):
    revoke_mandate(mandate=mandate, actor=actor, at=at)
    assert not build_viewer(clerk, on=on).may_enter("enterprise")

    grant_mandate(
        user=clerk, party=company, role=MandateRole.ADMINISTRATOR, valid_from=on, actor=actor, at=at
    )

    assert build_viewer(clerk, on=on).roles == {"administrator"}


def test_a_mandate_is_revoked_once(mandate, actor, at):
    revoke_mandate(mandate=mandate, actor=actor, at=at)

    with pytest.raises(MandateEnded):
        revoke_mandate(mandate=mandate, actor=actor, at=at + timedelta(hours=1))


def test_granting_and_revoking_leave_a_line_each(mandate, company, actor, at):
    revoke_mandate(mandate=mandate, actor=actor, at=at)

    lines = AuditRecord.objects.filter(kind="line", subject_kind="party", subject_id=company.pk)
    assert list(lines.order_by("id").values_list("action", flat=True)) == ["grant_mandate", "revoke_mandate"]
    rows = AuditRecord.objects.filter(table_name="accounts_mandate").values_list("line_id", flat=True)
    assert sorted(rows) == sorted(lines.values_list("id", flat=True))
