"""The instance's Environment, for what runs before Django does.

Nobody imports gaodi.config; it is named here as a string, as Django names its settings module.
"""

from __future__ import annotations

import importlib
from pathlib import Path
from typing import Protocol, cast

SETTINGS_MODULE = "gaodi.config.settings"


class Environment(Protocol):
    """The part of gaodi.config.environment.Environment that ops reads; see docs/reference/settings.md."""

    @property
    def var(self) -> Path: ...
    @property
    def packs(self) -> Path: ...
    @property
    def region(self) -> str: ...
    @property
    def kind(self) -> str: ...
    @property
    def host(self) -> str: ...
    @property
    def port(self) -> int: ...
    @property
    def database_url(self) -> str | None: ...
    @property
    def owner_database_url(self) -> str | None: ...


def read_environment() -> Environment:
    """The environment as this process was given it; BadSetting names a variable that cannot be used."""
    module = importlib.import_module("gaodi.config.environment")
    return cast(Environment, module.Environment.read())


def read_root() -> Path:
    """The checkout's folder."""
    return cast(Path, importlib.import_module("gaodi.config.environment").ROOT)
