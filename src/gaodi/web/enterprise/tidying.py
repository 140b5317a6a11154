"""A because made quieter for readers: alternatives that do not matter fall away, every clause has a name to print."""

from __future__ import annotations

from dataclasses import replace

from gaodi.values.because import Because, Clause, Truth


def tidy(because: Because) -> Because:
    """The same reasons, fewer lines.

    Under a condition that is met by one of several ways, the ways not taken say nothing; where one way is left, its
    value and threshold become the condition's own. Truths never change.
    """
    children = tuple(tidy(child) for child in because.children)
    made = replace(because, children=children, clause=_named(because.clause))
    return _by_the_way_taken(made) if _is_condition(made) else made


def _is_condition(because: Because) -> bool:
    """Whether a threshold of its own is met through the parts below; the whole answer has none."""
    return because.threshold is not None and bool(because.children) and because.truth is Truth.YES


def _by_the_way_taken(because: Because) -> Because:
    taken = tuple(child for child in because.children if child.truth is Truth.YES)
    if len(taken) != 1 or taken[0].children or because.value is not None:
        return replace(because, children=taken)
    (only,) = taken
    return replace(
        because,
        value=only.value,
        threshold=only.threshold,
        distance=only.distance,
        source=only.source or because.source,
        withheld=because.withheld or only.withheld,
        children=(),
    )


def _named(clause: Clause | None) -> Clause | None:
    """A clause of a rule that counts no articles is called by its document."""
    if clause is None or clause.article:
        return clause
    return replace(clause, article=clause.document)
