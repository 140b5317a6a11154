"""Two files that wait in a demonstration: a bank's loans, ready to be written, and notices with rows that are wrong."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta
from decimal import Decimal
from io import StringIO
from operator import attrgetter
from typing import Any

from gaodi.apps.accounts.models import User
from gaodi.apps.accounts.selectors import build_viewer
from gaodi.apps.intake.models import IntakeFile, Outlet
from gaodi.apps.intake.services.checking import check_file
from gaodi.apps.intake.services.receiving import receive_for
from gaodi.apps.intake.tasks import uploads
from gaodi.apps.regions.words import current_words
from gaodi.apps.registry.kinds import KINDS, Kind
from gaodi.apps.registry.models import ListingEvent, Loan
from gaodi.apps.registry.selectors import in_period
from gaodi.engines.tabular.showing import show_value, shown_header

_LOANS, _EVENTS = 8, 5
Line = list[str]


def bring_files(*, on: date, at: datetime) -> None:
    """The files of this demonstration, checked; nothing where one is there already, or nobody is who would bring it."""
    if IntakeFile.objects.exists():
        return
    people = User.objects.in_bulk(["yinhang", "jingban"], field_name="username")
    if bank := people.get("yinhang"):
        _bring(
            bank, "bank_report", KINDS["loan"], list(_loans(bank, on)), f"贷款台账_{on:%Y%m%d}.csv", on, at
        )
    if officer := people.get("jingban"):
        _bring(
            officer,
            "regulator_record",
            KINDS["listing_event"],
            list(_notices(on)),
            "辅导备案公示.csv",
            on,
            at,
        )


def _bring(
    user: User, outlet: str, kind: Kind, lines: Sequence[Line], name: str, on: date, at: datetime
) -> None:
    door = Outlet.objects.filter(code=outlet).first()
    if door is None or not lines:
        return
    text = StringIO(newline="")
    csv.writer(text).writerows([[shown_header(field) for field in kind.fields], *lines])
    viewer = build_viewer(user, on=on)
    file = receive_for(
        viewer.as_actor(),
        outlet=door,
        kind=kind.code,
        name=name,
        chunks=[text.getvalue().encode("utf-8-sig")],
        store=uploads(),
        source_on=on,
        on=on,
        at=at,
        party_id=viewer.party_id if outlet == "bank_report" else None,
        is_queued=False,
    )
    check_file(file.pk, store=uploads(), on=on, at=at)


def _loans(user: User, on: date) -> Iterator[Line]:
    """Loans of the bank as they stand: every third with a smaller balance from today on, the others as known."""
    lender = build_viewer(user, on=on).party_id
    rows = Loan.objects.filter(in_period(on), lender_id=lender, valid_to__isnull=True, state="active")
    for number, row in enumerate(rows.select_related("borrower", "lender").order_by("pk")[:_LOANS]):
        if number % 3 == 0 and row.balance_yuan:
            row.valid_from, row.balance_yuan = (
                on,
                (row.balance_yuan * Decimal("0.9")).quantize(Decimal("0.01")),
            )
        yield _line(KINDS["loan"], row)


def _notices(on: date) -> Iterator[Line]:
    """Steps that are known already, and three rows with a slip in them: code, day, board."""
    kind = KINDS["listing_event"]
    rows = ListingEvent.objects.filter(
        in_period(on), source="regulator_record", party__credit_code__isnull=False
    )
    for row in rows.select_related("party").order_by("-valid_from", "pk")[:_EVENTS]:
        yield _line(kind, row)
    oldest = rows.order_by("valid_from", "pk").first()
    if oldest is None:
        return
    slips = {"party.credit_code": "9137030", "valid_from": f"{on.year}-02-30", "board": "纽约"}
    for name, slip in slips.items():
        oldest.valid_from = on - timedelta(days=len(slip))
        line = _line(kind, oldest)
        line[[field.target for field in kind.fields].index(name)] = slip
        yield line


def _line(kind: Kind, row: Any) -> Line:
    """The row as a spreadsheet shows it."""
    words = current_words()
    return [show_value(field, attrgetter(field.target)(row), words) for field in kind.fields]
