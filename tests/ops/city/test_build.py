"""The city in the database."""

from __future__ import annotations

import pytest
from django.apps import apps as django_apps
from django.db import transaction
from django.db.models import F

from gaodi.apps.registry.models import Dated, Party, PartyName
from gaodi.kernel.facts import facts
from gaodi.kernel.instance import DemoOnly, Instance
from gaodi.kernel.models import AuditRecord
from gaodi.ops.city import CityStands, NoSceneryForRegion, build_city, city_stands, read_scenery

DATED = {
    model._meta.db_table: model
    for model in django_apps.get_app_config("registry").get_models()
    if issubclass(model, Dated)
}


def test_the_summary_counts_what_is_stored(city):
    counts = {
        table: model.objects.exclude(source="public_listings").count() for table, model in DATED.items()
    }
    counts["registry_party"] = Party.objects.filter(is_invented=True).count()

    assert {table: count for table, count in counts.items() if count} == city.rows
    assert (city.enterprises, city.institutions) == (20, 4)


def test_everything_that_is_open_is_known_from_the_moment_of_building(city, at):
    for model in DATED.values():
        rows = model.objects.exclude(source="public_listings")
        assert set(rows.filter(known_to__isnull=True).values_list("known_from", flat=True)) <= {at}, model
        assert not rows.exclude(known_to__isnull=True).exclude(known_from__lt=at, known_to=at).exists(), model


def test_the_leads_are_found_by_their_codes(city):
    names = {role: Party.objects.get(credit_code=code).short_name for role, code in city.leads.items()}

    assert names == {"flagship": "砺岫新材", "second": "昶筠电气", "third": "溱宸生物"}


def test_banks_guarantors_and_funds_are_parties_too(city):
    names = read_scenery("zibo").institutions
    kinds = dict(Party.objects.values_list("name", "kind"))

    assert {one.name: kinds[one.name] for one in names} == {one.name: one.kind for one in names}


def test_every_firm_has_one_name_today_with_the_keys_of_its_party(city, on):
    rows = PartyName.objects.filter(
        party__kind="company", party__is_invented=True, kind="registered", valid_to__isnull=True
    )

    assert rows.count() == Party.objects.filter(kind="company", is_invented=True).count()
    assert not rows.exclude(name=F("party__name"), pinyin=F("party__pinyin")).exists()
    assert all(row.keys for row in rows)


def test_parties_sort_by_pinyin(city):
    flagship = Party.objects.get(credit_code=city.leads["flagship"])

    assert flagship.pinyin.startswith("shan dong li xiu xin cai liao")
    assert flagship.initials.startswith("sdlxxcl")


def test_one_audit_line_stands_over_all_row_differences(city):
    line = AuditRecord.objects.get(action="build_city")

    others = AuditRecord.objects.filter(table_name__startswith="registry_", operation="insert")
    assert others.filter(line_id=line.pk).values("table_name").distinct().count() == len(city.rows)
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


def test_an_interrupted_build_leaves_nothing(db, monkeypatch, actor, at, on):
    monkeypatch.setattr("gaodi.ops.city.write.write_networks", lambda *_: 1 / 0)

    with pytest.raises(ZeroDivisionError), transaction.atomic():
        build_city(enterprises=20, seed=1, on=on, at=at, actor=actor)

    assert not city_stands()


@pytest.mark.no_database
def test_a_region_without_scenery_is_named_with_the_file_to_write():
    with pytest.raises(NoSceneryForRegion, match=r"ops/city/nowhere\.yaml"):
        read_scenery("nowhere")
