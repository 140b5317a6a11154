"""gaodi status"""

from __future__ import annotations

import argparse
import importlib
import json
from typing import Any

from gaodi.ops.cli import set_up_django
from gaodi.ops.database.embedded import cluster_of, is_ready
from gaodi.ops.environment import Environment, read_environment
from gaodi.ops.runfile import read_run

NAME = "status"
HELP = "Tell what runs, of which kind and day this instance is, and how its jobs and audit stand."
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
            print(f"{name:<10} {_in_words(value)}")
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
    day = importlib.import_module("gaodi.kernel.clock").day_state()
    instance = importlib.import_module("gaodi.kernel.instance").get_instance()
    versions = importlib.import_module("django.apps").apps.get_model("kernel", "PackVersion")
    pack = versions.objects.order_by("-pk").first()
    with importlib.import_module("django.db").connection.cursor() as cursor:
        cursor.execute(_JOBS)
        jobs = dict(cursor.fetchall())
    return {
        "kind": instance.kind,
        "region": instance.region,
        "day": day.day,
        "pack": None if pack is None else f"{pack.pack} {pack.version}",
        "jobs": jobs,
    }


def _in_words(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, dict):
        return ", ".join(f"{key} {number}" for key, number in value.items()) or "none"
    return "none" if value is None else str(value)
