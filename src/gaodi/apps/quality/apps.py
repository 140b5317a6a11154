"""Data quality: rules over rows, findings by source."""

from django.apps import AppConfig


class QualityConfig(AppConfig):
    name = "gaodi.apps.quality"
    label = "quality"
