import re

import pytest

from gaodi.kernel.models import AuditRecord, Event, PackVersion
from gaodi.kernel.packs import DraftIsNewer, Section, SectionRegistry, check_pack, export_pack, load_pack
from gaodi.kernel.packs.canonical import digest_of
from gaodi.kernel.packs.services import NoSuchVersion, OtherRegion
from gaodi.kernel.packs.versions import current_digest
from gaodi.values.places import Place, Problem, ProblemsFound

UNITS = {"units.yaml": "- {code: jrj, name: 金融局}\n", "lead.yaml": "unit: jrj\n"}


class Shelf:
    """Two sections that keep what they were told to load; `units` refuses an empty list, `lead` an unknown unit."""

    def __init__(self):
        self.loaded = []
        self.registry = SectionRegistry()
        self.registry.declare(Section("units", self.read_units, self.loader("units")))
        self.registry.declare(Section("lead", self.read_lead, self.loader("lead"), self.check_lead))

    def loader(self, name):
        def load(data, *, version_id, at):
            self.loaded.append((name, data, version_id))

        return load

    def read_units(self, pack):
        document = pack.get("units.yaml")
        if not document.data:
            raise ProblemsFound([Problem(document.place(), "there are no units")])
        return document.data

    def read_lead(self, pack):
        document = pack.get("lead.yaml")
        if "unit" not in document.data:
            raise ProblemsFound([Problem(document.place(), "`unit` is missing")])
        self.document = document
        return document.data

    def check_lead(self, data, everything):
        if data["unit"] in {unit["code"] for unit in everything["units"]}:
            return []
        return [Problem(self.document.place("unit"), f"there is no unit {data['unit']}")]


@pytest.fixture
def shelf():
    return Shelf()


@pytest.fixture
def load(db, shelf, actor, at):
    return lambda root: load_pack(root, "zibo", actor=actor, at=at, registry=shelf.registry)


def test_a_sound_pack_has_no_problems(packs, shelf):
    root = packs("zibo", files=UNITS)

    assert check_pack(root, "zibo", registry=shelf.registry) == []


def test_problems_of_all_sections_are_collected(packs, shelf):
    root = packs("zibo", files={"units.yaml": "[]", "lead.yaml": "a: 1"})

    found = check_pack(root, "zibo", registry=shelf.registry)

    assert [problem.message for problem in found] == ["`unit` is missing", "there are no units"]


def test_sections_are_compared_with_each_other(packs, shelf):
    root = packs("zibo", files=UNITS | {"lead.yaml": "a: 1\nunit: fgw"})

    [problem] = check_pack(root, "zibo", registry=shelf.registry)

    assert str(problem) == "region_packs/zibo/lead.yaml:2  unit\n  there is no unit fgw"


def test_sections_that_could_be_read_are_compared_while_another_could_not(packs, shelf):
    shelf.registry.declare(
        Section(
            "tasks",
            read=lambda pack: {},
            load=shelf.loader("tasks"),
            check=lambda data, everything: [
                Problem(Place("tasks.yaml"), f"lead is {everything['lead']['unit']}")
            ],
        )
    )
    root = packs("zibo", files=UNITS | {"units.yaml": "[]"})

    found = check_pack(root, "zibo", registry=shelf.registry)

    assert [problem.message for problem in found] == ["there are no units", "lead is jrj"]


def test_a_check_that_asks_for_no_section_at_all_is_a_mistake_in_code(packs, shelf):
    shelf.registry.declare(
        Section("tasks", lambda pack: {}, shelf.loader("tasks"), lambda data, everything: everything["unit"])
    )

    with pytest.raises(KeyError, match="unit"):
        check_pack(packs("zibo", files=UNITS), "zibo", registry=shelf.registry)


def test_a_load_writes_every_section_with_the_version(packs, shelf, load):
    result = load(packs("zibo", files=UNITS))

    assert result.changed
    assert shelf.loaded == [
        ("units", [{"code": "jrj", "name": "金融局"}], result.version.pk),
        ("lead", {"unit": "jrj"}, result.version.pk),
    ]


def test_the_version_holds_the_content_by_its_digest(packs, load):
    version = load(packs("zibo", files=UNITS)).version

    version.refresh_from_db()
    assert version.content["sections"]["lead"] == {"unit": "jrj"}
    assert version.digest == digest_of(version.content)
    assert (version.origin, version.loaded_by) == ("folder", "person:王芳")


def test_a_load_leaves_a_line_and_an_event(packs, load):
    version = load(packs("zibo", files=UNITS)).version

    assert AuditRecord.objects.get(kind="line").detail["digest"] == version.digest
    event = Event.objects.get()
    assert (event.kind, event.subject_id) == ("pack_loaded", version.pk)


def test_loading_the_same_again_does_nothing(packs, shelf, load):
    root = packs("zibo", files=UNITS)
    first = load(root)

    again = load(root)

    assert (again.changed, again.version) == (False, first.version)
    assert len(shelf.loaded) == 2
    assert AuditRecord.objects.filter(kind="line").count() == 1


def test_a_comment_is_no_new_version(packs, load):
    load(packs("zibo", files=UNITS))

    assert not load(packs("zibo", files=UNITS | {"lead.yaml": "# who leads\nunit: jrj\n"})).changed


