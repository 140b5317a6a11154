"""The embedded server, for which no pid file is a proof."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import psycopg
import pytest

from gaodi.ops.database.embedded import (
    Cluster,
    cluster_of,
    held,
    in_use,
    is_ready,
    start,
    start_as_child,
    stop,
)
from gaodi.ops.database.prepare import APP, DATABASE, OWNER, prepare_cluster
from gaodi.ops.errors import OperationError
from tests.instances import wait_until

pytestmark = pytest.mark.no_database


@pytest.fixture(scope="module")
def cluster() -> Iterator[Cluster]:
    folder = Path(tempfile.mkdtemp(prefix="gaodi-pg-"))
    made = cluster_of(folder)
    yield made
    stop(made)
    shutil.rmtree(folder)


def test_many_starters_make_one_server(cluster: Cluster) -> None:
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(lambda _: start(cluster), range(4)))

    assert is_ready(cluster)


def test_killed_server_is_not_taken_for_alive(cluster: Cluster) -> None:
    server = start_as_child(cluster)
    os.kill(server.pid, signal.SIGKILL)  # nobody has reaped it: a zombie with the pid of the pid file

    again = start_as_child(cluster)

    assert server.poll() is not None
    assert again.poll() is None
    assert is_ready(cluster)
    stop(cluster)
    again.wait(10)


def test_pid_file_that_names_a_stranger_is_ignored(cluster: Cluster) -> None:
    start(cluster)
    stop(cluster)
    (cluster.data / "postmaster.pid").write_text(f"{os.getpid()}\n{cluster.data}\n")

    start(cluster)

    assert is_ready(cluster)


def test_server_stops_with_its_last_user(cluster: Cluster) -> None:
    stop(cluster)

    with in_use(cluster):
        with in_use(cluster):
            pass
        ready_for_the_first = is_ready(cluster)

    assert ready_for_the_first
    assert not is_ready(cluster)


@pytest.fixture
def other_command(tmp_path: Path) -> Iterator[subprocess.Popen[bytes]]:
    """A command that uses the database of tmp_path until it is killed; it needs no server for that."""
    holds = (
        "import sys; from pathlib import Path; from gaodi.ops.database.locks import lock_together, open_lock;"
        "lock = open_lock(Path(sys.argv[1])); lock_together(lock); Path(sys.argv[2]).touch(); sys.stdin.read()"
    )
    sign = tmp_path / "holds"
    command = [sys.executable, "-c", holds, str(tmp_path / "pg.users"), str(sign)]
    with subprocess.Popen(command, stdin=subprocess.PIPE) as process:
        wait_until(sign.exists, "the command's lock", 20)
        yield process
        process.kill()


def test_up_refuses_to_take_the_server_from_a_running_command(
    tmp_path: Path, other_command: subprocess.Popen[bytes]
) -> None:
    with pytest.raises(OperationError, match=rf"process {other_command.pid}\).*wait until it is done"):  # noqa: SIM117
        with held(cluster_of(tmp_path), patience=0.1):
            pytest.fail("up went on")


def test_up_does_not_wait_for_a_killed_command(
    tmp_path: Path, other_command: subprocess.Popen[bytes]
) -> None:
    other_command.kill()
    other_command.wait()

    with held(cluster_of(tmp_path), patience=0):
        pass


def test_half_made_cluster_is_made_anew(tmp_path: Path) -> None:
    folder = Path(tempfile.mkdtemp(prefix="gaodi-pg-"))
    made = cluster_of(folder)
    draft = made.data.with_name("pg.new")
    draft.mkdir()
    (draft / "PG_VERSION").write_text("18")

    with in_use(made):
        ready = is_ready(made)

    assert ready
    shutil.rmtree(folder)


def test_logins_and_letters_are_as_migrations_need_them(cluster: Cluster) -> None:
    start(cluster)

    prepare_cluster(cluster)
    prepare_cluster(cluster)

    with psycopg.connect(cluster.url(APP, DATABASE)) as connection:
        row = connection.execute("SELECT '淄' ~ '[[:alpha:]]', pg_catalog.pg_get_userbyid(datdba) "
                                 "FROM pg_database WHERE datname = current_database()").fetchone()  # fmt: skip
    assert row == (True, OWNER)
