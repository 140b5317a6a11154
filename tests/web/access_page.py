"""docs/reference/access.md, made of the table that the tests hold every address against.

`python -m tests.web.access_page` writes it anew.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import yaml

HERE = Path(__file__).parent
PAGE = HERE.parents[1] / "docs" / "reference" / "access.md"
SAYS = {200: "✓", 302: "→", 403: "—", 404: "○", 405: "POST", "login": "login"}
HEAD = """# Who may open what

Made by `python -m tests.web.access_page` from `tests/web/access.yaml`; a test holds every address of the project against
that table, for every person, and this page against it.

✓ opens · → leads on to another page · login leads to the sign-in page · — refused, with who may and how to ask ·
○ not found: the row belongs to somebody else · POST only answers forms.
"""


def read_table() -> dict[str, Any]:
    """The table as written."""
    return yaml.safe_load((HERE / "access.yaml").read_text())


def statuses(table: dict[str, Any], row: dict[str, Any]) -> dict[str, Any]:
    """What each person gets by one row, groups and `rest` spelled out."""
    found = dict.fromkeys(table["people"], row.get("rest"))
    for name, status in row.items():
        for person in table["groups"].get(name, [name]):
            if person in found:
                found[person] = status
    return found


def write_page(table: dict[str, Any], routes: dict[str, str]) -> str:
    """The page; `routes` gives the path of each name."""
    people = list(table["people"].values())
    lines = [HEAD, "| Address | Name | " + " | ".join(people) + " |", "|---" * (len(people) + 2) + "|"]
    for name, row in table["access"].items():
        method, _, plain = name.rpartition(" ")
        path = f"{method} /{routes.get(plain, '?')}".strip()
        says = [SAYS[status] for status in statuses(table, row).values()]
        lines.append(f"| `{path}` | `{plain}` | " + " | ".join(says) + " |")
    return "\n".join(lines) + "\n"


def list_routes() -> dict[str, str]:
    """Every name of the project with its path as declared."""
    from django.urls import get_resolver

    return dict(_walk(get_resolver(), "", ""))


def _walk(resolver, prefix, space):
    for one in resolver.url_patterns:
        path = prefix + str(one.pattern)
        if hasattr(one, "url_patterns"):
            yield from _walk(one, path, f"{space}{one.namespace}:" if one.namespace else space)
        else:
            yield f"{space}{one.name}", path


if __name__ == "__main__":
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "gaodi.config.settings")
    django.setup()
    PAGE.write_text(write_page(read_table(), list_routes()))
