"""The invented city of a demonstration: planned in plain values, written in bulk."""

from gaodi.ops.city.build import CityStands, CitySummary, build_city, city_stands

__all__ = ["CityStands", "CitySummary", "build_city", "city_stands"]
