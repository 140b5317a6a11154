"""Data coming in: outlets, files, declared facts."""

from django.apps import AppConfig


class IntakeConfig(AppConfig):
    name = "gaodi.apps.intake"
    label = "intake"
