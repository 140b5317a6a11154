from datetime import date

import pytest
from django.db import transaction
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob

from gaodi.kernel.events import EventDeclaredTwice, EventRegistry, UnknownEvent, emit
from gaodi.kernel.models import Event

DAY = date(2025, 6, 30)


@app.task(name="tests.kernel.listen")
def listen(event_id):
    return event_id


@app.task(name="tests.kernel.listen_once", queueing_lock="tests.kernel.listen_once")
def listen_once(event_id):
    return event_id


@pytest.fixture
def registry():
    registry = EventRegistry()
    registry.declare("thing_done", "事情办成")
    return registry


def jobs():
    return list(ProcrastinateJob.objects.filter(task_name="tests.kernel.listen"))


def test_an_event_is_stored_with_who_and_when(db, registry, actor, at):
    event = emit(
        "thing_done",
        actor=actor,
        on=DAY,
        at=at,
        subject_kind="thing",
        subject_id=5,
        payload={"until": DAY},
        registry=registry,
    )

    event.refresh_from_db()
    assert (event.on, event.at, event.actor, event.mandate_id) == (DAY, at, "person:王芳", 70)
    assert (event.subject_kind, event.subject_id, event.payload) == ("thing", 5, {"until": "2025-06-30"})


def test_each_subscriber_gets_a_job_with_the_event(db, registry, actor, at):
    registry.subscribe("thing_done", listen)

    event = emit("thing_done", actor=actor, on=DAY, at=at, registry=registry)

    assert [job.args for job in jobs()] == [{"event_id": event.pk}]


def test_a_subscriber_may_be_a_dotted_name(db, registry, actor, at, monkeypatch):
    monkeypatch.setattr("gaodi.kernel.events.listen_here", listen, raising=False)
    registry.subscribe("thing_done", "gaodi.kernel.events.listen_here")

    emit("thing_done", actor=actor, on=DAY, at=at, registry=registry)

    assert len(jobs()) == 1


def test_subscribing_twice_is_one_job(db, registry, actor, at):
    registry.subscribe("thing_done", listen)
    registry.subscribe("thing_done", listen)

    emit("thing_done", actor=actor, on=DAY, at=at, registry=registry)

    assert len(jobs()) == 1


def test_a_task_that_waits_already_does_for_the_next_event_too(db, registry, actor, at):
    registry.subscribe("thing_done", listen_once)

    for _ in range(3):
        emit("thing_done", actor=actor, on=DAY, at=at, registry=registry)

    assert ProcrastinateJob.objects.filter(task_name="tests.kernel.listen_once").count() == 1
    assert Event.objects.count() == 3


def test_event_and_job_vanish_with_the_deed(db, registry, actor, at):
    registry.subscribe("thing_done", listen)

    with pytest.raises(ZeroDivisionError), transaction.atomic():
        emit("thing_done", actor=actor, on=DAY, at=at, registry=registry)
        raise ZeroDivisionError

    assert not Event.objects.exists()
    assert jobs() == []


@pytest.mark.commits
def test_an_event_outside_a_transaction_is_refused(registry, actor, at):
    with pytest.raises(RuntimeError, match="outside a transaction"):
        emit("thing_done", actor=actor, on=DAY, at=at, registry=registry)


def test_an_undeclared_kind_is_refused_and_the_known_ones_are_named(db, registry, actor, at):
    with pytest.raises(UnknownEvent, match="known: thing_done"):
        emit("thing_dnoe", actor=actor, on=DAY, at=at, registry=registry)


def test_two_labels_for_one_kind_are_refused(registry):
    registry.declare("thing_done", "事情办成")
    with pytest.raises(EventDeclaredTwice):
        registry.declare("thing_done", "别的事情")


def test_a_listener_may_come_before_the_declaration_but_not_without_one(registry):
    registry.subscribe("other_thing", listen)

    with pytest.raises(UnknownEvent, match="other_thing"):
        registry.check()

    registry.declare("other_thing", "另一件事")
    registry.check()
