"""gaodi down"""

from __future__ import annotations

import argparse

from gaodi.ops.database.embedded import cluster_of, stop
from gaodi.ops.environment import read_environment
from gaodi.ops.progress import say, step
from gaodi.ops.runfile import end_run

NAME = "down"
HELP = "Stop this instance; its data stay."
NEEDS_DJANGO = False


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """None."""


def run(args: argparse.Namespace) -> int:
    var = read_environment().var
    with step("stopping"):
        found = end_run(var)
        found = stop(cluster_of(var)) or found
    say("stopped" if found else "nothing was running")
    return 0
