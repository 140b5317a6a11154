"""The registry's tables: parties, their names, and the dated rows about them."""

from gaodi.apps.registry.models.capital import Deal, FundRecord, Investment
from gaodi.apps.registry.models.company import CompanyRecord
from gaodi.apps.registry.models.conduct import Bar, Penalty, TaxCredit
from gaodi.apps.registry.models.coverage import Coverage
from gaodi.apps.registry.models.credit import Guarantee, InstitutionRecord, Loan
from gaodi.apps.registry.models.dated import Dated
from gaodi.apps.registry.models.innovation import Patent, Title
from gaodi.apps.registry.models.lines import CompanyLine, LineChange, LinesState
from gaodi.apps.registry.models.listing import ListingEvent
from gaodi.apps.registry.models.ownership import Holding, Officer, PersonRecord
from gaodi.apps.registry.models.party import Party, PartyName
from gaodi.apps.registry.models.reports import Headcount, Research, Statement
from gaodi.apps.registry.models.support import SupportReceived

__all__ = [
    "Bar",
    "CompanyLine",
    "CompanyRecord",
    "Coverage",
    "Dated",
    "Deal",
    "FundRecord",
    "Guarantee",
    "Headcount",
    "Holding",
    "InstitutionRecord",
    "Investment",
    "LineChange",
    "LinesState",
    "ListingEvent",
    "Loan",
    "Officer",
    "Party",
    "PartyName",
    "Patent",
    "Penalty",
    "PersonRecord",
    "Research",
    "Statement",
    "SupportReceived",
    "TaxCredit",
    "Title",
]
