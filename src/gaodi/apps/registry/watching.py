"""Tables whose changes make the lines of lists stale, seen by trigger: whoever writes, nobody needs to tell."""

from __future__ import annotations

from typing import Any

from django.db import migrations

# A statement that touches very many parties notes no ids (null): everyone is then read anew.
WATCH_FUNCTION = """
CREATE OR REPLACE FUNCTION gaodi_note_line_change() RETURNS trigger LANGUAGE plpgsql AS $body$
DECLARE
    touched bigint[];
BEGIN
    EXECUTE format('SELECT array_agg(DISTINCT %1$I) FROM (SELECT %1$I FROM changed LIMIT 5001) AS touching', TG_ARGV[0])
       INTO touched;
    IF touched IS NULL THEN
        RETURN NULL;
    END IF;
    IF cardinality(touched) > 5000 OR array_position(touched, NULL) IS NOT NULL THEN
        touched := NULL;
    END IF;
    INSERT INTO registry_linechange (table_name, parties) VALUES (TG_TABLE_NAME, touched);
    RETURN NULL;
END
$body$;
"""

_WATCH = """
CREATE TRIGGER gaodi_note_new_lines AFTER INSERT ON "{table}" REFERENCING NEW TABLE AS changed
    FOR EACH STATEMENT EXECUTE FUNCTION gaodi_note_line_change('{column}');
CREATE TRIGGER gaodi_note_changed_lines AFTER UPDATE ON "{table}" REFERENCING NEW TABLE AS changed
    FOR EACH STATEMENT EXECUTE FUNCTION gaodi_note_line_change('{column}');
CREATE TRIGGER gaodi_note_gone_lines AFTER DELETE ON "{table}" REFERENCING OLD TABLE AS changed
    FOR EACH STATEMENT EXECUTE FUNCTION gaodi_note_line_change('{column}');
"""
_FORGET = """
DROP TRIGGER gaodi_note_new_lines ON "{table}";
DROP TRIGGER gaodi_note_changed_lines ON "{table}";
DROP TRIGGER gaodi_note_gone_lines ON "{table}";
"""


class WatchForLines(migrations.RunSQL):
    """A migration operation: every statement that changes `table` leaves a row in `registry_linechange`.

    Args: column: of `table`, the id of the party.
    """

    def __init__(self, table: str, column: str = "party_id") -> None:
        self.table, self.column = table, column
        super().__init__(_WATCH.format(table=table, column=column), _FORGET.format(table=table))

    def deconstruct(self) -> tuple[str, list[Any], dict[str, Any]]:
        return (type(self).__name__, [self.table, self.column], {})

    def describe(self) -> str:
        return f"Note changes of {self.table} for the lines of lists"
