"""The facts that rules may name, recorded and derived, with the pack's words for their codes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from gaodi.apps.regions.vocabularies import current_labels
from gaodi.engines.rules.dictionary import Dictionary, Table
from gaodi.kernel.facts import Definitions, facts
from gaodi.kernel.once import once

Labels = Mapping[str, Mapping[str, str]]


def current_dictionary() -> Dictionary:
    """Every fact table with what the pack in force derives, codes labelled by that pack."""
    return once("dictionary", lambda: dictionary_with(current_labels(), facts.definitions()))


def dictionary_with(labels: Labels, definitions: Definitions | None = None) -> Dictionary:
    """Every declared fact table with these derived facts, codes labelled by these vocabularies."""
    tables = facts.dictionary(definitions).tables.values()
    return Dictionary(_labelled(table, labels) for table in tables)


def _labelled(table: Table, labels: Labels) -> Table:
    columns = tuple(
        replace(column, codes=labels.get(column.vocabulary, {})) if column.vocabulary else column
        for column in table.columns
    )
    return replace(table, columns=columns)
