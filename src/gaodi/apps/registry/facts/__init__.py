"""Fact tables of the registry: what rules may ask of companies, people, funds and institutions."""

from gaodi.apps.registry.facts import (  # noqa: F401  each module declares its tables
    capital,
    company,
    conduct,
    credit,
    innovation,
    listing,
    ownership,
    reports,
    support,
)
