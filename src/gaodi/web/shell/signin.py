"""Signing in by invitation: accounts come from mandates and seats, never from a form open to all."""

from __future__ import annotations

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from gaodi.kernel.people import Viewer

#: Where each section begins, in the order that a person with several is led to.
SECTION_STARTS = {
    "office": "office:today",
    "risk": "risk:overview",
    "cockpit": "cockpit:overview",
    "enterprise": "enterprise:entitlements",
    "institution": "institution:overview",
}


class InvitedOnlyAdapter(DefaultAccountAdapter):  # type: ignore[misc]  # allauth ships no types
    """No open sign-up."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False


def start_of(viewer: Viewer) -> str:
    """The address that a viewer's work begins at; the public front for one who may enter no section."""
    for section, name in SECTION_STARTS.items():
        if viewer.may_enter(section):
            return reverse(name)
    return reverse("public:home")


def start(request: HttpRequest) -> HttpResponse:
    """Lead a person who just signed in to their work."""
    return HttpResponseRedirect(start_of(request.viewer))  # type: ignore[attr-defined]
