"""The kernel as a Django app: checks the database, finds what the apps declare."""

from __future__ import annotations

from importlib import import_module

from django.apps import AppConfig, apps
from django.db.backends.signals import connection_created
from django.utils.module_loading import module_has_submodule

DECLARING_MODULES = ("facts", "pack", "events")


class KernelConfig(AppConfig):
    """Registers the kernel; put it before the apps in INSTALLED_APPS."""

    name = "gaodi.kernel"
    label = "kernel"
    verbose_name = "高地内核"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from gaodi.kernel.database import check_database
        from gaodi.kernel.events import events

        connection_created.connect(check_database, dispatch_uid="gaodi.kernel.check_database")
        autodiscover()
        events.check()


def autodiscover() -> None:
    """Import `facts`, `pack` and `events` of every gaodi app that has them."""
    for config in apps.get_app_configs():
        if not config.name.startswith("gaodi."):
            continue
        for name in DECLARING_MODULES:
            if config.module is not None and module_has_submodule(config.module, name):
                import_module(f"{config.name}.{name}")
