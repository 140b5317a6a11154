"""Where each section says what its menu holds; its own `navigation.py` registers at start-up."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from django.urls import NoReverseMatch, reverse

from gaodi.kernel.people import Viewer
from gaodi.web.shell.ui.menus import NavGroup, NavLink

#: Menus beside those of the sections: under the viewer's name, and at the foot of every page.
ACCOUNT = "account"
FOOTER = "footer"


def everyone(_viewer: Viewer) -> bool:
    """The default of `NavItem.shown_to`."""
    return True


@dataclass(frozen=True, slots=True)
class NavItem:
    """One entry of a menu as its section declares it.

    `group` is the heading that it stands under in the office rail (empty: none). `count` gives the small number
    beside the label; nought is not shown. `shown_to` hides what the viewer could not open anyway.
    """

    label: str
    url_name: str
    icon: str = ""
    group: str = ""
    count: Callable[[Viewer, date], int] | None = None
    shown_to: Callable[[Viewer], bool] = everyone


class Navigation:
    """Menus by section, in the order in which their items were registered."""

    def __init__(self) -> None:
        self._items: dict[str, list[NavItem]] = {}
        self._ribbon: dict[str, NavItem] = {}

    def register(self, section: str, items: Sequence[NavItem]) -> None:
        """Adds items at the end of a section's menu; one that is already there is not added twice."""
        menu = self._items.setdefault(section, [])
        menu.extend(item for item in items if item not in menu)

    def register_ribbon(self, section: str, item: NavItem) -> None:
        """Puts one action at the right end of the demonstration ribbon: a form that posts to `url_name`."""
        self._ribbon[section] = item

    def ribbon(self, section: str, viewer: Viewer) -> NavLink | None:
        """The action of the ribbon, where the section has one and this viewer may use it."""
        item = self._ribbon.get(section)
        return _link(item, viewer, None, "") if item and item.shown_to(viewer) else None

    def groups(self, section: str, viewer: Viewer, on: date | None, path: str) -> tuple[NavGroup, ...]:
        """The section's menu for this viewer, by group; the entry that covers `path` is marked current."""
        shown = [item for item in self._items.get(section, ()) if item.shown_to(viewer)]
        current = _current([_href(item) for item in shown], path)
        grouped: dict[str, list[NavLink]] = {}
        for item in shown:
            grouped.setdefault(item.group, []).append(_link(item, viewer, on, current))
        return tuple(NavGroup(title, tuple(links)) for title, links in grouped.items())


def _href(item: NavItem) -> str:
    """The address of an item. Raises: NoReverseMatch: the section registered a name that no urls module has."""
    try:
        return reverse(item.url_name)
    except NoReverseMatch as wrong:
        raise NoReverseMatch(
            f"navigation item {item.label!r}: no URL is named {item.url_name!r}; "
            "correct it in the section's navigation.py or add the URL"
        ) from wrong


def _current(hrefs: Sequence[str], path: str) -> str:
    """The longest address that `path` lies under; the front page only covers itself."""
    covering = [href for href in hrefs if path == href or (href != "/" and path.startswith(href))]
    return max(covering, key=len, default="")


def _link(item: NavItem, viewer: Viewer, on: date | None, current: str) -> NavLink:
    href = _href(item)
    count = item.count(viewer, on) if item.count and on else 0
    return NavLink(item.label, href, item.icon, current=href == current, count=count or None)


navigation = Navigation()
