"""A real instance for a test: `gaodi up` with a var folder, a database server and a port of its own."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import psutil

from gaodi.ops.processes import list_processes_with
from gaodi.ops.runfile import RUN_VARIABLE, Run, read_run

ROOT = Path(__file__).resolve().parents[1]
_PAUSE = threading.Event()  # never set: a wait on it is a pause between two looks


class NotInTime(AssertionError):
    """What was waited for did not happen; tells what, and shows the instance's output."""


def free_port() -> int:
    """A port that nobody uses at this moment."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def wait_until(true: Callable[[], object], what: str, seconds: float) -> None:
    """Return as soon as `true()` holds. Raises: NotInTime."""
    until = time.monotonic() + seconds
    while not true():
        if time.monotonic() > until:
            raise NotInTime(f"not within {seconds:.0f} s: {what}")
        _PAUSE.wait(0.05)


@dataclass
class RunningInstance:
    """One `gaodi up` and what a test wants to know of it."""

    var: Path
    port: int = field(default_factory=free_port)
    enterprises: int = 20
    root: Path = ROOT
    process: subprocess.Popen[bytes] | None = None

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}/"

    @property
    def output(self) -> Path:
        return self.var / "up.txt"

    def environ(self) -> dict[str, str]:
        """The settings of this instance, for any gaodi command. It serves the embedded server, whatever the test uses."""
        own = {
            "GAODI_VAR": str(self.var),
            "GAODI_PORT": str(self.port),
            "GAODI_DEMO_ENTERPRISES": str(self.enterprises),
        }
        foreign = {"GAODI_DATABASE_URL", "GAODI_OWNER_DATABASE_URL", "DJANGO_SETTINGS_MODULE", RUN_VARIABLE}
        return {name: value for name, value in os.environ.items() if name not in foreign} | own

    def gaodi(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        """Run one command of this instance."""
        command = [sys.executable, "-m", "gaodi.ops.cli", *arguments]
        return subprocess.run(
            command, cwd=self.root, env=self.environ(), capture_output=True, text=True, check=False
        )

    def up(self, seconds: float = 90) -> float:
        """Start it; the seconds until its first page came back whole. Raises: NotInTime."""
        self.var.mkdir(parents=True, exist_ok=True)
        begun = time.monotonic()
        with self.output.open("ab") as output:
            command = [sys.executable, "-m", "gaodi.ops.cli", "up"]
            self.process = subprocess.Popen(
                command,
                cwd=self.root,
                env=self.environ(),
                stdout=output,
                stderr=output,
                start_new_session=True,
            )
        own = self.process
        try:
            wait_until(
                lambda: (self.runs_under(own.pid) and self.answers()) or own.poll() is not None,
                "the first page",
                seconds,
            )
            assert own.poll() is None, "gaodi up ended"
        except AssertionError as error:
            raise NotInTime(f"{error}\n{self.output.read_text()[-4000:]}") from None
        return time.monotonic() - begun

    def runs_under(self, supervisor: int) -> bool:
        run = self.run()
        return run is not None and run.supervisor.pid == supervisor and "web" in run.children

    def answers(self) -> bool:
        """Whether the first page comes back whole."""
        try:
            with urllib.request.urlopen(self.address, timeout=5) as response:
                return response.status == 200
        except (urllib.error.URLError, OSError):
            return False

    def run(self) -> Run | None:
        """What its run file says."""
        return read_run(self.var)

    def down(self) -> None:
        """Stop it as its user would."""
        done = self.gaodi("down")
        assert done.returncode == 0, done.stderr
        if self.process is not None:
            self.process.wait(30)

    def interrupt(self) -> int:
        """Ctrl-C; the exit code."""
        assert self.process is not None
        self.process.send_signal(signal.SIGINT)
        return self.process.wait(60)

    def left_over(self, run_id: str) -> list[psutil.Process]:
        """Processes of that run that still live, its database server included."""
        marked = list_processes_with(RUN_VARIABLE, run_id)
        return marked + [process for process in psutil.process_iter() if _serves(process, self.var / "pg")]


def _serves(process: psutil.Process, data: Path) -> bool:
    try:
        return str(data) in process.cmdline() and process.status() != psutil.STATUS_ZOMBIE
    except psutil.Error:
        return False
