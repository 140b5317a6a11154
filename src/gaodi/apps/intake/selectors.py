"""Reads of intake, narrowed to who asks."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from gaodi.apps.accounts.choices import SeatRole
from gaodi.apps.intake.models import Document, IntakeFile, IntakeProblem, Outlet, SavedMapping
from gaodi.apps.intake.permissions import can_use
from gaodi.apps.intake.store import Store
from gaodi.apps.registry.models import Party
from gaodi.apps.registry.selectors import parties_for
from gaodi.kernel.people import Viewer

_OF_A_UNIT = frozenset({SeatRole.MAKER.value, SeatRole.CHECKER.value, SeatRole.LEADER.value})


def list_outlets(*, on: date) -> list[Outlet]:
    """Every outlet open on a day with its legal basis, in the pack's order; public, so no viewer narrows them."""
    rows = Outlet.objects.filter(valid_from__lte=on).filter(Q(valid_to__isnull=True) | Q(valid_to__gt=on))
    return list(rows.select_related("unit", "overseer"))


def list_usable_outlets(viewer: Viewer, *, on: date) -> list[Outlet]:
    """The outlets through which the viewer may bring data on a day."""
    return [outlet for outlet in list_outlets(on=on) if can_use(viewer, outlet, on=on)]


def files_for(viewer: Viewer) -> QuerySet[IntakeFile]:
    """Files of the viewer's unit and those it oversees (auditors: all), or of the party acted for."""
    rows = IntakeFile.objects.select_related("outlet", "outlet__unit", "party")
    if viewer.reporting_unit is not None:
        return rows.none()
    if SeatRole.AUDITOR in viewer.roles:
        return rows
    seen = Q(pk__in=[])
    if viewer.unit is not None and viewer.roles & _OF_A_UNIT:
        seen |= Q(outlet__unit__code=viewer.unit) | Q(outlet__overseer__code=viewer.unit)
    if viewer.party_id is not None:
        seen |= Q(party_id=viewer.party_id)
    return rows.filter(seen)


def list_files(viewer: Viewer, *, limit: int = 50) -> list[IntakeFile]:
    """The newest files, newest first."""
    return list(files_for(viewer).order_by("-id")[:limit])


def get_file(viewer: Viewer, *, public_id: UUID | str) -> IntakeFile | None:
    """The file, or None where it does not exist or the viewer may not know of it."""
    return files_for(viewer).filter(public_id=public_id).first()


def problems_for(viewer: Viewer, *, public_id: UUID | str) -> QuerySet[IntakeProblem]:
    """What was found in a file, problems before warnings, in the order of its rows."""
    rows = IntakeProblem.objects.filter(file__in=files_for(viewer).filter(public_id=public_id))
    return rows.order_by("severity", "row", "id")


def saved_mapping(outlet: Outlet, kind: str) -> dict[str, Any]:
    """How columns were mapped last for files of this outlet and kind."""
    row = SavedMapping.objects.filter(outlet=outlet, kind=kind).first()
    return dict(row.mapping) if row else {}


def documents_for(viewer: Viewer, *, on: date) -> QuerySet[Document]:
    """Evidence of the party acted for; an officer of the city or of the party's district sees it too."""
    own = Q(party_id=viewer.party_id) if viewer.party_id is not None else Q(pk__in=[])
    if viewer.may_enter("office"):
        own |= Q(party__in=parties_for(viewer, on=on).values("pk"))
    return Document.objects.filter(own).select_related("party")


def list_documents(viewer: Viewer, *, party: Party, on: date) -> list[Document]:
    """A party's evidence, newest first."""
    return list(documents_for(viewer, on=on).filter(party=party).order_by("-uploaded_at", "-id"))


def find_document(viewer: Viewer, *, public_id: UUID | str, on: date) -> Document | None:
    """The document, or None where it does not exist or the viewer may not see it."""
    return documents_for(viewer, on=on).filter(public_id=public_id).first()


def document_path(document: Document, store: Store) -> Path:
    """Where its bytes lie."""
    return store.path_of(document.digest)


def documents_by_id(viewer: Viewer, ids: Sequence[UUID], *, on: date) -> dict[UUID, Document]:
    """Evidence by its public id, as rows of the registry name it."""
    return {row.public_id: row for row in documents_for(viewer, on=on).filter(public_id__in=ids)}
