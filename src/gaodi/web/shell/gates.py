"""The gate of a section: who is not signed in is led to signing in, who has no right is told who has."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import wraps
from typing import Any, Concatenate

from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django_htmx.middleware import HtmxDetails

from gaodi.kernel.models import Instance
from gaodi.kernel.people import Viewer
from gaodi.web.shell.errors import NoRight
from gaodi.web.shell.ui.brand import RegionFace


class Asked(HttpRequest):
    """A request as the middleware hands it to a view: it knows who asks, the day, the instance."""

    viewer: Viewer
    business_day: date
    instance: Instance
    htmx: HtmxDetails
    region_face: RegionFace


View = Callable[Concatenate[Asked, ...], HttpResponseBase]
Allowed = Callable[[Viewer], bool]


def gate(allowed: Allowed, *, who_may: str, how: str) -> Callable[[View], View]:
    """A decorator for the views of a section, or for one of them that needs more.

    Args: who_may, how: what a signed-in person without the right is told, with status 403.
    """

    def decorate(view: View) -> View:
        @wraps(view)
        def guarded(request: Asked, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if request.viewer.is_anonymous:
                return redirect_to_login(
                    request.get_full_path() if request.method in ("GET", "HEAD") else "/start/"
                )
            if not allowed(request.viewer):
                raise NoRight(who_may, how)
            return view(request, *args, **kwargs)

        return guarded

    return decorate
