"""Moving the day from the office's pages."""

from __future__ import annotations

from datetime import timedelta

from gaodi.kernel import clock
from gaodi.kernel.models import Instance

MOVE = "/office/day/move/"


def test_ribbon_moves_one_day_and_goes_back_to_the_page(city):
    answer = city.client("maker").post(MOVE, {"next": "/office/outcomes/?verdict=yes", "seen": city.on})

    assert answer["Location"] == "/office/outcomes/?verdict=yes"
    assert clock.business_day() == city.on + timedelta(days=1)


def test_foreign_address_is_not_followed(city):
    answer = city.client("maker").post(MOVE, {"next": "//elsewhere.example/"})

    assert answer["Location"] == "/office/day/"


def test_second_click_passes_no_second_day(city):
    client = city.client("maker")

    client.post(MOVE, {"seen": city.on})
    answer = client.post(MOVE, {"seen": city.on}, follow=True)

    assert clock.business_day() == city.on + timedelta(days=1)
    assert "这一次没有推进" in answer.content.decode()


def test_click_that_saw_no_day_moves_nothing(city):
    city.client("maker").post(MOVE)

    assert clock.business_day() == city.on


def test_ribbon_and_page_post_the_day_that_they_show(city):
    page = city.client("maker").get("/office/day/").content.decode()

    assert page.count(f'name="seen" value="{city.on.isoformat()}"') == page.count(f'action="{MOVE}"') == 3


def test_chosen_day_is_reached(city):
    city.client("leader").post(MOVE, {"to": "2025-12-25"})

    assert clock.business_day().isoformat() == "2025-12-25"


def test_earlier_day_is_refused_with_the_reason(city):
    answer = city.client("maker").post(MOVE, {"to": "2025-01-01"}, follow=True)

    assert clock.business_day() == city.on
    assert "只能推进到其后的日期" in answer.content.decode()


def test_what_is_no_day_is_refused(city):
    answer = city.client("maker").post(MOVE, {"to": "明天"}, follow=True)

    assert "不是日期" in answer.content.decode()


def test_page_says_that_the_sweep_is_behind_until_it_has_run(city, actor, at):
    from gaodi.apps.assessments.choices import RuleKind
    from gaodi.apps.assessments.services.sweeps import run_sweep

    client = city.client("maker")
    client.post(MOVE, {"seen": city.on})
    behind = client.get("/office/day/", headers={"HX-Request": "true"}).content.decode()
    run_sweep(RuleKind.PROGRAMME, on=clock.business_day(), known_at=at, actor=actor, at=at)
    caught_up = client.get("/office/day/", headers={"HX-Request": "true"}).content.decode()

    assert "every 2s" in behind
    assert "every 2s" not in caught_up
    assert "<html" not in behind


def test_page_tells_what_ended_with_the_programme(city, actor, at):
    from gaodi.apps.assessments.choices import RuleKind
    from gaodi.apps.assessments.models import Outcome
    from gaodi.apps.assessments.services.sweeps import run_sweep

    client = city.client("maker")
    client.post(MOVE, {"to": "2025-12-25"})
    run_sweep(RuleKind.PROGRAMME, on=clock.business_day(), known_at=at, actor=actor, at=at)
    progress = client.get("/office/day/").context["progress"]

    assert progress.before == city.on
    assert {row.cells[2] for row in progress.endings.rows} == {"随项目到期撤下"}
    key = ("code", "subject_id", "grain_id", "step")
    ended = set(Outcome.objects.filter(to_day=clock.business_day()).values_list(*key))
    left = ended - set(Outcome.objects.filter(to_day__isnull=True).values_list(*key))
    assert sum(row.cells[3] for row in progress.endings.rows) == len(left) > 0


def test_live_instance_says_why_not(city, monkeypatch):
    for module in ("gaodi.kernel.clock", "gaodi.web.shell.middleware"):
        monkeypatch.setattr(f"{module}.get_instance", lambda: Instance(kind="live", region="zibo"))

    client = city.client("maker")
    page = client.get("/office/day/").content.decode()
    refused = client.post(MOVE, follow=True).content.decode()

    assert "正式平台的业务日就是当天" in page
    assert MOVE not in page
    assert "正式平台的业务日即当日" in refused
