"""Weaving the networks of a city, from who holds whom to what was lent, and writing them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from gaodi.ops.city.columns import day_number
from gaodi.ops.city.networks.casting import Cast, cast_firms
from gaodi.ops.city.networks.circles import plan_circles, plan_failures
from gaodi.ops.city.networks.clans import Clans, Transfers, form_clans, hold_ordinary
from gaodi.ops.city.networks.courses import Courses, run_loans
from gaodi.ops.city.networks.days import first_of
from gaodi.ops.city.networks.deals import DealBook, DealRows, InvestmentRows
from gaodi.ops.city.networks.dirt import spoil_shares
from gaodi.ops.city.networks.events import tell_bonds, tell_mergers, tell_refinancing, tell_transfers
from gaodi.ops.city.networks.forced import Forced
from gaodi.ops.city.networks.funding import hold_funded
from gaodi.ops.city.networks.funds import Funds, fill_funds, found_funds
from gaodi.ops.city.networks.groups import Acquisition, hold_groups
from gaodi.ops.city.networks.guarantees import Guarantees, draw_guarantees
from gaodi.ops.city.networks.holdings import HoldingRows
from gaodi.ops.city.networks.institutions import Institutions, found_institutions
from gaodi.ops.city.networks.leads import LeadTeller
from gaodi.ops.city.networks.loans import Loans, draw_loans
from gaodi.ops.city.networks.loom import Loom
from gaodi.ops.city.networks.officers import OfficerRows, appoint_officers
from gaodi.ops.city.networks.organisations import Organisations
from gaodi.ops.city.networks.placing import place_parties
from gaodi.ops.city.networks.planting import write_planted
from gaodi.ops.city.networks.records import InstitutionRows, record_institutions
from gaodi.ops.city.networks.shells import hold_shells
from gaodi.ops.city.networks.state import Platforms, found_platforms, hold_foreign, hold_state
from gaodi.ops.city.networks.words import read_words
from gaodi.ops.city.networks.writing import RowWriter
from gaodi.ops.city.sheets import Sheet

#: Sources that are complete for everyone, from which year on.
_COVERED = (
    ("holding", "business_register", 1990),
    ("officer", "business_register", 1990),
    ("loan", "bank_report", 2019),
    ("guarantee", "bank_report", 2019),
    ("deal", "fund_filing", 2019),
    ("investment", "fund_filing", 2019),
)


@dataclass(frozen=True, slots=True)
class Web:
    """Everything that was woven, in nodes."""

    loom: Loom
    cast: Cast
    institutions: Institutions
    funds: Funds
    holdings: HoldingRows
    officers: OfficerRows
    loans: Loans
    courses: Courses
    guarantees: Guarantees
    deals: DealRows
    investments: InvestmentRows
    records: InstitutionRows


def write_networks(sheet: Sheet, roles: Mapping[str, int]) -> None:
    """All networks of the sheet's firms; what is planted goes into the sheet.

    Args: roles: keys of the parties of the scenery's institutions, by role.
    """
    web = weave(make_loom(sheet, roles), listed_on(sheet))
    write_web(sheet, web)


def make_loom(sheet: Sheet, roles: Mapping[str, int]) -> Loom:
    """An empty loom for the sheet's firms."""
    scenery = sheet.plan.scenery
    return Loom(
        firms=sheet.firms,
        units=tuple(scenery.units),
        on=sheet.on,
        seed=sheet.plan.seed,
        roles=roles,
        leads=tuple(lead.role for lead in scenery.leads),
        words=read_words(),
        organisations=Organisations(scenery.second_characters, scenery.first_characters),
    )


def listed_on(sheet: Sheet) -> NDArray[np.int64]:
    """(n,) the day on which a firm was listed; -1 where it is not."""
    day = np.full(len(sheet.firms), -1, dtype=np.int64)
    for place, story in enumerate(sheet.plan.stories):
        for event in story.events:
            if event.kind == "listed":
                day[place] = day_number(event.happened_on)
    return day


