"""People who sign in."""

from __future__ import annotations

import json

import pytest

from gaodi.apps.accounts.models import User
from gaodi.apps.accounts.selectors import build_viewer
from gaodi.apps.accounts.services.users import UsernameTaken, WeakPassword, create_user, set_password
from gaodi.kernel.models import AuditRecord

SECRET = "quartz-river-71"


def test_a_new_person_signs_in_and_may_do_nothing(clerk, on):
    viewer = build_viewer(clerk, on=on)

    assert clerk.check_password(SECRET)
    assert viewer.sections == {"public"}


def test_the_service_leaves_one_line_over_its_row(clerk, actor):
    line = AuditRecord.objects.get(action="create_user")

    assert (line.actor, line.detail) == (str(actor), {"username": "suyanqiu"})
    assert AuditRecord.objects.get(table_name="accounts_user").line_id == line.pk


def test_a_username_is_given_once(clerk, actor, at):
    with pytest.raises(UsernameTaken, match="suyanqiu"):
        create_user(username="suyanqiu", name="另一人", password=SECRET, actor=actor, at=at)

    assert AuditRecord.objects.filter(action="create_user").count() == 1


@pytest.mark.parametrize("password", ["short-1", "password123", "2718281828459", "suyanqiu"])
def test_a_weak_password_is_refused_before_anything_is_written(db, actor, at, password):
    with pytest.raises(WeakPassword) as refusal:
        create_user(username="suyanqiu", name="苏砚秋", password=password, actor=actor, at=at)

    assert refusal.value.reasons
    assert not User.objects.exists()


def test_a_new_password_replaces_the_old(clerk, actor, at):
    set_password(user=clerk, password="granite-brook-44", actor=actor, at=at)

    stored = User.objects.get(pk=clerk.pk)
    assert stored.check_password("granite-brook-44")
    assert not stored.check_password(SECRET)


def test_passwords_and_their_hashes_are_not_in_the_audit(clerk, actor, at):
    old_hash = clerk.password
    set_password(user=clerk, password="granite-brook-44", actor=actor, at=at)

    audit = json.dumps(list(AuditRecord.objects.values_list("detail", "changes")), default=str)
    words = (SECRET, "granite-brook-44", old_hash, clerk.password)
    assert not [word for word in words if word in audit]
    assert "(hidden)" in audit
