"""Logins and the database itself: made on the embedded server, checked on one of the operator's own."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import psycopg
from psycopg import sql

from gaodi.ops.database.embedded import Cluster, cluster_of, in_use
from gaodi.ops.environment import Environment
from gaodi.ops.errors import OperationError

OWNER, APP, DATABASE = "gaodi_owner", "gaodi_app", "gaodi"


@contextmanager
def database_running(environment: Environment) -> Iterator[None]:
    """The instance's database answers while inside; the embedded server is stopped after if nobody else uses it."""
    if environment.database_url is not None:
        check_reachable(environment)
        yield
        return
    cluster = cluster_of(environment.var)
    with in_use(cluster):
        prepare_cluster(cluster)
        yield


def prepare_cluster(cluster: Cluster) -> None:
    """The embedded server has both logins and the database; what exists stays as it is."""
    with psycopg.connect(cluster.url("postgres", "postgres"), autocommit=True) as connection:
        make_roles(connection)
        if not _exists(connection, DATABASE):
            make_database(connection, DATABASE)


def make_roles(connection: psycopg.Connection) -> None:
    """gaodi_owner migrates; gaodi_app is what web, worker and tests are, and owns nothing."""
    for role in (OWNER, APP):
        if connection.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [role]).fetchone() is None:
            connection.execute(sql.SQL("CREATE ROLE {} LOGIN").format(sql.Identifier(role)))


def make_database(connection: psycopg.Connection, name: str) -> None:
    """An empty database in UTF-8 whose letters are known: '淄' ~ '[[:alpha:]]' holds."""
    text = "CREATE DATABASE {} OWNER {} TEMPLATE template0 ENCODING 'UTF8' LOCALE 'C.UTF-8'"
    connection.execute(sql.SQL(text).format(sql.Identifier(name), sql.Identifier(OWNER)))


def check_reachable(environment: Environment) -> None:
    """Raises: OperationError: a login of GAODI_DATABASE_URL or GAODI_OWNER_DATABASE_URL does not get in; says why."""
    given = {
        "GAODI_OWNER_DATABASE_URL": environment.owner_database_url,
        "GAODI_DATABASE_URL": environment.database_url,
    }
    for name, url in given.items():
        try:
            psycopg.connect(url or "", connect_timeout=5).close()
        except psycopg.Error as error:
            why = str(error).strip().splitlines()[-1]
            raise OperationError(
                f"{name} does not lead into a database: {why}; check the address, the login and that the "
                "server runs, or unset both variables to use the embedded one"
            ) from error


def check_tables(environment: Environment) -> None:
    """Raises: OperationError: the database is still empty."""
    url = environment.database_url or cluster_of(environment.var).url(APP, DATABASE)
    with psycopg.connect(url) as connection:
        row = connection.execute("SELECT to_regclass('django_migrations') IS NULL").fetchone()
    if row is not None and row[0]:
        raise OperationError("this instance has no tables yet: run `make up` (or `gaodi up`) once")


def _exists(connection: psycopg.Connection, database: str) -> bool:
    return (
        connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [database]).fetchone() is not None
    )
