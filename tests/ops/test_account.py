"""Officers' accounts from the command line: the first way into a live instance."""

from __future__ import annotations

import json

import pytest

from gaodi.apps.accounts.models import Seat, User
from gaodi.ops.cli import build_parser, load_command
from gaodi.ops.errors import OperationError


def account(*arguments: str) -> int:
    command = load_command("account")
    return command.run(build_parser(command).parse_args(arguments))


OPEN = ("open", "limin", "--name", "李敏", "--unit", "local_finance", "--role", "maker")


def test_opened_account_signs_in_and_holds_its_seat(capsys):
    account(*OPEN)

    told = json.loads(capsys.readouterr().out)
    user = User.objects.get(username="limin")
    assert user.check_password(told["password"])
    assert Seat.objects.get(user=user).role == "maker"


def test_new_password_replaces_the_old_one(capsys):
    account(*OPEN)
    first = json.loads(capsys.readouterr().out)["password"]

    account("password", "limin")

    user = User.objects.get(username="limin")
    assert not user.check_password(first)
    assert user.check_password(json.loads(capsys.readouterr().out)["password"])


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("open", "limin"), "--name, --unit, --role"),
        ((*OPEN[:5], "local_finanse", *OPEN[6:]), "local_finance"),
        ((*OPEN[:7], "boss"), "auditor"),
        (("password", "nobody"), "nobody signs in"),
    ],
)
def test_wrong_use_names_what_is_there(arguments, says):
    with pytest.raises(OperationError, match=says):
        account(*arguments)


def test_taken_name_leaves_no_half_account():
    account(*OPEN)

    with pytest.raises(OperationError, match="limin"):
        account(*OPEN)

    assert Seat.objects.filter(user__username="limin").count() == 1
