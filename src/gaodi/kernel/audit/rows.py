"""The proof that tables still hold what their batch records say: each digest is computed again from the rows.

It finds what was done behind the triggers: rows gone, changed, or put between others. Chain and records are the matter
of `sealing.verify`; run that first.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from django.db import connection, transaction
from django.db.models import Max
from psycopg import sql

from gaodi.kernel.audit.statements import DIGEST, ENCODING, PART
from gaodi.kernel.models import AuditRecord, AuditSeal

Progress = Callable[[int, int, str], None]
"""Called with the batches done, all batches, and the table at hand."""

# The rows of the ids as they are; a row that changed and was written down in full is taken back to what it was then.
_AS_IT_IS = """(SELECT t.* FROM {table} AS t
  JOIN unnest({ids}::int8multirange) AS span ON t.{key} >= lower(span) AND t.{key} < upper(span)) AS covered"""
_AS_IT_WAS = """(SELECT (then_row).* FROM (
  SELECT jsonb_populate_record(now.t, coalesce(undo.before, '{{}}')) AS then_row
    FROM (SELECT t, t.{key}::text AS row_key FROM {table} AS t JOIN unnest({ids}::int8multirange) AS span
              ON t.{key} >= lower(span) AND t.{key} < upper(span)) AS now
    FULL JOIN (SELECT row_key, jsonb_object_agg(name, pair -> 0 ORDER BY record.id DESC) AS before
                 FROM kernel_auditrecord AS record, jsonb_each(changes) AS change(name, pair)
                WHERE record.table_name = {name} AND record.kind = 'row' AND record.id > {record}
                  AND record.operation <> 'insert' AND name = ANY ({columns})
                  AND CASE WHEN record.table_name = {name} THEN row_key::bigint END <@ {ids}::int8multirange
                GROUP BY row_key) AS undo ON undo.row_key = now.row_key) AS restored) AS covered"""

# Rows between those that the audit knows, and after them.
_STRANGERS = """
WITH known AS (SELECT range_agg((detail ->> 'ids')::int8multirange) AS ids FROM kernel_auditrecord
                WHERE kind = 'batch' AND operation = 'insert' AND table_name = {name}),
     gaps AS (SELECT unnest(int8multirange(int8range(lower(ids), NULL)) - ids) AS span FROM known)
SELECT count(*), range_agg(int8range(t.{key}, t.{key}, '[]'))::text FROM gaps
  JOIN {table} AS t ON t.{key} >= lower(span) AND (upper_inf(span) OR t.{key} < upper(span))
 WHERE NOT EXISTS (SELECT FROM kernel_auditrecord AS record WHERE record.table_name = {name}
                      AND record.row_key = t.{key}::text AND record.kind = 'row' AND record.operation = 'insert')
"""

_BACK = """
SELECT count(*), range_agg(int8range({key}, {key}, '[]'))::text FROM {source}
 WHERE NOT EXISTS (SELECT FROM kernel_auditrecord AS later
                    WHERE later.table_name = {name} AND later.operation = 'insert' AND later.id > {record}
                      AND (later.row_key = covered.{key}::text
                           OR covered.{key} <@ (later.detail ->> 'ids')::int8multirange))
"""

# A later batch over some of these rows: what they were before it is not written anywhere.
_OVERWRITTEN = """
SELECT EXISTS (SELECT FROM kernel_auditrecord AS later
                WHERE later.kind = 'batch' AND later.table_name = %(name)s AND later.id > %(record)s
                  AND (later.operation = 'delete' OR later.operation = 'update' AND EXISTS (
                       SELECT FROM jsonb_array_elements_text(later.detail -> 'columns') AS columns(name)
                        WHERE name = ANY (%(columns)s) AND name <> %(key)s))
                  AND (later.detail ->> 'ids')::int8multirange && %(ids)s::int8multirange)
"""
_WITHOUT = """
SELECT lost::text, (SELECT coalesce(sum(upper(span) - lower(span)), 0) FROM unnest(lost) AS span)
  FROM (SELECT %s::int8multirange - coalesce(%s, '{}')::int8multirange AS lost) AS subtracted
"""
_SPAN_OF_PART = f"""
SELECT (%(ids)s::int8multirange * int8multirange(int8range(part * {PART}, (part + 1) * {PART})))::text
  FROM (SELECT DISTINCT generate_series(lower(span) / {PART}, (upper(span) - 1) / {PART}) AS part
          FROM unnest(%(ids)s::int8multirange) AS span) AS parts
 ORDER BY part OFFSET %(place)s LIMIT 1
