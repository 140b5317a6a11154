"""People who sign in."""

from __future__ import annotations

from datetime import datetime

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

from gaodi.apps.accounts.models import User
from gaodi.kernel.audit import acting
from gaodi.kernel.errors import Refusal
from gaodi.kernel.people import Actor


class UsernameTaken(Refusal):
    """Two people cannot sign in under one name."""

    code = "username_taken"

    def __init__(self, username: str) -> None:
        self.username = username
        super().__init__(f"用户名 {username} 已有人使用，请换一个。")


class WeakPassword(Refusal):
    """The password is one that a stranger could guess."""

    code = "weak_password"

    def __init__(self, reasons: list[str]) -> None:
        self.reasons = reasons
        super().__init__("密码不符合要求：" + "；".join(reason.rstrip("。") for reason in reasons) + "。")


def create_user(
    *,
    username: str,
    name: str,
    password: str,
    email: str = "",
    is_demonstration: bool = False,
    actor: Actor,
    at: datetime,
) -> User:
    """A person who can sign in and, without mandate or seat, may do nothing yet.

    Raises: UsernameTaken, WeakPassword.
    """
    user = User(username=username, name=name, email=email, is_demonstration=is_demonstration, joined_at=at)
    _refuse_weak(password, user)
    with acting(actor=actor, at=at, action="create_user", subject_kind="user", detail={"username": username}):
        if User.objects.filter(username=username).exists():
            raise UsernameTaken(username)
        user.set_password(password)
        user.save()
    return user


def set_password(*, user: User, password: str, actor: Actor, at: datetime) -> User:
    """The person with a new password; the old one and sessions opened with it end.

    Raises: WeakPassword.
    """
    _refuse_weak(password, user)
    with acting(actor=actor, at=at, action="set_password", subject_kind="user", subject_id=user.pk):
        user.set_password(password)
        user.save(update_fields=["password"])
    return user


def _refuse_weak(password: str, user: User) -> None:
    try:
        validate_password(password, user)
    except ValidationError as error:
        raise WeakPassword(list(error.messages)) from None
