"""Tables whose rows about one subject never overlap in what is valid and known."""

from __future__ import annotations

from typing import Any

from django.db import migrations

# Built-in range types only: no extension is needed, the subject becomes a range of one number.
_ADD = """
ALTER TABLE "{table}" ADD CONSTRAINT "{table}_no_overlap" EXCLUDE USING gist (
    int8range("{subject}", "{subject}", '[]') WITH &&,
    daterange(valid_from, valid_to) WITH &&,
    tstzrange(known_from, known_to) WITH &&
);
"""
_DROP = 'ALTER TABLE "{table}" DROP CONSTRAINT "{table}_no_overlap";'


class NoOverlap(migrations.RunSQL):
    """A migration operation: no two rows of one subject hold on the same day in the same state of knowledge.

    An overlapping row is refused with IntegrityError.
    """

    def __init__(self, table: str, subject: str) -> None:
        self.table, self.subject = table, subject
        super().__init__(
            _ADD.format(table=table, subject=subject), _DROP.format(table=table, subject=subject)
        )

    def deconstruct(self) -> tuple[str, list[Any], dict[str, Any]]:
        return (type(self).__name__, [self.table, self.subject], {})

    def describe(self) -> str:
        return f"Keep rows of {self.table} about one {self.subject} from overlapping"
