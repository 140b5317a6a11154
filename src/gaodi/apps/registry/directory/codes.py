"""Parties by the beginning of their credit code or stock code."""

from __future__ import annotations

from gaodi.apps.registry.directory.hits import MOST, Hit, Hits, Scope, escape_like, run

_SHORTEST = 3
_LONGEST = 18
_STOCK_CODE = 6
_COMMON = 2 * MOST  # codes with the same beginning from which a unit's own are fewer to look at

_BY_CREDIT_CODE = """
SELECT p.id FROM registry_party AS p
WHERE p.credit_code LIKE %(code)s AND p.kind = ANY (%(kinds)s) {where}
ORDER BY p.credit_code LIMIT %(most)s
"""
_IS_COMMON = "SELECT FROM registry_party AS p WHERE p.credit_code LIKE %(code)s OFFSET %(common)s LIMIT 1"
# Of very many that begin so, a unit's own are looked through until enough are found.
_COMMON_OF_UNIT = """
SELECT DISTINCT found.id FROM (
    SELECT p.id FROM (
        SELECT u.party_id FROM registry_companyrecord AS u
        WHERE u.reporting_unit = %(unit_of_codes)s AND u.known_to IS NULL OFFSET 0
    ) AS own, LATERAL (
        SELECT p.id FROM registry_party AS p
        WHERE p.id = own.party_id AND p.credit_code LIKE %(code)s AND p.kind = ANY (%(kinds)s) OFFSET 0
    ) AS p
    WHERE true {where} LIMIT %(most)s
) AS found
"""
_BY_STOCK_CODE = """
SELECT DISTINCT e.party_id FROM registry_listingevent AS e
WHERE e.stock_code LIKE %(code)s AND e.stock_code <> '' AND e.known_to IS NULL AND e.valid_from <= %(on)s {where}
LIMIT %(most)s
"""


def find_by_code(code: str, scope: Scope, most: int = MOST) -> Hits:
    """The first `most` parties whose credit code or stock code begins so; none for fewer than three characters."""
    if not _SHORTEST <= len(code) <= _LONGEST:
        return Hits()
    values = scope.parameters | {"code": f"{escape_like(code)}%", "most": most + 1}
    common = scope.unit and run(_IS_COMMON, values | {"common": _COMMON})
    text = _COMMON_OF_UNIT if common else _BY_CREDIT_CODE
    rows = run(text.format(where=scope.where("p.id")), values | {"unit_of_codes": scope.unit})
    if code.isdigit() and len(code) <= _STOCK_CODE:
        rows = run(_BY_STOCK_CODE.format(where=scope.where("e.party_id", kinds=True)), values) + rows
    return Hits(tuple(Hit(party, 0) for (party,) in rows[:most]), len(rows) > most)
