"""What an address asks for: words, days and numbers as a page may use them, whatever a visitor wrote there.

Every page reads its query here and nowhere else; links of lists are the same query with one thing changed.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from django.http import HttpRequest

#: Days outside these years find no fact and no rule, and their neighbours may be no days at all.
FIRST, LAST = date(2000, 1, 1), date(2099, 12, 31)


def read_words(written: str) -> str:
    """The text without NUL and other control characters, which no column of the database can hold or match."""
    return "".join(sign for sign in written if unicodedata.category(sign) != "Cc").strip()


def read_day(written: str) -> date | None:
    """A day written as 2025-06-30, from 2000 to 2099; None where it is absent, no day, or outside them."""
    try:
        day = date.fromisoformat(written.strip())
    except ValueError:
        return None
    return day if FIRST <= day <= LAST else None


@dataclass(frozen=True, slots=True)
class Query:
    """An address with what it asks for; names without a value are left out of links."""

    path: str
    values: Mapping[str, str]

    @classmethod
    def of(cls, request: HttpRequest) -> Query:
        """What this request asks for, cleaned."""
        return cls(
            request.path, {read_words(name): read_words(value) for name, value in request.GET.dict().items()}
        )

    def get(self, name: str) -> str:
        return read_words(self.values.get(name, ""))

    def choice(self, name: str, among: tuple[str, ...], default: str = "") -> str:
        """The value where it is one of those known; else the default, never an error for a stale link."""
        value = self.get(name)
        return value if value in among else default

    def page(self) -> int:
        """The page asked for, from 1."""
        value = self.get("page")
        return max(int(value), 1) if value.isascii() and value.isdigit() and len(value) < 7 else 1

    def day(self, name: str) -> date | None:
        """The day asked for, see `read_day`."""
        return read_day(self.get(name))

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
