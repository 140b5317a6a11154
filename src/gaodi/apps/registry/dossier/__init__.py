"""What is registered of one company as of a day and a moment of knowledge: names, reports, everything that happened."""

from gaodi.apps.registry.dossier.chronicle import SORTS, Happened, read_chronicle
from gaodi.apps.registry.dossier.names import PartyRef, name_parties
from gaodi.apps.registry.dossier.origins import Origin, find_origins
from gaodi.apps.registry.dossier.reports import Period, Reports, Version, read_reports

__all__ = [
    "SORTS",
    "Happened",
    "Origin",
    "PartyRef",
    "Period",
    "Reports",
    "Version",
    "find_origins",
    "name_parties",
    "read_chronicle",
    "read_reports",
]
