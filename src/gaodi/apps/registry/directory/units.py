"""The reporting unit that a party counts for, as an expression of queries."""

from __future__ import annotations

from datetime import date

from django.db.models import CharField, OuterRef, Subquery, Value
from django.db.models.functions import Coalesce

from gaodi.apps.registry.models import CompanyRecord
from gaodi.apps.registry.selectors import in_period


def reporting_unit_of(party: str, *, on: date) -> Coalesce:
    """The reporting unit of a party on a day as an expression; empty text where the register says none.

    Args: party: name of the outer query's column that holds the party's id.
    """
    current = CompanyRecord.objects.filter(in_period(on), party_id=OuterRef(party))
    return Coalesce(Subquery(current.values("reporting_unit")[:1]), Value(""), output_field=CharField())
