"""Outlets of the house's pack, people who use them, and files as they come."""

from __future__ import annotations

from datetime import timedelta

import django
import pytest


@pytest.hookimpl(trylast=True)
def pytest_configure(config):
    """Test modules import models when they are collected."""
    django.setup()


@pytest.fixture
def store(tmp_path):
    from gaodi.apps.intake.store import Store

    return Store(tmp_path / "uploads")


@pytest.fixture
def company(db):
    """A company with a credit code."""
    from tests.apps.intake.files import make_coded_company

    return make_coded_company("MA0A0001")


@pytest.fixture
def desk(store, on, at, actor):
    """Brings files in as an operator; each step is a minute later than the one before."""
    from tests.apps.intake.files import Desk

    return Desk(store, on, at + timedelta(minutes=1), actor)


@pytest.fixture
def person(actor, at, settings):
    """Somebody with a login."""
    from gaodi.apps.accounts.services.users import create_user

    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    return create_user(username="suyanqiu", name="苏砚秋", password="quartz-river-71", actor=actor, at=at)
