"""gaodi sweep"""

from __future__ import annotations

import argparse
import json
from datetime import date

from gaodi.kernel.people import Actor
from gaodi.ops.commands.day import parse_day
from gaodi.ops.errors import OperationError

NAME = "sweep"
HELP = "Judge every subject by every programme, and store what differs."
NEEDS_DATABASE = True


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--on", type=parse_day, metavar="YYYY-MM-DD", help="the day to judge by (default: business day)"
    )
    parser.add_argument("--dry-run", action="store_true", help="judge, count, and write nothing")


def run(args: argparse.Namespace) -> int:
    from gaodi.apps.assessments.choices import RuleKind
    from gaodi.apps.assessments.services import sweeps
    from gaodi.kernel import clock

    kind = RuleKind.PROGRAMME
    on: date = args.on or clock.business_day()
    at = clock.now()
    if on != clock.business_day() and not args.dry_run:
        raise OperationError(
            "outcomes are stored for the business day only; add --dry-run to judge another day"
        )
    if args.dry_run:
        counts = sweeps.count_verdicts(kind, on=on, known_at=at)
        print(json.dumps({"on": on.isoformat(), "written": 0, "verdicts": counts}, ensure_ascii=False))
        return 0
    try:
        sweep = sweeps.run_sweep(kind, on=on, known_at=at, actor=Actor.system("gaodi sweep"), at=at)
    except sweeps.DayAlreadyPassed as refusal:
        raise OperationError(str(refusal)) from None
    ended = sweep.finished_at or clock.now()
    line = {
        "on": on.isoformat(),
        "judged": sweep.judged,
        "written": sweep.written,
        "seconds": round((ended - sweep.started_at).total_seconds(), 3),
    }
    print(json.dumps(line, ensure_ascii=False))
    return 0
