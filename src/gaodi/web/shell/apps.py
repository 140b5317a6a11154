"""The shell as a Django app: it gathers the navigation that each section declares."""

from __future__ import annotations

from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class ShellConfig(AppConfig):
    """Shared templates, components and tags of all pages."""

    name = "gaodi.web.shell"
    label = "shell"
    verbose_name = "页面外壳"

    def ready(self) -> None:
        autodiscover_modules("navigation")
