"""gaodi facts"""

from __future__ import annotations

import argparse
import json
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from gaodi.ops.commands.day import parse_day
from gaodi.ops.errors import OperationError

NAME = "facts"
HELP = "Show every fact of a party with its source (show), or prove the dictionary against the data (check)."
NEEDS_DATABASE = True

CHINA = ZoneInfo("Asia/Shanghai")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "what", choices=["show", "check"], help="show a party's facts, or check the dictionary"
    )
    parser.add_argument(
        "party",
        nargs="?",
        metavar="PARTY",
        help="with show: credit code, name of today or before, or public id",
    )
    parser.add_argument(
        "--table", default="", metavar="NAME", help="with show: rows of another fact table, such as statement"
    )
    parser.add_argument(
        "--on", type=parse_day, metavar="YYYY-MM-DD", help="the day of the facts (default: business day)"
    )
    parser.add_argument(
        "--known-at",
        type=parse_moment,
        metavar="MOMENT",
        help="as known then: 2025-06-30 (to its end) or 2025-06-30T10:00 (default: now)",
    )
    parser.add_argument(
        "--json", action="store_true", help="JSON lines, one a fact or problem, instead of words"
    )


def run(args: argparse.Namespace) -> int:
    from gaodi.kernel import clock

    on, known_at = args.on or clock.business_day(), args.known_at or clock.now()
    if args.what == "check":
        return _check(on, known_at, args.json)
    if not args.party:
        raise OperationError("say whose facts: gaodi facts show PARTY")
    return _show(args, on, known_at)


def parse_moment(word: str) -> datetime:
    """A moment as people write it; a day means its end, and without an offset it is China's time.

    Raises: ArgumentTypeError.
    """
    try:
        if len(word) == len("2025-06-30"):
            return datetime.combine(date.fromisoformat(word) + timedelta(days=1), time(), CHINA)
        moment = datetime.fromisoformat(word)
    except ValueError:
        raise argparse.ArgumentTypeError(
            f"{word!r} is no moment; write it as 2025-06-30 or 2025-06-30T10:00"
        ) from None
    return moment if moment.tzinfo else moment.replace(tzinfo=CHINA)


def _show(args: argparse.Namespace, on: date, known_at: datetime) -> int:
    from gaodi.ops import fact_sheet, parties

    party = parties.find_any_party(args.party)
    rows = fact_sheet.read_sheet(party, on=on, known_at=known_at, table=args.table)
    if args.json:
        for number, row in enumerate(rows):
            for fact in row:
                told = {"party": str(party.public_id), "row": number, **fact.as_data()}
                print(json.dumps(told, ensure_ascii=False, default=str))
        return 0
    moment = known_at.astimezone(CHINA).strftime("%Y-%m-%d %H:%M")
    print(f"{party.name}（{party.credit_code or party.get_kind_display()}），截至 {on}，按 {moment} 所知")
    for line in fact_sheet.say_sheet(rows):
        print(line)
    return 0


def _check(on: date, known_at: datetime, as_json: bool) -> int:
    from gaodi.kernel.facts import facts
    from gaodi.ops.fact_check import check_facts

    problems = check_facts(on, known_at)
    for problem in problems:
        told = {"fact": problem.place.path, "problem": problem.message}
        print(json.dumps(told, ensure_ascii=False) if as_json else problem)
    if not problems and not as_json:
        tables = [facts.whole(one.table.name).table for one in facts]
        print(
            f"{sum(len(table.columns) for table in tables)} columns of {len(tables)} fact tables agree with the data"
        )
    return 1 if problems else 0
