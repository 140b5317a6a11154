"""The SQL that reads one block of subjects, with every value written into it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime

from gaodi.kernel.facts.everyone.vectors import Numbers
from gaodi.kernel.facts.needs import Needs
from gaodi.kernel.facts.passes import SourcePass
from gaodi.kernel.facts.reading import literals, parameters_of

#: Stands in a text for the ids of the rows that are picked, which are known only later.
PICKED = "{@picked@}"

#: From so many columns on it pays to pick rows before their values are computed.
_WIDE = 5


@dataclass(frozen=True, slots=True)
class SourceTexts:
    """How one source is read: its rows, and where rows are picked first, the values of those."""

    rows: str
    picked: str | None


@dataclass(frozen=True, slots=True)
class BlockTexts:
    """How one block is read."""

    base: str
    coverage: str | None
    sources: Mapping[tuple[str, str], SourceTexts]


@dataclass(frozen=True, slots=True)
class Writer:
    """Writes the texts of blocks as of a pair of day and moment, for everyone or for some subjects."""

    needs: Needs
    on: date
    known_at: datetime
    subjects: list[int] | None

    def keys(self) -> str:
        """The keys of every row that is asked for."""
        table = self.needs.table
        return self._written(f"SELECT f.{table.table.key} AS id FROM ({table.sql}) AS f", None)

    def whole(self) -> str:
        """The recorded columns of every row that is asked for."""
        return self._written(self.needs.base_sql(), None)

    def block(self, keys: Numbers) -> BlockTexts:
        """The texts that read the subjects from the first to the last of these, or of some subjects, just these."""
        span = int(keys[0]), int(keys[-1])
        if self.subjects is not None:
            self = replace(self, subjects=keys.tolist())
        coverage = self.needs.coverage_sql()
        everyone = "subject_id IS NULL OR subject_id"
        return BlockTexts(
            self._within(self.needs.base_sql(), self.needs.table.table.key, span),
            self._within(coverage, everyone, span) if coverage else None,
            {key: self._source(read, span) for key, read in self.needs.passes.items()},
        )

    def _source(self, read: SourcePass, span: tuple[int, int]) -> SourceTexts:
        if not is_picked_first(read):
            return SourceTexts(self._within(read.rows_sql(), "subject", span), None)
        picked = read.picked_sql(f"'{PICKED}'::bigint[]")
        return SourceTexts(
            self._within(read.rows_sql(with_columns=False), "subject", span),
            self._within(picked, "subject", span),
        )

    def _within(self, text: str, subject: str, span: tuple[int, int]) -> str:
        """A text that does not narrow itself to the span is narrowed from outside."""
        first, last = span
        if "%(first)s" not in text:
            text = f"SELECT * FROM ({text}) AS n WHERE {subject} BETWEEN {first} AND {last}"
        return self._written(text, span)

    def _written(self, text: str, span: tuple[int, int] | None) -> str:
        return text % literals(parameters_of(self.on, self.known_at, self.subjects, span))


def is_picked_first(read: SourcePass) -> bool:
    """Few of the rows are enough, and each has many values."""
    return len(read.columns) >= _WIDE and not any(rows.needs_all for rows in read.rows.values())
