"""The gate of the enterprise section: whoever acts for a company may enter."""

from __future__ import annotations

from gaodi.apps.intake.permissions import can_declare
from gaodi.kernel.people import Viewer
from gaodi.web.shell.gates import gate

WHO_MAY = "受本市企业委托办事的人员：企业管理员、办事人"
HOW = "请企业管理员在平台授权；企业还没有管理员的，由法定代表人拨打 12345 办理。"


def acts_for_a_company(viewer: Viewer) -> bool:
    """Whether the pages of an enterprise open to this viewer."""
    return viewer.may_enter("enterprise") and viewer.party_id is not None


def may_declare(viewer: Viewer) -> bool:
    """Whether the viewer may speak for the company that they act for."""
    return acts_for_a_company(viewer) and viewer.party_id is not None and can_declare(viewer, viewer.party_id)


def acts_for_a_party(viewer: Viewer) -> bool:
    """Whether the viewer acts for anybody, so that there is a choice to make."""
    return viewer.mandate_id is not None


#: For the views of an enterprise.
for_enterprises = gate(acts_for_a_company, who_may=WHO_MAY, how=HOW)
#: For choosing whom one acts for, which people of institutions do as well.
for_mandated = gate(acts_for_a_party, who_may=WHO_MAY, how=HOW)
#: For what an enterprise says of itself.
for_declaring = gate(may_declare, who_may=WHO_MAY, how=HOW)
