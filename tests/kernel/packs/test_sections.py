import pytest

from gaodi.kernel.packs.reading import read_pack
from gaodi.kernel.packs.sections import Section, SectionClash, SectionRegistry

pytestmark = pytest.mark.no_database


def section(name, files=()):
    return Section(name, read=lambda pack: None, load=lambda data, *, version_id, at: None, files=files)


def test_sections_keep_the_order_of_their_declaration():
    registry = SectionRegistry()
    for name in ("units", "calendar", "programmes"):
        registry.declare(section(name))

    assert [one.name for one in registry] == ["units", "calendar", "programmes"]


def test_a_section_is_declared_once():
    registry = SectionRegistry()
    registry.declare(section("units"))

    with pytest.raises(SectionClash, match="units"):
        registry.declare(section("units"))


def test_a_file_that_no_section_reads_is_a_problem(packs):
    packs("_cn", files={"vocabularys/boards.yaml": "a: 1"})
    root = packs("zibo", inherits="_cn", files={"vocabularies/ways.yaml": "a: 1"})
    registry = SectionRegistry()
    registry.declare(section("vocabularies", files=("vocabularies/*.yaml",)))

    [problem] = registry.strangers(read_pack(root, "zibo"), "region_packs")

    assert problem.place.file == "region_packs/_cn/vocabularys/boards.yaml"


def test_strange_files_are_not_judged_while_a_section_keeps_its_files_to_itself(packs):
    root = packs("zibo", files={"x.yaml": "a: 1"})
    registry = SectionRegistry()
    registry.declare(section("units", files=("units.yaml",)))
    registry.declare(section("calendar"))

    assert registry.strangers(read_pack(root, "zibo"), "region_packs") == []
