"""A because made quieter for readers: ways not taken fall away, every clause has a name, what is lacking can be told."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from gaodi.values.because import ANY_OF, Because, Clause, Quantity, Truth, Unit

_FACT_NAME = re.compile(r"“([^”]+)”")
#: More parts than this are shown one by one, not in one line.
_MOST_IN_LINE = 2


def tidy(because: Because) -> Because:
    """The same reasons, fewer lines; truths never change.

    Under a condition that is met by one of several ways, only that way is told. A condition without a value of its own
    takes the one that decides it. An unknown one says which fact would settle it, not what a refusal would need.
    """
    return replace(because, children=tuple(_condition(child) for child in because.children))


def lacking_in(reason: str | None) -> tuple[str, ...]:
    """The facts that a reason names as lacking."""
    return tuple(dict.fromkeys(_FACT_NAME.findall(reason or "")))


def _condition(because: Because) -> Because:
    made = replace(because, clause=_named(because.clause), remedy=_remedy(because))
    if not made.children or made.value is not None:
        return made
    return _by_the_way_taken(made) if made.truth is Truth.YES else _with_deciding_value(made)


def _by_the_way_taken(because: Because) -> Because:
    """Where several ways were open, the first that holds, its parts in one line if they are few."""
    if because.threshold is None or because.threshold.value != ANY_OF:
        return because
    way = next(child for child in because.children if child.truth is Truth.YES)
    parts = list(_leaves(way))
    if len(parts) > _MOST_IN_LINE:
        return replace(because, children=(way,))
    return replace(
        because,
        value=_together([part.value for part in parts]),
        threshold=_together([part.threshold for part in parts]),
        distance=parts[0].distance if len(parts) == 1 else None,
        source=parts[0].source or because.source,
        withheld=because.withheld or any(part.withheld for part in parts),
        children=(),
    )


def _with_deciding_value(because: Because) -> Because:
    deciding = next((part for part in _leaves(because) if part.truth is because.truth and part.value), None)
    return replace(because, value=deciding.value) if deciding else because


def _leaves(because: Because) -> Iterator[Because]:
    if not because.children:
        yield because
    for child in because.children:
        yield from _leaves(child)


def _together(quantities: Sequence[Quantity | None]) -> Quantity | None:
    labels = dict.fromkeys(one.label for one in quantities if one is not None)
    if len(quantities) == 1 or not labels:
        return quantities[0] if quantities else None
    label = "，".join(labels)
    return Quantity(label, Unit.TEXT, label)


def _named(clause: Clause | None) -> Clause | None:
    """A clause of a rule that counts no articles is called by its document."""
    return replace(clause, article=clause.document) if clause and not clause.article else clause


def _remedy(because: Because) -> str | None:
    lacking = lacking_in(because.reason) if because.truth is Truth.UNKNOWN else ()
    return f"补上“{'、'.join(lacking)}”即可判断" if lacking else because.remedy
