"""What a stored file's columns are and what stands under them, read from its bytes: for people who match columns."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from gaodi.apps.intake.models import IntakeFile
from gaodi.apps.intake.selectors import saved_mapping
from gaodi.apps.intake.store import Store
from gaodi.apps.registry.kinds import KINDS
from gaodi.engines.tabular import Header, TableFile, find_header, open_table

_SAMPLES = 3
_LOOKED_AT = 20


@dataclass(frozen=True, slots=True)
class FoundHeader:
    """A file's header; `samples` are the first values under each column; `is_remembered` where it is understood as the
    outlet's last file of the kind was."""

    header: Header
    samples: tuple[tuple[str, ...], ...]
    is_remembered: bool


def read_header(file: IntakeFile, *, store: Store, mapping: Mapping[str, str] | None = None) -> FoundHeader:
    """The header as the file's own mapping, or the one given, understands it.

    Raises: Unreadable.
    """
    remembered = saved_mapping(file.outlet, file.kind)
    chosen = dict(mapping) if mapping is not None else file.mapping or remembered
    table = open_table(store.path_of(file.digest), file.name)
    try:
        header = find_header(table, KINDS[file.kind], sheet=file.sheet, saved=chosen or None)
        samples = _samples(table, header)
    finally:
        table.close()
    return FoundHeader(header, samples, bool(remembered) and remembered == header.as_mapping())


def _samples(table: TableFile, header: Header) -> tuple[tuple[str, ...], ...]:
    """At most three different values of each column, from the first rows under the header."""
    found: list[list[str]] = [[] for _ in header.columns]
    for number, row in enumerate(table.rows(header.sheet, header.row + 1)):
        if number >= _LOOKED_AT:
            break
        for place, cell in enumerate(row.cells[: len(found)]):
            text = "" if cell is None else str(cell).strip()
            if text and len(found[place]) < _SAMPLES and text not in found[place]:
                found[place].append(text[:40])
    return tuple(tuple(values) for values in found)
