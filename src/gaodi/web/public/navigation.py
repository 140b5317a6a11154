"""The top menu of the public section, and the links at the foot of every generous page."""

from __future__ import annotations

from gaodi.web.shell.navigation import FOOTER, NavItem, navigation

navigation.register(
    "public",
    [
        NavItem("首页", "public:home"),
        NavItem("政策", "public:policy"),
        NavItem("项目", "public:programmes"),
        NavItem("上市公司", "public:listings"),
        NavItem("数据说明", "public:about_data"),
        NavItem("帮助", "public:help"),
    ],
)
navigation.register(
    FOOTER,
    [
        NavItem("怎样看这些数据", "public:about_data"),
        NavItem("无障碍声明", "public:accessibility"),
        NavItem("帮助", "public:help"),
    ],
)
