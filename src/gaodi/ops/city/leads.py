"""The three enterprises that the demonstration's accounts act for; each shows one thing at first sight."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from gaodi.ops.city.stories import Story


def tell_flagship(story: Story) -> None:
    """淄川: tutoring paid, accepted on ChiNext eighteen days ago (on 2025-06-30: filed 2024-11-18, accepted 2025-06-12)."""
    filed = story.step("tutoring_filed", story.days.on - timedelta(days=224), board="chinext")
    story.pay(filed)
    story.step("accepted", story.days.on - timedelta(days=18), board="chinext")


def tell_second(story: Story) -> None:
    """One near miss (a board that is no main exchange) and one unknown (the notice names no board)."""
    story.step("accepted", story.days.at_or_before(story.days.on - timedelta(days=130)), board="neeq")
    story.step(
        "tutoring_filed", story.days.at_or_before(story.days.on - timedelta(days=24)), board="", declared=True
    )


def tell_third(story: Story) -> None:
    """Outside 淄川, so shares by stage are assumed: tutoring and acceptance on STAR, both open."""
    story.step("tutoring_filed", story.days.at_or_before(story.days.on - timedelta(days=290)), board="star")
    story.step("accepted", story.days.at_or_before(story.days.on - timedelta(days=41)), board="star")


LEAD_STORIES: dict[str, Callable[[Story], None]] = {
    "flagship": tell_flagship,
    "second": tell_second,
    "third": tell_third,
}
