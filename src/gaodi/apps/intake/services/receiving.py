"""Taking files in, and what people may do with one until it is applied."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from contextlib import AbstractContextManager
from datetime import date, datetime
from pathlib import Path
from uuid import UUID

from django.db import connection, transaction

from gaodi.apps.intake.actors import keep_actor
from gaodi.apps.intake.choices import REVOCABLE, STANDING, FileState, Uploader
from gaodi.apps.intake.models import IntakeFile, Outlet, SavedMapping
from gaodi.apps.intake.permissions import can_use, is_open
from gaodi.apps.intake.selectors import files_for
from gaodi.apps.intake.services.checking import clear_check
from gaodi.apps.intake.services.refusals import (
    DayAhead,
    FileCameBefore,
    FileHasProblems,
    FileNotReady,
    FileNotThere,
    FormatNotTaken,
    KindNotTaken,
    OutletClosed,
    OutletNotYours,
)
from gaodi.apps.intake.store import Store, Stored
from gaodi.kernel.audit import acting
from gaodi.kernel.events import emit
from gaodi.kernel.models import AuditRecord
from gaodi.kernel.people import Actor, Viewer

LARGEST_FILE = 300 << 20
_LOCKS = 0x6A0F2  # first key of pg_advisory_xact_lock: one reception of a content at a time
_SUFFIXES = (".xlsx", ".csv", ".txt", ".tsv", ".jsonl", ".ndjson", ".json")


def receive_file(
    viewer: Viewer,
    *,
    outlet: Outlet,
    kind: str,
    name: str,
    chunks: Iterable[bytes],
    store: Store,
    source_on: date,
    on: date,
    at: datetime,
    mapping: Mapping[str, str] | None = None,
) -> IntakeFile:
    """The file, stored, with its check waiting in the queue.

    Args: source_on: the day as of which the source tells; mapping: header in the file to name of a field.
    Raises: OutletNotYours; what `receive_for` raises; NobodyActs.
    """
    if not can_use(viewer, outlet, on=on):
        raise OutletNotYours(outlet)
    party_id = viewer.party_id if outlet.uploader != Uploader.UNIT else None
    return receive_for(
        viewer.as_actor(),
        outlet=outlet,
        kind=kind,
        name=name,
        chunks=chunks,
        store=store,
        source_on=source_on,
        on=on,
        at=at,
        mapping=mapping,
        party_id=party_id,
    )


def receive_for(
    actor: Actor,
    *,
    outlet: Outlet,
    kind: str,
    name: str,
    chunks: Iterable[bytes],
    store: Store,
    source_on: date,
    on: date,
    at: datetime,
    mapping: Mapping[str, str] | None = None,
    party_id: int | None = None,
    is_queued: bool = True,
) -> IntakeFile:
    """The same for an operator, whom no seat or mandate limits.

    Args: party_id: the institution or enterprise whose own rows these are; is_queued: False where the caller checks
        the file itself.
    Raises: OutletClosed; KindNotTaken; FormatNotTaken; DayAhead; FileCameBefore; TooLarge; Empty.
    """
    _check_request(outlet, kind, name, source_on, on)
    stored = store.keep(chunks, most=LARGEST_FILE)
    with acting(
        actor=actor,
        at=at,
        action="receive_file",
        subject_kind="intake_file",
        detail={"outlet": outlet.code, "kind": kind, "file": name, "digest": stored.digest},
    ):
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s, hashtext(%s))", [_LOCKS, stored.digest])
        _refuse_double(outlet, kind, stored.digest, party_id, mapping)
        file = IntakeFile.objects.create(
            outlet=outlet,
            kind=kind,
            name=Path(name).name[:200],
            digest=stored.digest,
            size=stored.size,
            mapping=dict(mapping or {}),
            source_on=source_on,
            state=FileState.RECEIVED if is_queued else FileState.CHECKING,
            rows_expected=_expected(name, stored),
            user_id=actor.user_id,
            party_id=party_id,
            actor=keep_actor(actor),
            received_at=at,
        )
        if is_queued:
            emit("file_received", actor=actor, on=on, at=at, subject_kind="intake_file", subject_id=file.pk)
    return file


def _check_request(outlet: Outlet, kind: str, name: str, source_on: date, on: date) -> None:
    if not is_open(outlet, on=on):
        raise OutletClosed(outlet)
    if kind not in outlet.kinds:
        raise KindNotTaken(outlet, kind)
    if not name.lower().endswith(_SUFFIXES):
        raise FormatNotTaken(Path(name).name[:60])
    if source_on > on:
        raise DayAhead(source_on, on)


def _refuse_double(
    outlet: Outlet, kind: str, digest: str, party_id: int | None, mapping: Mapping[str, str] | None
) -> None:
    """What was applied may come again only where its columns are to be read otherwise."""
    before = IntakeFile.objects.filter(outlet=outlet, kind=kind, digest=digest, state__in=STANDING)
    before = before.filter(party__isnull=True) if party_id is None else before.filter(party_id=party_id)
    found = before.order_by("-id").first()
    if found is None:
        return
    if found.state != FileState.APPLIED or not mapping or dict(mapping) == found.mapping:
        raise FileCameBefore(found)


def _expected(name: str, stored: Stored) -> int | None:
    """About how many rows a text holds; a workbook does not say before it is read."""
    return None if name.lower().endswith(".xlsx") else max(0, stored.lines - 1)


def confirm_file(viewer: Viewer, *, public_id: UUID | str, on: date, at: datetime) -> IntakeFile:
    """The file, with its application waiting in the queue.

    Raises: FileNotThere; OutletNotYours; FileNotReady; FileHasProblems.
    """
    file = _find(viewer, public_id, on=on)
    return confirm_for(viewer.as_actor(), file=file, on=on, at=at)


def confirm_for(
    actor: Actor, *, file: IntakeFile, on: date, at: datetime, is_queued: bool = True
) -> IntakeFile:
    """The same for an operator, who may apply the file without the queue. Raises: FileNotReady; FileHasProblems."""
    with transaction.atomic():
        row = _locked(file)
        if row.state != FileState.CHECKED:
            raise FileNotReady(row, "确认写入")
        if row.problems:
            raise FileHasProblems(row)
        with _line(actor, at, "confirm_file", row):
            row.state, row.applying_actor = FileState.APPLYING, keep_actor(actor)
            row.save(update_fields=["state", "applying_actor"])
            if is_queued:
                emit(
                    "file_confirmed", actor=actor, on=on, at=at, subject_kind="intake_file", subject_id=row.pk
                )
    return row


def withdraw_file(viewer: Viewer, *, public_id: UUID | str, on: date, at: datetime) -> IntakeFile:
    """The file, taken back before it was applied; what was staged is gone, its findings stay.

    Raises: FileNotThere; OutletNotYours; FileNotReady.
    """
    file = _find(viewer, public_id, on=on)
    with transaction.atomic():
        row = _locked(file)
        if row.state not in REVOCABLE:
            raise FileNotReady(row, "撤回；已写入的数据请用新的更正文件更正")
        with _line(viewer.as_actor(), at, "withdraw_file", row):
            for rows in (row.differences, row.staged, row.newcomers):
                rows.all().delete()
            row.state, row.ended_at = FileState.WITHDRAWN, at
            row.save(update_fields=["state", "ended_at"])
    return row


def map_columns(
    viewer: Viewer, *, public_id: UUID | str, mapping: Mapping[str, str], on: date, at: datetime
) -> IntakeFile:
    """The file, checked anew with these columns; the outlet's next files of the kind begin with the same mapping.

    Args: mapping: header in the file to name of a field, "" for a column that is not wanted.
    Raises: FileNotThere; OutletNotYours; FileNotReady.
    """
    file = _find(viewer, public_id, on=on)
    actor = viewer.as_actor()
    with transaction.atomic():
        row = _locked(file)
        if row.state not in (FileState.CHECKED, FileState.FAILED):
            raise FileNotReady(row, "调整列对应")
        with _line(actor, at, "map_columns", row):
            SavedMapping.objects.update_or_create(
                outlet=row.outlet, kind=row.kind, defaults={"mapping": dict(mapping), "saved_at": at}
            )
            _start_again(row, mapping)
            emit("file_received", actor=actor, on=on, at=at, subject_kind="intake_file", subject_id=row.pk)
    return row


def check_again(viewer: Viewer, *, public_id: UUID | str, on: date, at: datetime) -> IntakeFile:
    """The file, checked anew: parties may have been registered since, or our fault mended.

    Raises: FileNotThere; OutletNotYours; FileNotReady.
    """
    file = _find(viewer, public_id, on=on)
    actor = viewer.as_actor()
    with transaction.atomic():
        row = _locked(file)
        if row.state not in (FileState.CHECKED, FileState.FAILED):
            raise FileNotReady(row, "重新核对")
        with _line(actor, at, "check_again", row):
            _start_again(row, row.mapping)
            emit("file_received", actor=actor, on=on, at=at, subject_kind="intake_file", subject_id=row.pk)
    return row


def _start_again(row: IntakeFile, mapping: Mapping[str, str]) -> None:
    clear_check(row)
    row.state, row.format, row.mapping = FileState.RECEIVED, "", dict(mapping)
    row.checked_at = row.ended_at = None
    row.save()


def _find(viewer: Viewer, public_id: UUID | str, *, on: date) -> IntakeFile:
    file = files_for(viewer).filter(public_id=public_id).first()
    if file is None:
        raise FileNotThere
    if not can_use(viewer, file.outlet, on=on):
        raise OutletNotYours(file.outlet)
    return file


def _locked(file: IntakeFile) -> IntakeFile:
    return IntakeFile.objects.select_for_update(of=("self",)).select_related("outlet").get(pk=file.pk)


def _line(actor: Actor, at: datetime, action: str, file: IntakeFile) -> AbstractContextManager[AuditRecord]:
    return acting(
        actor=actor,
        at=at,
        action=action,
        subject_kind="intake_file",
        subject_id=file.pk,
        detail={"file": file.name, "kind": file.kind, "digest": file.digest},
    )
