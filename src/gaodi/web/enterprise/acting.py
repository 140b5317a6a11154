"""Which party a person acts for: the choices under their mandates, kept in the session."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from gaodi.apps.accounts.selectors import MandateChoice, list_mandate_choices
from gaodi.kernel.people import Viewer
from gaodi.web.enterprise.gate import HOW, WHO_MAY, for_mandated
from gaodi.web.shell.errors import NoRight
from gaodi.web.shell.gates import Asked

SESSION_KEY = "party_id"


@dataclass(frozen=True, slots=True)
class ActingPage:
    """The parties that the viewer may act for, and the one that they act for now."""

    current_id: int | None
    choices: tuple[MandateChoice, ...]

    @property
    def is_only_one(self) -> bool:
        return len(self.choices) == 1


def read_acting(viewer: Viewer, on: date) -> ActingPage:
    """The viewer's mandates of that day."""
    assert viewer.user_id is not None
    return ActingPage(viewer.party_id, tuple(list_mandate_choices(user_id=viewer.user_id, on=on)))


@require_http_methods(["GET", "HEAD", "POST"])
@for_mandated
def choose_party(request: Asked) -> HttpResponse:
    """Shows the choices; a choice posted is kept in the session and leads to where that party's work begins."""
    page = read_acting(request.viewer, request.business_day)
    if request.method != "POST":
        return render(request, "enterprise/acting.html", {"page": page})
    chosen = next((one for one in page.choices if str(one.party_id) == request.POST.get("party")), None)
    if chosen is None:
        raise NoRight(WHO_MAY, HOW)
    request.session[SESSION_KEY] = chosen.party_id
    messages.success(request, f"现在代表{chosen.party_name}办事，身份是{chosen.role}。")
    return HttpResponseRedirect(reverse("start"))