def weave(loom: Loom, listed: NDArray[np.int64]) -> Web:
    """Ownership first, then who runs it, then what is owed."""
    cast = cast_firms(loom)
    clans = form_clans(loom, cast)
    platforms = found_platforms(loom)
    institutions = found_institutions(loom, platforms)
    funds = found_funds(loom, institutions)
    book = DealBook()
    teller = LeadTeller(loom, funds, institutions, platforms, book)
    teller.tell()
    changes = _hold(loom, cast, clans, platforms, funds, book)
    _tell_deals(loom, book, listed, *changes)
    fill_funds(loom, funds, platforms, _invested(book.investments()))
    holdings = loom.holdings.close()
    spoil_shares(loom, cast, holdings)
    failures = plan_failures(loom)
    forced: list[Forced] = [*teller.forced, *plan_circles(loom, cast, institutions, failures)]
    loans = draw_loans(loom, institutions, forced)
    courses = run_loans(loom.stream("courses"), loans, loom.on)
    guarantees = draw_guarantees(loom, institutions, clans, loans, courses)
    return Web(
        loom=loom,
        cast=cast,
        institutions=institutions,
        funds=funds,
        holdings=holdings,
        officers=appoint_officers(loom),
        loans=loans,
        courses=courses,
        guarantees=guarantees,
        deals=book.deals(),
        investments=book.investments(),
        records=record_institutions(institutions, loans, courses.rows, guarantees, loom.on),
    )


def write_web(sheet: Sheet, web: Web) -> None:
    """Parties first, then every row about them."""
    loom = web.loom
    keys = place_parties(sheet, loom, loom.crowd.draw(loom.stream("persons"), loom.words))
    writer = RowWriter(sheet, loom, keys)
    writer.write_institutions(web.institutions, web.records)
    writer.write_funds(web.funds)
    writer.write_holdings(web.holdings)
    writer.write_officers(web.officers)
    writer.write_loans(web.loans, web.courses.rows)
    writer.write_guarantees(web.guarantees, web.loans)
    writer.write_deals(web.deals)
    writer.write_investments(web.investments, web.deals)
    _write_coverages(sheet)
    write_planted(sheet, keys, loom.planted)


def _hold(
    loom: Loom, cast: Cast, clans: Clans, platforms: Platforms, funds: Funds, book: DealBook
) -> tuple[Transfers, list[Acquisition]]:
    """Who holds the firms that are no leads."""
    transfers = hold_ordinary(loom, cast, clans)
    acquired = hold_groups(loom, cast)
    hold_state(loom, cast, platforms)
    hold_foreign(loom, cast)
    hold_shells(loom, cast)
    hold_funded(loom, cast, funds, book)
    return transfers, acquired


def _tell_deals(
    loom: Loom,
    book: DealBook,
    listed: NDArray[np.int64],
    transfers: Transfers,
    acquired: list[Acquisition],
) -> None:
    tell_transfers(loom, book, transfers)
    tell_mergers(loom, book, acquired)
    tell_refinancing(loom, book, listed)
    tell_bonds(loom, book)


def _invested(rows: InvestmentRows) -> dict[int, int]:
    """Fen that each investor paid."""
    paid: dict[int, int] = {}
    for investor, amount in zip(rows.investor.tolist(), rows.amount.tolist(), strict=True):
        paid[investor] = paid.get(investor, 0) + amount
    return paid


def _write_coverages(sheet: Sheet) -> None:
    """The banks, the register and the filings tell of every firm."""
    since = np.array([first_of(year) for *_, year in _COVERED])
    told = dict(sheet.dated(since, "business_register", since))
    columns = {
        "subject": [subject for subject, *_ in _COVERED],
        "source": [source for _, source, _ in _COVERED],
    }
    sheet.writer.copy_columns(
        "registry_coverage", {**told, **{name: pa.array(values) for name, values in columns.items()}}
    )
