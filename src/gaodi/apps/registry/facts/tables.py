"""Fact tables whose rows come from one dated table each."""

from __future__ import annotations

from collections.abc import Sequence

from gaodi.apps.registry.facts.rows import Rows
from gaodi.apps.registry.facts.terms import Term, declare, ident, seen, source_terms, told_by
from gaodi.engines.rules.dictionary import Link, Visibility
from gaodi.kernel.facts import FactTable

COMPANY_ID = ident("company_id", "企业编号", "told.party_id")
TO_COMPANY = Link(name="company", column="company_id", table="company")


def declare_rows(
    name: str,
    label: str,
    keys: Sequence[Term],
    terms: Sequence[Term],
    rows: Rows,
    *,
    group: str,
    coverage: str,
    seen_by: Visibility = Visibility.SUBJECT,
    beside: Sequence[Term] = (),
    joins: str = "",
    subject: str = "company_id",
    alias: str = "",
    links: tuple[Link, ...] = (),
    covered_as: str | None = None,
    order: str | None = None,
) -> FactTable:
    """Declare a table of the rows that the subquery `rows` yields, each with its own source.

    Args: keys: the row's own key first, then those of the parties it is about. beside: terms with a visibility of
        their own, already told by `source`. joins: what the terms read besides the row, joined to `told`.
    """
    return declare(
        name,
        label,
        keys[0].column.name,
        [
            *keys,
            *told_by("source", "source_on", terms, group=group, seen_by=seen_by),
            *beside,
            *seen(source_terms("source", "source_on", ""), group=group, by=seen_by),
        ],
        f"FROM {rows} AS told\n{joins}",
        coverage=coverage,
        subject=subject,
        alias=alias,
        behind=(rows.behind,),
        links=links,
        covered_as=covered_as,
        order=order,
    )


def beside(terms: Sequence[Term], *, group: str, seen_by: Visibility) -> tuple[Term, ...]:
    """Terms of the same row and source that other people may see."""
    return told_by("source", "source_on", terms, group=group, seen_by=seen_by)
