"""Finding one firm among a million: companies of a viewer, search by any name or code, the list of companies."""

from gaodi.apps.registry.directory.companies import (
    CompanyCard,
    companies_for,
    count_companies_by_unit,
    find_companies,
    get_company,
    list_support,
    read_cards,
)
from gaodi.apps.registry.directory.search import FoundParties, FoundParty, search_parties
from gaodi.apps.registry.directory.units import reporting_unit_of

__all__ = [
    "CompanyCard",
    "FoundParties",
    "FoundParty",
    "companies_for",
    "count_companies_by_unit",
    "find_companies",
    "get_company",
    "list_support",
    "read_cards",
    "reporting_unit_of",
    "search_parties",
]
