"""Fact tables of the registry: what rules may ask of companies, people, funds and institutions."""

from gaodi.apps.registry.facts import (  # noqa: F401  each module declares on import
    capital,
    company,
    conduct,
    coverage,
    credit,
    innovation,
    listing,
    ownership,
    reports,
    support,
)
