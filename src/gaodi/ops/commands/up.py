"""gaodi up"""

from __future__ import annotations

import argparse

from gaodi.ops.environment import read_environment
from gaodi.ops.supervisor import Supervisor

NAME = "up"
HELP = "Run this instance: database, worker and web server, until Ctrl-C."
NEEDS_DJANGO = False


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """None: all that differs between instances is a GAODI_… setting."""


def run(args: argparse.Namespace) -> int:
    return Supervisor(read_environment()).run()
