"""The glossary pairs every model and every choice of the apps with its Chinese word."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.apps import apps
from django.db.models import TextChoices

import gaodi.apps

ROOT = Path(__file__).resolve().parents[3]
LINES = (ROOT / "docs" / "glossary.md").read_text().splitlines()

pytestmark = pytest.mark.no_database


def list_pairs() -> Iterator[tuple[str, str]]:
    """(identifier, Chinese word) of every model and choice."""
    for config in apps.get_app_configs():
        if config.name.startswith("gaodi.apps."):
            yield from ((model.__name__, str(model._meta.verbose_name)) for model in config.get_models())
    for found in pkgutil.iter_modules(gaodi.apps.__path__):
        if (Path(gaodi.apps.__path__[0]) / found.name / "choices.py").exists():
            module = importlib.import_module(f"gaodi.apps.{found.name}.choices")
            kinds = [one for one in vars(module).values() if isinstance(one, type)]
            for kind in kinds:
                if issubclass(kind, TextChoices) and kind is not TextChoices:
                    yield from ((str(code), str(label)) for code, label in kind.choices)


def test_the_glossary_pairs_every_word_in_use():
    missing = [
        f"{label} ↔ {code}"
        for code, label in list_pairs()
        if not any(f"`{code}`" in line and label in line for line in LINES)
    ]

    assert missing == []
