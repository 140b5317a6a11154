"""Databases for tests: one template per state of migrations, packs and code; clones of it, dropped after use."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote, urlsplit, urlunsplit

import psutil
import psycopg
from psycopg import sql

from gaodi.ops.database.embedded import Cluster, in_use
from gaodi.ops.database.locks import alone
from gaodi.ops.database.prepare import APP, OWNER, make_database, make_roles
from gaodi.ops.stamps import digest_files, list_files

ROOT = Path(__file__).resolve().parents[1]
VAR = ROOT / "var" / "test"
TEMPLATE, CLONE = "gaodi_template_", "gaodi_test_"
KEPT_TEMPLATES = int(os.environ.get("GAODI_TEST_TEMPLATES", "3"))
LOADERS = ("values", "engines", "kernel", "apps")  # the code that decides what a template holds


def embedded_cluster() -> Cluster:
    """The tests' own server; a crash may lose its last moment, never its order."""
    return Cluster(
        ROOT / "var" / "test-pg", ROOT / "var" / "log" / "test-postgres.log", ("-c", "synchronous_commit=off")
    )


@dataclass(frozen=True)
class Server:
    """Where tests make their databases: the address of its superuser."""

    superuser_url: str

    def url(self, role: str, database: str) -> str:
        """The same server under another login and database."""
        parts = urlsplit(self.superuser_url)
        place = parts.netloc.rpartition("@")[2]
        return urlunsplit(parts._replace(netloc=f"{quote(role)}@{place}", path=f"/{database}"))

    def connect(self) -> psycopg.Connection:
        return psycopg.connect(self.superuser_url, autocommit=True)

    def environ(self, database: str, var: Path = VAR) -> dict[str, str]:
        """The settings of an instance on that database."""
        return {
            "GAODI_DATABASE_URL": self.url(APP, database),
            "GAODI_OWNER_DATABASE_URL": self.url(OWNER, database),
            "GAODI_VAR": str(var),
        }

    def clone(self, template: str, name: str) -> None:
        text = sql.SQL("CREATE DATABASE {} OWNER {} TEMPLATE {}")
        with self.connect() as connection:
            connection.execute(
                text.format(sql.Identifier(name), sql.Identifier(OWNER), sql.Identifier(template))
            )

    def drop(self, name: str) -> None:
        with self.connect() as connection:
            connection.execute(
                sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name))
            )


def find_server() -> Server:
    """GAODI_TEST_DATABASE_URL (a superuser's address), or the embedded server, which `running` starts."""
    given = os.environ.get("GAODI_TEST_DATABASE_URL")
    return Server(given or embedded_cluster().url("postgres", "postgres"))


@contextmanager
def running(server: Server) -> Iterator[None]:
    """The server answers while inside, with both roles; the last of several test runs stops an embedded one."""
    if os.environ.get("GAODI_TEST_DATABASE_URL"):
        with server.connect() as connection:
            make_roles(connection)
        yield
        return
    with in_use(embedded_cluster()):
        with alone(VAR / "template.lock"), server.connect() as connection:
            make_roles(connection)
        yield


def ensure_template(server: Server) -> str:
    """The name of a migrated, born, pack-loaded database for this very state of the checkout; made where missing."""
    code = [path for part in LOADERS for path in list_files(ROOT / "src" / "gaodi" / part, "*.py")]
    name = TEMPLATE + digest_files([*code, *list_files(ROOT / "region_packs", "*.*")])[:16]
    with alone(VAR / "template.lock"):
        names = list_databases(server, TEMPLATE)
        if name not in names:
            _drop_old(server, names)
            _make_template(server, name)
    return name


def list_databases(server: Server, prefix: str) -> list[str]:
    """Names with this beginning, oldest first."""
    with server.connect() as connection:
        rows = connection.execute("SELECT datname FROM pg_database ORDER BY oid").fetchall()
    return [row[0] for row in rows if row[0].startswith(prefix)]


def drop_abandoned(server: Server) -> None:
    """Clones whose test run was killed: their names hold its process."""
    for name in list_databases(server, CLONE):
        pid = name.removeprefix(CLONE).split("_")[0]
        if not (pid.isdigit() and psutil.pid_exists(int(pid))):
            server.drop(name)


def _make_template(server: Server, name: str) -> None:
    draft = f"{name}_new"
    server.drop(draft)
    with server.connect() as connection:
        make_database(connection, draft)
    command = [sys.executable, "-m", "gaodi.ops.preparation", "--data-only"]
    done = subprocess.run(
        command, cwd=ROOT, env=os.environ | server.environ(draft, VAR / "template"), check=False,
        text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
    )  # fmt: skip
    if done.returncode != 0:
        raise RuntimeError(f"the template database could not be made:\n{done.stdout}")
    with server.connect() as connection:
        rename = sql.SQL("ALTER DATABASE {} RENAME TO {}")
        connection.execute(rename.format(sql.Identifier(draft), sql.Identifier(name)))


def _drop_old(server: Server, names: list[str]) -> None:
    for name in names[: -KEPT_TEMPLATES + 1]:
        server.drop(name)
