"""The risk pages stand in the office's rail."""

from __future__ import annotations

from gaodi.web.office.navigation import register_rail

register_rail("risk")
