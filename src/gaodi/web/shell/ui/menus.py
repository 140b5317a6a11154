"""What menus, breadcrumbs, segments, chips and page numbers are drawn from."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class NavLink:
    """One entry of a menu, ready to draw; `current` marks the page that one is on."""

    label: str
    href: str
    icon: str = ""
    current: bool = False
    count: int | None = None


@dataclass(frozen=True, slots=True)
class NavGroup:
    """Entries under one heading; an empty title draws no heading."""

    title: str
    links: tuple[NavLink, ...]


@dataclass(frozen=True, slots=True)
class Crumb:
    """A step of the path to this page; the last one has no address."""

    label: str
    href: str = ""


@dataclass(frozen=True, slots=True)
class Segment:
    """One view of a set of views; exactly one is current. `count` stands behind the label."""

    label: str
    href: str
    current: bool = False
    count: int | None = None


@dataclass(frozen=True, slots=True)
class FilterChip:
    """A filter by name and value. `clear_href` is the address without it; `options` open under the chip."""

    name: str
    value: str
    clear_href: str = ""
    options: tuple[Segment, ...] = ()


@dataclass(frozen=True, slots=True)
class Pages:
    """Where one is in a long list. `first` and `last` count rows from 1; an empty address draws no button."""

    first: int
    last: int
    total: int
    previous_href: str = ""
    next_href: str = ""
    noun: str = "件"


def pages_of(*, page: int, size: int, total: int, address: str, noun: str = "件") -> Pages:
    """The page numbers for page `page` (from 1) of `total` rows.

    Args: address: with `{page}` where the number of the page goes.
    """
    first = min((page - 1) * size + 1, total)
    last = min(page * size, total)
    return Pages(
        first,
        last,
        total,
        previous_href=address.format(page=page - 1) if page > 1 else "",
        next_href=address.format(page=page + 1) if last < total else "",
        noun=noun,
    )
