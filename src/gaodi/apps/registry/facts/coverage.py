"""Where sources are complete, so that no row means none."""

from __future__ import annotations

from gaodi.apps.registry.choices import PartyKind, Source
from gaodi.apps.registry.facts.rows import days, is_one_of, known, wanted
from gaodi.kernel.facts import facts
from gaodi.kernel.facts.coverage import outside

#: Sources that know whom they pay; the others tell companies apart by their credit code.
_BY_NAME = (Source.FINANCE_BUREAU.value,)

# Nobody's rows can be told to be of a company without a code: that it has none means nothing there.
_NOT_OF_EVERYONE = f"""
SELECT p.id, '{outside("")}' || told.subject, 0, NULL::int, told.source, {days("told.source_on")}, told.standing
FROM registry_coverage AS told, registry_party AS p
WHERE {known("told")} AND told.party_id IS NULL AND NOT ({is_one_of("told.source", _BY_NAME)})
  AND p.kind = '{PartyKind.COMPANY.value}' AND coalesce(p.credit_code, '') = '' AND {wanted("p.id")}"""

facts.declare_coverage(
    f"""SELECT told.party_id AS subject_id, told.subject AS scope,
       {days("told.valid_from")} AS valid_from, {days("told.valid_to")} AS valid_to,
       told.source AS source, {days("told.source_on")} AS source_on, told.standing AS source_standing
FROM registry_coverage AS told
WHERE {known("told")} AND (told.party_id IS NULL OR ({wanted("told.party_id")}))
UNION ALL {_NOT_OF_EVERYONE}"""
)
