"""Signing in by invitation: accounts come from mandates and seats, never from a form open to all."""

from __future__ import annotations

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from gaodi.apps.accounts.models import User
from gaodi.apps.accounts.services import users
from gaodi.kernel import clock
from gaodi.kernel.audit import acting
from gaodi.kernel.people import Actor, Viewer

#: Where each section begins, in the order that a person with several is led to.
SECTION_STARTS = {
    "office": "office:today",
    "risk": "risk:overview",
    "cockpit": "cockpit:overview",
    "enterprise": "enterprise:entitlements",
    "institution": "institution:overview",
}


class InvitedOnlyAdapter(DefaultAccountAdapter):  # type: ignore[misc]  # allauth ships no types
    """No open sign-up; what a person does to their own account stands in the audit under their name."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def login(self, request: HttpRequest, user: User) -> None:
        """Opens the session; the line `sign_in` covers the row that notes when they came last."""
        with acting(
            actor=_self(user), at=clock.now(), action="sign_in", subject_kind="user", subject_id=user.pk
        ):
            super().login(request, user)

    def set_password(self, user: User, password: str) -> None:
        """Raises: WeakPassword: the form let one pass that the service refuses."""
        users.set_password(user=user, password=password, actor=_self(user), at=clock.now())


def _self(user: User) -> Actor:
    return Actor.person(user.name, user_id=user.pk)


def start_of(viewer: Viewer) -> str:
    """The address that a viewer's work begins at; the public front for one who may enter no section."""
    for section, name in SECTION_STARTS.items():
        if viewer.may_enter(section):
            return reverse(name)
    return reverse("public:home")


def start(request: HttpRequest) -> HttpResponse:
    """Lead a person who just signed in to their work."""
    return HttpResponseRedirect(start_of(request.viewer))  # type: ignore[attr-defined]
