"""The outlets: by which doors data come in, on what legal basis, who may bring them, what may come."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.http import HttpResponse
from django.shortcuts import render

from gaodi.apps.intake.choices import BasisStatus, Uploader
from gaodi.apps.intake.models import Outlet
from gaodi.apps.intake.permissions import can_use
from gaodi.apps.intake.selectors import list_outlets
from gaodi.apps.regions.selectors import unit_names
from gaodi.apps.registry.choices import InstitutionKind
from gaodi.apps.registry.kinds import KINDS
from gaodi.kernel.people import Viewer
from gaodi.web.shell.gates import Asked
from gaodi.web.shell.intake.place import Place
from gaodi.web.shell.ui.chips import Chip
from gaodi.web.shell.ui.figures import Link
from gaodi.web.shell.ui.menus import Crumb


@dataclass(frozen=True, slots=True)
class Door:
    """One outlet. Its kinds are links where the viewer may bring them, else words."""

    code: str
    name: str
    unit: str
    who: str
    basis: str
    document: str
    status: Chip
    kinds: tuple[Link | str, ...]
    is_usable: bool


@dataclass(frozen=True, slots=True)
class OutletsPage:
    """The viewer's own outlets and those of others."""

    crumbs: tuple[Crumb, ...]
    own: tuple[Door, ...]
    others: tuple[Door, ...]


def read_outlets(viewer: Viewer, on: date, place: Place) -> OutletsPage:
    """Every outlet open on the day; an enterprise's own entries have their own pages and are only named."""
    units = unit_names(on=on)
    outlets = [one for one in list_outlets(on=on) if one.kinds]
    doors = [door_of(one, place, units, usable=can_use(viewer, one, on=on)) for one in outlets]
    return OutletsPage(
        crumbs=(Crumb(place.title, place.href("intake")), Crumb("接入口")),
        own=tuple(door for door in doors if door.is_usable),
        others=tuple(door for door in doors if not door.is_usable),
    )


def door_of(outlet: Outlet, place: Place, units: Mapping[str, str], *, usable: bool) -> Door:
    """The outlet in words. Args: units: names of units by their codes."""
    new = place.href("intake_new")
    labels = [(code, KINDS[code].label) for code in outlet.kinds if code in KINDS]
    number = f"（{outlet.basis_number}）" if outlet.basis_number else ""
    return Door(
        code=outlet.code,
        name=outlet.name,
        unit=units.get(outlet.unit.code, outlet.unit.code),
        who=_who(outlet),
        basis=outlet.basis,
        document=f"{outlet.basis_title}{number}",
        status=basis_sign(outlet),
        kinds=tuple(
            Link(label, f"{new}?outlet={outlet.code}&kind={code}") if usable else label
            for code, label in labels
        ),
        is_usable=usable,
    )


def basis_sign(outlet: Outlet) -> Chip:
    """Whether the legal basis was read in its source."""
    if outlet.basis_status == BasisStatus.VERIFIED:
        return Chip("依据已核", "ok", "check")
    return Chip("依据待核", "clay")


def _who(outlet: Outlet) -> str:
    if outlet.uploader == Uploader.UNIT:
        return "责任单位的经办人、复核人"
    if outlet.uploader == Uploader.ENTERPRISE:
        return "企业为自己申报"
    kinds = "、".join(str(InstitutionKind(code).label) for code in outlet.institution_kinds)
    return f"{kinds}，只报本机构的"


def show_outlets(request: Asked, place: Place) -> HttpResponse:
    """The outlets."""
    page = read_outlets(request.viewer, request.business_day, place)
    return render(request, "shell/intake/outlets.html", {"page": page, "place": place})
