"""Who stands in the audit where people sign in and change their password."""

from __future__ import annotations

import pytest
from django.test import Client

from gaodi.apps.accounts.services.users import create_user
from gaodi.kernel.models import AuditRecord

FIRST, SECOND = "Zibo-2025-first", "Zibo-2025-second"


@pytest.fixture
def person(db, settings, actor, at):
    settings.ROOT_URLCONF = "gaodi.config.urls"
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    return create_user(username="lumingxi", name="陆明溪", password=FIRST, actor=actor, at=at)


@pytest.fixture
def signed_in(person):
    client = Client()
    answer = client.post("/account/login/", {"login": person.username, "password": FIRST})
    assert answer.status_code == 302
    return client


def _newest(action):
    line = AuditRecord.objects.filter(kind="line", action=action).order_by("-pk").first()
    rows = AuditRecord.objects.filter(kind="row", line_id=line.pk, table_name="accounts_user")
    return line, list(rows)


def test_sign_in_is_the_deed_of_who_signs_in(person, signed_in):
    line, rows = _newest("sign_in")

    assert (line.actor, line.subject_id) == (f"person:{person.name}", person.pk)
    assert [(row.actor, "last_login" in row.changes) for row in rows] == [(line.actor, True)]


def test_failed_sign_in_is_no_line(person):
    Client().post("/account/login/", {"login": person.username, "password": SECOND})

    assert not AuditRecord.objects.filter(action="sign_in").exists()


def test_new_password_is_the_deed_of_its_owner(person, signed_in):
    given = {"oldpassword": FIRST, "password1": SECOND, "password2": SECOND}
    answer = signed_in.post("/account/password/change/", given)
    person.refresh_from_db()
    line, rows = _newest("set_password")

    assert answer.status_code == 302
    assert person.check_password(SECOND)
    assert (line.actor, line.subject_id) == (f"person:{person.name}", person.pk)
    assert [(row.actor, list(row.changes)) for row in rows] == [(line.actor, ["password"])]
