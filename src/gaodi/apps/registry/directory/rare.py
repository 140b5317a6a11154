"""Parties by a word that few names hold: every hit of the index of keys is ranked."""

from __future__ import annotations

from typing import NamedTuple

from gaodi.apps.registry.choices import PartyKind
from gaodi.apps.registry.directory.frequencies import Frequencies
from gaodi.apps.registry.directory.hits import MOST, Hit, Hits, Scope, run
from gaodi.apps.registry.directory.holding import readings_of
from gaodi.apps.registry.directory.words import Typed

#: Names that are read and ranked, at most: each is somewhere else on the disk.
_READ = 1200
#: Of what more names hold than this, a short list reads only some.
_MANY = 3 * MOST
_COMMON = 0.05  # the share of names from which the places of a key are not worth reading
_SPARE = 5  # names that are then read for each that is asked for

_TIER = """CASE WHEN lower(n.name) = %(text)s THEN 1
        WHEN starts_with(lower(n.name), %(text)s) THEN 2
        WHEN strpos(lower(n.name), %(text)s) > 0 THEN 3
        WHEN n.pinyin = ANY (%(readings)s) OR n.initials = %(text)s THEN 2
        WHEN n.pinyin ^@ ANY (%(readings)s) OR starts_with(n.initials, %(text)s) THEN 4
        ELSE 5 END"""

#: Kept out of the index by IS TRUE.
_REST = "AND (n.keys @@ %(rest)s::tsquery) IS TRUE"

# The best name of each party, then the best thousand parties, and only then their rows.
_FIND = """
WITH hit AS MATERIALIZED (
    SELECT n.party_id, n.name, n.pinyin, n.kind, n.valid_to IS NOT NULL AND n.valid_to <= %(on)s AS is_former,
           {tier} AS tier
    FROM registry_partyname AS n
    WHERE n.keys @@ %(query)s::tsquery {rest} AND n.known_to IS NULL AND n.valid_from <= %(on)s {where}
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


def find_rare(typed: Typed, scope: Scope, frequencies: Frequencies, *, limit: int, signs: list[str]) -> Hits:
    """Hits through the index of keys, best first.

    Where they are more than are read, those that begin with what was typed are read apart and come first; of the others
    come those that were read. For a short list of very many, fewer are read.
    """
    starts, query = typed.query_of_starts(signs), _query(typed, frequencies, signs)
    is_short = _SPARE * limit < _READ and frequencies.expected(typed) > _MANY
    most = _SPARE * limit if is_short else _READ
    begun = _read(typed, Query(starts), scope, most) if starts and is_short else Hits()
    if begun.is_capped:
        return begun
    every = _read(typed, query, scope, most)
    if not every.is_capped:
        return every
    if starts and not is_short:
        begun = _read(typed, Query(starts), scope, most)
    merged = {hit.party_id: hit for hit in (*begun.rows, *every.rows)} | {
        hit.party_id: hit for hit in begun.rows
    }
    return Hits(tuple(merged.values())[:MOST], True)


class Query(NamedTuple):
    """Two tsqueries: what the index is asked for, and what else its hits must hold."""

    asked: str
    rest: str = ""


def _query(typed: Typed, frequencies: Frequencies, signs: list[str]) -> Query:
    """The index is asked for the rare runs only: to read the places of a common key takes longer than to look."""
    rare = [run for run in typed.runs if frequencies.share(run) < _COMMON]
    if not rare or len(rare) == len(typed.runs):
        return Query(typed.query(signs))
    return Query(typed.of(rare).query(signs), typed.query(signs))


def _read(typed: Typed, query: Query, scope: Scope, most: int = _READ) -> Hits:
    # Firms stand in for every kind that shares their keys: others among the best are few and dropped at the end.
    early = PartyKind.COMPANY.value not in scope.kinds
    text = _FIND.format(
        rest=_REST if query.rest else "",
        tier=_TIER,
        where=scope.where("n.party_id", kinds=early),
        of_kind="true" if early else _checked(scope),
    )
    values = {
        "query": query.asked,
        "rest": query.rest,
        "text": typed.text,
        "readings": readings_of(typed),
        "most": MOST + 1,
        "read": most,
    }
    rows = run(text, scope.parameters | values)
    capped = len(rows) > MOST or (bool(rows) and rows[0][-1] >= most)
    return Hits(tuple(Hit(*row[:-1]) for row in rows[:MOST]), capped)


def _checked(scope: Scope) -> str:
    """The kind of each hit; where hits are not counted exactly anyway, only that of the shown is looked at, later."""
    kind = scope.where("best.party_id", kinds=True).removeprefix(" AND ")
    return f"((SELECT count(*) FROM hit) >= %(read)s OR ({kind}))"
