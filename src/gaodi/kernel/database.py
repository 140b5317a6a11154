"""The database that Gaodi refuses: not UTF-8, or one that does not know a Chinese character for a letter."""

from __future__ import annotations

from typing import Any

from django.db.backends.base.base import NO_DB_ALIAS

_checked: set[tuple[str, str, str]] = set()


class UnfitDatabase(RuntimeError):
    """Search and sorting would fail silently here: create the database from template0 with UTF8 and C.UTF-8."""


def check_database(connection: Any, **_: object) -> None:
    """Receiver of connection_created: one query per process and database. Raises: UnfitDatabase."""
    settings = connection.settings_dict
    identity = (str(settings["HOST"]), str(settings["PORT"]), str(settings["NAME"]))
    if identity in _checked or connection.alias == NO_DB_ALIAS:
        return
    problem = find_unfitness(connection)
    if problem:
        connection.close()
        raise UnfitDatabase(
            f"database {identity[2]}: {problem}; create it with"
            " createdb -T template0 -E UTF8 --locale=C.UTF-8 and load the dump again"
        )
    _checked.add(identity)


def find_unfitness(connection: Any) -> str | None:
    """What makes this database unfit, or None."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_setting('server_encoding')")
        encoding = cursor.fetchone()[0]
        if encoding != "UTF8":
            return f"its encoding is {encoding}, not UTF8"
        cursor.execute("SELECT '淄' ~ '[[:alpha:]]'")
        return None if cursor.fetchone()[0] else "its LC_CTYPE does not count 淄 as a letter"
