"""What applying a file would do to the registry, found by set: new rows, changed ones, older ones that end.

Rows are told apart by the kind's key within the file's source. In kinds with a term (a share held, a loan as it stands)
rows of one chain follow one another: an older one without an end ends where the next begins. docs/how-to/bring-data-in.md
tells the steps in words.
"""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from django.db import connection

from gaodi.apps.intake.choices import Severity
from gaodi.apps.intake.models import IntakeFile, Newcomer
from gaodi.apps.intake.services.findings import Finding
from gaodi.apps.intake.services.joining import joined_by_set
from gaodi.apps.intake.services.shapes import Shape
from gaodi.apps.registry.kinds import Kind

_DUPLICATES = """
SELECT rows, (SELECT count(DISTINCT s.values) > 1 FROM intake_stagedrow s
               WHERE s.file_id = %(file)s AND s.row = ANY(rows)) AS contradict
  FROM (SELECT array_agg(t.row ORDER BY t.row) AS rows FROM ({told}) AS t GROUP BY {key} HAVING count(*) > 1) AS found
 ORDER BY rows[1]
"""

_MARK = "UPDATE intake_stagedrow SET is_duplicate = true WHERE file_id = %s AND row = ANY(%s) AND NOT is_duplicate"

_COMPARE = """
WITH told AS {once} ({told}),
{line}
found AS (
    SELECT t.row, o.id AS old_id, {ends} AS ends_on, {public_id} AS row_public_id,
           o.id IS NULL AS is_new, o.id IS NOT NULL AND ({differs}) AS is_changed
      FROM told t
      {join_line}
      LEFT JOIN {table} o ON {same_row}
)
INSERT INTO intake_difference (file_id, row, change, old_id, ends_on, row_public_id)
SELECT %(file)s, row, CASE WHEN is_new THEN 'new' ELSE 'changed' END, old_id, ends_on, row_public_id
  FROM found WHERE is_new OR is_changed
{ended}
"""

_FINGERPRINT = """
SELECT count(*) FILTER (WHERE change = 'new'), count(*) FILTER (WHERE change = 'changed'),
       count(*) FILTER (WHERE change = 'ended'),
       md5(coalesce(string_agg(row || change || coalesce(old_id, 0) || coalesce(ends_on::text, ''), ','
                               ORDER BY row, change, old_id), ''))
  FROM intake_difference WHERE file_id = %s
"""

# Rows of the registry are only added and closed: as many of both mean the very same rows in the very same state.
_STANDING = "SELECT count(*), count(o.known_to) FROM {table} o WHERE {which}"

_KNOWN_BY_NOW = """
UPDATE intake_newcomer c SET party_id = p.id FROM registry_party p
 WHERE c.file_id = %s AND c.party_id IS NULL AND c.credit_code <> '' AND p.credit_code = c.credit_code
"""


@dataclass(frozen=True, slots=True)
class Comparison:
    """What applying would do, counted; equal fingerprints mean the very same rows against the same versions.

    `compared_with` is equal where the same question was put to the same rows of the registry.
    """

    new: int
    changed: int
    ended: int
    same: int
    new_parties: int
    fingerprint: str
    compared_with: str


def find_duplicates(file: IntakeFile, kind: Kind) -> list[Finding]:
    """Rows of the file about the same thing: a problem where they contradict, else a warning and the first one counts."""
    shape = Shape.of(file, kind)
    query = _DUPLICATES.format(told=shape.told(shape.key), key=shape.key_of("t"))
    with joined_by_set(file), connection.cursor() as cursor:
        cursor.execute(query, {"file": file.pk})
        groups = cursor.fetchall()
        surplus = [row for rows, _ in groups for row in rows[1:]]
        if surplus:
            cursor.execute(_MARK, [file.pk, surplus])
    return [_finding(rows, contradict) for rows, contradict in groups]


def _finding(rows: list[int], contradict: bool) -> Finding:
    listed = "、".join(str(row) for row in rows[:5]) + (f" 等 {len(rows)} 行" if len(rows) > 5 else " 行")
    if contradict:
        message = f"第 {listed}说的是同一件事，内容却不一致；请只留下正确的一行。"
        return Finding(Severity.PROBLEM, "contradiction", message, rows[1])
    return Finding(Severity.WARNING, "duplicate", f"第 {listed}内容完全相同，只取第一行。", rows[1])


def compare(file: IntakeFile, kind: Kind) -> Comparison:
    """The comparison with what is known now; its rows replace those of an earlier one. Within a transaction."""
    shape = Shape.of(file, kind)
    file.differences.all().delete()
    compared_with = _compared_with(file, shape)
    with joined_by_set(file), connection.cursor() as cursor:
        cursor.execute(_statement(shape), {"file": file.pk, "source": shape.source})
        cursor.execute(_FINGERPRINT, [file.pk])
        new, changed, ended, fingerprint = cursor.fetchone()
    rows = file.staged.filter(is_duplicate=False).count()
    newcomers = Newcomer.objects.filter(file=file, party__isnull=True).count()
    return Comparison(new, changed, ended, rows - new - changed, newcomers, fingerprint, compared_with)


def still_stands(file: IntakeFile, kind: Kind) -> bool:
    """Whether comparing once more would come to what the last comparison came to. Under the lock of kind and source."""
    return bool(file.compared_with) and file.compared_with == _compared_with(file, Shape.of(file, kind))


def _compared_with(file: IntakeFile, shape: Shape) -> str:
    """The question, and how many rows of the registry it is put to; read before the question is put, so that a row
    which comes in between is seen as a change."""
    given: dict[str, Any] = {"file": file.pk, "source": shape.source}
    asked = sha256(f"{shape.source} {_statement(shape)}".encode()).hexdigest()[:32]
    with joined_by_set(file), connection.cursor() as cursor:
        cursor.execute(_KNOWN_BY_NOW, [file.pk])
        cursor.execute(_STANDING.format(table=shape.table, which=shape.same_source("o")), given)
        rows, closed = cursor.fetchone()
    newcomers = Newcomer.objects.filter(file=file, party__isnull=True).count()
    return f"{asked}/{rows}/{closed}/{newcomers}"


def _statement(shape: Shape) -> str:
    parts = {
        "told": shape.told(),
        "once": "MATERIALIZED" if shape.chain else "",
        "table": shape.table,
        "same_row": shape.same_row("t", "o"),
        "differs": shape.differs("t", "o"),
        "ends": shape.ends("t", "o"),
        "public_id": shape.public_id("o"),
        "line": "",
        "join_line": "",
        "ended": "",
    }
    if shape.chain:
        parts |= {"line": shape.line(), "join_line": shape.join_line(), "ended": shape.ended()}
    return _COMPARE.format(**parts)
