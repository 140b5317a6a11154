"""gaodi intake"""

from __future__ import annotations

import argparse
import json
import resource
import time
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from gaodi.kernel.people import Actor
from gaodi.ops.commands.day import parse_day
from gaodi.ops.errors import OperationError
from gaodi.ops.progress import say

if TYPE_CHECKING:
    from gaodi.apps.intake.models import IntakeFile, Outlet

NAME = "intake"
HELP = "Check a file of rows against the registry, and apply it where nothing is wrong."
NEEDS_DATABASE = True
_ACTOR = "gaodi intake"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("what", choices=["check"], help="read the file, list what is wrong, compare")
    parser.add_argument("file", type=Path, help="an .xlsx, .csv or .jsonl file")
    parser.add_argument("--kind", required=True, help="the sort of its rows: statement, title, loan …")
    parser.add_argument("--outlet", required=True, help="a code of the pack's outlets.yaml")
    parser.add_argument(
        "--source-on",
        type=parse_day,
        metavar="YYYY-MM-DD",
        help="the day the data tell of (default: business day)",
    )
    parser.add_argument("--party", metavar="CODE", help="credit code of the institution whose rows these are")
    parser.add_argument("--apply", action="store_true", help="write it where there is no problem")


def run(args: argparse.Namespace) -> int:
    begun = time.monotonic()
    if not args.file.is_file():
        raise OperationError(f"there is no file {args.file}; give the path of an .xlsx, .csv or .jsonl file")
    file = _check(args)
    for problem in _problems(file):
        print(json.dumps(problem, ensure_ascii=False))
    if args.apply and file.state == "checked" and not file.problems:
        file = _apply(file)
    print(json.dumps(_summary(file, begun), ensure_ascii=False, default=str))
    wanted = "applied" if args.apply else "checked"
    return 0 if file.state == wanted and not file.problems else 1


def _check(args: argparse.Namespace) -> IntakeFile:
    """The file, checked; one that an interrupted run left goes on where it stopped."""
    from gaodi.apps.intake.services.checking import check_file
    from gaodi.apps.intake.services.receiving import receive_for
    from gaodi.apps.intake.services.refusals import FileCameBefore
    from gaodi.apps.intake.store import chunks_of
    from gaodi.apps.intake.tasks import uploads
    from gaodi.kernel import clock

    on = clock.business_day()
    try:
        file = receive_for(
            Actor.system(_ACTOR),
            outlet=_outlet(args.outlet),
            kind=args.kind,
            name=args.file.name,
            chunks=chunks_of(args.file),
            store=uploads(),
            source_on=args.source_on or on,
            on=on,
            at=clock.now(),
            party_id=_party_id(args.party),
            is_queued=False,
        )
    except FileCameBefore as refusal:
        file = refusal.file
        if file.state not in ("checking", "checked") or file.actor.get("name") != _ACTOR:
            raise
        say(
            f"intake: going on with the file of {file.received_at:%Y-%m-%d %H:%M}, {file.rows_done} rows done"
        )
    return check_file(file.pk, store=uploads(), on=on, at=clock.now(), tell=_tell)


def _apply(file: IntakeFile) -> IntakeFile:
    from gaodi.apps.intake.services.applying import apply_file
    from gaodi.apps.intake.services.receiving import confirm_for
    from gaodi.kernel import clock

    on = clock.business_day()
    say(f"intake: writing {file.rows_new} new and {file.rows_changed} changed rows")
    confirm_for(Actor.system(_ACTOR), file=file, on=on, at=clock.now(), is_queued=False)
    return apply_file(file.pk, on=on, at=clock.now())


def _outlet(code: str) -> Outlet:
    from gaodi.apps.intake.models import Outlet

    outlet = Outlet.objects.filter(code=code).first()
    if outlet is None:
        known = ", ".join(Outlet.objects.values_list("code", flat=True))
        raise OperationError(f"there is no outlet {code!r}; known: {known}")
    return outlet


def _party_id(code: str | None) -> int | None:
    from gaodi.apps.registry.models import Party

    if code is None:
        return None
    party = Party.objects.filter(credit_code=code).first()
    if party is None:
        raise OperationError(f"no party has the credit code {code}")
    return party.pk


def _tell(file: IntakeFile) -> None:
    total = f" of about {file.rows_expected}" if file.rows_expected else ""
    say(f"  {file.rows_done}{total} rows, {file.problems} problems")


def _problems(file: IntakeFile) -> Iterator[dict[str, Any]]:
    for one in file.found.order_by("severity", "row", "pk").iterator():
        yield {
            "severity": one.severity,
            "row": one.row,
            "column": one.column,
            "value": one.value,
            "message": one.message,
        }


def _summary(file: IntakeFile, begun: float) -> dict[str, Any]:
    return {
        "file": file.public_id,
        "state": file.state,
        "says": file.says,
        "rows": file.rows_done,
        "new": file.rows_new,
        "changed": file.rows_changed,
        "ended": file.rows_ended,
        "same": file.rows_same,
        "new_parties": file.new_parties,
        "problems": file.problems,
        "warnings": file.warnings,
        "seconds": round(time.monotonic() - begun, 2),
        "peak_mib": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
    }
