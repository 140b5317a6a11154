"""The example page: every component in every state, on invented data."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe


@require_safe
def show_components(request: HttpRequest) -> HttpResponse:
    """Every component of the shell, as the reference for whoever builds a page."""
    return render(request, "shell/examples.html", {})
