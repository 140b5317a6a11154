"""The planner's statistics: after a bulk load PostgreSQL expects nearly empty tables until it has counted."""

from __future__ import annotations

import psycopg

from gaodi.ops.database.embedded import cluster_of
from gaodi.ops.database.prepare import DATABASE, OWNER
from gaodi.ops.environment import Environment


def count_tables(environment: Environment) -> None:
    """Tables are counted and tidied as their owner; the application's login may not."""
    url = environment.owner_database_url or cluster_of(environment.var).url(OWNER, DATABASE)
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute("SET client_min_messages = error")  # tables of the server itself are passed over
        # Giving back the end of a table waits five seconds for each that somebody reads.
        connection.execute("VACUUM (ANALYZE, TRUNCATE false)")
