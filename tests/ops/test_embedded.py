"""The embedded server, for which no pid file is a proof."""

from __future__ import annotations

import os
import shutil
import signal
import tempfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import psycopg
import pytest

from gaodi.ops.database.embedded import Cluster, cluster_of, in_use, is_ready, start, start_as_child, stop
from gaodi.ops.database.prepare import APP, DATABASE, OWNER, prepare_cluster

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
