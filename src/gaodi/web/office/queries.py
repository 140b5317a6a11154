"""Lists kept in the URL: what is asked for is read from it, and every link is the same list with one thing changed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode


@dataclass(frozen=True, slots=True)
class Query:
    """An address with what it asks for; names without a value are left out of links."""

    path: str
    values: Mapping[str, str]

    def get(self, name: str) -> str:
        return self.values.get(name, "").strip()

    def choice(self, name: str, among: tuple[str, ...], default: str = "") -> str:
        """The value where it is one of those known; else the default, never an error for a stale link."""
        value = self.get(name)
        return value if value in among else default

    def page(self) -> int:
        """The page asked for, from 1."""
        value = self.get("page")
        return max(int(value), 1) if value.isascii() and value.isdigit() and len(value) < 7 else 1

    def day(self, name: str) -> date | None:
        """A day written as 2025-06-30; None where it is absent or no day."""
        try:
            return date.fromisoformat(self.get(name))
        except ValueError:
            return None

    def with_(self, **changes: str) -> str:
        """The same list with these values; a changed list begins at its first page."""
        values = {name: value for name, value in self.values.items() if name != "page"} | changes
        kept = {name: value for name, value in values.items() if value}
        return f"{self.path}?{urlencode(kept)}" if kept else self.path

    def pages_address(self) -> str:
        """The address of another page of the same list, with `{page}` where its number goes."""
        kept = urlencode({name: value for name, value in self.values.items() if value and name != "page"})
        address = f"{self.path}?{kept}&page=" if kept else f"{self.path}?page="
        return address.replace("{", "{{").replace("}", "}}") + "{page}"
