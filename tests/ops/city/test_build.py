"""The city in the database."""

from __future__ import annotations

import pytest

from gaodi.apps.registry.models import Bar, CompanyRecord, Coverage, ListingEvent, Party, SupportReceived
from gaodi.kernel.facts import facts
from gaodi.kernel.instance import DemoOnly, Instance
from gaodi.kernel.models import AuditRecord
from gaodi.ops.city import CityStands, NoSceneryForRegion, build_city, read_scenery

TABLES = {
    "company_records": CompanyRecord,
    "listing_events": ListingEvent,
    "support_received": SupportReceived,
    "bars": Bar,
    "coverages": Coverage,
}


def invented(model):
    return model.objects.filter(party__is_invented=True)


def test_the_summary_counts_what_is_stored(city):
    counts = {name: invented(model).count() for name, model in TABLES.items()}

    assert counts | {"parties": Party.objects.filter(is_invented=True).count()} == city.rows
    assert (city.enterprises, city.institutions) == (20, 4)


def test_everything_is_known_from_the_moment_of_building(city, at):
    assert all(set(invented(model).values_list("known_from", flat=True)) <= {at} for model in TABLES.values())


def test_the_leads_are_found_by_their_codes(city):
    names = {role: Party.objects.get(credit_code=code).short_name for role, code in city.leads.items()}

    assert names == {"flagship": "砺岫新材", "second": "昶筠电气", "third": "溱宸生物"}


def test_banks_guarantors_and_funds_are_parties_too(city):
    kinds = Party.objects.filter(is_invented=True).exclude(kind="company").values_list("kind", flat=True)

    assert sorted(kinds) == ["fund", "institution", "institution", "institution"]


def test_parties_sort_by_pinyin(city):
    flagship = Party.objects.get(credit_code=city.leads["flagship"])

    assert flagship.pinyin.startswith("shan dong li xiu xin cai liao")
    assert flagship.initials.startswith("sdlxxcl")


def test_one_audit_line_stands_over_all_row_differences(city):
    line = AuditRecord.objects.get(action="build_city")

    rows = AuditRecord.objects.filter(kind="row", line_id=line.pk)
    assert rows.count() == sum(city.rows.values())
    assert line.detail == {"enterprises": 20, "seed": 2020, "on": "2025-06-30"}


def test_facts_of_the_flagship_can_be_read(city, on, at):
    flagship = Party.objects.get(credit_code=city.leads["flagship"])

    company = facts.read("company", ["fiscal_unit", "dishonest", "status"], on, at, [flagship.pk])
    events = facts.read("listing_event", ["kind", "board", "fiscal_unit"], on, at, [flagship.pk])

    assert company == [("zichuan", 0, "active")]
    assert sorted(events) == [("accepted", "chinext", "zichuan"), ("tutoring_filed", "chinext", "zichuan")]


def test_the_credit_answer_stays_known_as_the_day_moves(city, on, at):
    flagship = Party.objects.get(credit_code=city.leads["flagship"])

    assert facts.read("company", ["dishonest"], on.replace(month=12, day=25), at, [flagship.pk]) == [(0,)]


def test_facts_agree_with_their_declarations(city, on, at):
    assert facts.check(on, at) == []


def test_a_second_city_is_refused_with_the_next_step(city, actor, at, on):
    with pytest.raises(CityStands, match="gaodi down"):
        build_city(enterprises=20, seed=1, on=on, at=at, actor=actor)


def test_a_live_instance_refuses_a_city(db, monkeypatch, actor, at, on):
    monkeypatch.setattr(Instance, "is_demo", property(lambda self: False))

    with pytest.raises(DemoOnly):
        build_city(enterprises=20, seed=1, on=on, at=at, actor=actor)

    assert not Party.objects.filter(is_invented=True).exists()


@pytest.mark.no_database
def test_a_region_without_scenery_is_named_with_the_file_to_write():
    with pytest.raises(NoSceneryForRegion, match=r"ops/city/nowhere\.yaml"):
        read_scenery("nowhere")
