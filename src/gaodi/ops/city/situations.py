"""Every situation of a list page, as a story; which of them an enterprise gets is decided by the plan.

Windows are the listing award's: 365 days after the event. No event lies after the city's day.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from gaodi.ops.city.stories import Story

WINDOW = 365
#: The day on which the policy begins: an event before it was never in term.
POLICY_BEGINS = date(2020, 12, 25)


@dataclass(frozen=True, slots=True)
class Situation:
    """A name and the function that tells it; `unit` where only that reporting unit can have it."""

    name: str
    tell: Callable[[Story], None]
    unit: str | None = None


def file_for_tutoring(story: Story) -> None:
    story.climb("tutoring_filed", story.days.ago(5, 330))


def be_accepted(story: Story) -> None:
    """The stage before was paid."""
    events = story.climb("accepted", story.days.ago(5, 300))
    story.pay(events[0])


def be_listed(story: Story) -> None:
    """Both stages before were paid."""
    events = story.climb("listed", story.days.ago(5, 300))
    story.pay(*events[:-1])


def have_two_stages_open(story: Story) -> None:
    """Tutoring and acceptance both lie inside the window; nothing was claimed yet."""
    accepted = story.days.ago(5, 120)
    story.step("tutoring_filed", story.days.before(accepted, 95, 210))
    story.step("accepted", accepted)


def come_late(story: Story) -> None:
    """The award of tutoring lapsed unclaimed; the one of acceptance is open."""
    accepted = story.days.ago(5, 150)
    story.step("tutoring_filed", story.days.before(accepted, 365, 430))
    story.step("accepted", accepted)


def stand_before_closing(story: Story) -> None:
    """The window closes within days."""
    story.step("tutoring_filed", story.days.at_or_after(story.days.on - timedelta(days=WINDOW)))


def list_overseas(story: Story) -> None:
    board = "nasdaq" if story.rng.random() < 0.3 else "hkex_main"
    story.step("listed", story.days.ago(5, 300), board=board)


def be_split_over_units(story: Story) -> None:
    """Three districts: of the register, of the statistics, of the treasury."""
    story.division = "zhangdian" if story.unit != "zhangdian" else "gaoxin"
    story.fiscal = "huantai" if story.unit != "huantai" else "linzi"
    be_accepted(story)


def transfer_from_bse(story: Story) -> None:
    """Listed on BSE with all stages paid, then moved up: a top-up is open."""
    moved = story.days.ago(5, 250)
    listed = story.days.before(moved, 380, 520)
    story.step("quoted", story.days.before(listed, 700, 900), board="neeq", way="")
    story.pay(*story.climb("listed", listed, board="bse"))
    story.step("transferred", moved, board="star", way="transfer")


def move_house(story: Story) -> None:
    """The treasury that bears the award is the one of the event's day, not today's."""
    event = story.climb("tutoring_filed", story.days.ago(150, 320))[0]
    story.moved_on = story.days.soon_after(event.happened_on, 30, 120)
    story.unit_before = "zichuan" if story.unit != "zichuan" else "boshan"


def be_settled(story: Story) -> None:
    """Everything up to the listing was paid."""
    story.pay(*story.climb("listed", story.days.ago(130, 330)))


def seek_quotation(story: Story) -> None:
    """Near miss: the board is no main exchange."""
    story.step("accepted", story.days.ago(5, 300), board="neeq")


def list_on_gem(story: Story) -> None:
    """Near miss: a smaller board overseas."""
    story.step("listed", story.days.ago(5, 300), board="hkex_gem")


def be_dishonest(story: Story) -> None:
    """Near miss: everything else holds."""
    story.climb("tutoring_filed", story.days.ago(5, 300))
    story.bar(20, 500)


def come_by_backdoor(story: Story) -> None:
    story.step("listed", story.days.ago(5, 300), board="szse_main", way="backdoor")


def be_spun_off(story: Story) -> None:
    story.climb("accepted", story.days.ago(5, 250), way="spin_off")


def apply_overseas(story: Story) -> None:
    """Near miss: overseas pays at the listing only."""
    story.step("accepted", story.days.ago(5, 300), board="hkex_main")


def lack_credit_report(story: Story) -> None:
    be_accepted(story)
    story.is_covered = False


def lack_fiscal_unit(story: Story) -> None:
    story.climb("tutoring_filed", story.days.ago(5, 300))
    story.fiscal = ""


def lack_board(story: Story) -> None:
    story.step("tutoring_filed", story.days.ago(5, 300), board="", declared=True)


def lack_way(story: Story) -> None:
    story.step("accepted", story.days.ago(5, 300), way="", declared=True)


def lapse(story: Story) -> None:
    """Nobody claimed within the window."""
    story.climb("tutoring_filed", story.days.ago(380, 900))


def lapse_after_listing(story: Story) -> None:
    """Listed and paid, long ago."""
    story.pay(*story.climb("listed", story.days.ago(500, 900)))


def come_before_policy(story: Story) -> None:
    story.step("listed", story.days.before(POLICY_BEGINS, 30, 900), board="szse_main")


def withdraw(story: Story) -> None:
    """Accepted long ago, then withdrawn."""
    events = story.climb("accepted", story.days.ago(430, 700))
    story.pay(events[0])
    story.step("withdrawn", story.days.ago(20, 200))


def be_registered(story: Story) -> None:
    """Between acceptance, paid, and the listing to come."""
    events = story.climb("accepted", story.days.ago(200, 340))
    story.pay(*events)
    story.step("registered", story.days.ago(5, 60))


def be_quoted(story: Story) -> None:
    story.step("quoted", story.days.ago(30, 1500), board="neeq", way="")


def join_regional_board(story: Story) -> None:
    story.step("quoted", story.days.ago(30, 1500), board="qilu", way="")


def restructure(story: Story) -> None:
    story.step("restructured", story.days.ago(30, 700), board="", way="")


#: An award is open today. The first three are every stage once.
ENTITLED = (
    Situation("tutoring_open", file_for_tutoring),
    Situation("accepted_open", be_accepted),
    Situation("listed_open", be_listed),
    Situation("two_stages_open", have_two_stages_open),
    Situation("late_but_open", come_late),
    Situation("overseas_listed", list_overseas),
    Situation("window_closing", stand_before_closing),
    Situation("split_over_units", be_split_over_units),
    Situation("moved_house", move_house),
)
#: Nothing is open today, or something only in a special way; near misses and lacking facts first.
OTHERS = (
    Situation("near_quotation", seek_quotation),
    Situation("near_dishonest", be_dishonest),
    Situation("near_backdoor", come_by_backdoor),
    Situation("near_overseas_early", apply_overseas),
    Situation("unknown_credit", lack_credit_report),
    Situation("unknown_fiscal_unit", lack_fiscal_unit),
    Situation("unknown_board", lack_board),
    Situation("lapsed", lapse),
    Situation("transferred", transfer_from_bse, unit="zichuan"),
    Situation("settled", be_settled),
    Situation("near_spin_off", be_spun_off),
    Situation("near_smaller_board", list_on_gem),
    Situation("unknown_way", lack_way),
    Situation("lapsed_after_listing", lapse_after_listing),
    Situation("before_policy", come_before_policy),
    Situation("withdrawn", withdraw),
    Situation("registered", be_registered),
    Situation("quoted", be_quoted),
    Situation("regional_board", join_regional_board),
    Situation("restructured", restructure),
)
