"""gaodi explain"""

from __future__ import annotations

import argparse
import json

from gaodi.ops.commands.day import parse_day

NAME = "explain"
HELP = "Tell why one enterprise is entitled or not: every condition with value, threshold, source and clause."
NEEDS_DATABASE = True


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("party", metavar="PARTY", help="credit code, or exact name, of an enterprise")
    parser.add_argument("--programme", metavar="CODE", help="one programme only (default: all)")
    parser.add_argument(
        "--on",
        type=parse_day,
        metavar="YYYY-MM-DD",
        help="the day to judge by, with the facts known now (default: business day)",
    )
    parser.add_argument("--json", action="store_true", help="JSON lines, one a row, instead of words")


def run(args: argparse.Namespace) -> int:
    from gaodi.kernel import clock
    from gaodi.ops import explanations

    on = args.on or clock.business_day()
    party = explanations.find_party(args.party, on=on)
    programmes = explanations.find_programmes(args.programme)
    if not args.json:
        print(f"{party.name}（{party.credit_code or '无统一社会信用代码'}），截至 {on}")
    for told in explanations.explain_party(party, programmes, on=on, known_at=clock.now()):
        lines = (
            (
                json.dumps(row, ensure_ascii=False, default=str)
                for row in explanations.told_as_data(told, party, on)
            )
            if args.json
            else explanations.say_told(told)
        )
        for line in lines:
            print(line)
    return 0
