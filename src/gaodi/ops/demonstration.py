"""The demonstration: its city, its accounts with random passwords, and the table that `gaodi up` prints.

Passwords are kept in var/demonstration.json (mode 0600) so that the next `up` prints the same ones; for an account
that the file does not name, a new password is set.
"""

from __future__ import annotations

import json
import os
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from django.conf import settings
from django.contrib.auth.hashers import check_password
from django.db import transaction

from gaodi.apps.accounts.choices import MandateRole, SeatRole
from gaodi.apps.accounts.models import User
from gaodi.apps.accounts.services.mandates import grant_mandate
from gaodi.apps.accounts.services.seats import grant_seat
from gaodi.apps.accounts.services.users import create_user, set_password
from gaodi.apps.regions.models import GovernmentUnit, ReportingUnit
from gaodi.apps.registry.models import Party
from gaodi.kernel import clock
from gaodi.kernel.errors import Refusal
from gaodi.kernel.instance import require_demo
from gaodi.kernel.people import Actor
from gaodi.ops.city import (
    DEFAULT_SEED,
    PLANTED,
    AccountSheet,
    Scenery,
    build_city,
    city_stands,
    read_scenery,
    role_codes,
)
from gaodi.ops.demonstration_files import bring_files
from gaodi.ops.errors import OperationError
from gaodi.ops.passwords import make_password

ACTOR = Actor.system("demonstration")
_CHANGED = "（已由本人修改）"


@dataclass(frozen=True, slots=True)
class Kept:
    """A password as printed, and the hash that the account had when it was set (to see cheaply that it still holds)."""

    password: str
    hash: str


def prepare() -> str:
    """The accounts of this demonstration as a table, after building what is missing of city and accounts.

    Raises: OperationError: the instance is live, or its region has no invented city.
    """
    try:
        instance = require_demo()
        scenery = read_scenery(instance.region)
        on, at = clock.business_day(), clock.now()
        if not city_stands():
            enterprises = settings.GAODI.demo_enterprises
            build_city(
                enterprises=enterprises,
                seed=DEFAULT_SEED,
                on=on,
                at=at,
                actor=ACTOR,
                planted=settings.GAODI.var / PLANTED,
            )
        path = settings.GAODI.var / "demonstration.json"
        kept = prepare_accounts(scenery, read_kept(path), on=on, at=at)
    except Refusal as refusal:
        raise OperationError(refusal.says) from None
    write_kept(path, kept)
    bring_files(on=on, at=at)
    return describe_accounts(scenery.accounts, kept)


def prepare_accounts(scenery: Scenery, kept: dict[str, Kept], *, on: date, at: datetime) -> dict[str, Kept]:
    """What to keep for each account by username; missing accounts are opened, those without a kept password get one."""
    users = {user.username: user for user in User.objects.filter(is_demonstration=True)}
    result: dict[str, Kept] = {}
    for sheet in scenery.accounts:
        user, known = users.get(sheet.username), kept.get(sheet.username)
        if user is None:
            password = known.password if known else make_password()
            user = open_account(sheet, role_codes(scenery), password, on=on, at=at)
        elif known is None:
            password = make_password()
            set_password(user=user, password=password, actor=ACTOR, at=at)
        else:
            password = known.password
            if user.password != known.hash and not check_password(password, user.password):
                password = _CHANGED
        result[sheet.username] = Kept(password, user.password)
    return result


def open_account(
    sheet: AccountSheet, codes: dict[str, str], password: str, *, on: date, at: datetime
) -> User:
    """The person with their mandates and seats from `on`; all or nothing."""
    with transaction.atomic():
        user = create_user(
            username=sheet.username,
            name=sheet.name,
            password=password,
            is_demonstration=True,
            actor=ACTOR,
            at=at,
        )
        for party, role in sheet.mandates.items():
            row = Party.objects.get(credit_code=codes[party])
            grant_mandate(user=user, party=row, role=MandateRole(role), valid_from=on, actor=ACTOR, at=at)
        for seat in sheet.seats:
            district = seat.reporting_unit and ReportingUnit.objects.get(code=seat.reporting_unit)
            grant_seat(
                user=user,
                unit=GovernmentUnit.objects.get(code=seat.unit),
                role=SeatRole(seat.role),
                reporting_unit=district or None,
                valid_from=on,
                actor=ACTOR,
                at=at,
            )
    return user


def read_kept(path: Path) -> dict[str, Kept]:
    """What an earlier `up` kept; nothing where the file is lost or damaged."""
    try:
        data = json.loads(path.read_text())
        return {name: Kept(**row) for name, row in data.items()}
    except (FileNotFoundError, ValueError, TypeError, AttributeError):
        return {}


def write_kept(path: Path, kept: dict[str, Kept]) -> None:
    """The file, readable by its owner alone from its first byte on."""
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_suffix(".new")
    draft.unlink(missing_ok=True)
    rows = {name: {"password": one.password, "hash": one.hash} for name, one in kept.items()}
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        json.dump(rows, file, ensure_ascii=False, indent=1)
    draft.replace(path)


def describe_accounts(sheets: Sequence[AccountSheet], kept: dict[str, Kept]) -> str:
    """A table with a line for each account."""
    rows = [(one.username, kept[one.username].password, one.who, one.first) for one in sheets]
    return lay_out([("用户名", "密码", "身份", "先看什么"), *rows])


def lay_out(rows: Sequence[Sequence[str]]) -> str:
    """Columns that stand straight in a terminal, where a Chinese character is two wide."""
    widths = [max(_width(cell) for cell in column) for column in zip(*rows, strict=True)]
    lines = (
        "  ".join(
            cell + " " * (width - _width(cell)) for cell, width in zip(row, widths, strict=True)
        ).rstrip()
        for row in rows
    )
    return "\n".join(lines) + "\n"


def _width(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(character) in "WFA" else 1 for character in text)
