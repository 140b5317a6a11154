from datetime import date

import pytest
from django.db import DatabaseError, transaction

from gaodi.kernel.instance import (
    BornAlready,
    DemoOnly,
    NotBornYet,
    find_instance,
    get_instance,
    give_birth,
    require_demo,
)
from gaodi.kernel.models import AuditRecord, Event, Instance


def test_before_birth_there_is_no_instance(db):
    assert find_instance() is None
    with pytest.raises(NotBornYet):
        get_instance()


def test_birth_leaves_an_event_and_an_audit_line(demo):
    assert Event.objects.get().kind == "instance_born"
    assert AuditRecord.objects.get(kind="line").action == "give_birth"


def test_an_instance_is_born_once(demo, actor, at):
    with pytest.raises(BornAlready, match="演示"):
        give_birth(kind=Instance.Kind.LIVE, region="jinan", first_day=date(2026, 1, 1), actor=actor, at=at)

    assert get_instance().kind == "demo"


def test_the_kind_of_an_instance_never_changes(demo):
    with pytest.raises(DatabaseError), transaction.atomic():
        Instance.objects.update(kind="live")


def test_a_live_instance_refuses_what_only_a_demonstration_may_do(live):
    with pytest.raises(DemoOnly):
        require_demo()


def test_a_demonstration_may(demo):
    assert require_demo() == demo
