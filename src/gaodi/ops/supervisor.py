"""`gaodi up`: starts the children of an instance in order, keeps them alive, ends them in order.

It never sets up Django: whatever breaks in the application, the supervisor stays small and able to stop it.
"""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
import uuid
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

from gaodi.ops.database.embedded import cluster_of, held, start_as_child
from gaodi.ops.database.locks import lock_alone, open_lock
from gaodi.ops.database.prepare import check_reachable, prepare_cluster
from gaodi.ops.environment import SETTINGS_MODULE, Environment, read_root
from gaodi.ops.errors import OperationError
from gaodi.ops.prepared import is_prepared, note_prepared
from gaodi.ops.processes import ProcessRecord, start_child, tail
from gaodi.ops.progress import say, step
from gaodi.ops.runfile import RUN_VARIABLE, Run, end_run, path_of, write_run

WEB_WORKERS, WEB_THREADS = 2, 8
LOCAL = "127.0.0.1"
_EVERY_ADDRESS = {"0.0.0.0", "::", ""}  # nosec B104  recognised, not chosen
_LONGEST_PAUSE = 30.0  # seconds between two starts of a child that keeps dying
_STEADY = 60.0  # a child that lived this long starts again at once
_FALSE_STARTS = 4
_FIRST_PAGE_WITHIN = 20.0  # seconds after which something is wrong and we say so


@dataclass(slots=True)
class Child:
    """A process that must live: how to start it, how to end it, and how its last starts went."""

    name: str
    start: Callable[[], subprocess.Popen[bytes]]
    log: Path
    end_signal: signal.Signals = signal.SIGTERM
    patience: float = 15.0
    process: subprocess.Popen[bytes] | None = None
    begun: float = 0.0
    deaths: int = 0

    def launch(self) -> None:
        self.process = self.start()
        self.begun = time.monotonic()

    def due(self) -> bool:
        """Whether a dead child may be started again: at once after a steady life, ever later after short ones."""
        pause = min(_LONGEST_PAUSE, 0.5 * 2 ** min(self.deaths - 1, 10)) if self.deaths else 0.0
        return time.monotonic() - self.begun >= pause

    def ask_to_end(self) -> None:
        if self.process is not None and self.process.poll() is None:
            self.process.send_signal(self.end_signal)

    def end(self) -> None:
        """Nothing of it is alive when this returns; it was asked before, or is asked now."""
        if self.process is None or self.process.poll() is not None:
            return
        try:
            self.process.wait(self.patience)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()


