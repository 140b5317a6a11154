"""Progress on the terminal: what is being done and how long it took."""

from __future__ import annotations

import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

SILENT_SECONDS = 2.0


def say(text: str) -> None:
    """One line for the person at the terminal; results of commands go to stdout, this does not."""
    print(text, file=sys.stderr, flush=True)


@contextmanager
def step(what: str) -> Iterator[None]:
    """Tell of a step that takes more than two seconds: when it is that old, every ten seconds, and at its end."""
    begun = time.monotonic()
    over = threading.Event()
    thread = threading.Thread(target=_tell, args=(what, begun, over), daemon=True)
    thread.start()
    try:
        yield
    finally:
        over.set()
        thread.join()
        if time.monotonic() - begun >= SILENT_SECONDS:
            say(f"  {what}: {time.monotonic() - begun:.1f} s")


def _tell(what: str, begun: float, over: threading.Event) -> None:
    wait = SILENT_SECONDS
    while not over.wait(wait):
        say(f"  {what} … {time.monotonic() - begun:.0f} s")
        wait = 10.0
