"""The shell alone: its own addresses, static files by their plain names."""

import pytest


@pytest.fixture(autouse=True)
def _shell_alone(settings):
    settings.ROOT_URLCONF = "tests.web.shell.addresses"
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }
