"""An enterprise with an award open today, and somebody signed in who acts for it."""

from datetime import date

import django
import pytest

TODAY = date(2025, 6, 30)
LIST = "/enterprise/"


@pytest.hookimpl(trylast=True)
def pytest_configure(config):
    """Test modules import models when they are collected."""
    django.setup()


@pytest.fixture(autouse=True)
def _plain_files_quick_hash_cold_caches(settings):
    from gaodi.web.shell.entitlements.clauses import read_policy
    from gaodi.web.shell.entitlements.naming import read_names

    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    read_policy.cache_clear()
    read_names.cache_clear()


@pytest.fixture
def judge(actor, at):
    """Call it to judge everyone, by today or another day."""
    from gaodi.apps.assessments.choices import RuleKind
    from gaodi.apps.assessments.services.sweeps import run_sweep

    return lambda on=TODAY: run_sweep(RuleKind.PROGRAMME, on=on, known_at=at, actor=actor, at=at)


@pytest.fixture
def flagship(judge):
    """In 淄川, accepted by ChiNext eighteen days ago: 3 million yuan are open."""
    from tests.factories.registry import make_company, make_listing_event

    party = make_company("青砚新材料有限公司", unit="zichuan")
    party.event = make_listing_event(party, board="chinext")
    judge()
    return party


@pytest.fixture
def sign_in(actor, at):
    """sign_in(*parties): a browser of a new person who acts for these parties."""
    from django.test import Client

    from gaodi.apps.accounts.services.mandates import grant_mandate
    from gaodi.apps.accounts.services.users import create_user

    persons = iter(range(1, 100))

    def signed_in(*parties):
        user = create_user(
            username=f"person{next(persons)}", name="周岚", password="a long pass word", actor=actor, at=at
        )
        for party in parties:
            grant_mandate(
                user=user, party=party, role="clerk", valid_from=date(2025, 1, 1), actor=actor, at=at
            )
        client = Client(headers={"host": "localhost"})
        client.force_login(user)
        return client

    return signed_in


def because_of(party, step: str = "") -> str:
    """The address of the page that gives the reason of a party's event."""
    return f"/enterprise/entitlements/listing_award/{party.event.public_id}/{f'next/{step}/' if step else ''}"
