"""Which columns of which fact tables rules need, so that no more is read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress

from gaodi.apps.assessments.choices import RuleKind
from gaodi.apps.assessments.compiled import compiled, current_rule_sets
from gaodi.engines import rules
from gaodi.engines.rules.dictionary import Dictionary, Table
from gaodi.kernel.facts import facts
from gaodi.kernel.once import once
from gaodi.values.places import ProblemsFound

Wanted = Mapping[str, tuple[str, ...]]

#: What names a row in addresses, and which unit bears the county's share of a payment.
_ALWAYS = ("public_id", "fiscal_unit")


def all_in_force() -> list[rules.CompiledProgramme]:
    """Every rule set in force, compiled; one whose facts are no longer declared is left to whoever asks for it."""
    return once("all_in_force", lambda: list(_compiled_in_force()))


def _compiled_in_force() -> Iterator[rules.CompiledProgramme]:
    for kind in RuleKind:
        for rule_set in current_rule_sets(kind):
            with suppress(ProblemsFound):
                yield compiled(rule_set)


def columns_wanted(
    programmes: Iterable[rules.CompiledProgramme], dictionary: Dictionary, *, with_sources: bool
) -> Wanted:
    """By table: keys, links, the facts that the rules read, and where those came from if asked."""
    wanted: dict[str, dict[str, None]] = {}
    for programme in programmes:
        grain = dictionary[programme.spec.for_each]
        _add_row(wanted, grain)
        for fact in programme.facts:
            table = _follow(wanted, dictionary, grain, fact.links)
            column = table.column(fact.column)
            assert column is not None, "a compiled rule reads declared facts only"
            origin = table.origin(column) if with_sources else ()
            wanted[table.name].update(dict.fromkeys((fact.column, *origin)))
    return {name: tuple(sorted(columns)) for name, columns in wanted.items()}


def _follow(
    wanted: dict[str, dict[str, None]], dictionary: Dictionary, grain: Table, links: Iterable[str]
) -> Table:
    table = grain
    for name in links:
        table = dictionary[next(link.table for link in table.links if link.name == name)]
        _add_row(wanted, table)
    return table


def _add_row(wanted: dict[str, dict[str, None]], table: Table) -> None:
    """What tells the row apart and leads on from it."""
    if table.name in wanted:
        return
    names = facts.get(table.name).names
    links = (link.column for link in table.links)
    wanted[table.name] = dict.fromkeys([table.key, *links, *(name for name in _ALWAYS if name in names)])
