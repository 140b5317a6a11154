"""Parties that a file names first."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import connection

from gaodi.apps.intake.models import IntakeFile, Newcomer
from gaodi.apps.registry.choices import NameKind, PartyKind
from gaodi.apps.registry.models import Party
from gaodi.apps.registry.services.names import NAME_COLUMNS, name_row, read_and_key

_BATCH = 2_000
_COPY_NAMES = f"COPY registry_partyname ({', '.join(NAME_COLUMNS)}) FROM STDIN"


def make_newcomers(file: IntakeFile, *, at: datetime) -> None:
    """A party with its registered name for each newcomer of the file that is not known by now."""
    rows = Newcomer.objects.filter(file=file, party__isnull=True).order_by("pk")
    while batch := list(rows[:_BATCH]):
        _make(file, batch, at)


def _make(file: IntakeFile, batch: list[Newcomer], at: datetime) -> None:
    parties = Party.objects.bulk_create([_party(one, at) for one in batch])
    for newcomer, party in zip(batch, parties, strict=True):
        newcomer.party = party
    Newcomer.objects.bulk_update(batch, ["party"])
    with connection.cursor() as cursor, cursor.copy(_COPY_NAMES) as copy:
        for newcomer in batch:
            copy.write_row(_name(file, newcomer, at))


def _party(one: Newcomer, at: datetime) -> Party:
    readings, _ = read_and_key(one.name)
    return Party(
        kind=one.kind,
        credit_code=one.credit_code or None,
        name=one.name,
        pinyin=readings.full,
        initials=readings.initials,
        created_at=at,
    )


def _name(file: IntakeFile, one: Newcomer, at: datetime) -> tuple[Any, ...]:
    return name_row(
        one.party_id or 0,
        NameKind.REGISTERED.value,
        one.name,
        one.since,
        file.outlet.source,
        file.source_on,
        at,
        standing=file.outlet.standing.value,
        batch=file.pk,
        is_person=one.kind == PartyKind.PERSON,
    )
