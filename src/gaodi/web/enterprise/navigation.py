"""The menu of the enterprise section, and the way to act for another party."""

from __future__ import annotations

from gaodi.web.enterprise.gate import acts_for_a_party, may_declare
from gaodi.web.shell.navigation import ACCOUNT, NavItem, navigation

navigation.register(
    "enterprise",
    [
        NavItem("可享政策", "enterprise:entitlements", icon="list-check"),
        NavItem("企业档案", "enterprise:facts", icon="database"),
        NavItem("我的申报", "enterprise:declared", icon="upload", shown_to=may_declare),
    ],
)
navigation.register(
    ACCOUNT,
    [NavItem("切换办事主体", "enterprise:acting", icon="switch-horizontal", shown_to=acts_for_a_party)],
)
