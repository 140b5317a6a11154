"""Whether a viewer may know of one party, asked once for all that a page reads of it."""

from __future__ import annotations

from datetime import date

from gaodi.apps.registry.selectors import parties_for, sees_everyone
from gaodi.kernel.once import once
from gaodi.kernel.people import Viewer


def knows_party(viewer: Viewer, *, party_id: int, on: date) -> bool:
    """Whether the party is in the viewer's range on a day; the database is asked only for people of a district."""
    if sees_everyone(viewer) or (viewer.party_id == party_id and "office" not in viewer.sections):
        return True
    known = parties_for(viewer, on=on).filter(pk=party_id)
    return once(("knows_party", viewer, party_id, on), known.exists)
