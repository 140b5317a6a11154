"""Fact tables of parties other than companies: one row each, with its record and the name it bears."""

from __future__ import annotations

from collections.abc import Sequence

from gaodi.apps.registry.choices import PartyKind
from gaodi.apps.registry.facts.rows import best_rows, wanted
from gaodi.apps.registry.facts.terms import Term, declare, ident, public_id, seen, source_terms, text, told_by
from gaodi.engines.rules.dictionary import Link, Visibility
from gaodi.kernel.facts import FactTable


def declare_party(
    name: str,
    label: str,
    kind: PartyKind,
    records: str,
    terms: Sequence[Term],
    *,
    group: str,
    seen_by: Visibility,
    coverage: str,
    keys: Sequence[Term] = (),
    links: tuple[Link, ...] = (),
) -> FactTable:
    """Declare the table of the parties of one kind.

    Args: records: the dated table of what is recorded of them. keys: those of other parties in the record.
    """
    key = f"{name}_id"
    named = text("name", f"{label}名称", "COALESCE(named.name, p.name)")
    told = best_rows(records, "party_id")
    names = best_rows("registry_partyname", "party_id", only="told.kind = 'registered'")
    return declare(
        name,
        label,
        key,
        [
            ident(key, f"{label}编号", "p.id"),
            public_id(f"{label}公开编号", "p.public_id"),
            *keys,
            *told_by("record_source", "record_on", [named, *terms], group=group, seen_by=seen_by),
            *seen(source_terms("record_source", "record_on", "登记"), group=group, by=seen_by),
        ],
        f"""FROM registry_party AS p
LEFT JOIN {told} AS told ON told.party_id = p.id
LEFT JOIN {names} AS named ON named.party_id = p.id
WHERE p.kind = '{kind}' AND {wanted("p.id")}""",
        subject=key,
        behind=(told.behind, names.behind),
        coverage=coverage,
        links=links,
    )
