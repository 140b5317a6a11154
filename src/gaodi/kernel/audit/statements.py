"""Changes by statement: a few rows are written down in full, many under one digest that can be recomputed.

A load of a million rows leaves one record for each statement: how many rows, which ids, and a digest over them.
`audit.rows` computes the digest again from the table as it is.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db import migrations

#: A statement that changes more rows than this writes one record for all of them.
FEW = 50
#: Ids that share the part of a digest, by which a change is found to within so many ids.
PART = 1000

# One SHA-256 for each row, one over those of each part, one over the parts: `source` may hold millions of rows, and no
# value in between grows past 32 bytes a row. Also run by audit.rows, so the trigger and the proof cannot part.
DIGEST = f"""
SELECT jsonb_build_object(
           'count', sum(rows), 'ids', range_agg(ids)::text,
           'digest', encode(sha256(string_agg(digest, '' ORDER BY part)), 'hex'),
           'parts', jsonb_agg(left(encode(digest, 'hex'), 16) ORDER BY part))
  FROM (SELECT part, count(*) AS rows, range_agg(int8range(id, id, '[]')) AS ids,
               sha256(string_agg(mark, '' ORDER BY id)) AS digest
          FROM (SELECT {{key}} AS id, {{key}} / {PART} AS part,
                       sha256(record_send(ROW({{columns}}))) AS mark
                  FROM {{source}} OFFSET 0) AS marked
         GROUP BY part) AS parts
"""

#: What the bytes of a row depend on; the trigger and the proof send rows under the same setting.
ENCODING = "SET client_encoding = 'UTF8'"

# Arguments of the trigger: the key column, the column that closes a row, then columns whose values are not written.
# An insert is digested without the closing column, so that it still holds when the row is closed; an update of a table
# that has this column over key and closing column, which is all that may change there.
# A change of this text needs a migration that runs it again.
STATEMENT_FUNCTION = f"""
CREATE OR REPLACE FUNCTION gaodi_audit_statement() RETURNS trigger LANGUAGE plpgsql
    SET search_path = public, pg_temp SET timezone = 'UTC' SET work_mem = '64MB' {ENCODING} AS $body$
DECLARE
    hidden text[] := TG_ARGV[2:];
    closing text := (SELECT attname FROM pg_attribute
                      WHERE attrelid = TG_RELID AND attname = TG_ARGV[1] AND NOT attisdropped);
    many bigint;
    pairs jsonb;
    columns text[];
    batch jsonb;
