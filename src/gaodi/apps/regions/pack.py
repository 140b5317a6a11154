"""The pack's sections of a region: its units, its working calendar, its vocabularies."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from gaodi.apps.regions.choices import Standing
from gaodi.apps.regions.services.region import load_calendar, load_region
from gaodi.kernel.packs import Pack, Section, sections
from gaodi.values.forms import Form
from gaodi.values.places import Place, Problem, ProblemsFound
from gaodi.values.workdays import AnnouncedYear, BadCalendar

_UNIT_KINDS = ("district", "county", "zone")
_BODY_KINDS = ("department", "party", "court", "branch", "collective", "enterprise", "institution")


def read_region(pack: Pack) -> dict[str, Any]:
    """The region's name, its reporting units with their tiles, its government units with their names through time."""
    document = pack.get("region.yaml")
    if document is None:
        raise ProblemsFound([Problem(Place(f"{pack.name}/region.yaml"), "a region pack needs this file")])
    problems: list[Problem] = []
    form = Form(document, "", document.data, problems)
    form.only("id", "name", "division_code", "reporting_units", "government_units")
    data = {
        "id": form.text("id"),
        "name": form.text("name"),
        "reporting_units": [_reporting_unit(item) for item in form.forms("reporting_units")],
        "government_units": [_government_unit(item) for item in form.forms("government_units")],
    }
    _refuse_doubles(form, data, problems)
    if problems:
        raise ProblemsFound(problems)
    return data


def _reporting_unit(form: Form) -> dict[str, Any]:
    form.only("id", "kind", "full_name", "name", "short", "division_code", "platform_code", "tile")
    kind = form.one_of("kind", _UNIT_KINDS)
    code = "platform_code" if kind == "zone" else "division_code"
    tile = form.form("tile").only("row", "column")
    return {
        "code": form.text("id"),
        "full_name": form.text("full_name"),
        "name": form.text("name"),
        "short_name": form.text("short"),
        "division_code": form.text(code) if code == "division_code" else "",
        "platform_code": form.text(code) if code == "platform_code" else "",
        "tile_row": tile.integer("row"),
        "tile_column": tile.integer("column"),
    }


def _government_unit(form: Form) -> dict[str, Any]:
    form.only("id", "kind", "standing", "names", "aliases", "successors", "members")
    return {
        "code": form.text("id"),
        "kind": form.one_of("kind", _BODY_KINDS),
        "standing": form.one_of("standing", Standing.values),
        "names": [_unit_name(item) for item in form.forms("names")],
        "aliases": list(form.texts("aliases")),
        "members": list(form.texts("members")),
    }


def _unit_name(form: Form) -> dict[str, Any]:
    """`from` and `until` are closed as printed; null has no known bound."""
    form.only("name", "short", "from", "until", "status", "seen_on")
    until = form.data.get("until")
    return {
        "name": form.text("name"),
        "short_name": form.text("short"),
        "valid_from": form.day("from") if form.data.get("from") is not None else None,
        "valid_to": form.day("until") + timedelta(days=1) if until is not None else None,
        "is_verified": form.one_of("status", ("verified", "assumed")) == "verified",
    }


def _refuse_doubles(form: Form, data: Mapping[str, Any], problems: list[Problem]) -> None:
    for key in ("reporting_units", "government_units"):
        seen: set[str] = set()
        for index, unit in enumerate(data[key]):
            if unit["code"] in seen:
                place = form.document.place(f"{key}[{index}].id")
                problems.append(Problem(place, f"`{unit['code']}` is given twice", "each id stands once"))
            seen.add(unit["code"])
    tiles: dict[tuple[int, int], str] = {}
    for index, unit in enumerate(data["reporting_units"]):
        spot = (unit["tile_row"], unit["tile_column"])
        if spot in tiles:
            place = form.document.place(f"reporting_units[{index}].tile")
            problems.append(Problem(place, f"this tile is already taken by `{tiles[spot]}`"))
        tiles[spot] = unit["code"]


def read_calendar(pack: Pack) -> dict[str, Any]:
    """Each announced year: its notice, and the days that differ from the plain week."""
    problems: list[Problem] = []
    years: dict[str, Any] = {}
    for document in pack.matching("calendar/*.yaml").values():
        form = Form(document, "", document.data, problems).only("year", "sources", "holidays")
        year = form.integer("year")
        titles = [source.text("title") for source in _values(form, "sources")]
        days = _days(form)
        try:
            AnnouncedYear(
                year,
                frozenset(day for day, item in days.items() if not item["is_workday"]),
                frozenset(day for day, item in days.items() if item["is_workday"]),
            )
        except BadCalendar as error:
            form.report("holidays", str(error))
        years[str(year)] = {
            "source": "；".join(titles),
            "days": [{"day": day, **item} for day, item in sorted(days.items())],
        }
    if problems:
        raise ProblemsFound(problems)
    return years


def _values(form: Form, key: str) -> list[Form]:
    inner = form.form(key)
    return [inner.form(name) for name in inner.data]


def _days(form: Form) -> dict[date, dict[str, Any]]:
    days: dict[date, dict[str, Any]] = {}
    for holiday in form.forms("holidays"):
        holiday.only("name", "source", "off", "worked")
        occasion = holiday.text("name")
        off = holiday.form("off").only("from", "until")
        first, last = off.day("from"), off.day("until")
        for offset in range((last - first).days + 1):
            days[first + timedelta(days=offset)] = {"is_workday": False, "occasion": occasion}
        for day in holiday.items("worked"):
            if isinstance(day, date):
                days[day] = {"is_workday": True, "occasion": f"{occasion}调休"}
            else:
                holiday.report("worked", f"`{day}` is no day", "write it as 2025-01-26")
    return days


def read_vocabularies(pack: Pack) -> dict[str, dict[str, dict[str, Any]]]:
    """Each vocabulary by its id: code to label, short label, its position in the file, its section where it has one."""
    problems: list[Problem] = []
    found: dict[str, dict[str, dict[str, Any]]] = {}
    for document in pack.matching("vocabularies/*.yaml").values():
        form = Form(document, "", document.data, problems)
        entries = {
            entry.text("id"): {
                "label": entry.text("label"),
                "short": entry.maybe_text("short") or entry.text("label"),
                "position": position,
                **({"section": section} if (section := entry.maybe_text("section")) else {}),
            }
            for position, entry in enumerate(form.forms("entries"))
        }
        found[form.text("id")] = entries
    if problems:
        raise ProblemsFound(problems)
    return found


def read_labels(pack: Pack) -> dict[str, dict[str, str]]:
    """Code to short label of every vocabulary of the pack; its reporting units are one of them.

    Raises: ProblemsFound: the region or a vocabulary is not sound.
    """
    vocabularies = {
        name: {code: entry["short"] for code, entry in entries.items()}
        for name, entries in read_vocabularies(pack).items()
    }
    units = {unit["code"]: unit["name"] for unit in read_region(pack)["reporting_units"]}
    return vocabularies | {"reporting_units": units}


def _nothing_to_load(data: Any, *, version_id: int, at: Any) -> None:
    """Vocabularies are read from the pack version itself."""


sections.declare(Section("region", read_region, load_region, files=("region.yaml",)))
sections.declare(Section("calendar", read_calendar, load_calendar, files=("calendar/*.yaml",)))
sections.declare(Section("vocabularies", read_vocabularies, _nothing_to_load, files=("vocabularies/*.yaml",)))
