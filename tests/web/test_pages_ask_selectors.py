"""Pages and components ask selectors; which rows a person may see is decided in one place for each table."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import gaodi.web

WEB = Path(gaodi.web.__file__).parent
#: The row that is locked while the office moves the day: read for the lock and not for what it says.
MAY = {"office/day.py"}


@pytest.mark.no_database
def test_no_page_queries_a_table():
    asking = {
        str(path.relative_to(WEB))
        for path in WEB.rglob("*.py")
        if re.search(r"\.(objects|_default_manager)\b", path.read_text())
    }

    assert asking == MAY
