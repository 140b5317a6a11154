"""The example page: every component in every state, on invented data."""

from __future__ import annotations

from decimal import Decimal

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from gaodi.web.shell.asked import Query
from gaodi.web.shell.example_data import common, entitlements, fronts, policy, reasons, tables, verdicts
from gaodi.web.shell.ui.chips import Chip, Parameter
from gaodi.web.shell.ui.figures import Action, Money
from gaodi.web.shell.ui.marks import Tally

#: The same components stand in the generous frame and in the dense one: `?frame=office`.
FRAMES = {"public": "shell/base_public.html", "office": "shell/base_office.html"}


@require_safe
def show_components(request: HttpRequest) -> HttpResponse:
    """Every component of the shell, as the reference for whoever builds a page."""
    frame = FRAMES.get(Query.of(request).get("frame"), FRAMES["public"])
    context = {"frame": frame} | _reasons() | _lists() | _signs() | _fronts()
    return render(request, "shell/examples.html", context)


def _reasons() -> dict[str, object]:
    return {
        "verdicts": (verdicts.verdict_yes(), verdicts.verdict_no(), verdicts.verdict_expired()),
        "ladder": verdicts.ladder(),
        "answered_yes": reasons.answered_yes(),
        "answered_no": reasons.answered_no(),
        "computation": verdicts.computation(),
        "digest": verdicts.digest(),
        "replay": verdicts.replay(),
        "objection": verdicts.objection(),
    }


def _lists() -> dict[str, object]:
    return {
        "table": tables.table(),
        "bulk": tables.bulk_bar(),
        "segments": tables.segments(),
        "filters": tables.filters(),
        "pages": tables.pages(),
        "crumbs": tables.CRUMBS,
        "states": tables.STATES,
    }


def _signs() -> dict[str, object]:
    return {
        "clocks": verdicts.clocks(),
        "tallies": (Tally(5), Tally(4, 0, 1), Tally(3, 1, 1)),
        "parameters": (Parameter(True), Parameter(False)),
        "gap": common.GAP,
        "chips": tuple(
            Chip(word, tone) for word, tone in (("督办", "bad"), ("在望", "ok"), ("补正第 2 天", "plain"))
        ),
        "buttons": (Action("确认收款账户", "#", primary=True), Action("补一份资料", "#", note="约 3 分钟")),
        "amounts": (
            Money(Decimal(12_345_678)),
            Money(Decimal(300_000), cap=True, later=True),
            Money(Decimal(218_000_000), unit="亿元"),
            Money(Decimal(-5000)),
            Money(None),
        ),
    }


def _fronts() -> dict[str, object]:
    return {
        "map_plain": fronts.tile_map("map-plain", beside_total=False, legend=False),
        "map_total": fronts.tile_map("map-total", beside_total=True, legend=True),
        "goals": policy.goals(),
        "clauses": policy.clauses(),
        "figures": fronts.figures(),
        "doors": fronts.doors(),
        "counts": entitlements.counts(),
        "groups": entitlements.groups(),
        "sections": policy.sections(),
        "target": policy.target(),
        "entries": entitlements.entries(),
        "chart": fronts.chart(),
        "chain": fronts.chain(),
        "tasks": fronts.tasks(),
    }
