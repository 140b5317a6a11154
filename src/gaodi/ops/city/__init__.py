"""The invented city of a demonstration: planned in plain values, written in bulk."""

from gaodi.ops.city.build import DEFAULT_SEED, CityStands, CitySummary, build_city, city_stands
from gaodi.ops.city.identities import role_codes
from gaodi.ops.city.plan import OddSize, plan_city
from gaodi.ops.city.planting import PLANTED
from gaodi.ops.city.scenery import AccountSheet, NoSceneryForRegion, Scenery, read_scenery

__all__ = [
    "DEFAULT_SEED",
    "PLANTED",
    "AccountSheet",
    "CityStands",
    "CitySummary",
    "NoSceneryForRegion",
    "OddSize",
    "Scenery",
    "build_city",
    "city_stands",
    "plan_city",
    "read_scenery",
    "role_codes",
]
