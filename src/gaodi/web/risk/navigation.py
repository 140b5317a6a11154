"""The risk pages stand in the rail."""

from __future__ import annotations

from gaodi.web.shell.rail import register_rail

register_rail("risk")
