"""gaodi city build"""

from __future__ import annotations

import argparse
import dataclasses
import json

from django.conf import settings

from gaodi.kernel.errors import Refusal
from gaodi.kernel.people import Actor
from gaodi.ops.database.statistics import count_tables
from gaodi.ops.environment import read_environment
from gaodi.ops.errors import OperationError
from gaodi.ops.progress import step

NAME = "city"
HELP = "Build the invented city of a demonstration (once)."
NEEDS_DATABASE = True


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("what", choices=["build"], help="build the city; `gaodi sweep` then judges it")
    parser.add_argument(
        "--enterprises", type=int, help="how many, 20 to 1000000 (default: GAODI_DEMO_ENTERPRISES)"
    )
    parser.add_argument("--seed", type=int, help="the same seed gives the same city (default: the one of up)")


def run(args: argparse.Namespace) -> int:
    from gaodi.kernel import clock
    from gaodi.ops import city

    enterprises = settings.GAODI.demo_enterprises if args.enterprises is None else args.enterprises
    try:
        with step(f"building a city of {enterprises} enterprises"):
            summary = city.build_city(
                enterprises=enterprises,
                seed=city.DEFAULT_SEED if args.seed is None else args.seed,
                on=clock.business_day(),
                at=clock.now(),
                actor=Actor.system("city"),
                planted=settings.GAODI.var / city.PLANTED,
            )
    except Refusal as refusal:
        raise OperationError(refusal.says) from None
    except city.OddSize as error:
        raise OperationError(str(error)) from None
    with step("counting tables for the planner"):
        count_tables(read_environment())
    print(json.dumps(dataclasses.asdict(summary), ensure_ascii=False, default=str))
    return 0
