"""People's sign-in, mandates and seats."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "gaodi.apps.accounts"
    label = "accounts"
