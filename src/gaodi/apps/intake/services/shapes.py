"""The SQL that a kind's table and a file's columns come to. Names come from models, never from files."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.db import connection

from gaodi.apps.intake.models import IntakeFile
from gaodi.apps.intake.services.staging import held_columns, staged_columns, told_columns
from gaodi.apps.registry.kinds import Kind, Span

#: Kinds whose rows follow one another by less than their key without the first day.
_CHAINS = {"name": ("party", "kind")}
_FOLLOWING = frozenset({Span.TERM})


@dataclass(frozen=True)
class Shape:
    """One kind's table as one file speaks of it."""

    kind: Kind
    source: str
    #: Columns that the file says something of.
    told_of: tuple[str, ...]
    #: Columns that its staged rows can hold; the others are NULL.
    held: tuple[str, ...]

    @classmethod
    def of(cls, file: IntakeFile, kind: Kind) -> Shape:
        fields = {name for name in file.mapping.values() if name}
        return cls(kind, file.outlet.source, told_columns(kind, fields), held_columns(kind, fields))

    @property
    def table(self) -> str:
        return self.kind.model._meta.db_table

    @cached_property
    def columns(self) -> dict[str, Any]:
        """Fields of the table by their columns."""
        return {str(field.column): field for field in self.kind.model._meta.concrete_fields}

    @cached_property
    def key(self) -> tuple[str, ...]:
        return tuple(self._column(name) for name in self.kind.key)

    @cached_property
    def chain(self) -> tuple[str, ...]:
        """What rows that follow one another have in common; empty where they do not follow."""
        if self.kind.span not in _FOLLOWING or "valid_from" not in self.key:
            return ()
        names = _CHAINS.get(self.kind.code) or [name for name in self.kind.key if name != "valid_from"]
        return tuple(self._column(name) for name in names)

    @property
    def parties(self) -> tuple[str, ...]:
        names = (f"{ref.attribute}_id" for ref in self.kind.parties)
        return tuple(name for name in names if name in self.columns)

    @cached_property
    def staged(self) -> tuple[str, ...]:
        return staged_columns(self.kind)

    @property
    def has_public_id(self) -> bool:
        return "public_id" in self.columns

    def told(self, names: tuple[str, ...] = ()) -> str:
        """The staged rows as typed columns; a newcomer's key, below zero, gives way to the party once there is one.

        Args: names: of the columns, where not all are needed; fewer are read faster.
        """
        names = names or self.staged
        read = [name for name in names if name in self.held]
        typed = ", ".join(f"{name} {self._type(name)}" for name in read)
        joins = "".join(
            f" LEFT JOIN intake_newcomer c{place} ON c{place}.id = -n.{name}"
            for place, name in enumerate(self.parties)
            if name in read
        )
        return (
            f"SELECT s.row, {', '.join(self._told(name) for name in names)} FROM intake_stagedrow s"
            f" CROSS JOIN LATERAL jsonb_to_record(s.values) AS n({typed}){joins}"
            " WHERE s.file_id = %(file)s AND NOT s.is_duplicate"
        )

    def _told(self, name: str) -> str:
        if name not in self.held:
            return f"NULL::{self._type(name)} AS {name}"
        if name in self.parties:
            return f"coalesce(c{self.parties.index(name)}.party_id, n.{name}) AS {name}"
        return f"n.{name}"

    def _type(self, name: str) -> str:
        return str(self.columns[name].db_type(connection))

    def key_of(self, alias: str) -> str:
        return ", ".join(f"{alias}.{name}" for name in self.key)

    def same_row(self, new: str, old: str) -> str:
        """`old` is the open version of the row that `new` tells of."""
        return f"{self._open(old)} AND {self._equal(self.key, new, old)}"

    def differs(self, new: str, old: str) -> str:
        names = [name for name in self.told_of if name not in (*self.key, "valid_to")]
        names += [] if "valid_from" in self.key else ["valid_from"]
        names = list(dict.fromkeys(names))
        fresh = [*(f"{new}.{name}" for name in names), self.ends(new, old)]
        known = [*(f"{old}.{name}" for name in names), f"{old}.valid_to"]
        return f"ROW({', '.join(fresh)}) IS DISTINCT FROM ROW({', '.join(known)})"

    def ends(self, new: str, old: str) -> str:
        """The day after the last on which the written row holds."""
        told = [f"{new}.valid_to"] if "valid_to" in self.told_of else []
        follows = ["line.next_from"] if self.chain else []
        kept = [] if "valid_to" in self.told_of else [f"{old}.valid_to"]
        parts = [*told, *follows, *kept]
        return f"coalesce({', '.join(parts)})" if len(parts) > 1 else parts[0]

    def public_id(self, old: str) -> str:
        """The public id that the written row takes over; rows of a chain share one."""
        if not self.has_public_id:
            return "NULL::uuid"
        return f"coalesce({old}.public_id, ids.public_id)" if self.chain else f"{old}.public_id"

    def line(self) -> str:
        """Every first day of the chains that the file touches, with the one that follows."""
        chain = ", ".join(self.chain)
        return f"""
standing AS (
    SELECT o.id, {", ".join(f"o.{name}" for name in self.chain)}, o.valid_from, o.valid_to, {self._public_id("o")}
      FROM {self.table} o JOIN (SELECT DISTINCT {chain} FROM told) AS t ON {self._equal(self.chain, "t", "o")}
     WHERE {self._open("o")}
),
line AS MATERIALIZED (
    SELECT {chain}, valid_from, is_told, min(row) OVER next AS next_row, min(valid_from) OVER next AS next_from,
           bool_or(is_told) OVER next AS next_is_told
      FROM (
        SELECT {chain}, valid_from, bool_or(is_told) AS is_told, min(row) AS row
          FROM (SELECT {chain}, valid_from, true AS is_told, row FROM told
                UNION ALL SELECT {chain}, valid_from, false, NULL FROM standing) AS days
         GROUP BY {chain}, valid_from
      ) AS starts
    WINDOW next AS (PARTITION BY {chain} ORDER BY valid_from ROWS BETWEEN 1 FOLLOWING AND 1 FOLLOWING)
),{self._ids()}"""

    def _ids(self) -> str:
        """One public id for each chain, the one it has or a new one."""
        if not self.has_public_id:
            return ""
        chain = ", ".join(self.chain)
        standing = (
            f"(SELECT DISTINCT ON ({chain}) {chain}, public_id FROM standing ORDER BY {chain}, valid_from)"
        )
        return f"""
ids AS MATERIALIZED (
    SELECT {", ".join(f"t.{name}" for name in self.chain)}, coalesce(o.public_id, gen_random_uuid()) AS public_id
      FROM (SELECT DISTINCT {chain} FROM told) AS t LEFT JOIN {standing} AS o ON {self._equal(self.chain, "t", "o")}
),"""

    def join_line(self) -> str:
        ids = f" JOIN ids ON {self._equal(self.chain, 't', 'ids')}" if self.has_public_id else ""
        return f"JOIN line ON {self._equal(self.chain, 't', 'line')} AND line.valid_from = t.valid_from{ids}"

    def ended(self) -> str:
        """Open rows that the file does not speak of itself, and that end where one of its rows begins."""
        return f"""
UNION ALL
SELECT %(file)s, line.next_row, 'ended', o.id, line.next_from, o.public_id
  FROM standing o JOIN line ON {self._equal(self.chain, "o", "line")} AND line.valid_from = o.valid_from
 WHERE NOT line.is_told AND line.next_is_told AND o.valid_to IS NULL"""

    def _public_id(self, alias: str) -> str:
        return f"{alias}.public_id" if self.has_public_id else "NULL::uuid AS public_id"

    def same_source(self, alias: str) -> str:
        """Rows of the source where each source has versions of its own, else all rows."""
        return f"{alias}.source = %(source)s" if self.kind.keyed_by_source else "true"

    def _open(self, alias: str) -> str:
        return f"{alias}.known_to IS NULL AND {self.same_source(alias)}"

    def _equal(self, names: tuple[str, ...], left: str, right: str) -> str:
        return " AND ".join(
            f"coalesce({left}.{name}, 0) = coalesce({right}.{name}, 0)"
            if self.columns[name].null and name in self.parties
            else f"{left}.{name} = {right}.{name}"
            for name in names
        )

    def _column(self, name: str) -> str:
        field: Any = self.kind.model._meta.get_field(name)
        return str(field.column)
