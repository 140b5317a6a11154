import pytest
from django.db import transaction

from gaodi.kernel.audit import OutsideTransaction, acting, record
from gaodi.kernel.models import AuditRecord, BusinessDay
from gaodi.kernel.people import Actor


def move_day(at):
    BusinessDay.objects.create(day=at.date(), moved_at=at)


def last_row():
    return AuditRecord.objects.filter(kind="row").latest("id")


def test_a_line_says_who_did_what_to_which_thing(db, actor, at):
    with acting(
        actor=actor,
        at=at,
        action="submit_claim",
        subject_kind="claim",
        subject_id=3,
        detail={"until": at.date()},
    ):
        pass

    line = AuditRecord.objects.get()
    assert (line.kind, line.at, line.actor, line.user_id, line.mandate_id) == (
        "line",
        at,
        "person:王芳",
        7,
        70,
    )
    assert (line.action, line.subject_kind, line.subject_id) == ("submit_claim", "claim", 3)
    assert line.detail == {"until": "2025-06-30"}


def test_row_differences_carry_actor_mandate_and_line(db, actor, at):
    with acting(actor=actor, at=at, action="move") as line:
        move_day(at)

    row = last_row()
    assert (row.actor, row.user_id, row.mandate_id, row.line_id) == ("person:王芳", 7, 70, line.pk)
    assert row.txid == AuditRecord.objects.get(pk=line.pk).txid


def test_a_change_without_a_service_names_the_login(db, at):
    move_day(at)

    assert (last_row().actor, last_row().line_id) == ("database:gaodi_app", None)


def test_after_an_inner_service_the_outer_name_is_back(db, actor, at):
    with acting(actor=actor, at=at, action="outer") as outer:
        with acting(actor=Actor.system("inner"), at=at, action="inner"):
            pass
        move_day(at)

    assert (last_row().actor, last_row().line_id) == ("person:王芳", outer.pk)


def test_after_an_inner_service_failed_the_outer_name_is_back(db, actor, at):
    with acting(actor=actor, at=at, action="outer") as outer:
        with pytest.raises(ZeroDivisionError), acting(actor=Actor.system("inner"), at=at, action="inner"):
            raise ZeroDivisionError
        move_day(at)

    assert last_row().line_id == outer.pk
    assert not AuditRecord.objects.filter(action="inner").exists()


@pytest.mark.commits
def test_the_name_ends_with_the_transaction(actor, at):
    with transaction.atomic():
        record(actor=actor, at=at, action="first")
    move_day(at)

    assert last_row().actor == "database:gaodi_app"


@pytest.mark.commits
def test_a_line_outside_a_transaction_is_refused(actor, at):
    with pytest.raises(OutsideTransaction, match="move"):
        record(actor=actor, at=at, action="move")
