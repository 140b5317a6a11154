"""Views that a person may open on a page: their own, and those shared with their unit."""

from __future__ import annotations

from uuid import UUID

from django.db.models import Q, QuerySet

from gaodi.apps.accounts.models import SavedView
from gaodi.kernel.people import Viewer


def saved_views_for(viewer: Viewer) -> QuerySet[SavedView]:
    """Views that the viewer may open, the person who saved each with it; none for somebody not signed in."""
    if viewer.user_id is None:
        return SavedView.objects.none()
    wanted = Q(user_id=viewer.user_id)
    if viewer.unit:
        wanted |= Q(shared_with=viewer.unit)
    return SavedView.objects.filter(wanted).select_related("user")


def list_saved_views(viewer: Viewer, *, page: str) -> list[SavedView]:
    """Views of a page: one's own first, then those of the unit, each by name."""
    rows = saved_views_for(viewer).filter(page=page).order_by("name", "pk")
    return sorted(rows, key=lambda view: view.user_id != viewer.user_id)


def get_saved_view(viewer: Viewer, *, public_id: UUID) -> SavedView | None:
    """The view; None where there is none or it is not for this viewer."""
    return saved_views_for(viewer).filter(public_id=public_id).first()


def get_default_view(viewer: Viewer, *, page: str) -> SavedView | None:
    """The view with which the page opens for this viewer; None where they chose none."""
    return saved_views_for(viewer).filter(page=page, is_default=True, user=viewer.user_id or 0).first()
