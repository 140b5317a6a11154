"""Tables that only grow: by trigger for everyone, by role for the application."""

from __future__ import annotations

from typing import Any

from django.db import migrations

REFUSE_FUNCTION = """
CREATE OR REPLACE FUNCTION gaodi_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $body$
BEGIN
    RAISE EXCEPTION '% only grows: % is refused; insert a new row instead', TG_TABLE_NAME, TG_OP
        USING ERRCODE = '23514';
END
$body$;
"""

_PROTECT = """
CREATE TRIGGER gaodi_append_only BEFORE UPDATE OR DELETE ON "{table}"
    FOR EACH ROW EXECUTE PROCEDURE gaodi_refuse_change();
CREATE TRIGGER gaodi_no_truncate BEFORE TRUNCATE ON "{table}"
    FOR EACH STATEMENT EXECUTE PROCEDURE gaodi_refuse_change();
REVOKE UPDATE, DELETE, TRUNCATE ON "{table}" FROM gaodi_app;
"""

_RELEASE = """
DROP TRIGGER gaodi_append_only ON "{table}";
DROP TRIGGER gaodi_no_truncate ON "{table}";
GRANT UPDATE, DELETE ON "{table}" TO gaodi_app;
"""


class AppendOnly(migrations.RunSQL):
    """A migration operation: from here on rows of `table` are only inserted, never updated, deleted or truncated.

    A refused change arrives in Python as IntegrityError (by trigger) or ProgrammingError (by role).
    """

    def __init__(self, table: str) -> None:
        self.table = table
        super().__init__(_PROTECT.format(table=table), _RELEASE.format(table=table))

    def deconstruct(self) -> tuple[str, list[Any], dict[str, Any]]:
        return (type(self).__name__, [self.table], {})

    def describe(self) -> str:
        return f"Make {self.table} append-only"


# `known_to`, the usual column, is compared without turning rows into JSON: twenty times faster, and a load closes many.
# A change of this text needs a migration that runs it again.
CLOSING_FUNCTION = """
CREATE OR REPLACE FUNCTION gaodi_only_closes() RETURNS trigger LANGUAGE plpgsql AS $body$
BEGIN
    IF TG_ARGV[0] = 'known_to' THEN
        IF OLD.known_to IS NULL THEN
            OLD.known_to := NEW.known_to;
            IF OLD *= NEW THEN
                RETURN NEW;
            END IF;
        END IF;
    ELSIF to_jsonb(OLD) -> TG_ARGV[0] = 'null'::jsonb
          AND to_jsonb(OLD) - TG_ARGV[0] = to_jsonb(NEW) - TG_ARGV[0] THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION '% keeps its rows: a correction closes % once and inserts a new row', TG_TABLE_NAME, TG_ARGV[0]
        USING ERRCODE = '23514';
END
$body$;
"""

_KEEP = """
CREATE TRIGGER gaodi_only_closes BEFORE UPDATE ON "{table}"
    FOR EACH ROW EXECUTE FUNCTION gaodi_only_closes('{column}');
CREATE TRIGGER gaodi_no_delete BEFORE DELETE ON "{table}"
    FOR EACH ROW EXECUTE FUNCTION gaodi_refuse_change();
CREATE TRIGGER gaodi_no_truncate BEFORE TRUNCATE ON "{table}"
    FOR EACH STATEMENT EXECUTE FUNCTION gaodi_refuse_change();
REVOKE DELETE, TRUNCATE ON "{table}" FROM gaodi_app;
"""

_FREE = """
DROP TRIGGER gaodi_only_closes ON "{table}";
DROP TRIGGER gaodi_no_delete ON "{table}";
DROP TRIGGER gaodi_no_truncate ON "{table}";
GRANT DELETE ON "{table}" TO gaodi_app;
"""


class OnlyCloses(migrations.RunSQL):
    """A migration operation: rows of `table` are inserted and closed once in `column`, never changed or deleted."""

    def __init__(self, table: str, column: str) -> None:
        self.table, self.column = table, column
        super().__init__(_KEEP.format(table=table, column=column), _FREE.format(table=table))

    def deconstruct(self) -> tuple[str, list[Any], dict[str, Any]]:
        return (type(self).__name__, [self.table, self.column], {})

    def describe(self) -> str:
        return f"Let rows of {self.table} only be closed in {self.column}"
