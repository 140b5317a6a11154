"""The accounts of a demonstration."""

from __future__ import annotations

import json
import re
import unicodedata

import pytest

from gaodi.apps.accounts.models import Mandate, Seat, User
from gaodi.apps.accounts.selectors import build_viewer
from gaodi.kernel.instance import Instance
from gaodi.kernel.models import AuditRecord
from gaodi.ops import demonstration
from gaodi.ops.errors import OperationError

SECTIONS = {
    "qiye": "enterprise",
    "banshi": "enterprise",
    "yinhang": "institution",
    "jingban": "office",
    "fuhe": "office",
    "zichuan": "office",
    "fengkong": "risk",
    "lingdao": "cockpit",
    "shenji": "office",
}


@pytest.fixture(autouse=True)
def small_and_quick(db, settings, tmp_path):
    """Twenty enterprises, a folder of its own, and a hash that is fit for tests only."""
    from dataclasses import replace

    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    settings.GAODI = replace(settings.GAODI, var=tmp_path, demo_enterprises=20)


@pytest.fixture
def kept_file(tmp_path):
    return tmp_path / "demonstration.json"


def passwords_in(table):
    return dict(line.split()[:2] for line in table.splitlines()[1:])


def test_every_account_signs_in_with_the_password_of_the_table():
    table = demonstration.prepare()

    passwords = passwords_in(table)
    assert passwords.keys() == SECTIONS.keys()
    assert all(User.objects.get(username=name).check_password(one) for name, one in passwords.items())


def test_passwords_are_readable_groups_that_differ():
    passwords = passwords_in(demonstration.prepare()).values()

    assert len(set(passwords)) == len(SECTIONS)
    assert all(re.fullmatch(r"[a-hjkmnp-z2-9]{4}(-[a-hjkmnp-z2-9]{4}){3}", one) for one in passwords)


@pytest.mark.parametrize(("username", "section"), SECTIONS.items())
def test_every_account_enters_its_section(on, username, section):
    demonstration.prepare()

    viewer = build_viewer(User.objects.get(username=username), on=on)
    assert viewer.may_enter(section)


def test_the_clerk_can_switch_between_two_enterprises():
    demonstration.prepare()

    names = Mandate.objects.filter(user__username="banshi").values_list("party__short_name", "role")
    assert sorted(names) == [("昶筠电气", "clerk"), ("溱宸生物", "clerk")]


def test_the_officer_of_a_district_is_narrowed_to_it(on):
    demonstration.prepare()

    viewer = build_viewer(User.objects.get(username="zichuan"), on=on)
    assert (viewer.reporting_unit, viewer.unit) == ("zichuan", "county_governments")


def test_a_second_time_gives_the_same_table_and_opens_nothing():
    first = demonstration.prepare()
    before = (
        User.objects.count(),
        Mandate.objects.count(),
        Seat.objects.count(),
        AuditRecord.objects.count(),
    )

    second = demonstration.prepare()

    assert second == first
    assert before == (
        User.objects.count(), Mandate.objects.count(), Seat.objects.count(), AuditRecord.objects.count()
    )  # fmt: skip


def test_passwords_are_kept_for_their_owner_alone(kept_file):
    demonstration.prepare()

    assert kept_file.stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize("content", [None, "", "[]", '{"qiye": {"password": 1}}'])
def test_where_the_file_is_lost_new_passwords_are_set(kept_file, content):
    first = passwords_in(demonstration.prepare())
    kept_file.unlink() if content is None else kept_file.write_text(content)

    second = passwords_in(demonstration.prepare())

    assert not set(first.values()) & set(second.values())
    assert User.objects.get(username="qiye").check_password(second["qiye"])


def test_a_password_that_its_owner_changed_is_not_printed():
    demonstration.prepare()
    user = User.objects.get(username="qiye")
    user.set_password("chosen-by-hand-1")
    user.save()

    table = demonstration.prepare()

    assert passwords_in(table)["qiye"] == "（已由本人修改）"
    assert User.objects.get(username="qiye").check_password("chosen-by-hand-1")


def test_no_password_is_in_the_audit(kept_file):
    demonstration.prepare()

    audit = json.dumps(list(AuditRecord.objects.values_list("detail", "changes")), default=str)
    secrets = [word for row in json.loads(kept_file.read_text()).values() for word in row.values()]
    assert len(secrets) == 2 * len(SECTIONS)
    assert not [secret for secret in secrets if secret in audit]


def test_columns_stand_straight_where_chinese_is_two_wide():
    table = demonstration.prepare()

    def width(text):
        return sum(2 if unicodedata.east_asian_width(c) in "WFA" else 1 for c in text)

    starts = {width(line[: line.index(re.split(r"\s{2,}", line)[2])]) for line in table.splitlines()}
    assert len(starts) == 1


def test_a_live_instance_is_refused(monkeypatch):
    monkeypatch.setattr(Instance, "is_demo", property(lambda self: False))

    with pytest.raises(OperationError, match="演示"):
        demonstration.prepare()

    assert not User.objects.exists()


def test_two_files_wait_one_of_them_with_slips():
    from gaodi.apps.intake.models import IntakeFile

    demonstration.prepare()
    demonstration.prepare()
    files = {file.kind: file for file in IntakeFile.objects.all()}

    assert files["loan"].state == files["listing_event"].state == "checked"
    assert (files["loan"].problems, files["listing_event"].problems) == (0, 3)
    assert files["loan"].rows_new and files["loan"].rows_same
