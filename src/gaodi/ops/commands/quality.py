"""gaodi quality"""

from __future__ import annotations

import argparse
import json

from gaodi.kernel.people import Actor

NAME = "quality"
HELP = "Look at every row by the rules of data quality, and keep what differs from what stood."
NEEDS_DATABASE = True


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("what", choices=["check"], help="run every rule as of now")


def run(args: argparse.Namespace) -> int:
    from gaodi.apps.quality.services.checking import run_checks
    from gaodi.kernel import clock

    on, at = clock.business_day(), clock.now()
    done = run_checks(on=on, known_at=at, actor=Actor.system("gaodi quality"), at=at)
    done.refresh_from_db()
    line = {
        "on": on.isoformat(),
        "rules": done.rules,
        "opened": done.opened,
        "closed": done.closed,
        "standing": done.standing,
        "seconds": round((done.finished_at - done.started_at).total_seconds(), 3),
    }
    print(json.dumps(line))
    return 0
