from __future__ import annotations

import pytest

from docs.facts_page import PAGE, render
from gaodi.kernel.facts import facts

pytestmark = pytest.mark.no_database


def test_the_page_of_facts_is_what_the_apps_declare():
    assert PAGE.read_text() == render(facts), "run .venv/bin/python docs/facts_page.py"
