"""gaodi manage"""

from __future__ import annotations

import argparse

from django.core.management import execute_from_command_line

from gaodi.ops.database.prepare import database_running
from gaodi.ops.environment import read_environment

NAME = "manage"
HELP = "Pass a command on to Django (gaodi manage migrate, gaodi manage shell …)."
NEEDS_DJANGO = False


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("arguments", nargs=argparse.REMAINDER, help="Django's command and its arguments")


def run(args: argparse.Namespace) -> int:
    with database_running(read_environment()):
        execute_from_command_line(["gaodi manage", *(args.arguments or ["help"])])
    return 0
