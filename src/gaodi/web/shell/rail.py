"""The rail of those who work at government units: one menu for the office, risk and cockpit pages."""

from __future__ import annotations

from datetime import date

from gaodi.apps.accounts.permissions import can_move_day, can_read_audit
from gaodi.apps.assessments.choices import RuleKind, Verdict
from gaodi.apps.assessments.overview import Wanted, find_outcomes
from gaodi.kernel.people import Viewer
from gaodi.web.shell.navigation import NavItem, navigation

DAILY, WORK, OVERSIGHT = "每天", "业务", "督办"


def may_enter_risk(viewer: Viewer) -> bool:
    return viewer.may_enter("risk")


def may_enter_cockpit(viewer: Viewer) -> bool:
    return viewer.may_enter("cockpit")


def may_read_audit(viewer: Viewer) -> bool:
    """The audit is of the whole city and cannot be narrowed to a district."""
    return can_read_audit(viewer) and viewer.reporting_unit is None


def count_unknown(viewer: Viewer, on: date) -> int:
    """Outcomes that wait for a fact."""
    return find_outcomes(viewer, RuleKind.PROGRAMME, Wanted(verdict=Verdict.UNKNOWN), on=on).count()


RAIL = (
    NavItem("今日", "office:today", "sun", DAILY),
    NavItem("结论", "office:outcomes", "list-check", DAILY, count_unknown),
    NavItem("预警", "risk:overview", "bell", DAILY, shown_to=may_enter_risk),
    NavItem("企业", "office:companies", "building-factory-2", WORK),
    NavItem("政策项目", "office:programmes", "scale", WORK),
    NavItem("数据接入", "office:intake", "database-import", WORK),
    NavItem("驾驶舱", "cockpit:overview", "layout-dashboard", OVERSIGHT, shown_to=may_enter_cockpit),
    NavItem("数据质量", "office:quality", "database", OVERSIGHT),
    NavItem("业务日", "office:day", "calendar-event", OVERSIGHT),
    NavItem("审计", "office:audit", "shield-check", OVERSIGHT, shown_to=may_read_audit),
)
NEXT_DAY = NavItem("推进一天", "office:move_day", shown_to=can_move_day)


def register_rail(section: str) -> None:
    """Puts the rail, and the ribbon's action, on the pages of a section."""
    navigation.register(section, RAIL)
    navigation.register_ribbon(section, NEXT_DAY)
