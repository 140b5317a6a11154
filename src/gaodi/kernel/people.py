"""Who acts and who looks: frozen values of plain ids, built at the edge and passed in."""

from __future__ import annotations

import enum
from dataclasses import dataclass, field

from gaodi.engines.rules.dictionary import Visibility
from gaodi.kernel.errors import Refusal


class NobodyActs(Refusal):
    """A write was asked for without a person behind it."""

    code = "nobody_acts"

    def __init__(self) -> None:
        super().__init__("请先登录，再办理此事项。")


class ActorKind(enum.StrEnum):
    """What stands behind a write."""

    PERSON = "person"
    SYSTEM = "system"


@dataclass(frozen=True, slots=True)
class Actor:
    """Who does something. A person acts for `party_id` under `mandate_id`; `unit` is the code of a government unit."""

    kind: ActorKind
    name: str
    user_id: int | None = None
    mandate_id: int | None = None
    party_id: int | None = None
    unit: str | None = None

    @classmethod
    def system(cls, name: str) -> Actor:
        """An actor without a person behind it, by the name of its job: sweeper, loader."""
        return cls(ActorKind.SYSTEM, name)

    @classmethod
    def person(
        cls,
        name: str,
        *,
        user_id: int,
        mandate_id: int | None = None,
        party_id: int | None = None,
        unit: str | None = None,
    ) -> Actor:
        """A signed-in person, with the mandate that the deed rests on."""
        return cls(ActorKind.PERSON, name, user_id, mandate_id, party_id, unit)

    def __str__(self) -> str:
        return f"{self.kind}:{self.name}"


@dataclass(frozen=True, slots=True)
class Viewer:
    """Who looks at a page: the sections that open to them, the roles they hold, the facts they may see.

    `reporting_unit` narrows an officer of a district to its rows; None for officers of the city.
    """

    user_id: int | None
    name: str
    party_id: int | None = None
    party_name: str = ""
    mandate_id: int | None = None
    unit: str | None = None
    sections: frozenset[str] = field(default_factory=lambda: frozenset({"public"}))
    roles: frozenset[str] = frozenset()
    visibilities: frozenset[Visibility] = frozenset({Visibility.PUBLIC})
    #: A district's people see their own reporting unit only; None sees every unit that its section shows.
    reporting_unit: str | None = None

    @classmethod
    def anonymous(cls) -> Viewer:
        """Somebody who has not signed in: the public section and public facts."""
        return cls(user_id=None, name="")

    @property
    def is_anonymous(self) -> bool:
        return self.user_id is None

    def may_enter(self, section: str) -> bool:
        return section in self.sections

    def may_see(self, visibility: Visibility) -> bool:
        return visibility in self.visibilities

    def as_actor(self) -> Actor:
        """The same person as the one who acts.

        Raises: NobodyActs: the viewer has not signed in.
        """
        if self.user_id is None:
            raise NobodyActs
        return Actor.person(
            self.name,
            user_id=self.user_id,
            mandate_id=self.mandate_id,
            party_id=self.party_id,
            unit=self.unit,
        )
