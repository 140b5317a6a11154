"""Programmes and the entitlements that follow from them."""

from django.apps import AppConfig


class ProgrammesConfig(AppConfig):
    name = "gaodi.apps.programmes"
    label = "programmes"
