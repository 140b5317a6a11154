"""Pages of the shell itself: the reader's print size, and the logo as a file."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_safe

from gaodi.web.shell.asked import Query
from gaodi.web.shell.context import LARGE_PRINT_COOKIE

A_YEAR = 365 * 24 * 3600


@require_safe
def toggle_large_print(request: HttpRequest) -> HttpResponse:
    """Turns large print on or off for this browser and goes back to the page that asked."""
    asked = Query.of(request).get("next")
    safe = url_has_allowed_host_and_scheme(
        asked, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    response = HttpResponseRedirect(asked if safe else "/")
    if request.COOKIES.get(LARGE_PRINT_COOKIE) == "1":
        response.delete_cookie(LARGE_PRINT_COOKIE)
    else:
        response.set_cookie(
            LARGE_PRINT_COOKIE, "1", max_age=A_YEAR, samesite="Lax", secure=request.is_secure()
        )
    return response


@require_safe
def show_logo(request: HttpRequest) -> HttpResponse:
    """The logo as an SVG file, for the browser's tab."""
    response = render(request, "shell/logo.svg", content_type="image/svg+xml")
    response["Cache-Control"] = "max-age=3600"
    return response
