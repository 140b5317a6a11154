"""Units, districts and the working calendar."""

from django.apps import AppConfig


class RegionsConfig(AppConfig):
    name = "gaodi.apps.regions"
    label = "regions"
