"""The pack's section of outlets: by which doors data come in, on what basis, and who may use them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from gaodi.apps.intake.choices import BasisStatus, Uploader
from gaodi.apps.intake.services.outlets import load_outlets
from gaodi.apps.regions.pack import read_region
from gaodi.apps.registry.choices import InstitutionKind, Source
from gaodi.apps.registry.kinds import KINDS
from gaodi.kernel.packs import Pack, Section, sections
from gaodi.values.forms import Form, did_you_mean
from gaodi.values.places import Problem, ProblemsFound

_FILE = "outlets.yaml"
_KEYS = (
    "id", "name", "unit", "source", "uploader", "institution_kinds", "kinds", "own", "evidence_for", "basis", "valid",
)  # fmt: skip


def read_outlets(pack: Pack) -> list[dict[str, Any]]:
    """The outlets as stated; an empty list where the pack has none."""
    document = pack.get(_FILE)
    if document is None:
        return []
    problems: list[Problem] = []
    form = Form(document, "", document.data, problems).only("overseer", "outlets")
    units = _units(pack)
    overseer = _check_unit(form, "overseer", units)
    outlets = [_outlet(item, units) | {"overseer": overseer} for item in form.forms("outlets")]
    _refuse_doubles(form, outlets)
    if problems:
        raise ProblemsFound(problems)
    return outlets


def _outlet(form: Form, units: list[str] | None) -> dict[str, Any]:
    form.only(*_KEYS)
    uploader = form.choice("uploader", Uploader)
    outlet = {
        "code": form.text("id"),
        "name": form.text("name"),
        "unit": _check_unit(form, "unit", units),
        "source": form.one_of("source", Source.values),
        "uploader": uploader.value,
        "institution_kinds": _words(form, "institution_kinds", InstitutionKind.values),
        "kinds": _words(form, "kinds", list(KINDS)),
        "evidence_for": _words(form, "evidence_for", list(KINDS)),
        **_basis(form),
        **_valid(form),
    }
    _check_kinds(form, outlet)
    return outlet | {"own": _own(form, uploader, outlet["kinds"])}


def _words(form: Form, key: str, known: list[str]) -> list[str]:
    words = list(form.texts(key))
    for index, word in enumerate(words):
        if word not in known:
            form.report(f"{key}[{index}]", f"`{word}` is not known", did_you_mean(word, known))
    return words


def _basis(form: Form) -> dict[str, Any]:
    basis = form.form("basis").only("says", "title", "number", "status")
    return {
        "basis": basis.text("says"),
        "basis_title": basis.text("title"),
        "basis_number": basis.maybe_text("number") or "",
        "basis_status": basis.choice("status", BasisStatus).value,
    }


def _valid(form: Form) -> dict[str, Any]:
    """`until` is the last day, as printed; null is open."""
    valid = form.form("valid").only("from", "until")
    until = valid.data.get("until")
    first = valid.day("from")
    last = valid.day("until") if until is not None else None
    if last is not None and last < first:
        valid.report("until", "this day is before `from`")
    return {"valid_from": first, "valid_to": last + timedelta(days=1) if last else None}


def _check_kinds(form: Form, outlet: Mapping[str, Any]) -> None:
    if not outlet["kinds"]:
        form.report("kinds", "an outlet takes at least one kind")
    for index, code in enumerate(outlet["kinds"]):
        kind = KINDS.get(code)
        if kind is None:
            continue
        sources = [source.value for source in kind.sources]
        if outlet["source"] not in sources:
            message = f"`{code}` is not told by `{outlet['source']}`"
            form.report(f"kinds[{index}]", message, f"it is told by {', '.join(sources)}")
        elif outlet["uploader"] == Uploader.ENTERPRISE and not kind.may_declare:
            form.report(f"kinds[{index}]", f"an enterprise does not declare `{code}`")
    if (outlet["uploader"] == Uploader.ENTERPRISE) != (outlet["source"] == Source.ENTERPRISE):
        form.report("source", "what enterprises upload, and only that, has the source `enterprise`")
    if bool(outlet["institution_kinds"]) != (outlet["uploader"] == Uploader.INSTITUTION):
        form.report("institution_kinds", "outlets of institutions, and only they, name their kinds")


def _own(form: Form, uploader: Uploader, kinds: list[str]) -> dict[str, str]:
    """The party column of each kind in which the uploader must stand; units bring rows about everybody."""
    given = form.data.get("own") or {}
    if uploader == Uploader.UNIT:
        if given:
            form.report("own", "a unit brings rows about everybody; leave `own` out")
        return {}
    own: dict[str, str] = {}
    for code in kinds:
        kind = KINDS.get(code)
        attributes = [ref.attribute for ref in kind.parties] if kind else []
        default = kind.subject if kind and uploader == Uploader.ENTERPRISE else None
        attribute = given.get(code, default) if isinstance(given, dict) else default
        if kind and attribute not in attributes:
            form.report(
                f"own.{code}", f"`{attribute}` is no party of `{code}`", did_you_mean(attribute, attributes)
            )
        own[code] = str(attribute)
    return own


def _refuse_doubles(form: Form, outlets: list[dict[str, Any]]) -> None:
    seen: set[str] = set()
    for index, outlet in enumerate(outlets):
        if outlet["code"] in seen:
            form.report(f"outlets[{index}].id", f"`{outlet['code']}` is given twice", "each id stands once")
        seen.add(outlet["code"])


def _units(pack: Pack) -> list[str] | None:
    """Codes of the region's units; None where the region reports problems itself."""
    try:
        return [unit["code"] for unit in read_region(pack)["government_units"]]
    except ProblemsFound:
        return None


def _check_unit(form: Form, key: str, units: list[str] | None) -> str:
    unit = form.text(key)
    if unit and units is not None and unit not in units:
        form.report(key, f"there is no unit `{unit}` in the region", did_you_mean(unit, units))
    return unit


sections.declare(Section("outlets", read_outlets, load_outlets, files=(_FILE,)))
