"""Pages that the footer leads to: how to look at the data, accessibility, help."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from gaodi.apps.assessments.selectors import Freshness, get_freshness
from gaodi.apps.policies.models import Policy
from gaodi.apps.policies.selectors import get_main_policy, list_articles
from gaodi.apps.programmes.selectors import list_programmes
from gaodi.apps.regions.models import CalendarYear
from gaodi.apps.regions.selectors import list_calendar_years, list_reporting_units, list_unverified_names
from gaodi.apps.registry.selectors import count_invented_companies
from gaodi.kernel.people import Viewer
from gaodi.web.public.counts import KIND
from gaodi.web.public.gate import public_page
from gaodi.web.public.specs import read_specs
from gaodi.web.shell.public_listings import list_public_listings


@dataclass(frozen=True, slots=True)
class AboutDataPage:
    """What is real, what is invented, what is assumed, counted from the database."""

    policy: Policy | None
    articles: int
    inferred: int
    listings: int
    days_unchecked: int
    units_unchecked: int
    invented: int
    units: int
    own_codes: int
    parameters: int
    assumed: int
    names_assumed: tuple[str, ...]
    calendar: tuple[CalendarYear, ...]
    freshness: Freshness


def read_about_data(viewer: Viewer, on: date) -> AboutDataPage:
    """The standing of everything that pages show, as of a day."""
    policy = get_main_policy()
    listings = list_public_listings(policy, on)
    articles = list_articles(policy) if policy else []
    entries = [
        entry.status
        for spec in read_specs(list_programmes()).values()
        for parameter in spec.parameters
        for entry in parameter.entries
    ]
    units = list_reporting_units()
    return AboutDataPage(
        policy=policy,
        articles=len(articles),
        inferred=sum(article.units_inferred for article in articles),
        listings=len(listings),
        days_unchecked=sum(not one.is_day_checked for one in listings),
        units_unchecked=sum(not one.is_unit_checked for one in listings),
        invented=count_invented_companies(),
        units=len(units),
        own_codes=sum(not unit.division_code for unit in units),
        parameters=len(entries),
        assumed=entries.count("assumed"),
        names_assumed=tuple(list_unverified_names()),
        calendar=tuple(list_calendar_years()),
        freshness=get_freshness(KIND, on=on),
    )


@public_page
def show_about_data(request: HttpRequest) -> HttpResponse:
    """/about-data/"""
    page = read_about_data(request.viewer, request.business_day)  # type: ignore[attr-defined]
    return render(request, "public/about_data.html", {"page": page})


@public_page
def show_accessibility(request: HttpRequest) -> HttpResponse:
    """/accessibility/"""
    return render(request, "public/accessibility.html")


@public_page
def show_help(request: HttpRequest) -> HttpResponse:
    """/help/"""
    return render(request, "public/help.html")
