"""Parties by the beginning of their credit code or stock code."""

from __future__ import annotations

from gaodi.apps.registry.directory.hits import MOST, Hit, Hits, Scope, escape_like, run

_SHORTEST = 3
_LONGEST = 18
_STOCK_CODE = 6

_BY_CREDIT_CODE = """
SELECT p.id FROM registry_party AS p
WHERE p.credit_code LIKE %(code)s AND p.kind = ANY (%(kinds)s) {where}
ORDER BY p.credit_code LIMIT %(most)s
"""
_BY_STOCK_CODE = """
SELECT DISTINCT e.party_id FROM registry_listingevent AS e
WHERE e.stock_code LIKE %(code)s AND e.stock_code <> '' AND e.known_to IS NULL AND e.valid_from <= %(on)s {where}
LIMIT %(most)s
"""


def find_by_code(code: str, scope: Scope) -> Hits:
    """Parties whose credit code or stock code begins so; none for fewer than three characters."""
    if not _SHORTEST <= len(code) <= _LONGEST:
        return Hits()
    values = scope.parameters | {"code": f"{escape_like(code)}%", "most": MOST + 1}
    rows = run(_BY_CREDIT_CODE.format(where=scope.where("p.id")), values)
    if code.isdigit() and len(code) <= _STOCK_CODE:
        rows = run(_BY_STOCK_CODE.format(where=scope.where("e.party_id", kinds=True)), values) + rows
    return Hits(tuple(Hit(party, 0) for (party,) in rows[:MOST]), len(rows) > MOST)
