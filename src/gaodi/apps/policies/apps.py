"""Policy documents, articles and goals."""

from django.apps import AppConfig


class PoliciesConfig(AppConfig):
    name = "gaodi.apps.policies"
    label = "policies"
