"""Where sources are complete, so that no row means none."""

from __future__ import annotations

from gaodi.apps.registry.facts.rows import days, known, wanted
from gaodi.kernel.facts import facts

facts.declare_coverage(
    f"""SELECT told.party_id AS subject_id, told.subject AS scope,
       {days("told.valid_from")} AS valid_from, {days("told.valid_to")} AS valid_to,
       told.source AS source, {days("told.source_on")} AS source_on, told.standing AS source_standing
FROM registry_coverage AS told
WHERE {known("told")} AND (told.party_id IS NULL OR ({wanted("told.party_id")}))"""
)
