"""Running every rule over everyone, and writing only what differs from what stood."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, NamedTuple

from django.db import connection
from django.db.models import Func

from gaodi.apps.quality.models import CheckRun, Finding, SourceTally
from gaodi.apps.quality.rules import Rule, RuleBook, book
from gaodi.apps.registry.models import Dated
from gaodi.kernel.audit import acting
from gaodi.kernel.events import emit
from gaodi.kernel.people import Actor

_LOCK = 0x6A0E2  # of pg_advisory_xact_lock: one run at a time

# One statement a rule: what is found now, against what stood. Another text about the same row is another finding.
_APPLY = """
WITH found AS MATERIALIZED (SELECT DISTINCT ON (row_key) * FROM ({rule}) AS every ORDER BY row_key, says),
standing AS (SELECT id, row_key, says FROM quality_finding WHERE rule = %(rule)s AND seen_to IS NULL),
gone AS (
    UPDATE quality_finding SET seen_to = GREATEST(seen_from, %(day)s)
    WHERE id IN (SELECT s.id FROM standing AS s LEFT JOIN found AS f
                 ON f.row_key = s.row_key AND left(f.says, 400) = s.says WHERE f.row_key IS NULL)
    RETURNING 1)
SELECT (SELECT count(*) FROM gone), (SELECT count(*) FROM found)
"""
_INSERT = """
INSERT INTO quality_finding (rule, severity, source, "table", row_key, party_id, says, seen_from)
SELECT %(rule)s, %(severity)s, f.source, %(table)s, f.row_key, f.party_id, left(f.says, 400), %(day)s
FROM (SELECT DISTINCT ON (row_key) * FROM ({rule}) AS every ORDER BY row_key, says) AS f
LEFT JOIN quality_finding AS s ON s.rule = %(rule)s AND s.row_key = f.row_key AND s.seen_to IS NULL
WHERE s.id IS NULL
"""
_TALLY = """
INSERT INTO quality_sourcetally (run_id, source, "table", rows, parties, newest_on)
SELECT %(run)s, source, %(table)s, count(*), count(DISTINCT {owner}), max(source_on)
FROM {name} WHERE known_from <= %(known_at)s AND (known_to IS NULL OR known_to > %(known_at)s) GROUP BY source
"""


class Written(NamedTuple):
    """What one rule changed: findings opened, closed, and standing after."""

    opened: int
    closed: int
    standing: int


def run_checks(
    *, on: date, known_at: datetime, actor: Actor, at: datetime, rules: RuleBook = book
) -> CheckRun:
    """Every rule as of the pair (`on`, `known_at`); findings, tallies, audit line and event together or not at all."""
    with acting(actor=actor, at=at, action="run_quality_checks", detail={"on": on.isoformat()}):
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK])
        done = [_apply(rule, on=on, known_at=known_at) for rule in rules]
        run = CheckRun.objects.create(
            on_day=on,
            known_at=known_at,
            started_at=at,
            finished_at=Func(function="clock_timestamp"),
            rules=len(done),
            opened=sum(one.opened for one in done),
            closed=sum(one.closed for one in done),
            standing=sum(one.standing for one in done),
        )
        _tally(run, known_at=known_at)
        emit("quality_checked", actor=actor, on=on, at=at, subject_kind="check_run", subject_id=run.pk)
    return run


def _apply(rule: Rule, *, on: date, known_at: datetime) -> Written:
    asked: dict[str, Any] = {"day": on, "known_at": known_at, "rule": rule.code}
    with connection.cursor() as cursor:
        cursor.execute(_APPLY.format(rule=rule.sql), asked)
        closed, standing = cursor.fetchone()
        cursor.execute(
            _INSERT.format(rule=rule.sql), asked | {"severity": rule.severity.value, "table": rule.table}
        )
        return Written(max(cursor.rowcount, 0), closed, standing)


def _tally(run: CheckRun, *, known_at: datetime) -> None:
    """How much each source gave of each sort of row, and how new it is; earlier tallies are of no use any more."""
    SourceTally.objects.filter(run__lt=run.pk).delete()
    with connection.cursor() as cursor:
        for model in Dated.__subclasses__():
            meta = model._meta
            owner = next(
                name
                for name in ("party_id", "company_id", "borrower_id", "debtor_id", "investor_id")
                if any(field.attname == name for field in meta.concrete_fields)
            )
            text = _TALLY.format(name=meta.db_table, owner=owner)
            cursor.execute(text, {"run": run.pk, "table": meta.model_name, "known_at": known_at})


def count_open() -> int:
    """Findings that stand."""
    return Finding.objects.filter(seen_to__isnull=True).count()
