"""A small city with its accounts, judged once; for tests that look at pages as different people."""

from __future__ import annotations

from datetime import date, datetime
from typing import NamedTuple

from django.test import Client

#: The demonstration's accounts by what their owners are.
ACCOUNTS = {
    "administrator": "qiye",
    "clerk": "banshi",
    "institution": "yinhang",
    "maker": "jingban",
    "checker": "fuhe",
    "district": "zichuan",
    "risk": "fengkong",
    "leader": "lingdao",
    "auditor": "shenji",
}


class City(NamedTuple):
    """What tests ask of the city."""

    on: date
    at: datetime

    def client(self, who: str) -> Client:
        """A browser in which this person has signed in; `nobody` has not."""
        from gaodi.apps.accounts.models import User

        client = Client()
        if who != "nobody":
            client.force_login(User.objects.get(username=ACCOUNTS[who]))
        return client

    def viewer(self, who: str):
        """The same person as a viewer."""
        from gaodi.apps.accounts.models import User
        from gaodi.apps.accounts.selectors import build_viewer

        return build_viewer(User.objects.get(username=ACCOUNTS[who]), on=self.on)

    def flagship(self):
        """The company of 淄川 that the administrator acts for."""
        from gaodi.apps.registry.models import Party

        return Party.objects.get(mandates__user__username=ACCOUNTS["administrator"])

    def outcome(self, *, step: bool = False):
        """An outcome of the flagship: one that happened, or the step that would come next."""
        from gaodi.apps.assessments.models import Outcome

        rows = Outcome.objects.filter(subject_id=self.flagship().pk, to_day__isnull=True)
        found = rows.exclude(step="") if step else rows.filter(step="")
        return found.order_by("-pk")[0]


def build(on: date, at: datetime, actor, enterprises: int = 20) -> City:
    """The city in the database of the test, with the sweep of its day."""
    from gaodi.apps.assessments.choices import RuleKind
    from gaodi.apps.assessments.services.sweeps import run_sweep
    from gaodi.ops.city import DEFAULT_SEED, build_city, read_scenery
    from gaodi.ops.demonstration import prepare_accounts

    build_city(enterprises=enterprises, seed=DEFAULT_SEED, on=on, at=at, actor=actor)
    prepare_accounts(read_scenery("zibo"), {}, on=on, at=at)
    run_sweep(RuleKind.PROGRAMME, on=on, known_at=at, actor=actor, at=at)
    return City(on, at)
