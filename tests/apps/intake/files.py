"""Files of statements and the way they go, for the tests of intake."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from gaodi.apps.intake.models import IntakeFile, Outlet
from gaodi.apps.intake.services.applying import apply_file
from gaodi.apps.intake.services.checking import check_file
from gaodi.apps.intake.services.receiving import confirm_for, receive_for
from gaodi.apps.intake.store import Store
from gaodi.apps.registry.models import InstitutionRecord, Party
from gaodi.kernel.people import Actor, Viewer
from gaodi.values.identifiers import complete_credit_code
from tests.factories.registry import LONG_AGO, make_company

HEADERS = "统一社会信用代码,期间,期间末日,营业收入,净利润"


def code_of(body: str) -> str:
    return complete_credit_code("91370302", body)


def make_coded_company(body: str, **record: object) -> Party:
    party = make_company(**record)
    Party.objects.filter(pk=party.pk).update(credit_code=code_of(body))
    party.refresh_from_db()
    return party


def make_institution(body: str, kind: str = "bank") -> Party:
    party = Party.objects.create(
        kind="institution", name=f"砚江{body}银行", credit_code=code_of(body), pinyin="yan", initials="y",
        is_invented=True, created_at=LONG_AGO,
    )  # fmt: skip
    InstitutionRecord.objects.create(
        party=party, kind=kind, valid_from=date(2015, 1, 1), known_from=LONG_AGO, source="licence_record",
        source_on=date(2015, 1, 1),
    )  # fmt: skip
    return party


def statements(*rows: tuple[object, ...]) -> str:
    """A CSV of annual statements: (company, year, revenue, net profit)."""
    lines = [
        f"{getattr(party, 'credit_code', party)},年度,{year}-12-31,{revenue},{profit}"
        for party, year, revenue, profit in rows
    ]
    return "\n".join([HEADERS, *lines]) + "\n"


def outlet(code: str) -> Outlet:
    return Outlet.objects.get(code=code)


def officer(unit: str, *roles: str, reporting_unit: str | None = None) -> Viewer:
    return Viewer(
        user_id=None, name="苏砚秋", unit=unit, roles=frozenset(roles or {"maker"}),
        sections=frozenset({"public", "office"}), reporting_unit=reporting_unit,
    )  # fmt: skip


def acting_for(party: Party, section: str = "institution", mandate_id: int = 1) -> Viewer:
    return Viewer(
        user_id=None, name="陆砺", party_id=party.pk, party_name=party.name, mandate_id=mandate_id,
        roles=frozenset({"clerk"}), sections=frozenset({"public", section}),
    )  # fmt: skip


@dataclass
class Desk:
    """Brings files in; `at` moves on by a minute with each step."""

    store: Store
    on: date
    at: datetime
    actor: Actor

    def now(self) -> datetime:
        self.at += timedelta(minutes=1)
        return self.at

    def receive(
        self, text: str | bytes, *, kind="statement", door="tax_record", name="报表.csv", **more
    ) -> IntakeFile:
        content = text.encode() if isinstance(text, str) else text
        return receive_for(
            self.actor, outlet=outlet(door), kind=kind, name=name, chunks=[content], store=self.store,
            source_on=self.on, on=self.on, at=self.now(), is_queued=False, **more,
        )  # fmt: skip

    def check(self, file: IntakeFile) -> IntakeFile:
        return check_file(file.pk, store=self.store, on=self.on, at=self.now())

    def bring(self, text: str | bytes, **more) -> IntakeFile:
        """Received and checked."""
        return self.check(self.receive(text, **more))

    def confirm(self, file: IntakeFile) -> IntakeFile:
        return confirm_for(self.actor, file=file, on=self.on, at=self.now(), is_queued=False)

    def apply(self, file: IntakeFile) -> IntakeFile:
        """Confirmed and applied."""
        self.confirm(file)
        return apply_file(file.pk, on=self.on, at=self.now())

    def take_in(self, text: str | bytes, **more) -> IntakeFile:
        """All steps."""
        return self.apply(self.bring(text, **more))
