"""gaodi worker"""

from __future__ import annotations

import argparse
import asyncio
import os
import signal
import threading
from typing import Any, cast

from gaodi.ops.progress import say

NAME = "worker"
HELP = "Run background jobs and schedules until stopped (gaodi up starts one)."
NEEDS_DATABASE = True

_JOBS_MAY_TAKE = (
    6.0  # seconds that running jobs get after a request to stop; then they are aborted, and run again later
)
_LONGEST_GOODBYE = (
    9.0  # seconds until the process ends whatever happens: without its database a pool waits for minutes
)

_SIGN_OF_LIFE = 3.0  # seconds between two; schedules.retry_stalled waits for four of them


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--drain", action="store_true", help="run what is waiting, then end")


def run(args: argparse.Namespace) -> int:
    say("worker: draining" if args.drain else "worker: waiting for jobs")
    run_worker(wait=not args.drain)
    return 0


def run_worker(*, wait: bool) -> None:
    """Do the waiting jobs; with `wait`, go on until told to stop. Its connections are its own, made like Django's."""
    from procrastinate.contrib.django import app
    from procrastinate.contrib.django.django_connector import DjangoConnector

    connector = cast(DjangoConnector, app.connector)
    with app.replace_connector(connector.get_worker_connector()) as replaced:
        asyncio.run(_serve(replaced) if wait else _drain(replaced))


async def _drain(app: Any) -> None:
    """What waits, and what that enqueues; schedules are not due because somebody drains."""
    schedules, app.periodic_registry = app.periodic_registry, type(app.periodic_registry)()
    try:
        async with app.open_async():
            await app.run_worker_async(wait=False, listen_notify=False, install_signal_handlers=False)
    finally:
        app.periodic_registry = schedules


async def _serve(app: Any) -> None:
    """Until SIGTERM or SIGINT."""
    task = asyncio.current_task()
    loop = asyncio.get_running_loop()

    def leave() -> None:
        watchdog = threading.Timer(_LONGEST_GOODBYE, os._exit, [1])
        watchdog.daemon = True
        watchdog.start()
        if task is not None:
            task.cancel()

    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, leave)
    try:
        async with app.open_async():
            await app.run_worker_async(
                install_signal_handlers=False,
                shutdown_graceful_timeout=_JOBS_MAY_TAKE,
                update_heartbeat_interval=_SIGN_OF_LIFE,
            )
    except asyncio.CancelledError:
        say("worker: stopped")