BEGIN
    IF TG_OP = 'DELETE' THEN
        SELECT count(*) INTO many FROM (SELECT FROM gaodi_old LIMIT {FEW} + 1) AS first_ones;
    ELSE
        SELECT count(*) INTO many FROM (SELECT FROM gaodi_new LIMIT {FEW} + 1) AS first_ones;
    END IF;
    IF many = 0 THEN
        RETURN NULL;
    ELSIF many > {FEW} THEN
        columns := ARRAY(
            SELECT attname FROM pg_attribute
             WHERE attrelid = TG_RELID AND attnum > 0 AND NOT attisdropped AND attname <> ALL (hidden)
               AND CASE WHEN closing IS NULL OR TG_OP = 'DELETE' THEN true
                        WHEN TG_OP = 'INSERT' THEN attname <> closing
                        ELSE attname IN (TG_ARGV[0], closing) END
             ORDER BY attnum);
        EXECUTE format($digest${DIGEST.format(key="%1$I", columns="%2$s", source="%3$I")}$digest$, TG_ARGV[0],
                       (SELECT string_agg(quote_ident(name), ', ' ORDER BY place)
                          FROM unnest(columns) WITH ORDINALITY AS named(name, place)),
                       CASE WHEN TG_OP = 'DELETE' THEN 'gaodi_old' ELSE 'gaodi_new' END)
           INTO batch;
        batch := batch || jsonb_build_object('key', TG_ARGV[0], 'columns', columns);
    ELSIF TG_OP = 'INSERT' THEN
        SELECT jsonb_agg(jsonb_build_array('{{}}'::jsonb, to_jsonb(n))) INTO pairs FROM gaodi_new AS n;
    ELSIF TG_OP = 'DELETE' THEN
        SELECT jsonb_agg(jsonb_build_array(to_jsonb(o), '{{}}'::jsonb)) INTO pairs FROM gaodi_old AS o;
    ELSE
        SELECT jsonb_agg(jsonb_build_array(coalesce(o.row, '{{}}'), coalesce(n.row, '{{}}')) ORDER BY n.place)
          INTO pairs
          FROM (SELECT to_jsonb(t) AS row, to_jsonb(t) ->> TG_ARGV[0] AS key FROM gaodi_old AS t) AS o
          FULL JOIN (SELECT to_jsonb(t) AS row, to_jsonb(t) ->> TG_ARGV[0] AS key, row_number() OVER () AS place
                       FROM gaodi_new AS t) AS n ON n.key = o.key;
    END IF;
    INSERT INTO kernel_auditrecord (txid, at, kind, actor, user_id, mandate_id, line_id, action, subject_kind,
                                    detail, table_name, row_key, operation, changes)
    SELECT txid_current(), clock_timestamp(), CASE WHEN batch IS NULL THEN 'row' ELSE 'batch' END,
           coalesce(nullif(current_setting('gaodi.actor', true), ''), 'database:' || session_user),
           nullif(current_setting('gaodi.user_id', true), '')::bigint,
           nullif(current_setting('gaodi.mandate_id', true), '')::bigint,
           nullif(current_setting('gaodi.line_id', true), '')::bigint,
           '', '', batch, TG_TABLE_NAME,
           coalesce(pair -> 1 ->> TG_ARGV[0], pair -> 0 ->> TG_ARGV[0], ''), lower(TG_OP), changed
      FROM jsonb_array_elements(coalesce(pairs, '[null]')) WITH ORDINALITY AS listed(pair, place),
           LATERAL (SELECT jsonb_object_agg(name, CASE WHEN name = ANY (hidden) THEN '["(hidden)", "(hidden)"]'::jsonb
                                                       ELSE jsonb_build_array(pair -> 0 -> name, pair -> 1 -> name) END)
                      FROM jsonb_object_keys(CASE WHEN batch IS NULL THEN (pair -> 0) || (pair -> 1)
                                                  ELSE '{{}}' END) AS name
                     WHERE TG_OP <> 'UPDATE' OR pair -> 0 -> name IS DISTINCT FROM pair -> 1 -> name) AS found(changed)
     WHERE batch IS NOT NULL OR changed IS NOT NULL
     ORDER BY place;
    RETURN NULL;
END
$body$;
"""

_ATTACH = """
CREATE TRIGGER gaodi_audit_{event} AFTER {event} ON "{table}" REFERENCING {transition}
    FOR EACH STATEMENT EXECUTE FUNCTION gaodi_audit_statement({arguments});
"""
_TRANSITIONS = {
    "insert": "NEW TABLE AS gaodi_new",
    "update": "OLD TABLE AS gaodi_old NEW TABLE AS gaodi_new",
    "delete": "OLD TABLE AS gaodi_old",
}


class AuditStatements(migrations.RunSQL):
    """A migration operation: every statement that changes `table` leaves its rows or one batch record in the audit.

    Args: key: the integer column that names the row. hidden: columns of which neither values nor digests are kept.
    closing: the one column that is written later, in tables whose rows are only closed; nothing where there is none.
    """

    def __init__(
        self, table: str, *, key: str = "id", hidden: Sequence[str] = (), closing: str = "known_to"
    ) -> None:
        self.table, self.key, self.hidden, self.closing = table, key, tuple(hidden), closing
        arguments = ", ".join(f"'{name}'" for name in (key, closing, *self.hidden))
        super().__init__(
            "".join(
                _ATTACH.format(event=event, table=table, transition=transition, arguments=arguments)
                for event, transition in _TRANSITIONS.items()
            ),
            "".join(f'DROP TRIGGER gaodi_audit_{event} ON "{table}";' for event in _TRANSITIONS),
        )

    def deconstruct(self) -> tuple[str, list[Any], dict[str, Any]]:
        arguments = {"key": self.key, "hidden": self.hidden, "closing": self.closing}
        return (type(self).__name__, [self.table], arguments)

    def describe(self) -> str:
        return f"Audit every statement that changes {self.table}"
