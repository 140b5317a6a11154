"""Processes that end with the one that started them, and the records by which a later one finds them."""

from __future__ import annotations

import ctypes
import os
import pwd
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import IO

import psutil

_PR_SET_PDEATHSIG = 1
_LARGE_LOG = 20_000_000  # bytes
_SAME_START = 0.05  # seconds; a process that reuses a pid starts later than that


@dataclass(frozen=True, slots=True)
class ProcessRecord:
    """A process by its pid and the moment it started (seconds since 1970): a reused pid is not the same process."""

    pid: int
    started: float

    @classmethod
    def of(cls, pid: int) -> ProcessRecord:
        return cls(pid, psutil.Process(pid).create_time())

    def find(self) -> psutil.Process | None:
        """The process itself while it lives; None once it ended, also where nobody has reaped it yet."""
        try:
            process = psutil.Process(self.pid)
            same = abs(process.create_time() - self.started) < _SAME_START
            return process if same and process.status() != psutil.STATUS_ZOMBIE else None
        except psutil.NoSuchProcess:
            return None


def start_child(
    command: Sequence[str],
    *,
    log: Path | None,
    environ: Mapping[str, str],
    death_signal: signal.Signals | None = signal.SIGTERM,
    user: str | None = None,
    folder: Path | None = None,
) -> subprocess.Popen[bytes]:
    """A child in its own session; the kernel sends it `death_signal` when we die, None lets it live on.

    Its output goes to `log`, or to our own where that is None.
    Ctrl-C at the terminal does not reach it: its parent ends it, in order.
    """
    with ExitStack() as stack:
        output = None
        if log is not None:
            _make_room(log)
            output = stack.enter_context(log.open("ab"))
        return subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT if output else None,
            env=dict(environ),
            cwd=folder,
            start_new_session=True,
            preexec_fn=_before_exec(death_signal, user),
        )


def _make_room(log: Path) -> None:
    """A log that has grown large steps aside when its process starts; one older log is kept."""
    log.parent.mkdir(parents=True, exist_ok=True)
    if log.exists() and log.stat().st_size > _LARGE_LOG:
        log.replace(log.with_name(f"{log.name}.1"))


def _before_exec(death_signal: signal.Signals | None, user: str | None) -> Callable[[], None]:
    """What the child does between fork and exec; all look-ups happen before the fork."""
    parent = os.getpid()
    account = pwd.getpwnam(user) if user else None
    prctl = ctypes.CDLL(None, use_errno=True).prctl if death_signal and sys.platform == "linux" else None

    def prepare() -> None:
        if account is not None:
            os.setgroups([])
            os.setgid(account.pw_gid)
            os.setuid(account.pw_uid)
        if (
            prctl is not None and death_signal is not None
        ):  # a change of user clears the death signal: it comes last
            prctl(_PR_SET_PDEATHSIG, int(death_signal), 0, 0, 0)
            if os.getppid() != parent:
                os._exit(1)

    return prepare


def end_process(
    process: psutil.Process, *, first: signal.Signals = signal.SIGTERM, patience: float = 15.0
) -> None:
    """The process has ended when this returns: asked first, killed after `patience` seconds."""
    for how, seconds in ((first, patience), (signal.SIGKILL, 5.0)):
        try:
            process.send_signal(how)
        except psutil.NoSuchProcess:
            return
        if has_ended(process, seconds):
            return


def has_ended(process: psutil.Process, patience: float) -> bool:
    """Whether it ended within that time. A zombie has: its parent may never reap it."""
    until = time.monotonic() + patience
    while time.monotonic() < until:
        try:
            if process.status() == psutil.STATUS_ZOMBIE:
                process.wait(0)  # reaps it where it is our own child
                return True
        except (psutil.NoSuchProcess, psutil.TimeoutExpired):
            return True
        time.sleep(0.02)
    return False


def list_processes_with(variable: str, value: str) -> list[psutil.Process]:
    """Living processes, besides this one, that were started with this environment variable."""
    found = []
    for process in psutil.process_iter():
        try:
            if process.pid != os.getpid() and process.environ().get(variable) == value:
                found.append(process)
        except (psutil.Error, OSError):
            continue  # ended meanwhile, or another user's
    return found


def tail(log: IO[str] | Path, lines: int = 15) -> str:
    """The last lines of a log, for an error message."""
    text = log.read_text(errors="replace") if isinstance(log, Path) else log.read()
    return "\n".join(f"  | {line}" for line in text.splitlines()[-lines:])
