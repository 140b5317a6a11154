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
from gaodi.apps.registry.directory.filters import SORTS, LineFilters, LineSort, visible_columns
from gaodi.apps.registry.directory.lines import (
    DEEPEST,
    MOST_ROWS,
    CompanyList,
    CompanyRow,
    ListsAreForOffices,
    TooManyRows,
    count_lines,
    iterate_lines,
    list_companies,
)
from gaodi.apps.registry.directory.search import FoundParties, FoundParty, search_parties
from gaodi.apps.registry.directory.state import LinesRead, lines_are_current, lines_read
from gaodi.apps.registry.directory.tally import LineTally, tally_lines
from gaodi.apps.registry.directory.units import reporting_unit_of
from gaodi.apps.registry.directory.why import Named, explain_found, is_whole_code

__all__ = [
    "DEEPEST",
    "MOST_ROWS",
    "SORTS",
    "CompanyCard",
    "CompanyList",
    "CompanyRow",
    "FoundParties",
    "FoundParty",
    "LineFilters",
    "LineSort",
    "LineTally",
    "LinesRead",
    "ListsAreForOffices",
    "Named",
    "TooManyRows",
    "companies_for",
    "count_companies_by_unit",
    "count_lines",
    "explain_found",
    "find_companies",
    "get_company",
    "is_whole_code",
    "iterate_lines",
    "lines_are_current",
    "lines_read",
    "list_companies",
    "list_support",
    "read_cards",
    "reporting_unit_of",
    "search_parties",
    "tally_lines",
    "visible_columns",
]
