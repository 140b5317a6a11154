"""The listings of the city's firms since the policy began, one by one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from gaodi.apps.policies.models import Policy
from gaodi.apps.policies.selectors import get_main_policy, list_goals
from gaodi.kernel.people import Viewer
from gaodi.web.public.gate import public_page
from gaodi.web.shell.goals import LISTED, GoalPanel, listing_panel
from gaodi.web.shell.public_listings import PublicListing, list_public_listings
from gaodi.web.shell.ui.figures import Link
from gaodi.web.shell.ui.states import Empty
from gaodi.web.shell.ui.tables import Column, OnPhone, Table, TableRow


@dataclass(frozen=True, slots=True)
class ListingsPage:
    """The table, how many of its days and units were checked, and the goal that it counts towards."""

    policy: Policy | None
    table: Table
    number: int
    days_checked: int
    units_checked: int
    panel: GoalPanel | None
    empty: Empty


def read_listings(viewer: Viewer, on: date) -> ListingsPage:
    """The listings as of a day; public facts of real firms, without their entitlements."""
    policy = get_main_policy()
    listings = list_public_listings(policy, on)
    goal = next((one for one in list_goals(policy) if one.code == LISTED), None) if policy else None
    return ListingsPage(
        policy=policy,
        table=listing_table(listings),
        number=len(listings),
        days_checked=sum(one.is_day_checked for one in listings),
        units_checked=sum(one.is_unit_checked for one in listings),
        panel=listing_panel(goal, policy, listings, on) if goal and policy else None,
        empty=Empty(
            "这里会列出政策施行以来上市的本市企业",
            "到业务日为止，政策包里没有登记过上市的企业。",
            Link("怎样看这些数据", reverse("public:about_data")),
        ),
    )


def listing_table(listings: tuple[PublicListing, ...]) -> Table:
    """Name, code, board, day, unit, source, and what was checked."""
    columns = (
        Column("公司", on_phone=OnPhone.FIRM),
        Column("证券代码", code=True),
        Column("板块", on_phone=OnPhone.MATTER),
        Column("上市日", on_phone=OnPhone.AMOUNT),
        Column("上市日核实", on_phone=OnPhone.TALLY),
        Column("归属", on_phone=OnPhone.CLOCK),
        Column("归属核实"),
        Column("来源"),
    )
    rows = tuple(
        TableRow(
            one.stock_code,
            (
                one.name,
                one.stock_code,
                one.board,
                one.listed_on.isoformat(),
                one.chip,
                Link(one.unit_name, reverse("public:unit", args=[one.unit])) if one.unit else one.unit_name,
                one.unit_chip,
                one.source,
            ),
        )
        for one in listings
    )
    return Table("政策施行以来新增的上市公司", columns, rows, anchor="listings")


@public_page
def show_listings(request: HttpRequest) -> HttpResponse:
    """/listings/"""
    page = read_listings(request.viewer, request.business_day)  # type: ignore[attr-defined]
    return render(request, "public/listings.html", {"page": page})