def test_going_back_to_an_older_content_is_a_new_version(packs, load):
    other = UNITS | {"units.yaml": "- {code: jrj, name: 地方金融监管局}\n"}
    first = load(packs("zibo", files=UNITS)).version
    load(packs("zibo", files=other))

    back = load(packs("zibo", files=UNITS))

    assert back.changed
    assert back.version.digest == first.digest


def test_an_unsound_pack_is_not_loaded(packs, shelf, load):
    with pytest.raises(ProblemsFound):
        load(packs("zibo", files=UNITS | {"lead.yaml": "unit: fgw"}))

    assert shelf.loaded == []
    assert not PackVersion.objects.exists()


def test_a_section_that_fails_to_load_undoes_the_others(packs, shelf, load):
    def fail(data, *, version_id, at):
        raise ZeroDivisionError

    shelf.registry.declare(Section("broken", read=lambda pack: {}, load=fail))

    with pytest.raises(ZeroDivisionError):
        load(packs("zibo", files=UNITS))

    assert not PackVersion.objects.exists()
    assert not AuditRecord.objects.exists()


@pytest.fixture
def draft(packs, load, at):
    """A draft published over the folder's version: the unit has a longer name."""
    version = load(packs("zibo", files=UNITS)).version
    content = dict(
        version.content, sections={"units": [{"code": "jrj", "name": "市金融局"}], "lead": {"unit": "jrj"}}
    )
    return PackVersion.objects.create(
        pack="zibo",
        version="2",
        title="测试",
        digest=digest_of(content),
        content=content,
        files=dict(version.files, **{"zibo/units.yaml": "- {code: jrj, name: 市金融局}\n"}),
        loaded_at=at,
        loaded_by="person:李明",
        origin="draft",
    )


def test_loading_over_a_newer_draft_is_refused_with_what_it_would_undo(packs, shelf, load, draft):
    with pytest.raises(DraftIsNewer) as refused:
        load(packs("zibo", files=UNITS))

    assert [str(one) for one in refused.value.differences] == ["sections.units[0].name: 市金融局 → 金融局"]
    assert "市金融局 → 金融局" in refused.value.says
    assert PackVersion.objects.latest("id") == draft


def test_an_exported_draft_loads_as_nothing_new(tmp_path, load, draft):
    export_pack("zibo", tmp_path / "out")

    content = load(tmp_path / "out").version.content

    assert content["sections"] == draft.content["sections"]


def test_a_folder_exported_from_the_draft_may_change_it(tmp_path, load, draft):
    export_pack("zibo", tmp_path / "out")
    (tmp_path / "out/zibo/units.yaml").write_text("- {code: jrj, name: 新名}\n", encoding="utf-8")

    assert load(tmp_path / "out").changed


def test_a_folder_that_follows_an_unknown_version_is_refused(packs, load, draft):
    meta = 'name: zibo\ntitle: 测试\nversion: "1"\ninherits: null\nfollows: abc\n'

    with pytest.raises(DraftIsNewer):
        load(packs("zibo", files=UNITS, meta=meta))


def test_an_export_writes_the_texts_as_they_were_read(packs, tmp_path, load):
    packs("_cn", files={"boards.yaml": "# 板块\nstar: 科创板\n"})
    version = load(packs("zibo", inherits="_cn", files=UNITS)).version

    written = export_pack("zibo", tmp_path / "out")

    assert (tmp_path / "out/_cn/boards.yaml").read_text(encoding="utf-8") == "# 板块\nstar: 科创板\n"
    assert (tmp_path / "out/zibo/units.yaml").read_text(encoding="utf-8") == UNITS["units.yaml"]
    meta = (tmp_path / "out/zibo/pack.yaml").read_text(encoding="utf-8")
    assert re.findall(r"(?m)^follows: (.*)$", meta) == [version.digest]
    assert [path.relative_to(tmp_path / "out").as_posix() for path in written] == [
        "_cn/CHANGELOG.md",
        "_cn/boards.yaml",
        "_cn/pack.yaml",
        "zibo/CHANGELOG.md",
        "zibo/lead.yaml",
        "zibo/pack.yaml",
        "zibo/units.yaml",
    ]


def test_a_pack_that_was_never_loaded_cannot_be_exported(db, tmp_path):
    with pytest.raises(NoSuchVersion):
        export_pack("jinan", tmp_path)


def test_a_born_instance_refuses_the_pack_of_another_region(packs, shelf, demo, actor, at):
    root = packs("jinan", files=UNITS)

    with pytest.raises(OtherRegion, match="gaodi pack load zibo"):
        load_pack(root, "jinan", actor=actor, at=at, registry=shelf.registry)

    assert shelf.loaded == []
    assert not PackVersion.objects.exists()


def test_a_born_instance_loads_the_pack_of_its_region(packs, load, demo):
    assert load(packs("zibo", files=UNITS)).changed


def test_before_birth_any_pack_may_be_loaded_and_the_newest_is_in_force(packs, shelf, load, actor, at):
    load(packs("zibo", files=UNITS))
    root = packs("jinan", files=UNITS)

    other = load_pack(root, "jinan", actor=actor, at=at, registry=shelf.registry).version

    assert current_digest() == other.digest


def test_after_birth_only_versions_of_the_region_are_in_force(packs, shelf, load, request, actor, at):
    own = load(packs("zibo", files=UNITS)).version
    load_pack(packs("jinan", files=UNITS), "jinan", actor=actor, at=at, registry=shelf.registry)

    request.getfixturevalue("demo")

    assert current_digest() == own.digest
