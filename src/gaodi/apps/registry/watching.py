"""Tables whose changes make the lines of lists stale, seen by trigger: whoever writes, nobody needs to tell."""

from __future__ import annotations

from typing import Any

from django.db import migrations

WATCH_FUNCTION = """
CREATE OR REPLACE FUNCTION gaodi_note_line_change() RETURNS trigger LANGUAGE plpgsql AS $body$
BEGIN
    INSERT INTO registry_linechange (table_name, happened_at) VALUES (TG_TABLE_NAME, clock_timestamp());
    RETURN NULL;
END
$body$;
"""

_WATCH = """
CREATE TRIGGER gaodi_note_line_change AFTER INSERT OR UPDATE OR DELETE ON "{table}"
    FOR EACH STATEMENT EXECUTE FUNCTION gaodi_note_line_change();
"""


class WatchForLines(migrations.RunSQL):
    """A migration operation: every statement that changes `table` leaves a row in `registry_linechange`."""

    def __init__(self, table: str) -> None:
        self.table = table
        super().__init__(_WATCH.format(table=table), f'DROP TRIGGER gaodi_note_line_change ON "{table}";')

    def deconstruct(self) -> tuple[str, list[Any], dict[str, Any]]:
        return (type(self).__name__, [self.table], {})

    def describe(self) -> str:
        return f"Note changes of {self.table} for the lines of lists"
