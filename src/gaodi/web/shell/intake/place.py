"""Where the pages of intake stand: the section, its frame, and what only one section has."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.urls import reverse


@dataclass(frozen=True, slots=True)
class Place:
    """A section that has these pages. `findings` names its page of findings of data quality, where it has one."""

    section: str
    frame: str
    title: str
    findings: str = ""

    def href(self, name: str, *args: Any) -> str:
        """The address of one of these pages in this section."""
        return reverse(f"{self.section}:{name}", args=args)

    def findings_href(self, source: str) -> str:
        """What data quality found in a source's rows; empty where the section has no such page."""
        return f"{reverse(self.findings)}?source={source}" if self.findings else ""
