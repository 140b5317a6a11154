"""What this database is: demo or live, of which region. Decided once, at birth."""

from __future__ import annotations

from datetime import date, datetime

from gaodi.kernel.audit import acting
from gaodi.kernel.errors import Refusal
from gaodi.kernel.events import emit
from gaodi.kernel.models import BusinessDay, Instance
from gaodi.kernel.once import once
from gaodi.kernel.people import Actor


class NotBornYet(Refusal):
    """The database is migrated but nobody said yet what it is."""

    code = "not_born_yet"

    def __init__(self) -> None:
        super().__init__("平台尚未建立：请先运行 gaodi up。")


class BornAlready(Refusal):
    """An instance is born once; its kind never changes."""

    code = "born_already"

    def __init__(self, instance: Instance) -> None:
        self.instance = instance
        super().__init__(f"平台已建立为{instance.get_kind_display()}（{instance.region}），类别不可更改。")


class DemoOnly(Refusal):
    """Something that only a demonstration may do was asked of a live instance."""

    code = "demo_only"

    def __init__(self) -> None:
        super().__init__("此操作仅限演示平台；正式平台的数据与日期均为真实。")


def give_birth(*, kind: Instance.Kind, region: str, first_day: date, actor: Actor, at: datetime) -> Instance:
    """The one row that says what this database is, and its first business day.

    Raises: BornAlready.
    """
    if existing := find_instance():
        raise BornAlready(existing)
    with acting(actor=actor, at=at, action="give_birth", detail={"kind": kind, "region": region}):
        instance = Instance.objects.create(kind=kind, region=region, born_at=at)
        BusinessDay.objects.create(day=first_day, moved_at=at)
        emit("instance_born", actor=actor, on=first_day, at=at, payload={"kind": kind, "region": region})
    return instance


def find_instance() -> Instance | None:
    """The instance, or None before its birth."""
    return Instance.objects.first()


def get_instance() -> Instance:
    """The instance. Raises: NotBornYet."""
    instance = once("instance", find_instance)
    if instance is None:
        raise NotBornYet
    return instance


def require_demo() -> Instance:
    """The instance, where it is a demonstration. Raises: DemoOnly, NotBornYet."""
    instance = get_instance()
    if not instance.is_demo:
        raise DemoOnly
    return instance
