"""Parties by a word that very many names hold: names are walked in the order of pinyin until enough are found."""

from __future__ import annotations

from typing import Any

from gaodi.apps.registry.directory.hits import MOST, Hit, Hits, Scope, run
from gaodi.apps.registry.directory.holding import held_by_name, readings_of
from gaodi.apps.registry.directory.words import Typed
from gaodi.apps.registry.pinyin import pinyin_keys

_AFTER = "{"  # sorts after every letter

# The inner LIMIT bounds what is walked; the index party_in_order holds every column that is read here.
_WALK = """
SELECT w.id, w.name, w.pinyin FROM (
    SELECT p.id, p.name, p.pinyin, p.initials FROM registry_party AS p
    WHERE p.kind = %(kind)s {start}
    ORDER BY p.pinyin, p.id LIMIT %(budget)s
) AS w
WHERE {held} {where}
ORDER BY w.pinyin, w.id LIMIT %(limit)s
"""
_START = "AND p.pinyin >= %(reading)s AND p.pinyin < %(after)s"


def find_common(typed: Typed, scope: Scope, *, limit: int, budget: int) -> Hits | None:
    """The first `limit` parties by pinyin, before them those whose name begins so; None where the walk found too few.

    Args: budget: names of each kind that are looked at, at most.
    """
    hits = _walk_beginnings(typed, scope, limit, budget)
    if len(hits) < limit:
        held, values = held_by_name(typed, "w")
        for kind in scope.kinds:
            hits += _walk(scope, kind, 5, held, values, "", limit, budget)
    kept = {hit.party_id: hit for hit in reversed(hits)}
    ordered = tuple(dict.fromkeys(kept[hit.party_id] for hit in hits))
    return Hits(ordered[:limit], True, MOST) if len(ordered) >= limit else None


def _walk_beginnings(typed: Typed, scope: Scope, limit: int, budget: int) -> list[Hit]:
    """Names that begin with the whole of what was typed, or read so."""
    literal = not readings_of(typed)
    readings = [pinyin_keys(typed.text).full] if literal else readings_of(typed)
    held = "starts_with(lower(w.name), %(text)s)" if literal else "true"
    hits: list[Hit] = []
    for kind in scope.kinds:
        for reading in filter(None, readings):
            values = {"text": typed.text, "reading": reading, "after": reading + _AFTER}
            hits += _walk(scope, kind, 2, held, values, _START, limit, budget)
    return hits


def _walk(
    scope: Scope, kind: str, tier: int, held: str, values: dict[str, Any], start: str, limit: int, budget: int
) -> list[Hit]:
    text = _WALK.format(start=start, held=held, where=scope.where("w.id"))
    rows = run(text, scope.parameters | values | {"kind": kind, "limit": limit, "budget": budget})
    return [Hit(party, tier, name) for party, name, _ in rows]
