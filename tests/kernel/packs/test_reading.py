import pytest

from gaodi.kernel.packs.reading import fits, read_pack
from gaodi.values.places import ProblemsFound

pytestmark = pytest.mark.no_database


def problems(root, name="zibo"):
    with pytest.raises(ProblemsFound) as found:
        read_pack(root, name)
    return [str(problem) for problem in found.value.problems]


def test_parents_come_first_in_the_lineage(packs):
    packs("_cn")
    packs("_cn_shandong", inherits="_cn")
    root = packs("zibo", inherits="_cn_shandong")

    pack = read_pack(root, "zibo")

    assert pack.lineage == ("_cn", "_cn_shandong", "zibo")
    assert (pack.name, pack.meta.version, pack.meta.title) == ("zibo", "1", "测试")


def test_a_child_has_the_files_of_its_parents(packs):
    packs("_cn", files={"vocabularies/boards.yaml": "star: 科创板"})
    root = packs("zibo", inherits="_cn", files={"units.yaml": "- a"})

    pack = read_pack(root, "zibo")

    assert sorted(pack.files) == ["units.yaml", "vocabularies/boards.yaml"]


def test_a_file_of_the_child_takes_the_place_of_the_parents(packs):
    packs("_cn", files={"vocabularies/boards.yaml": "star: 科创板"})
    root = packs("zibo", inherits="_cn", files={"vocabularies/boards.yaml": "main: 主板"})

    document = read_pack(root, "zibo").get("vocabularies/boards.yaml")

    assert document.data == {"main": "主板"}
    assert document.file == "region_packs/zibo/vocabularies/boards.yaml"


def test_sources_keep_the_text_of_every_folder(packs):
    packs("_cn", files={"a.yaml": "x: 1"})
    root = packs("zibo", inherits="_cn", files={"a.yaml": "x: 2", "table.csv": "a,b\n"})

    pack = read_pack(root, "zibo")

    assert (pack.sources["_cn/a.yaml"], pack.sources["zibo/a.yaml"]) == ("x: 1", "x: 2")
    assert pack.texts["table.csv"] == "a,b\n"


def test_matching_takes_each_star_for_one_folder(packs):
    files = {
        "programmes/a/programme.yaml": "x: 1",
        "programmes/programme.yaml": "x: 1",
        "calendar/2025.yaml": "x: 1",
    }
    root = packs("zibo", files=files)

    assert list(read_pack(root, "zibo").matching("programmes/*/programme.yaml")) == [
        "programmes/a/programme.yaml"
    ]


@pytest.mark.parametrize(
    "path, pattern, expected",
    [
        ("calendar/2025.yaml", "calendar/*.yaml", True),
        ("x/calendar/2025.yaml", "calendar/*.yaml", False),
        ("calendar/x/2025.yaml", "calendar/*.yaml", False),
    ],
)
def test_fits_compares_folder_by_folder(path, pattern, expected):
    assert fits(path, pattern) is expected


def test_a_missing_pack_names_those_that_exist(packs):
    root = packs("zibo")

    assert problems(root, "zobo") == [
        "region_packs/zobo/pack.yaml\n  there is no pack zobo; packs here: zibo"
    ]


def test_a_missing_parent_is_refused(packs):
    root = packs("zibo", inherits="_cn")

    assert "there is no pack _cn" in problems(root)[0]


def test_a_circle_of_parents_is_refused(packs):
    packs("_cn", inherits="zibo")
    root = packs("zibo", inherits="_cn")

    assert problems(root) == ["region_packs/_cn/pack.yaml\n  packs inherit in a circle: zibo → _cn → zibo"]


def test_a_pack_is_not_its_own_parent(packs):
    root = packs("zibo", inherits="zibo")

    assert "zibo → zibo" in problems(root)[0]


def test_everything_wrong_with_the_meta_file_is_shown(packs):
    root = packs("zibo", meta="name: jinan\nversion: 0.1\ninherits: null\ncolour: red\n")

    assert problems(root) == [
        "region_packs/zibo/pack.yaml:1  name\n  the folder is zibo, the name is jinan",
        "region_packs/zibo/pack.yaml:1  title\n  `title` is missing",
        "region_packs/zibo/pack.yaml:2  version\n  `version` must be text, not Decimal('0.1'); put it in quotes",
        "region_packs/zibo/pack.yaml:4  colour\n  `colour` is not known here; known are follows, inherits, name, title, version",
    ]


def test_a_meta_file_that_is_a_list_is_refused(packs):
    root = packs("zibo", meta="- zibo\n")

    assert problems(root) == ["region_packs/zibo/pack.yaml:1\n  a pack says inherits, name, title, version"]


def test_problems_of_all_files_are_collected(packs):
    root = packs("zibo", files={"a.yaml": "x: [", "b.yaml": "x: 1\nx: 2", "c.py": "import os"})
    (root / "zibo/d.yaml").write_bytes(b"x: \xff")
    (root / "zibo/CHANGELOG.md").unlink()

    assert [line.split("\n")[0].split("  ")[0] for line in problems(root)] == [
        "region_packs/zibo",
        "region_packs/zibo/a.yaml:1",
        "region_packs/zibo/b.yaml:2",
        "region_packs/zibo/c.py",
        "region_packs/zibo/d.yaml",
    ]


def test_hidden_files_are_passed_over(packs):
    root = packs("zibo", files={".DS_Store": "x", ".git/config": "x"})

    assert read_pack(root, "zibo").files == {}
