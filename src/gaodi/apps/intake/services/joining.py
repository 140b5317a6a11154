"""How the server is to join the rows of a file.

Its statistics do not know a file that has just come in: it takes its rows for one, and would go through 200,000 rows
once for each of 200,000. For files that are not small, such plans are ruled out.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection

from gaodi.apps.intake.models import IntakeFile

SMALL = 2_000  # rows; up to here even going through all for each takes less than a second


@contextmanager
def joined_by_set(file: IntakeFile) -> Iterator[None]:
    """Within it and a transaction, statements on the file's rows take time in proportion to their number."""
    if file.rows_done <= SMALL:
        yield
        return
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_nestloop = off")
        yield
        cursor.execute("SET LOCAL enable_nestloop TO DEFAULT")
