"""Who acts, as a file keeps it until its job runs."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from gaodi.kernel.people import Actor, ActorKind


def keep_actor(actor: Actor) -> dict[str, Any]:
    """The actor as JSON."""
    return asdict(actor)


def actor_of(kept: dict[str, Any]) -> Actor:
    """The actor that was kept."""
    return Actor(**{**kept, "kind": ActorKind(kept["kind"])})
