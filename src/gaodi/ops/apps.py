"""Django's entry for ops: it brings the schedules."""

from __future__ import annotations

from importlib import import_module

from django.apps import AppConfig


class OpsConfig(AppConfig):
    name = "gaodi.ops"
    label = "ops"
    verbose_name = "运行"

    def ready(self) -> None:
        """Periodic tasks exist once their module is imported."""
        import_module("gaodi.ops.schedules")
