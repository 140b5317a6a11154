"""The menu of the institutions' section."""

from __future__ import annotations

from gaodi.web.shell.navigation import NavItem, navigation

navigation.register(
    "institution",
    [
        NavItem("总览", "institution:overview", icon="layout-dashboard"),
        NavItem("数据报送", "institution:intake", icon="database-import"),
    ],
)
