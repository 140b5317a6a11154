"""The file of what was planted: tests and methods are measured against it, nothing in Gaodi reads it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np

from gaodi.ops.city.columns import to_day
from gaodi.ops.city.dirt import DIRT
from gaodi.ops.city.firms import MISSING, YEARS
from gaodi.ops.city.sheets import Sheet
from gaodi.ops.city.statements import YEAR_STARTS

#: Where it lies below the folder of the instance.
PLANTED = Path("city") / "planted.json"
#: Sorts that the file names even where nothing of them was planted.
_ALWAYS = ("programmes", "defaulters", DIRT)


def plant_defaults(sheet: Sheet) -> None:
    """Who defaults when, with the days on which it could be seen coming."""
    firms = sheet.firms
    for firm in np.flatnonzero(firms.defaults_on != MISSING).tolist():
        day = int(firms.defaults_on[firm])
        year = int(np.searchsorted(YEAR_STARTS, day, side="right")) - 1
        sheet.plant(
            "defaulters",
            firm=sheet.code(firm),
            defaults_on=to_day(day).isoformat(),
            signals={
                "falling_cash": to_day(int(YEAR_STARTS[year]) - 1).isoformat(),
                "low_tax_grade": YEARS[0] + year - 1,
                "penalty_from": to_day(day - 330).isoformat(),
            },
        )


def plant_codes(sheet: Sheet) -> None:
    """Whose credit code has a wrong check digit."""
    for firm in sheet.plan.miscoded.tolist():
        sheet.plant(DIRT, kind="wrong_check_digit", firm=sheet.code(firm))


def planted_facts(sheet: Sheet) -> dict[str, Any]:
    """All that was planted, by sort, with what city it is about."""
    about = {"seed": sheet.plan.seed, "on": sheet.plan.on.isoformat(), "firms": len(sheet.firms)}
    return {**about, **{sort: [] for sort in _ALWAYS}, **sheet.planted}


def write_planted(path: Path, facts: dict[str, Any]) -> None:
    """The file, whole or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_suffix(".new")
    draft.write_text(json.dumps(facts, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    draft.replace(path)
