"""gaodi account"""

from __future__ import annotations

import argparse
import importlib
import json
from typing import Any

from gaodi.ops.errors import OperationError
from gaodi.ops.passwords import make_password

NAME = "account"
HELP = "Open an officer's account with a seat at a unit (open), or give it a new password (password)."
NEEDS_DATABASE = True


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("what", choices=["open", "password"], help="open an account, or set a new password")
    parser.add_argument("username", help="the name to sign in with")
    parser.add_argument("--name", help="with open: the person's name")
    parser.add_argument(
        "--unit", help="with open: the code of the government unit, as in the pack's region.yaml"
    )
    parser.add_argument("--role", help="with open: maker, checker, risk_officer, leader or auditor")


def run(args: argparse.Namespace) -> int:
    refusal = importlib.import_module("gaodi.kernel.errors").Refusal
    password = make_password()
    try:
        if args.what == "open":
            _open(args, password)
        else:
            _set_password(args.username, password)
    except refusal as error:
        raise OperationError(str(error)) from None
    print(json.dumps({"username": args.username, "password": password}, ensure_ascii=False))
    return 0


def _open(args: argparse.Namespace, password: str) -> None:
    missing = [f"--{name}" for name in ("name", "unit", "role") if not getattr(args, name)]
    if missing:
        raise OperationError(f"to open an account say also {', '.join(missing)}")
    services = importlib.import_module("gaodi.apps.accounts.services.users")
    seats = importlib.import_module("gaodi.apps.accounts.services.seats")
    clock = importlib.import_module("gaodi.kernel.clock")
    unit, role = _unit(args.unit), _role(args.role)
    deed = {"actor": _actor(), "at": clock.now()}
    with importlib.import_module("django.db").transaction.atomic():
        user = services.create_user(username=args.username, name=args.name, password=password, **deed)
        seats.grant_seat(user=user, unit=unit, role=role, valid_from=clock.business_day(), **deed)


def _set_password(username: str, password: str) -> None:
    models = importlib.import_module("gaodi.apps.accounts.models")
    services = importlib.import_module("gaodi.apps.accounts.services.users")
    clock = importlib.import_module("gaodi.kernel.clock")
    user = models.User.objects.filter(username=username).first()
    if user is None:
        raise OperationError(f"nobody signs in as {username!r}; `gaodi account open` makes a new account")
    services.set_password(user=user, password=password, actor=_actor(), at=clock.now())


def _unit(code: str) -> Any:
    units = importlib.import_module("gaodi.apps.regions.models").GovernmentUnit.objects
    found = units.filter(code=code).first()
    if found is None:
        known = ", ".join(units.values_list("code", flat=True))
        raise OperationError(f"there is no unit {code!r}; units are: {known}")
    return found


def _role(word: str) -> Any:
    roles = importlib.import_module("gaodi.apps.accounts.choices").SeatRole
    if word not in roles.values:
        raise OperationError(f"there is no role {word!r}; roles are: {', '.join(roles.values)}")
    return roles(word)


def _actor() -> Any:
    return importlib.import_module("gaodi.kernel.people").Actor.system("gaodi account")
