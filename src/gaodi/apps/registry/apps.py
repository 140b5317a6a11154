"""Parties and what is known of them."""

from django.apps import AppConfig


class RegistryConfig(AppConfig):
    name = "gaodi.apps.registry"
    label = "registry"
