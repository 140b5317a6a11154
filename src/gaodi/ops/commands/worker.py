"""gaodi worker"""

from __future__ import annotations

import argparse
import importlib

from gaodi.ops.progress import say

NAME = "worker"
HELP = "Run background jobs and schedules until stopped (gaodi up starts one)."
NEEDS_DATABASE = True


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--drain", action="store_true", help="run what is waiting, then end")


def run(args: argparse.Namespace) -> int:
    say("worker: draining" if args.drain else "worker: waiting for jobs")
    run_worker(wait=not args.drain)
    return 0


def run_worker(*, wait: bool) -> None:
    """Do the waiting jobs; with `wait`, go on for ever. Its connections are its own, made like Django's."""
    app = importlib.import_module("procrastinate.contrib.django").app
    with app.replace_connector(app.connector.get_worker_connector()) as replaced:
        replaced.run_worker(
            wait=wait, listen_notify=wait, install_signal_handlers=wait, shutdown_graceful_timeout=10
        )
