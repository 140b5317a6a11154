"""Writing a planned city in bulk; the caller has the transaction and the audit line."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Any

from gaodi.ops.city.conduct import write_bars, write_penalties, write_tax_grades
from gaodi.ops.city.copying import Writer
from gaodi.ops.city.coverage import write_coverage
from gaodi.ops.city.dirt import spoil_sums, write_contradictions, write_late_statements
from gaodi.ops.city.networks import write_networks
from gaodi.ops.city.parties import write_firms, write_institutions, write_records
from gaodi.ops.city.patents import draw_patents, write_patents
from gaodi.ops.city.planned import CityPlan
from gaodi.ops.city.planting import plant_codes, plant_defaults, planted_facts
from gaodi.ops.city.quarters import write_quarters
from gaodi.ops.city.sheets import Sheet
from gaodi.ops.city.staff import write_headcounts, write_research
from gaodi.ops.city.statements import draw_statements, write_restated, write_statements
from gaodi.ops.city.support import write_awards, write_events, write_programmes
from gaodi.ops.city.titles import write_titles

_PARTY = "registry_party"


def write_city(plan: CityPlan, *, at: datetime, writer: Writer) -> dict[str, Any]:
    """All rows, known from `at`; what was planted among them."""
    party_ids = writer.reserve(_PARTY, len(plan.firms))
    institutions = writer.reserve(_PARTY, len(plan.institutions))
    sheet = Sheet(writer, plan, replace(plan.firms, party_id=party_ids), at)
    write_firms(sheet)
    write_institutions(sheet, institutions)
    write_records(sheet)
    write_events(sheet)
    write_awards(sheet)
    write_programmes(sheet)
    _write_figures(sheet)
    rights = draw_patents(sheet)
    write_patents(sheet, rights)
    write_titles(sheet, rights)
    write_tax_grades(sheet)
    write_penalties(sheet)
    write_bars(sheet)
    write_coverage(sheet)
    plant_codes(sheet)
    plant_defaults(sheet)
    roles = [one.role for one in plan.scenery.institutions]
    write_networks(sheet, dict(zip(roles, institutions.tolist(), strict=True)))
    return planted_facts(sheet)


def _write_figures(sheet: Sheet) -> None:
    for block in sheet.blocks():
        rows = spoil_sums(sheet, draw_statements(sheet, block))
        write_statements(sheet, rows)
        write_restated(sheet, rows)
        write_contradictions(sheet, rows)
    write_late_statements(sheet)
    write_quarters(sheet)
    write_headcounts(sheet)
    write_research(sheet)
