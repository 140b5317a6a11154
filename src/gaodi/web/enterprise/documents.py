"""The enterprise's own documents: listed, and opened as a download and never inside our pages."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from gaodi.apps.intake.models import Document
from gaodi.apps.intake.selectors import document_path, find_document, list_documents
from gaodi.apps.intake.tasks import uploads
from gaodi.apps.registry.selectors import get_party
from gaodi.kernel.people import Viewer
from gaodi.web.enterprise.gate import HOW, WHO_MAY, for_enterprises
from gaodi.web.shell.errors import NoRight
from gaodi.web.shell.gates import Asked

_TYPES = {
    "pdf": "application/pdf",
    "jpg": "image/jpeg",
    "png": "image/png",
    "ofd": "application/ofd",
}
#: A document may hold anything; a browser that opens it all the same runs nothing of it.
_POLICY = "default-src 'none'; sandbox"


@dataclass(frozen=True, slots=True)
class DocumentsPage:
    """The documents of one enterprise, newest first."""

    party_name: str
    on: date
    documents: tuple[Document, ...]


def read_documents(viewer: Viewer, on: date) -> DocumentsPage | None:
    """None where the viewer may not know of the party."""
    assert viewer.party_id is not None
    party = get_party(viewer, party_id=viewer.party_id, on=on)
    if party is None:
        return None
    return DocumentsPage(party.name, on, tuple(list_documents(viewer, party=party, on=on)))


@require_safe
@for_enterprises
def show_documents(request: Asked) -> HttpResponse:
    """What the enterprise handed in, with its day and its digest."""
    page = read_documents(request.viewer, request.business_day)
    if page is None:
        raise NoRight(WHO_MAY, HOW)
    return render(request, "enterprise/documents.html", {"page": page})


@require_safe
@for_enterprises
def open_document(request: Asked, public_id: UUID) -> FileResponse:
    """The bytes as they were handed in."""
    document = find_document(request.viewer, public_id=public_id, on=request.business_day)
    path = document_path(document, uploads()) if document else None
    if document is None or path is None or not path.is_file():
        raise Http404
    response = FileResponse(
        path.open("rb"),
        as_attachment=True,
        filename=document.name,
        content_type=_TYPES.get(document.format, "application/octet-stream"),
    )
    response.headers["Content-Security-Policy"] = _POLICY
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Cross-Origin-Resource-Policy"] = "same-origin"
    return response
