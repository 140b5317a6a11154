"""Who may do what, as predicates over a viewer."""

from __future__ import annotations

from gaodi.apps.accounts.choices import SeatRole
from gaodi.kernel.people import Viewer


def can_move_day(viewer: Viewer) -> bool:
    """The office moves the day of a demonstration."""
    return viewer.may_enter("office") and bool(
        viewer.roles & {SeatRole.MAKER, SeatRole.CHECKER, SeatRole.LEADER}
    )


def can_read_audit(viewer: Viewer) -> bool:
    """Auditors, and the checkers of the office, read the audit table."""
    return bool(viewer.roles & {SeatRole.AUDITOR, SeatRole.CHECKER})


def can_share_views(viewer: Viewer) -> bool:
    """People of a government unit share their views with it."""
    return bool(viewer.unit)
