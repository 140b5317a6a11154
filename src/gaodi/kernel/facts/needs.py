"""What the asked columns of a table need: which are recorded, which sources are passed over, which coverage is looked at.

Both ways of working facts out of rows, for few subjects and for everyone, begin here; it depends on no day and no subject.
"""

from __future__ import annotations

from collections.abc import Sequence

from gaodi.kernel.facts.composing import Composer, origin_columns, split
from gaodi.kernel.facts.coverage import listed
from gaodi.kernel.facts.derived import Derived
from gaodi.kernel.facts.passes import Rows, SourcePass


class Needs:
    """Gathered once for some columns; `choices` holds, for each fact out of rows, the pass and which of its rows."""

    def __init__(self, composer: Composer, columns: Sequence[str]) -> None:
        self.composer, self.columns = composer, tuple(columns)
        self.table, self.derived = composer.table, composer.derived
        self.parts = {column: split(column, self.derived) for column in composer.needed(columns)}
        self.recorded = [column for column, (name, _) in self.parts.items() if not name]
        self.passes: dict[tuple[str, str], SourcePass] = {}
        self.choices: dict[str, tuple[SourcePass, Rows]] = {}
        for name, end in self.parts.values():
            self._note(self.derived.get(name), end)

    def _note(self, fact: Derived | None, end: str) -> None:
        if fact is None or not fact.op.is_of_rows:
            return
        source = self.composer.tables[fact.source]
        read = self.passes.setdefault(
            (fact.source, fact.by), SourcePass(f"s{len(self.passes)}", source, fact.by)
        )
        self.choices[fact.name] = (read, read.rows_of(fact))
        if fact.column:
            read.columns.add(fact.column)
        if end:
            read.columns |= {one for one in origin_columns(source, fact, end) if one}

    def base_sql(self) -> str:
        """The key, the day the subject began, and the recorded columns."""
        began = [self.table.began] if self.table.began else []
        listed = dict.fromkeys([self.table.table.key, *began, *self.recorded])
        return f"SELECT {', '.join(f'f.{one}' for one in listed)} FROM ({self.table.sql}) AS f"

    def coverage_sql(self) -> str | None:
        """The coverage of the sources that are passed over, as far as it began by the day asked for."""
        words = {self.derived[name].covered_as for name in self.choices} - {None}
        if self.composer.coverage is None or not words:
            return None
        scopes = listed(sorted(map(str, words)))
        text = f"SELECT * FROM ({self.composer.coverage}) AS c WHERE c.scope IN ({scopes})"
        return f"{text} AND c.valid_from <= %(on)s::int"
