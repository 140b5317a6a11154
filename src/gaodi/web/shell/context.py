"""What every page knows without asking: the city, the day, who looks, and the menu of the section."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse

from gaodi.kernel.people import Viewer
from gaodi.web.shell.navigation import ACCOUNT, FOOTER, navigation
from gaodi.web.shell.ui.brand import Logo, RegionFace, logo_of
from gaodi.web.shell.ui.menus import NavGroup, NavLink

SECTIONS = ("public", "enterprise", "institution", "office", "risk", "cockpit")
LARGE_PRINT_COOKIE = "gaodi_large_print"


@dataclass(frozen=True, slots=True)
class Shell:
    """The frame of one page. `viewer_powers` says in words what the person may do here, at the foot of the rail."""

    section: str
    face: RegionFace
    logo: Logo
    business_day: date | None
    is_demo: bool
    viewer: Viewer
    viewer_powers: str
    nav: tuple[NavGroup, ...]
    account: tuple[NavGroup, ...]
    footer: tuple[NavGroup, ...]
    ribbon_action: NavLink | None
    large_print: bool
    large_print_href: str
    login_href: str
    logout_href: str

    @property
    def region_name(self) -> str:
        return self.face.region_name

    @property
    def pack_version(self) -> str:
        return self.face.pack_version


def shell(request: HttpRequest) -> dict[str, Any]:
    """Context processor: `shell` in every template, read from what the middleware put on the request."""
    return {"shell": read_shell(request)}


def read_shell(request: HttpRequest) -> Shell:
    """The frame of this request. Where the middleware has not run (an error before it), the page is a plain live one."""
    viewer: Viewer = getattr(request, "viewer", None) or Viewer.anonymous()
    on: date | None = getattr(request, "business_day", None)
    face: RegionFace = getattr(request, "region_face", None) or RegionFace()
    section = section_of(request)
    return Shell(
        section=section,
        face=face,
        logo=logo_of(face.positions),
        business_day=on,
        is_demo=_is_demo(request),
        viewer=viewer,
        viewer_powers=getattr(request, "viewer_powers", ""),
        nav=navigation.groups(section, viewer, on, request.path),
        account=navigation.groups(ACCOUNT, viewer, on, request.path),
        footer=navigation.groups(FOOTER, viewer, on, request.path),
        ribbon_action=navigation.ribbon(section, viewer),
        large_print=request.COOKIES.get(LARGE_PRINT_COOKIE) == "1",
        large_print_href=_with_return("shell:large_print", request),
        login_href=_with_return("account_login", request),
        logout_href=_address("account_logout"),
    )


def section_of(request: HttpRequest) -> str:
    """The section that a page belongs to: `request.section` where set, else the first namespace of its URL."""
    named = getattr(request, "section", "")
    match = getattr(request, "resolver_match", None)
    spaces = [named, *(match.namespaces if match else ())]
    return next((space for space in spaces if space in SECTIONS), "public")


def _is_demo(request: HttpRequest) -> bool:
    instance = getattr(request, "instance", None)
    return bool(getattr(instance, "is_demo", False))


def _address(name: str) -> str:
    """The address of a page that another part of the house provides; empty where it is not mounted."""
    try:
        return reverse(name)
    except NoReverseMatch:
        return ""


def _with_return(name: str, request: HttpRequest) -> str:
    address = _address(name)
    return f"{address}?{urlencode({'next': request.get_full_path()})}" if address else ""
