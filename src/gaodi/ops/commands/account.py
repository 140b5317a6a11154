"""gaodi account"""

from __future__ import annotations

import argparse
import json
from typing import TYPE_CHECKING

from gaodi.kernel.errors import Refusal
from gaodi.kernel.people import Actor
from gaodi.ops.errors import OperationError
from gaodi.ops.passwords import make_password

if TYPE_CHECKING:  # models can be imported once Django is set up
    from gaodi.apps.accounts.choices import SeatRole
    from gaodi.apps.regions.models import GovernmentUnit

NAME = "account"
HELP = "Open an officer's account with a seat at a unit (open), or give it a new password (password)."
NEEDS_DATABASE = True
_ACTOR = Actor.system("gaodi account")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("what", choices=["open", "password"], help="open an account, or set a new password")
    parser.add_argument("username", help="the name to sign in with")
    parser.add_argument("--name", help="with open: the person's name")
    parser.add_argument(
        "--unit", help="with open: the code of the government unit, as in the pack's region.yaml"
    )
    parser.add_argument("--role", help="with open: maker, checker, risk_officer, leader or auditor")


def run(args: argparse.Namespace) -> int:
    password = make_password()
    try:
        if args.what == "open":
            _open(args, password)
        else:
            _set_password(args.username, password)
    except Refusal as error:
        raise OperationError(str(error)) from None
    print(json.dumps({"username": args.username, "password": password}, ensure_ascii=False))
    return 0


def _open(args: argparse.Namespace, password: str) -> None:
    missing = [f"--{name}" for name in ("name", "unit", "role") if not getattr(args, name)]
    if missing:
        raise OperationError(f"to open an account say also {', '.join(missing)}")
    from django.db import transaction

    from gaodi.apps.accounts.services.seats import grant_seat
    from gaodi.apps.accounts.services.users import create_user
    from gaodi.kernel import clock

    unit, role, on, at = _unit(args.unit), _role(args.role), clock.business_day(), clock.now()
    with transaction.atomic():
        user = create_user(username=args.username, name=args.name, password=password, actor=_ACTOR, at=at)
        grant_seat(user=user, unit=unit, role=role, valid_from=on, actor=_ACTOR, at=at)


def _set_password(username: str, password: str) -> None:
    from gaodi.apps.accounts.models import User
    from gaodi.apps.accounts.services.users import set_password
    from gaodi.kernel import clock

    user = User.objects.filter(username=username).first()
    if user is None:
        raise OperationError(f"nobody signs in as {username!r}; `gaodi account open` makes a new account")
    set_password(user=user, password=password, actor=_ACTOR, at=clock.now())


def _unit(code: str) -> GovernmentUnit:
    from gaodi.apps.regions.models import GovernmentUnit

    units = GovernmentUnit.objects
    found = units.filter(code=code).first()
    if found is None:
        known = ", ".join(units.values_list("code", flat=True))
        raise OperationError(f"there is no unit {code!r}; units are: {known}")
    return found


def _role(word: str) -> SeatRole:
    from gaodi.apps.accounts.choices import SeatRole

    if word not in SeatRole.values:
        raise OperationError(f"there is no role {word!r}; roles are: {', '.join(SeatRole.values)}")
    return SeatRole(word)