"""


@dataclass(frozen=True, slots=True)
class BrokenRows:
    """The first rows that differ from the audit. `kind`: missing, changed, added, or unreadable (a column is gone).

    `ids` are PostgreSQL ranges, first included, last not; for changed rows the span of at most a thousand ids that
    holds the first. `count`: how many rows are missing or added, or stand in spans with a change. `record_id`: the batch
    record; None for added rows, which have none.
    """

    kind: str
    table: str
    ids: str
    count: int
    record_id: int | None = None

    def __str__(self) -> str:
        return f"{self.table} {self.ids}: {self.count} rows {self.kind}"


@dataclass(frozen=True, slots=True)
class RowVerification:
    """What `verify_rows` found. `overwritten`: batches that a later batch wrote over, which nothing can prove now."""

    ok: bool
    batches: int
    rows: int
    overwritten: int
    unsealed_batches: int
    first_broken: BrokenRows | None


@dataclass(frozen=True, slots=True)
class _Batch:
    record: int
    table: str
    operation: str
    detail: dict[str, Any]

    def terms(self) -> dict[str, sql.Composable]:
        return _terms(self.table, self.detail["key"]) | {
            "ids": sql.Literal(self.detail["ids"]),
            "record": sql.Literal(self.record),
            "columns": sql.Literal(self.detail["columns"]),
        }


def verify_rows(progress: Progress | None = None) -> RowVerification:
    """Every sealed batch against its table, up to the first difference; one snapshot, one batch in memory at a time."""
    with _one_snapshot():
        batches = AuditRecord.objects.filter(kind=AuditRecord.Kind.BATCH).order_by("id")
        end = AuditSeal.objects.aggregate(end=Max("to_txid"))["end"] or 0
        sealed = batches.filter(txid__lt=end)
        total, unsealed = sealed.count(), batches.filter(txid__gte=end).count()
        done = rows = overwritten = 0
        keys: dict[str, str] = {}
        broken: BrokenRows | None = None
        for record in sealed.iterator(chunk_size=1):
            batch = _Batch(record.pk, record.table_name, record.operation, record.detail or {})
            if progress:
                progress(done, total, batch.table)
            broken = _check(batch)
            if broken and _is_overwritten(batch):
                broken, overwritten = None, overwritten + 1
            if broken:
                break
            keys.setdefault(batch.table, batch.detail["key"])
            done, rows = done + 1, rows + batch.detail["count"]
        broken = broken or next(filter(None, (_find_strangers(*one) for one in keys.items())), None)
    return RowVerification(broken is None, done, rows, overwritten, unsealed, broken)


@contextmanager
def _one_snapshot() -> Iterator[None]:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        cursor.execute(ENCODING.replace("SET", "SET LOCAL", 1))
        cursor.execute("SET LOCAL work_mem = '64MB'")
        yield


def _check(batch: _Batch) -> BrokenRows | None:
    gone = set(batch.detail["columns"]) - _columns_of(batch.table)
    if gone:
        return BrokenRows("unreadable", batch.table, batch.detail["ids"], batch.detail["count"], batch.record)
    if batch.operation == "delete":
        return _check_deleted(batch)
    if _digest(batch, _AS_IT_IS)["digest"] == batch.detail["digest"]:
        return None
    then = _digest(batch, _AS_IT_WAS)
    return None if then["digest"] == batch.detail["digest"] else _difference(batch, then)


def _digest(batch: _Batch, source: str) -> dict[str, Any]:
    terms = batch.terms()
    columns = sql.SQL(", ").join(map(sql.Identifier, batch.detail["columns"]))
    query = sql.SQL(DIGEST).format(key=terms["key"], columns=columns, source=sql.SQL(source).format(**terms))
    return dict(json.loads(_one(query)[0]))


def _difference(batch: _Batch, then: dict[str, Any]) -> BrokenRows:
    ids = batch.detail["ids"]
    lost, count = _one(_WITHOUT, [ids, then["ids"]])
    if count:
        return BrokenRows("missing", batch.table, lost, int(count), batch.record)
    pairs = zip(batch.detail["parts"], then["parts"], strict=True)
    places = [place for place, (before, now) in enumerate(pairs) if before != now]
    spans = [_one(_SPAN_OF_PART, {"ids": ids, "place": place})[0] for place in places]
    held = sum(_one(_WITHOUT, [span, None])[1] for span in spans)
    first = spans[0] if spans else ids
    return BrokenRows("changed", batch.table, first, int(held) or batch.detail["count"], batch.record)


def _check_deleted(batch: _Batch) -> BrokenRows | None:
    """Ids that are there although they were deleted and nobody inserted them again."""
    count, ids = _one(
        sql.SQL(_BACK).format(**batch.terms(), source=sql.SQL(_AS_IT_IS).format(**batch.terms()))
    )
    return BrokenRows("added", batch.table, ids, count, batch.record) if count else None


def _is_overwritten(batch: _Batch) -> bool:
    detail = batch.detail
    terms = {"name": batch.table, "record": batch.record}
    return bool(_one(_OVERWRITTEN, terms | {name: detail[name] for name in ("columns", "key", "ids")})[0])


def _find_strangers(table: str, key: str) -> BrokenRows | None:
    count, ids = _one(sql.SQL(_STRANGERS).format(**_terms(table, key)))
    return BrokenRows("added", table, ids, count) if count else None


def _columns_of(table: str) -> set[str]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT attname FROM pg_attribute WHERE attrelid = to_regclass(quote_ident(%s))"
            " AND attnum > 0 AND NOT attisdropped",
            [table],
        )
        return {name for (name,) in cursor}


def _terms(table: str, key: str) -> dict[str, sql.Composable]:
    return {"table": sql.Identifier(table), "key": sql.Identifier(key), "name": sql.Literal(table)}


def _one(query: str | sql.Composable, parameters: Any = None) -> Any:
    with connection.cursor() as cursor:
        cursor.execute(query, parameters)
        return cursor.fetchone()
