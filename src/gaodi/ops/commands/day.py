"""gaodi day"""

from __future__ import annotations

import argparse
from datetime import date

from gaodi.kernel.errors import Refusal
from gaodi.kernel.people import Actor
from gaodi.ops.errors import OperationError

NAME = "day"
HELP = "Tell the business day (show), or move a demonstration's to the next day or a later one (next)."
NEEDS_DATABASE = True


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("what", choices=["show", "next"], help="show the day, or move it forward")
    parser.add_argument(
        "--to",
        type=parse_day,
        metavar="YYYY-MM-DD",
        help="with next: the day to stop at; every day between is passed",
    )


def run(args: argparse.Namespace) -> int:
    from gaodi.kernel import clock

    if args.what == "show":
        print(clock.business_day().isoformat())
        return 0
    try:
        day = clock.advance_day(actor=Actor.system("gaodi day"), at=clock.now(), to=args.to)
    except Refusal as error:
        raise OperationError(str(error)) from None
    print(day.isoformat())
    return 0


def parse_day(word: str) -> date:
    """A day as people write it on the command line. Raises: ArgumentTypeError."""
    try:
        return date.fromisoformat(word)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{word!r} is no day; write it as 2025-12-25") from None
