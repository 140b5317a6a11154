"""What happened, for whoever listens: a closed vocabulary, one append-only table, a job for each subscriber.

An app's `events.py` declares its kinds and subscribes its tasks on `events`; a service calls `emit` in its transaction.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from contextlib import suppress
from datetime import date, datetime
from typing import Any

from django.db import connection, transaction
from django.utils.module_loading import import_string
from procrastinate.exceptions import AlreadyEnqueued
from procrastinate.tasks import Task

from gaodi.kernel.models import Event
from gaodi.kernel.people import Actor

Subscriber = str | Task[Any, Any, Any]
"""A procrastinate task, or its dotted name, resolved when the first event comes; it gets `event_id`."""


class UnknownEvent(LookupError):
    """An event kind that no app declares: add it to the app's `events.py`."""


class EventDeclaredTwice(ValueError):
    """Two apps claim the same event kind: rename one."""


class EventRegistry:
    """The kinds that exist and the tasks that listen to them. A test can build a second one."""

    def __init__(self) -> None:
        self.kinds: dict[str, str] = {}
        self._subscribers: dict[str, list[Subscriber]] = defaultdict(list)

    def declare(self, kind: str, label: str) -> None:
        """Add a word to the vocabulary, with its Chinese label."""
        if self.kinds.get(kind, label) != label:
            raise EventDeclaredTwice(f"{kind} is already declared as {self.kinds[kind]}")
        self.kinds[kind] = label

    def subscribe(self, kind: str, task: Subscriber) -> None:
        """From now on every event of this kind enqueues `task`. The kind may be declared later."""
        if task not in self._subscribers[kind]:
            self._subscribers[kind].append(task)

    def subscribers(self, kind: str) -> list[Task[Any, Any, Any]]:
        return [import_string(task) if isinstance(task, str) else task for task in self._subscribers[kind]]

    def check(self) -> None:
        """Raises: UnknownEvent: somebody listens for a kind that nobody declares."""
        for kind in self._subscribers.keys() - self.kinds.keys():
            raise UnknownEvent(f"{self._subscribers[kind]} listens for {kind}, which no app declares")


events = EventRegistry()
events.declare("instance_born", "平台建立")
events.declare("day_advanced", "业务日推进")
events.declare("pack_loaded", "地区包载入")


def emit(
    kind: str,
    *,
    actor: Actor,
    on: date,
    at: datetime,
    subject_kind: str = "",
    subject_id: int | None = None,
    payload: Mapping[str, Any] | None = None,
    registry: EventRegistry = events,
) -> Event:
    """The stored event; each subscriber's job is enqueued in the same transaction.

    Raises: UnknownEvent; RuntimeError: outside a transaction, where event and jobs could part from the deed.
    """
    if kind not in registry.kinds:
        raise UnknownEvent(f"event kind {kind} is not declared; known: {', '.join(sorted(registry.kinds))}")
    if not connection.in_atomic_block:
        raise RuntimeError(f"event {kind} is emitted outside a transaction")
    event = Event.objects.create(
        kind=kind,
        on=on,
        at=at,
        actor=str(actor),
        user_id=actor.user_id,
        mandate_id=actor.mandate_id,
        subject_kind=subject_kind,
        subject_id=subject_id,
        payload=dict(payload or {}),
    )
    for task in registry.subscribers(kind):
        _enqueue(task, event)
    return event


def _enqueue(task: Task[Any, Any, Any], event: Event) -> None:
    """A task with a queueing lock that already waits does for this event too; it must read the state, not the event."""
    with suppress(AlreadyEnqueued), transaction.atomic():
        task.configure().defer(event_id=event.pk)
