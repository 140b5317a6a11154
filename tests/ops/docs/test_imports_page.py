from __future__ import annotations

import pytest

from docs.imports_page import PAGE, render
from gaodi.apps.registry.kinds import KINDS

pytestmark = pytest.mark.no_database


def test_the_page_of_imports_is_what_the_kinds_declare():
    assert PAGE.read_text() == render(KINDS.values()), "run .venv/bin/python docs/imports_page.py"
