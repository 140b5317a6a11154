"""What an institution may see before any enterprise has consented: how many firms there are, never which."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from gaodi.apps.assessments.choices import RuleKind
from gaodi.apps.assessments.selectors import Freshness, count_entitled_by_unit, get_freshness
from gaodi.apps.regions.selectors import reporting_unit_names
from gaodi.apps.regions.vocabularies import current_labels
from gaodi.apps.registry.progress import UNDERWAY, count_near_listing
from gaodi.kernel.people import Viewer
from gaodi.values.suppression import Hidden, hide_small
from gaodi.web.institution.gate import institutions_only
from gaodi.web.shell.gates import Asked

FEWEST = 10
WORDS = {Hidden.FEW: f"少于 {FEWEST} 家", Hidden.GUARD: "不单列"}


@dataclass(frozen=True, slots=True)
class Shown:
    """A count that may be shown, or None with the words that stand in its place."""

    number: int | None
    words: str = ""


@dataclass(frozen=True, slots=True)
class CountRow:
    """A unit or stage with its number of firms; `share` of the largest that is shown, for the bar."""

    name: str
    shown: Shown
    share: Decimal


@dataclass(frozen=True, slots=True)
class Counts:
    """A list of counts with their sum, itself hidden where it is too small."""

    total: Shown
    rows: tuple[CountRow, ...]


@dataclass(frozen=True, slots=True)
class InstitutionPage:
    """Figures only: no row of it is about one firm."""

    party_name: str
    on: date
    fewest: int
    freshness: Freshness
    entitled: Counts
    near_by_stage: Counts
    near_by_unit: Counts


def read_overview(viewer: Viewer, on: date) -> InstitutionPage:
    """Counts of the whole city; the viewer's name stands on the page and narrows nothing."""
    units, stages = reporting_unit_names(), current_labels().get("listing_stages", {})
    return InstitutionPage(
        party_name=viewer.party_name,
        on=on,
        fewest=FEWEST,
        freshness=get_freshness(RuleKind.PROGRAMME, on=on),
        entitled=_counts(count_entitled_by_unit(RuleKind.PROGRAMME, on=on), units),
        near_by_stage=_counts(
            count_near_listing(on=on, by="stage"), {code: stages.get(code, code) for code in UNDERWAY}
        ),
        near_by_unit=_counts(count_near_listing(on=on, by="unit"), units),
    )


def _counts(counts: Mapping[str, int], names: Mapping[str, str]) -> Counts:
    """A row for each name, in their order; firms outside all of them are one more row."""
    whole = {code: counts.get(code, 0) for code in names}
    outside = sum(number for code, number in counts.items() if code not in names)
    labels = dict(names)
    if outside:
        whole["-"], labels["-"] = outside, "未登记"
    hidden = hide_small(whole, fewest=FEWEST, beside_total=True, nought_is_few=False)
    shown = {
        code: Shown(None, WORDS[hidden[code]]) if code in hidden else Shown(number)
        for code, number in whole.items()
    }
    most = max((one.number or 0 for one in shown.values()), default=0) or 1
    total = sum(whole.values())
    rows = tuple(CountRow(labels[code], one, Decimal(one.number or 0) / most) for code, one in shown.items())
    return Counts(Shown(total) if total == 0 or total >= FEWEST else Shown(None, WORDS[Hidden.FEW]), rows)


@require_safe
@institutions_only
def show_overview(request: Asked) -> HttpResponse:
    """The first page of an institution."""
    page = read_overview(request.viewer, request.business_day)
    return render(request, "institution/overview.html", {"page": page})
