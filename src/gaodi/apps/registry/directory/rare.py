"""Parties by a word that few names hold: every hit of the index of keys is ranked."""

from __future__ import annotations

from gaodi.apps.registry.choices import PartyKind
from gaodi.apps.registry.directory.hits import MOST, Hit, Hits, Scope, run
from gaodi.apps.registry.directory.words import Typed

#: Names that are read and ranked, at most: each is somewhere else on the disk.
_READ = 1200

_TIER = """CASE WHEN lower(n.name) = %(text)s THEN 1
        WHEN starts_with(lower(n.name), %(text)s) THEN 2
        WHEN strpos(lower(n.name), %(text)s) > 0 THEN 3
        WHEN n.pinyin = ANY (%(readings)s) OR n.initials = %(text)s THEN 2
        WHEN n.pinyin ^@ ANY (%(readings)s) OR starts_with(n.initials, %(text)s) THEN 4
        ELSE 5 END"""

# The best name of each party, then the best thousand parties, and only then their rows.
_FIND = """
WITH hit AS MATERIALIZED (
    SELECT n.party_id, n.name, n.pinyin, n.kind, n.valid_to IS NOT NULL AND n.valid_to <= %(on)s AS is_former,
           {tier} AS tier
    FROM registry_partyname AS n
    WHERE n.keys @@ %(query)s::tsquery AND n.known_to IS NULL AND n.valid_from <= %(on)s {where}
    LIMIT %(read)s
), party AS MATERIALIZED (
    SELECT DISTINCT ON (party_id) * FROM hit ORDER BY party_id, tier, is_former, kind
), best AS MATERIALIZED (
    SELECT * FROM party ORDER BY tier, is_former, pinyin, party_id LIMIT %(most)s
)
SELECT best.party_id, best.tier, best.name, best.kind, best.is_former, (SELECT count(*) FROM hit) AS hits
FROM best WHERE {of_kind}
ORDER BY best.tier, best.is_former, best.pinyin, best.party_id
"""


def find_rare(typed: Typed, scope: Scope, *, signs: list[str]) -> Hits:
    """Hits through the index of keys, best first.

    Where they are more than are read, those that begin with what was typed are read apart and come first; of the others
    come those that were read.
    """
    every = _read(typed, typed.query(signs), scope)
    starts = typed.query_of_starts(signs)
    if not (every.is_capped and starts):
        return every
    begun = _read(typed, starts, scope)
    merged = {hit.party_id: hit for hit in (*begun.rows, *every.rows)} | {
        hit.party_id: hit for hit in begun.rows
    }
    return Hits(tuple(merged.values())[:MOST], True)


def _read(typed: Typed, query: str, scope: Scope) -> Hits:
    # Firms stand in for every kind that shares their keys: others among the best are few and dropped at the end.
    early = PartyKind.COMPANY.value not in scope.kinds
    text = _FIND.format(
        tier=_TIER,
        where=scope.where("n.party_id", kinds=early),
        of_kind="true" if early else _checked(scope),
    )
    values = {
        "query": query,
        "text": typed.text,
        "readings": readings_of(typed),
        "most": MOST + 1,
        "read": _READ,
    }
    rows = run(text, scope.parameters | values)
    capped = len(rows) > MOST or (bool(rows) and rows[0][-1] >= _READ)
    return Hits(tuple(Hit(*row[:-1]) for row in rows[:MOST]), capped)


def _checked(scope: Scope) -> str:
    """The kind of each hit; where hits are not counted exactly anyway, only that of the shown is looked at, later."""
    kind = scope.where("best.party_id", kinds=True).removeprefix(" AND ")
    return f"((SELECT count(*) FROM hit) >= %(read)s OR ({kind}))"


def readings_of(typed: Typed) -> list[str]:
    """How the whole of what was typed may read, where it is letters only."""
    return list(typed.runs[0].readings) if len(typed.runs) == 1 else []
