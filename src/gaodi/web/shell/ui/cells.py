"""Which component draws a value that stands in a table cell."""

from __future__ import annotations

from gaodi.web.shell.ui.chips import Chip, Gap, Parameter
from gaodi.web.shell.ui.clocks import Clock
from gaodi.web.shell.ui.figures import Link, Money
from gaodi.web.shell.ui.marks import Tally
from gaodi.web.shell.ui.progress import Progress

_COMPONENTS: dict[type, str] = {
    Money: "money",
    Tally: "tally",
    Clock: "clock",
    Chip: "chip",
    Parameter: "parameter",
    Gap: "gap",
    Link: "link",
    Progress: "progress",
}


def component_of(value: object) -> str | None:
    """The name of the component for `value`; None for plain text and numbers."""
    return _COMPONENTS.get(type(value))
