"""Who may bring data, where, and about whom."""

from __future__ import annotations

from datetime import date

from gaodi.apps.accounts.choices import MandateRole, SeatRole
from gaodi.apps.intake.choices import Uploader
from gaodi.apps.intake.models import Outlet
from gaodi.apps.registry.choices import PartyKind
from gaodi.apps.registry.models import FundRecord, InstitutionRecord, Party
from gaodi.apps.registry.selectors import in_period
from gaodi.kernel.people import Viewer

_BRINGING = frozenset({SeatRole.MAKER.value, SeatRole.CHECKER.value})
_ACTING = frozenset({MandateRole.ADMINISTRATOR.value, MandateRole.CLERK.value})


def can_use(viewer: Viewer, outlet: Outlet, *, on: date) -> bool:
    """Makers and checkers of the outlet's unit (not of one district only); people acting for such an institution."""
    if not is_open(outlet, on=on):
        return False
    if outlet.uploader == Uploader.UNIT:
        return (
            viewer.unit == outlet.unit.code
            and viewer.reporting_unit is None
            and bool(viewer.roles & _BRINGING)
        )
    if viewer.party_id is None or not viewer.roles & _ACTING:
        return False
    if outlet.uploader == Uploader.ENTERPRISE:
        return Party.objects.filter(pk=viewer.party_id, kind=PartyKind.COMPANY).exists()
    return _is_institution_of(viewer.party_id, outlet.institution_kinds, on=on)


def is_open(outlet: Outlet, *, on: date) -> bool:
    """Whether data may come in through it on a day."""
    return outlet.valid_from <= on and (outlet.valid_to is None or on < outlet.valid_to)


def _is_institution_of(party_id: int, kinds: list[str], *, on: date) -> bool:
    rows = InstitutionRecord.objects.filter(in_period(on), party_id=party_id, kind__in=kinds)
    return rows.exists()


def own_parties(party_id: int, *, on: date) -> frozenset[int]:
    """Whose rows somebody acting for a party may bring: its own, and those of the funds that it manages."""
    funds = FundRecord.objects.filter(in_period(on), manager_id=party_id)
    return frozenset({party_id, *funds.values_list("party_id", flat=True)})


def can_declare(viewer: Viewer, party_id: int) -> bool:
    """An enterprise's own people, under a mandate in force."""
    return (
        viewer.party_id == party_id
        and viewer.mandate_id is not None
        and bool(viewer.roles & _ACTING)
        and viewer.may_enter("enterprise")
    )
