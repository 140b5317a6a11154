"""The columns of one block of subjects: its rows read source by source, the facts worked out column by column."""

from __future__ import annotations

import numpy as np

from gaodi.kernel.facts.composing import origin_columns
from gaodi.kernel.facts.derived import SOURCE, SOURCE_ON, Derived
from gaodi.kernel.facts.everyone.covering import Coverages
from gaodi.kernel.facts.everyone.quotients import end_of_two, source_of_two, values_of_two
from gaodi.kernel.facts.everyone.rows import MeantRows, SourceRows
from gaodi.kernel.facts.everyone.sessions import Session
from gaodi.kernel.facts.everyone.texts import PICKED, BlockTexts, SourceTexts
from gaodi.kernel.facts.everyone.values import origin_of, value_of
from gaodi.kernel.facts.everyone.vectors import Flags, Numbers, Places, Vector, nothing, spread
from gaodi.kernel.facts.needs import Needs
from gaodi.kernel.facts.passes import Rows, SourcePass


class Block:
    """The facts of the subjects `keys`, ascending; each column is worked out when it is asked for."""

    def __init__(self, needs: Needs, texts: BlockTexts, session: Session, keys: Numbers, on: int) -> None:
        self.needs, self.texts, self.session, self.keys, self.on = needs, texts, session, keys, on
        self.made = self._recorded()
        began = needs.table.began
        self.began = self.made[began] if began else None
        told = session.fetch(texts.coverage) if texts.coverage else None
        self.coverages = Coverages(told, keys, on)
        self.meant: dict[tuple[tuple[str, str], int], MeantRows] = {}
        self.sources: dict[tuple[str, str], SourceRows] = {}

    def column(self, name: str) -> Vector:
        """One column; where it is made of others, those stay too."""
        if name not in self.made:
            base, end = self.needs.parts[name]
            fact = self.needs.derived[base]
            self.made[name] = self._of_rows(fact, end) if fact.op.is_of_rows else self._of_two(fact, end)
        return self.made[name]

    def _recorded(self) -> dict[str, Vector]:
        read = self.session.fetch(self.texts.base)
        places, is_here = _places(self.keys, read[self.needs.table.table.key].values)
        return {
            name: spread(column.take(np.flatnonzero(is_here)), places[is_here], len(self.keys))
            for name, column in read.items()
        }

    def _of_rows(self, fact: Derived, end: str) -> Vector:
        read, rows = self.needs.choices[fact.name]
        meant = self._meant((fact.source, fact.by), read, rows)
        covered = self.coverages.of(fact.covered_as)
        if not end:
            return value_of(fact, meant, covered, self.began, self.on)
        column, day = origin_columns(read.table, fact, end)
        return origin_of(fact, meant, covered, end, column, day) if column else nothing(len(self.keys))

    def _meant(self, key: tuple[str, str], read: SourcePass, rows: Rows) -> MeantRows:
        if key not in self.sources:
            self.sources[key] = read_source(self.session, read, self.texts.sources[key], self.keys)
        if (key, rows.number) not in self.meant:
            source = self.sources[key]
            self.meant[key, rows.number] = source.meant(source.told.get(rows.number))
        return self.meant[key, rows.number]

    def _of_two(self, fact: Derived, end: str) -> Vector:
        if not end:
            return values_of_two(fact, self.column(fact.of), self.column(fact.to))
        of, to = (self._end(operand, end) for operand in fact.operands)
        if end != SOURCE:
            return end_of_two(of, to, newest=end == SOURCE_ON)
        of_on, to_on = (self._end(operand, SOURCE_ON) for operand in fact.operands)
        return source_of_two(of, to, of_on, to_on)

    def _end(self, operand: str, end: str) -> Vector:
        column = self.needs.composer.end_of(operand, end)
        return self.column(column) if column else nothing(len(self.keys))


def read_source(session: Session, read: SourcePass, texts: SourceTexts, keys: Numbers) -> SourceRows:
    """The rows of one source; where few of them are enough, they are picked before their values are computed."""
    told = session.fetch(texts.rows)
    places, is_here = _places(keys, told["subject"].values)
    kept = np.flatnonzero(is_here)
    conditions = {
        rows.number: told[f"w{rows.number}"].take(kept) for rows in read.rows.values() if rows.condition
    }
    columns = {} if texts.picked else {name: told[name].take(kept) for name in read.columns}
    source = SourceRows(
        places[kept], len(keys), told["id"].values[kept], told["day"].take(kept), conditions, columns
    )
    if texts.picked is not None:
        source.columns = _picked(session, read, texts.picked, source)
    return source


def _picked(session: Session, read: SourcePass, text: str, source: SourceRows) -> dict[str, Vector]:
    wanted = np.zeros(len(source.ids), dtype=np.bool_)
    for rows in read.rows.values():
        meant = source.meant(source.told.get(rows.number))
        wanted[meant.places[_reached(meant, rows)]] = True
    places = np.flatnonzero(wanted)
    order = places[np.argsort(source.ids[places], kind="stable")]
    listed = "{" + ",".join(map(str, source.ids[order].tolist())) + "}"
    told = session.fetch(text.replace(PICKED, listed))
    at = order[np.searchsorted(source.ids[order], told["id"].values)]
    return {name: spread(told[name], at, len(source.ids)) for name in read.columns}


def _reached(meant: MeantRows, rows: Rows) -> Flags:
    """The rows that some fact may look at: the newest, and those so many years before it."""
    reached = meant.backs <= rows.most_back if rows.stepped else np.zeros(len(meant.places), dtype=np.bool_)
    if rows.ranked:
        reached[meant.groups.begins] = True
    return reached


def _places(keys: Numbers, subjects: Numbers) -> tuple[Places, Flags]:
    """The number of each row's subject in the block, and whether it is one of it."""
    places = np.searchsorted(keys, subjects)
    return places, np.append(keys, -1)[places] == subjects
