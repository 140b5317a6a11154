"""One declaration for each sort of row that can come in: templates, mapping, checks and documents come from it."""

from gaodi.apps.registry.kinds.capital import DEAL, INVESTMENT
from gaodi.apps.registry.kinds.conduct import BAR, PENALTY, TAX_CREDIT
from gaodi.apps.registry.kinds.credit import GUARANTEE, LOAN
from gaodi.apps.registry.kinds.innovation import PATENT, TITLE
from gaodi.apps.registry.kinds.institutions import FUND, INSTITUTION
from gaodi.apps.registry.kinds.kind import Kind, PartyRef, Span
from gaodi.apps.registry.kinds.ownership import HOLDING, OFFICER
from gaodi.apps.registry.kinds.parties import COMPANY, NAME_KIND, PERSON
from gaodi.apps.registry.kinds.progress import COVERAGE, LISTING_EVENT, SUPPORT
from gaodi.apps.registry.kinds.reports import HEADCOUNT, RESEARCH
from gaodi.apps.registry.kinds.statement import STATEMENT

#: Every sort of row by its code, in the order in which people look for them.
KINDS: dict[str, Kind] = {
    kind.code: kind
    for kind in (
        COMPANY,
        NAME_KIND,
        STATEMENT,
        HEADCOUNT,
        RESEARCH,
        PATENT,
        TITLE,
        TAX_CREDIT,
        PENALTY,
        BAR,
        HOLDING,
        OFFICER,
        LOAN,
        GUARANTEE,
        DEAL,
        INVESTMENT,
        FUND,
        INSTITUTION,
        PERSON,
        LISTING_EVENT,
        SUPPORT,
        COVERAGE,
    )
}

__all__ = ["KINDS", "Kind", "PartyRef", "Span"]
