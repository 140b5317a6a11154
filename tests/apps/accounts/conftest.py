"""A person, a party and a unit for the tests of accounts."""

from __future__ import annotations

import django
import pytest


@pytest.hookimpl(trylast=True)
def pytest_configure(config):
    """Test modules import models when they are collected."""
    django.setup()


@pytest.fixture(autouse=True)
def quick_hash(settings):
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture
def clerk(db, actor, at):
    """A person without mandate or seat."""
    from gaodi.apps.accounts.services.users import create_user

    return create_user(username="suyanqiu", name="苏砚秋", password="quartz-river-71", actor=actor, at=at)


@pytest.fixture
def company(db, at):
    from gaodi.apps.registry.models import Party

    return Party.objects.create(
        kind="company", name="山东砺岫新材料股份有限公司", short_name="砺岫新材", pinyin="li xiu", initials="lx",
        is_invented=True, created_at=at,
    )  # fmt: skip


@pytest.fixture
def office(db):
    from gaodi.apps.regions.models import GovernmentUnit

    return GovernmentUnit.objects.get(code="local_finance")
