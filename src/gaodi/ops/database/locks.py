"""File locks between processes; the kernel drops them when their holder dies."""

from __future__ import annotations

import fcntl
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

import psutil


def open_lock(path: Path) -> IO[str]:
    """The lock file, open and not yet locked."""
    path.parent.mkdir(parents=True, exist_ok=True)
    return path.open("a+")


def lock_alone(handle: IO[str], patience: float) -> bool:
    """True once nobody else holds the lock; False where somebody still does after `patience` seconds."""
    until = time.monotonic() + patience
    while True:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            return True
        except BlockingIOError:
            if time.monotonic() >= until:
                return False
            time.sleep(0.05)


def lock_together(handle: IO[str]) -> None:
    """Hold the lock beside others who hold it in the same way."""
    fcntl.flock(handle, fcntl.LOCK_SH)


@contextmanager
def alone(path: Path) -> Iterator[None]:
    """Only one process at a time is inside."""
    with open_lock(path) as handle:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield


def list_users(path: Path) -> list[str]:
    """Who else has the lock file open, as `command line (process 17)`; another user's process is not seen."""
    found = []
    for process in psutil.process_iter():
        try:
            if process.pid != os.getpid() and any(one.path == str(path) for one in process.open_files()):
                found.append(f"`{' '.join(process.cmdline())}` (process {process.pid})")
        except (psutil.Error, OSError):
            continue  # ended meanwhile, or another user's
    return found or ["another gaodi command"]
