"""The facts that rules may name, with the pack's words for their codes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from gaodi.apps.regions.vocabularies import current_labels
from gaodi.engines.rules.dictionary import Dictionary, Table
from gaodi.kernel.facts import facts

Labels = Mapping[str, Mapping[str, str]]


def current_dictionary() -> Dictionary:
    """Every declared fact table, codes labelled by the pack in force."""
    return dictionary_with(current_labels())


def dictionary_with(labels: Labels) -> Dictionary:
    """Every declared fact table, codes labelled by these vocabularies."""
    return Dictionary(_labelled(one.table, labels) for one in facts)


def _labelled(table: Table, labels: Labels) -> Table:
    columns = tuple(
        replace(column, codes=labels.get(column.vocabulary, {})) if column.vocabulary else column
        for column in table.columns
    )
    return replace(table, columns=columns)
