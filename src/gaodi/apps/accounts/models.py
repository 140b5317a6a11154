"""People, the parties they act for, the seats they hold."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models

from gaodi.apps.accounts.choices import MandateRole, SeatRole


class UserManager(BaseUserManager["User"]):
    """Makes users; passwords are hashed here and nowhere else."""

    def create_user(self, username: str, password: str | None = None, **fields: object) -> User:
        user = self.model(username=username, **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user


class User(AbstractBaseUser):
    """A person who signs in. What they may do comes from mandates and seats, never from the user itself."""

    username = models.CharField("用户名", max_length=64, unique=True)
    name = models.CharField("姓名", max_length=64)
    email = models.EmailField("电子邮箱", blank=True)
    is_active = models.BooleanField("可登录", default=True)
    is_demonstration = models.BooleanField("演示账户", default=False)
    joined_at = models.DateTimeField("开通时间", null=True)

    objects: ClassVar[UserManager] = UserManager()

    USERNAME_FIELD = "username"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]

    class Meta:
        verbose_name = "用户"

    def __str__(self) -> str:
        return self.name


class Mandate(models.Model):
    """A person acts for a party: in a role, from a day, until a day, unless revoked before."""

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="mandates")
    party = models.ForeignKey("registry.Party", on_delete=models.PROTECT, related_name="mandates")
    role = models.CharField("身份", max_length=16, choices=MandateRole)
    valid_from = models.DateField("自")
    valid_to = models.DateField("至（不含）", null=True, blank=True)
    revoked_at = models.DateTimeField("撤销时间", null=True, blank=True)

    class Meta:
        verbose_name = "授权"
        constraints: ClassVar = [
            models.CheckConstraint(
                name="mandate_period_is_forward",
                condition=models.Q(valid_to__isnull=True) | models.Q(valid_to__gt=models.F("valid_from")),
            ),
            models.UniqueConstraint(
                name="one_open_mandate_per_person_and_party",
                fields=["user", "party"],
                condition=models.Q(revoked_at__isnull=True),
            ),
        ]


class Seat(models.Model):
    """A person works at a government unit in a role; a reporting unit narrows what a district's people see."""

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="seats")
    unit = models.ForeignKey("regions.GovernmentUnit", on_delete=models.PROTECT, related_name="seats")
    reporting_unit = models.ForeignKey(
        "regions.ReportingUnit", on_delete=models.PROTECT, null=True, blank=True, related_name="seats"
    )
    role = models.CharField("身份", max_length=16, choices=SeatRole)
    valid_from = models.DateField("自")
    valid_to = models.DateField("至（不含）", null=True, blank=True)
    revoked_at = models.DateTimeField("撤销时间", null=True, blank=True)

    class Meta:
        verbose_name = "席位"
        constraints: ClassVar = [
            models.CheckConstraint(
                name="seat_period_is_forward",
                condition=models.Q(valid_to__isnull=True) | models.Q(valid_to__gt=models.F("valid_from")),
            ),
            models.UniqueConstraint(
                name="one_open_seat_per_person_unit_and_role",
                fields=["user", "unit", "role"],
                condition=models.Q(revoked_at__isnull=True),
            ),
        ]


class SavedView(models.Model):
    """A list as somebody wants to see it again: its page and what narrows and sorts it; kept, or shared with a unit."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="saved_views")
    page = models.CharField("页面", max_length=64)
    name = models.CharField("名称", max_length=32)
    query = models.CharField("条件", max_length=1000, blank=True)
    #: The code of the government unit that sees it too; empty where it is kept to oneself.
    shared_with = models.CharField("共享单位", max_length=32, blank=True)
    is_default = models.BooleanField("默认", default=False)
    saved_at = models.DateTimeField("保存时间")

    class Meta:
        verbose_name = "常用视图"
        constraints: ClassVar = [
            models.UniqueConstraint(name="one_saved_view_of_a_name", fields=["user", "page", "name"]),
            models.UniqueConstraint(
                name="one_default_view_of_a_page",
                fields=["user", "page"],
                condition=models.Q(is_default=True),
            ),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["shared_with", "page"],
                condition=~models.Q(shared_with=""),
                name="saved_view_by_unit",
            ),
        ]

    def __str__(self) -> str:
        return self.name
