"""Row differences: one trigger function, attached to the tables that migrations name."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db import migrations

# Arguments of the trigger: the key column, then columns whose values are not written down (passwords).
# The actor comes from settings of the transaction (audit.recording); without them the login role is named.
# A change of this text needs a migration that runs it again.
AUDIT_FUNCTION = """
CREATE OR REPLACE FUNCTION gaodi_audit_row() RETURNS trigger LANGUAGE plpgsql AS $body$
DECLARE
    before jsonb := CASE WHEN TG_OP = 'INSERT' THEN '{}'::jsonb ELSE to_jsonb(OLD) END;
    after jsonb := CASE WHEN TG_OP = 'DELETE' THEN '{}'::jsonb ELSE to_jsonb(NEW) END;
    hidden text[] := TG_ARGV[1:];
    changed jsonb;
BEGIN
    SELECT jsonb_object_agg(name, CASE WHEN name = ANY (hidden) THEN '["(hidden)", "(hidden)"]'::jsonb
                                       ELSE jsonb_build_array(before -> name, after -> name) END)
      INTO changed
      FROM jsonb_object_keys(CASE WHEN TG_OP = 'DELETE' THEN before ELSE after END) AS name
     WHERE TG_OP <> 'UPDATE' OR before -> name IS DISTINCT FROM after -> name;
    IF changed IS NULL THEN
        RETURN NULL;
    END IF;
    INSERT INTO kernel_auditrecord (txid, at, kind, actor, user_id, mandate_id, line_id, action, subject_kind,
                                    table_name, row_key, operation, changes)
    VALUES (txid_current(), clock_timestamp(), 'row',
            coalesce(nullif(current_setting('gaodi.actor', true), ''), 'database:' || session_user),
            nullif(current_setting('gaodi.user_id', true), '')::bigint,
            nullif(current_setting('gaodi.mandate_id', true), '')::bigint,
            nullif(current_setting('gaodi.line_id', true), '')::bigint,
            '', '', TG_TABLE_NAME, coalesce(after ->> TG_ARGV[0], before ->> TG_ARGV[0]), lower(TG_OP), changed);
    RETURN NULL;
END
$body$;
"""

_ATTACH = """
CREATE TRIGGER gaodi_audit AFTER INSERT OR UPDATE OR DELETE ON "{table}"
    FOR EACH ROW EXECUTE PROCEDURE gaodi_audit_row({arguments});
"""


class AuditTable(migrations.RunSQL):
    """A migration operation: every change of a row of `table` leaves a row in the audit.

    Args: key: the column that names the row; hidden: columns of which only the fact of a change is kept.
    """

    def __init__(self, table: str, *, key: str = "id", hidden: Sequence[str] = ()) -> None:
        self.table, self.key, self.hidden = table, key, tuple(hidden)
        arguments = ", ".join(f"'{name}'" for name in (key, *self.hidden))
        super().__init__(
            _ATTACH.format(table=table, arguments=arguments),
            f'DROP TRIGGER gaodi_audit ON "{table}";',
        )

    def deconstruct(self) -> tuple[str, list[Any], dict[str, Any]]:
        return (type(self).__name__, [self.table], {"key": self.key, "hidden": self.hidden})

    def describe(self) -> str:
        return f"Audit every change of {self.table}"
