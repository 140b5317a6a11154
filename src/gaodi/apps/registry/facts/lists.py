"""The lists that a company stands on, one row a company: on it, looked up and not on it, or nothing."""

from __future__ import annotations

from gaodi.apps.registry.choices import BarKind
from gaodi.apps.registry.facts.rows import BETTER_FIRST, Span, is_one_of, known, wanted

_COLUMNS = "told.id, told.valid_from, told.source, told.source_on, told.standing, told.known_from"


def _rows(table: str, kind: str, is_on: int, who: str) -> str:
    conditions = " AND ".join([Span.HOLDING.condition("told"), known("told"), who])
    return f"SELECT told.party_id, {kind} AS kind, {is_on} AS is_on, {_COLUMNS} FROM {table} AS told WHERE {conditions}"


def _looked_up(who: str) -> str:
    return _rows(
        "registry_coverage", "told.subject", 0, f"{is_one_of('told.subject', BarKind.values)} AND {who}"
    )


def _pivot() -> str:
    """For each list: 1 on it or 0 not on it, since when, and the source of that."""
    return ", ".join(
        f"max(told.is_on) FILTER (WHERE told.kind = '{kind}') AS {kind}, "
        f"max(told.valid_from) FILTER (WHERE told.kind = '{kind}' AND told.is_on = 1) AS {kind}_since, "
        + ", ".join(
            f"max(told.{column}) FILTER (WHERE told.kind = '{kind}') AS {kind}_{column}"
            for column in ("source", "source_on", "standing")
        )
        for kind in BarKind
    )


def _best(rows: str) -> str:
    """One row for each company and list: standing on it counts before having been looked up."""
    key = "told.party_id, told.kind"
    return f"(SELECT DISTINCT ON ({key}) told.* FROM ({rows}) AS told ORDER BY {key}, told.is_on DESC, {BETTER_FIRST})"


_OWN = " UNION ALL ".join(
    [
        _rows("registry_bar", "told.kind", 1, wanted("told.party_id")),
        _looked_up(f"told.party_id IS NOT NULL AND {wanted('told.party_id')}"),
    ]
)

#: By `party_id`; a company without a row has nothing of its own.
LISTS = f"(SELECT told.party_id, {_pivot()} FROM {_best(_OWN)} AS told GROUP BY told.party_id)"

#: One row: the lists that a source gives in full for every company.
LISTS_OF_EVERYONE = f"(SELECT {_pivot()} FROM {_best(_looked_up('told.party_id IS NULL'))} AS told)"