class Supervisor:
    """One instance's processes, from the database to the web server."""

    def __init__(self, environment: Environment) -> None:
        self.environment = environment
        self.var = environment.var
        self.run_id = uuid.uuid4().hex
        self.address = address_of(environment)
        self.children: list[Child] = []
        self.stopping = False
        self.welcomed = False
        self.preparing: subprocess.Popen[bytes] | None = None
        self.complained = False
        self.next_look = 0.0
        self.opened = time.monotonic()

    def run(self) -> int:
        """Serve until asked to stop (Ctrl-C, `gaodi down`); the exit code."""
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, self._ask_to_stop)
        with ExitStack() as stack:
            self._replace_earlier(stack)
            try:
                self._start_database(stack)
                self._prepare()
                self._start_services()
                return self._watch()
            finally:
                self._end_all()

    def _ask_to_stop(self, *_: object) -> None:
        self.stopping = True

    def _replace_earlier(self, stack: ExitStack) -> None:
        """End what the run file names, be the only supervisor of this var folder, and find the port free."""
        with step("ending the earlier run"):
            if end_run(self.var):
                say("  ended the earlier run of this instance")
        only = stack.enter_context(open_lock(self.var / "run" / "up.lock"))
        if not lock_alone(only, patience=5):
            raise OperationError(
                f"another `gaodi up` is starting with {self.var}: wait for it, or run `gaodi down`"
            )
        check_port_free(self.environment)
        self._record()

    def _start_database(self, stack: ExitStack) -> None:
        if self.environment.database_url is not None:
            check_reachable(self.environment)
            return
        cluster = cluster_of(self.var)
        stack.enter_context(held(cluster, patience=10))
        self._add(Child("database", lambda: start_as_child(cluster), cluster.log, signal.SIGINT, 30))
        prepare_cluster(cluster)

    def _prepare(self) -> None:
        """Migrations, pack, demonstration, statics: in a process of its own, in the terminal's sight.

        Where nothing has changed the doors open meanwhile: it only looks, and lists the accounts.
        """
        opens_at_once = is_prepared(self.environment)
        command = [sys.executable, "-m", "gaodi.ops.preparation"]
        self.preparing = start_child(command, log=None, environ=self._environ(), folder=read_root())
        if opens_at_once:
            return
        while self._is_preparing() and not self.stopping:
            time.sleep(0.02)

    def _is_preparing(self) -> bool:
        """Whether the preparation still runs. Raises: OperationError: it failed."""
        if self.preparing is None:
            return False
        code = self.preparing.poll()
        if code is None:
            return True
        self.preparing = None
        if code != 0 and not self.stopping:
            raise OperationError("the instance could not be prepared; the reason stands above")
        note_prepared(self.environment)
        return False

    def _start_services(self) -> None:
        if self.stopping:
            return
        python, host, port = sys.executable, self.environment.host, self.environment.port
        worker = [python, "-m", "gaodi.ops.cli", "worker"]
        web = [
            python, "-m", "gunicorn", "gaodi.config.wsgi:application", "--worker-class", "gthread",
            "--workers", str(WEB_WORKERS), "--threads", str(WEB_THREADS), "--bind", f"{host}:{port}",
            "--no-control-socket", "--graceful-timeout", "10", "--preload",
        ]  # fmt: skip
        self._add(self._service("worker", worker))
        self._add(self._service("web", web))
        self.opened = time.monotonic()

    def _service(self, name: str, command: list[str]) -> Child:
        log = self.var / "log" / f"{name}.log"
        return Child(
            name, lambda: start_child(command, log=log, environ=self._environ(), folder=read_root()), log
        )

    def _add(self, child: Child) -> None:
        child.launch()
        self.children.append(child)
        self._record()

    def _environ(self) -> dict[str, str]:
        own = {RUN_VARIABLE: self.run_id, "DJANGO_SETTINGS_MODULE": SETTINGS_MODULE, "PYTHONUNBUFFERED": "1"}
        return dict(os.environ) | own

    def _record(self) -> None:
        running = {child.name: child.process for child in self.children if child.process is not None}
        alive = {name: process.pid for name, process in running.items() if process.poll() is None}
        children = {name: ProcessRecord.of(pid) for name, pid in alive.items()}
        write_run(self.var, Run(self.run_id, self.address, ProcessRecord.of(os.getpid()), children))

    def _watch(self) -> int:
        while not self.stopping:
            for child in self.children:
                self._revive(child)
            if not self.welcomed and not self._is_preparing() and time.monotonic() >= self.next_look:
                self._look_for_first_page()
            time.sleep(0.1)
        return 0

    def _look_for_first_page(self) -> None:
        self.next_look = time.monotonic() + min(2.0, 0.1 + (time.monotonic() - self.opened) / 10)
        if answers(self.address):
            self._welcome()
        elif not self.complained and time.monotonic() - self.opened > _FIRST_PAGE_WITHIN:
            self.complained = True
            say(
                f"  the web server runs, but {self.address} does not answer with a page; see {self.var / 'log/web.log'}"
            )

    def _revive(self, child: Child) -> None:
        """Start a dead child again; give up where it never once got the first page out."""
        if child.process is not None and child.process.poll() is not None:
            lived, code = time.monotonic() - child.begun, child.process.returncode
            child.process = None
            child.deaths = 1 if lived >= _STEADY else child.deaths + 1
            say(f"  {child.name} ended (exit code {code}), starting it again; log: {child.log}")
            if not self.welcomed and child.deaths >= _FALSE_STARTS:
                raise OperationError(
                    f"{child.name} does not start; the end of {child.log}:\n{tail(child.log)}"
                )
        if child.process is None and child.due() and not self.stopping:
            child.launch()
            self._record()

    def _welcome(self) -> None:
        self.welcomed = True
        greeting = self.var / "run" / "accounts.txt"
        print(f"\nGaodi is at {self.address}", flush=True)
        if greeting.exists():
            print(greeting.read_text(), flush=True)
        print("Stop it with Ctrl-C, or with `gaodi down`.", flush=True)

    def _end_all(self) -> None:
        if self.preparing is not None:
            self.preparing.terminate()
            self.preparing.wait()
        database = [child for child in self.children if child.name == "database"]
        others = [child for child in reversed(self.children) if child.name != "database"]
        for group in (others, database):  # those that use the database end before it, side by side
            for child in group:
                child.ask_to_end()
            for child in group:
                with step(f"stopping {child.name}"):
                    child.end()
        path_of(self.var).unlink(missing_ok=True)


def check_port_free(environment: Environment) -> None:
    """Raises: OperationError: something that is not ours listens on the port."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((environment.host, environment.port))
        except OSError as error:
            raise OperationError(
                f"{environment.host}:{environment.port} cannot be served ({error.strerror}): stop the program that "
                f"uses it, or choose another port: GAODI_PORT={environment.port + 1} make up"
            ) from error


def address_of(environment: Environment) -> str:
    """Where the web server is reached from this machine: a host that means every address is the local one."""
    host = LOCAL if environment.host in _EVERY_ADDRESS else environment.host
    return f"http://{host}:{environment.port}/"


def answers(address: str) -> bool:
    """Whether the first page comes back whole, asked as a proxy would that speaks HTTPS and a name that we answer to."""
    request = urllib.request.Request(address, headers={"Host": LOCAL, "X-Forwarded-Proto": "https"})
    try:
        with urllib.request.urlopen(request, timeout=10) as response:  # nosec B310  our own address
            return bool(response.status == 200)
    except (urllib.error.URLError, OSError):
        return False
