"""gaodi status"""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable
from datetime import date
from typing import Any

from gaodi.ops.cli import set_up_django
from gaodi.ops.database.embedded import cluster_of, is_ready
from gaodi.ops.environment import Environment, read_environment
from gaodi.ops.runfile import read_run

NAME = "status"
HELP = "Tell what runs, of which kind and day this instance is, and how its jobs, sweeps and audit stand."
NEEDS_DJANGO = False

_JOBS = "SELECT status::text, count(*) FROM procrastinate_jobs GROUP BY status ORDER BY 1"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help="one JSON line instead of words")


def run(args: argparse.Namespace) -> int:
    state = read_state(read_environment())
    if args.json:
        print(json.dumps(state, ensure_ascii=False, default=str))
    else:
        for name, value in state.items():
            print(f"{name:<10} {_WORDS.get(name, _in_words)(value)}")
    return 0 if state["running"] else 1


def read_state(environment: Environment) -> dict[str, Any]:
    """What the run file says and what is really alive; what the database tells, where it answers."""
    run_ = read_run(environment.var)
    alive = run_ is not None and run_.supervisor.find() is not None
    children = run_.children if run_ is not None else {}
    state: dict[str, Any] = {
        "running": alive,
        "address": run_.address if run_ is not None and alive else None,
        "processes": {name: record.pid for name, record in children.items() if record.find() is not None},
        "var": environment.var,
    }
    if environment.database_url is not None or is_ready(cluster_of(environment.var)):
        state |= _read_database()
    return state


def _read_database() -> dict[str, Any]:
    set_up_django()
    from django.db import connection

    from gaodi.kernel.clock import business_day
    from gaodi.kernel.instance import get_instance
    from gaodi.kernel.packs.versions import find_current

    instance, day = get_instance(), business_day()
    pack = find_current(instance.region)
    with connection.cursor() as cursor:
        cursor.execute(_JOBS)
        jobs = dict(cursor.fetchall())
    return {
        "kind": instance.kind,
        "region": instance.region,
        "day": day,
        "pack": None if pack is None else f"{pack.pack} {pack.version}",
        "jobs": jobs,
        "sweep": _read_sweep(day),
        "audit": _read_audit(),
    }


def _read_sweep(day: date) -> dict[str, Any] | None:
    """The newest sweep beside the business day; None before the first."""
    from gaodi.apps.assessments.choices import RuleKind
    from gaodi.apps.assessments.overview import get_newest_sweep

    newest = get_newest_sweep(RuleKind.PROGRAMME)
    if newest is None:
        return None
    return {"on": newest.on, "finished_at": newest.finished_at, "days_behind": (day - newest.on).days}


def _read_audit() -> dict[str, Any]:
    from gaodi.apps.accounts.audit_trail import read_seal_state

    state = read_seal_state()
    names = ("sealed_at", "seals", "sealed_rows", "unsealed_rows")
    return {name: getattr(state, name) for name in names}


def _sweep_in_words(sweep: dict[str, Any] | None) -> str:
    if sweep is None:
        return "none yet"
    behind = sweep["days_behind"]
    state = f"{behind} day(s) behind the business day" if behind else "the business day"
    return f"of {sweep['on']} ({state}), ended {sweep['finished_at']:%Y-%m-%d %H:%M:%S %Z}"


def _audit_in_words(audit: dict[str, Any]) -> str:
    tail = f"{audit['unsealed_rows']} row(s) not sealed yet"
    if audit["sealed_at"] is None:
        return f"no seal yet, {tail}"
    last = f"the last of {audit['sealed_at']:%Y-%m-%d %H:%M:%S %Z}"
    return f"{audit['sealed_rows']} row(s) under {audit['seals']} seal(s), {last}; {tail}"


def _in_words(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, dict):
        return ", ".join(f"{key} {number}" for key, number in value.items()) or "none"
    return "none" if value is None else str(value)


_WORDS: dict[str, Callable[[Any], str]] = {"sweep": _sweep_in_words, "audit": _audit_in_words}
