"""The pack's section of public listings: real firms, and only what is public of them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from gaodi.apps.registry.choices import ListingWay, Standing
from gaodi.apps.registry.services.public_listings import load_public_listings
from gaodi.kernel.packs import Pack, Section, sections
from gaodi.values.forms import Form, did_you_mean
from gaodi.values.places import Place, Problem, ProblemsFound

_FILE = "public_listings.yaml"
_STANDINGS = (Standing.VERIFIED.value, Standing.ASSUMED.value)


def read_public_listings(pack: Pack) -> list[dict[str, Any]]:
    """The listings as stated; an empty list where the pack has none."""
    document = pack.get(_FILE)
    if document is None:
        return []
    problems: list[Problem] = []
    rows = [
        _listing(item)
        for item in Form(document, "", document.data, problems).only("listings").forms("listings")
    ]
    if problems:
        raise ProblemsFound(problems)
    return rows


def _listing(form: Form) -> dict[str, Any]:
    form.only("name", "stock_code", "board", "listed_on", "way", "unit", "day_status", "unit_status")
    code = form.text("stock_code")
    if not re.fullmatch(r"\d{6}", code):
        form.report("stock_code", f"`{code}` is no stock code", "six digits in quotes")
    way = form.one_of("way", ListingWay.values) if form.data.get("way") is not None else ""
    return {
        "name": form.text("name"),
        "stock_code": code,
        "board": form.text("board"),
        "listed_on": form.day("listed_on"),
        "way": way,
        "unit": form.text("unit"),
        "day_status": form.one_of("day_status", _STANDINGS),
        "unit_status": form.one_of("unit_status", _STANDINGS),
    }


def check_public_listings(rows: list[dict[str, Any]], everything: Mapping[str, Any]) -> list[Problem]:
    """Boards must be of the vocabulary, units of the region."""
    boards = everything["vocabularies"].get("boards", {})
    units = {unit["code"] for unit in everything["region"]["reporting_units"]}
    problems: list[Problem] = []
    for index, row in enumerate(rows):
        for key, known in (("board", boards), ("unit", units)):
            if row[key] not in known:
                place = Place(_FILE, 0, f"listings[{index}].{key}")
                problems.append(Problem(place, f"`{row[key]}` is not known", did_you_mean(row[key], known)))
    return problems


sections.declare(
    Section(
        "public_listings", read_public_listings, load_public_listings, check_public_listings, files=(_FILE,)
    )
)
