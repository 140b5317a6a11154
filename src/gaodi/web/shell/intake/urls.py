"""The addresses of intake, the same in each section that has them, behind that section's gate."""

from __future__ import annotations

from collections.abc import Callable
from functools import update_wrapper
from typing import Any

from django.http import HttpResponse
from django.urls import URLPattern, path
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from gaodi.web.shell.gates import Asked, View
from gaodi.web.shell.intake import deeds, file, files, findings, mapping, outlets, uploading
from gaodi.web.shell.intake.place import Place

_form = require_http_methods(["GET", "HEAD", "POST"])
_PAGES: tuple[tuple[str, str, Callable[..., HttpResponse], Callable[..., Any]], ...] = (
    ("", "intake", files.show_files, require_safe),
    ("outlets/", "intake_outlets", outlets.show_outlets, require_safe),
    ("new/", "intake_new", uploading.show_upload, _form),
    ("templates/<slug:kind>.<slug:form>", "intake_template", uploading.send_template, require_safe),
    ("<uuid:public_id>/", "intake_file", file.show_file, require_safe),
    ("<uuid:public_id>/columns/", "intake_columns", mapping.show_mapping, _form),
    ("<uuid:public_id>/problems.xlsx", "intake_problems", findings.send_findings, require_safe),
    ("<uuid:public_id>/confirm/", "intake_confirm", deeds.confirm, require_POST),
    ("<uuid:public_id>/withdraw/", "intake_withdraw", deeds.withdraw, require_POST),
    ("<uuid:public_id>/check/", "intake_check", deeds.check, require_POST),
)


def intake_urls(place: Place, gate: Callable[[View], View]) -> list[URLPattern]:
    """The pages at `intake/` of a section; who may enter is the gate's, whose files one sees the selectors'."""
    return [
        path(f"intake/{route}", methods(gate(_at(view, place))), name=name)
        for route, name, view, methods in _PAGES
    ]


def _at(view: Callable[..., HttpResponse], place: Place) -> View:
    def placed(request: Asked, **given: Any) -> HttpResponse:
        return view(request, place, **given)

    return update_wrapper(placed, view)
