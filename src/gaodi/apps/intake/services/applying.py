"""Applying a file: everything that it says is known from one moment on, or nothing is."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.db import connection

from gaodi.apps.intake.actors import actor_of
from gaodi.apps.intake.choices import FileState
from gaodi.apps.intake.models import IntakeFile
from gaodi.apps.intake.services.checking import take_over
from gaodi.apps.intake.services.comparing import compare, still_stands
from gaodi.apps.intake.services.joining import joined_by_set
from gaodi.apps.intake.services.newcomers import make_newcomers
from gaodi.apps.intake.services.shapes import Shape
from gaodi.apps.registry.choices import NameKind
from gaodi.apps.registry.kinds import KINDS, Kind
from gaodi.kernel.audit import acting
from gaodi.kernel.events import emit

_LOCKS = 0x6A0F1  # first key of pg_advisory_xact_lock: one writer of a kind and source at a time

_CLOSE = """
UPDATE {table} SET known_to = %(at)s
 WHERE id IN (SELECT old_id FROM intake_difference WHERE file_id = %(file)s AND old_id IS NOT NULL)
"""

_INSERT = """
INSERT INTO {table} ({names})
SELECT {chosen}
  FROM ({told}) AS t
  JOIN intake_difference d ON d.file_id = %(file)s AND d.row = t.row AND d.change IN ('new', 'changed')
  LEFT JOIN {table} o ON o.id = d.old_id
"""

_END = """
INSERT INTO {table} ({names})
SELECT {chosen} FROM intake_difference d JOIN {table} o ON o.id = d.old_id
 WHERE d.file_id = %(file)s AND d.change = 'ended'
"""

_SHOW_NAMES = """
UPDATE registry_party p SET name = n.name, pinyin = n.pinyin, initials = n.initials
  FROM (SELECT DISTINCT ON (party_id) party_id, name, pinyin, initials FROM registry_partyname
         WHERE known_to IS NULL AND valid_to IS NULL AND kind = %(kind)s
           AND party_id IN (SELECT party_id FROM registry_partyname WHERE batch = %(file)s)
         ORDER BY party_id, valid_from DESC) AS n
 WHERE p.id = n.party_id AND p.name <> n.name
"""


def apply_file(file_id: int, *, on: date, at: datetime) -> IntakeFile:
    """The file, applied; once, however often this is called.

    Under the lock of its kind and source it is compared anew if any row came in or was closed there since. Where that
    comes out otherwise than people were shown, nothing is written: the file goes back to be looked at and confirmed again.
    """
    file = IntakeFile.objects.get(pk=file_id)
    kind = KINDS[file.kind]
    detail = {"kind": file.kind, "file": file.name, "digest": file.digest}
    with acting(
        actor=actor_of(file.applying_actor or file.actor),
        at=at,
        action="apply_file",
        subject_kind="intake_file",
        subject_id=file.pk,
        detail=detail,
    ):
        lock_writers(file.kind, file.outlet.source)
        file = IntakeFile.objects.select_for_update().get(pk=file_id)
        if file.state != FileState.APPLYING:
            return file
        if not still_stands(file, kind) and _comes_out_otherwise(file, kind):
            return _give_back(file, at=at)
        if file.new_parties:
            make_newcomers(file, at=at)
            compare(file, kind)
        _write(file, kind, at=at)
        _finish(file, on=on, at=at)
    return file


def lock_writers(kind: str, source: str) -> None:
    """Until the transaction ends, nobody else writes rows of this kind and source."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s, hashtext(%s))", [_LOCKS, f"{kind}/{source}"])


def _comes_out_otherwise(file: IntakeFile, kind: Kind) -> bool:
    shown = file.fingerprint
    take_over(file, compare(file, kind))
    return file.fingerprint != shown


def _give_back(file: IntakeFile, *, at: datetime) -> IntakeFile:
    file.state, file.checked_at = FileState.CHECKED, at
    file.says = "确认之后登记数据有了变化，比对结果已更新；请再看一遍，然后重新确认。"
    file.save()
    return file


def _write(file: IntakeFile, kind: Kind, *, at: datetime) -> None:
    shape = Shape.of(file, kind)
    given: dict[str, Any] = {
        "file": file.pk,
        "at": at,
        "source": file.outlet.source,
        "source_on": file.source_on,
        "standing": file.outlet.standing.value,
    }
    with joined_by_set(file), connection.cursor() as cursor:
        cursor.execute(_CLOSE.format(table=shape.table), given)
        cursor.execute(_insert(shape), given)
        if shape.chain:
            cursor.execute(_end(shape), given)
        if kind.code == "name":
            cursor.execute(_SHOW_NAMES, {"file": file.pk, "kind": NameKind.REGISTERED.value})


def _insert(shape: Shape) -> str:
    """New versions: what the file tells, else what the old version had, else what the kind or the model holds for missing."""
    chosen = {name: _chosen(shape, name, field) for name, field in _written(shape).items()}
    return _INSERT.format(
        table=shape.table, told=shape.told(), names=", ".join(chosen), chosen=", ".join(chosen.values())
    )


def _end(shape: Shape) -> str:
    """Older rows once more, with the day on which they end."""
    chosen = {name: f"o.{name}" for name in _written(shape)}
    chosen |= {"valid_to": "d.ends_on", "known_from": "%(at)s", "known_to": "NULL", "batch": "%(file)s"}
    return _END.format(table=shape.table, names=", ".join(chosen), chosen=", ".join(chosen.values()))


def _written(shape: Shape) -> dict[str, Any]:
    return {name: field for name, field in shape.columns.items() if not field.primary_key}


_GIVEN = {
    "known_from": "%(at)s",
    "known_to": "NULL",
    "source": "%(source)s",
    "standing": "%(standing)s",
    "evidence": "NULL",
    "batch": "%(file)s",
    "valid_to": "d.ends_on",
    "public_id": "coalesce(d.row_public_id, gen_random_uuid())",
}


def _chosen(shape: Shape, name: str, field: Any) -> str:
    if name in _GIVEN:
        return _GIVEN[name]
    if name == "source_on":
        return "coalesce(t.source_on, %(source_on)s)" if name in shape.told_of else "%(source_on)s"
    if name in shape.told_of or name in shape.key:
        return f"t.{name}"
    fresh = f"t.{name}" if name in shape.staged else _default(field)
    return f"CASE WHEN o.id IS NULL THEN {fresh} ELSE o.{name} END"


def _default(field: Any) -> str:
    """The model's default as SQL; defaults of the registry are codes and numbers."""
    value = field.get_default()
    if value is None:
        return "NULL"
    return "'" + str(value).replace("'", "''").replace("%", "%%") + "'"


def _finish(file: IntakeFile, *, on: date, at: datetime) -> None:
    file.state, file.applied_at, file.ended_at, file.says = FileState.APPLIED, at, at, ""
    file.save()
    emit(
        "data_came_in",
        actor=actor_of(file.applying_actor or file.actor),
        on=on,
        at=at,
        subject_kind="intake_file",
        subject_id=file.pk,
        payload={
            "kinds": [file.kind],
            "source": file.outlet.source,
            "parties": _count_parties(file),
            "new": file.rows_new,
            "changed": file.rows_changed,
        },
    )


def _count_parties(file: IntakeFile) -> int:
    """How many subjects have rows that the file wrote."""
    kind = KINDS[file.kind]
    rows = kind.model._default_manager.filter(batch=file.pk)
    return int(rows.values(kind.subject).distinct().count())
