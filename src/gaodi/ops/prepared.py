"""Whether all that a preparation depends on is as it was when one last went through: then the doors need not wait."""

from __future__ import annotations

import psycopg

from gaodi.ops.database.embedded import cluster_of
from gaodi.ops.database.prepare import APP, DATABASE
from gaodi.ops.environment import Environment, read_root
from gaodi.ops.stamps import Stamps, digest_files, list_files

_STAMP = "everything"
_IDENTITY = """
SELECT (SELECT system_identifier FROM pg_control_system())::text || '/' || oid
  FROM pg_database WHERE datname = current_database()
"""


def digest_all(environment: Environment) -> str:
    """One digest of code, packs, static files, settings, and the database that they were put into."""
    root = read_root()
    url = environment.database_url or cluster_of(environment.var).url(APP, DATABASE)
    with psycopg.connect(url) as connection:
        row = connection.execute(_IDENTITY).fetchone()
    files = [
        *list_files(root / "src" / "gaodi", "*.*"),
        *list_files(environment.packs, "*.*"),
        *list_files(root / "frontend" / "dist", "*.*"),
        root / "requirements" / "app.txt",
    ]
    return digest_files(files, str(row), environment.kind, environment.region)


def is_prepared(environment: Environment) -> bool:
    """Whether nothing has changed since `note_prepared`."""
    return Stamps(environment.var / "stamps").holds(_STAMP, digest_all(environment))


def note_prepared(environment: Environment) -> None:
    """Remember that a preparation went through with all as it is now."""
    Stamps(environment.var / "stamps").set(_STAMP, digest_all(environment))
