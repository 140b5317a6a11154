"""What people do with a file that was checked: have it written, take it back, have it checked again."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect

from gaodi.apps.intake.services.receiving import check_again, confirm_file, withdraw_file
from gaodi.apps.intake.services.refusals import FileNotThere
from gaodi.kernel import clock
from gaodi.kernel.errors import Refusal
from gaodi.web.shell.gates import Asked
from gaodi.web.shell.intake.place import Place

_DEEDS = {
    "confirm": (confirm_file, "已确认，正在写入。"),
    "withdraw": (withdraw_file, "文件已撤回，没有写入任何数据。"),
    "check": (check_again, "正在从头核对。"),
}


def confirm(request: Asked, place: Place, public_id: UUID) -> HttpResponse:
    """Have it written."""
    return _do(request, place, public_id, "confirm")


def withdraw(request: Asked, place: Place, public_id: UUID) -> HttpResponse:
    """Take it back."""
    return _do(request, place, public_id, "withdraw")


def check(request: Asked, place: Place, public_id: UUID) -> HttpResponse:
    """Have it checked again."""
    return _do(request, place, public_id, "check")


def _do(request: Asked, place: Place, public_id: UUID, name: str) -> HttpResponse:
    """Back to the file's page, with what was done or why not; 404 for a file that is not the viewer's to know."""
    deed, said = _DEEDS[name]
    try:
        deed(request.viewer, public_id=public_id, on=request.business_day, at=clock.now())
        messages.success(request, said)
    except FileNotThere as refusal:
        raise Http404 from refusal
    except Refusal as refusal:
        messages.error(request, str(refusal))
    return HttpResponseRedirect(place.href("intake_file", public_id))
