"""The day and the address that all examples share."""

from __future__ import annotations

from datetime import date

from gaodi.web.shell.ui.chips import Gap

TODAY = date(2025, 6, 30)

HERE = "#"

GAP = Gap("实施细则未公布")
