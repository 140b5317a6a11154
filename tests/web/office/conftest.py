"""The small city, and plain static files."""

import pytest


@pytest.fixture
def city(db, small_city, quick_pages):
    """A city of 20 enterprises with its accounts, judged as of its day."""
    from tests.web.office.city import City

    return City(*small_city)


@pytest.fixture
def quick_pages(settings):
    """Pages without a static manifest; passwords that are quickly hashed; no cache of another test's database."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }
