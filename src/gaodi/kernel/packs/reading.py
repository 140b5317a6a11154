"""A pack's folder with its parents, as one set of documents.

Parents are read first; a child's file takes the place of a parent's file of the same relative path.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from gaodi.values.places import Document, Place, Problem, ProblemsFound, read_document

META = "pack.yaml"
CHANGELOG = "CHANGELOG.md"
_REQUIRED = {"name", "title", "version", "inherits"}
_OPTIONAL = {"follows"}


@dataclass(frozen=True, slots=True)
class Meta:
    """What `pack.yaml` says. `follows` is the digest of the version that the folder was exported from."""

    name: str
    title: str
    version: str
    inherits: str | None
    follows: str | None = None


@dataclass(frozen=True, slots=True)
class Pack:
    """A city as read from its folders.

    `files` holds the YAML by relative path ("programmes/listing_award/programme.yaml"), `texts` the text of each YAML
    and CSV file by the same paths, `sources` the texts of all folders before overriding ("_cn/vocabularies/boards.yaml").
    """

    meta: Meta
    lineage: tuple[str, ...]
    files: Mapping[str, Document] = field(default_factory=dict)
    texts: Mapping[str, str] = field(default_factory=dict)
    sources: Mapping[str, str] = field(default_factory=dict)

    @property
    def name(self) -> str:
        return self.meta.name

    def get(self, path: str) -> Document | None:
        return self.files.get(path)

    def matching(self, pattern: str) -> dict[str, Document]:
        """Documents whose path fits, by path in order; each * stands for one folder or name."""
        return {path: self.files[path] for path in sorted(self.files) if fits(path, pattern)}


def fits(path: str, pattern: str) -> bool:
    """Whether a relative path has the pattern's folders and name, * standing for any one of them."""
    return path.count("/") == pattern.count("/") and PurePosixPath(path).match(pattern)


def read_pack(root: Path, name: str) -> Pack:
    """The pack and all it inherits.

    Raises: ProblemsFound: every missing folder, bad meta file, unreadable or foreign file, and a circle of parents.
    """
    reader = _Reader(root)
    lineage = reader.lineage(name)
    for one in reversed(lineage):
        reader.read_folder(one)
    if reader.problems:
        raise ProblemsFound(reader.problems)
    names = tuple(meta.name for meta in reversed(lineage))
    return Pack(lineage[0], names, reader.files, reader.texts, reader.sources)


class _Reader:
    """Reads folders one by one, keeping documents and collecting problems."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.problems: list[Problem] = []
        self.files: dict[str, Document] = {}
        self.texts: dict[str, str] = {}
        self.sources: dict[str, str] = {}

    def lineage(self, name: str) -> list[Meta]:
        """The pack's meta, then its parent's, and so on. Raises: ProblemsFound: the chain breaks or closes."""
        found: list[Meta] = []
        wanted: str | None = name
        while wanted is not None:
            if wanted in (meta.name for meta in found):
                circle = " → ".join([*(meta.name for meta in found), wanted])
                raise ProblemsFound(
                    [Problem(self._place(found[-1].name), f"packs inherit in a circle: {circle}")]
                )
            found.append(self._meta(wanted))
            wanted = found[-1].inherits
        return found

    def read_folder(self, meta: Meta) -> None:
        folder = self.root / meta.name
        if not (folder / CHANGELOG).is_file():
            self._report(Place(self._shown(meta.name)), f"the pack has no {CHANGELOG}")
        for path in sorted(folder.rglob("*")):
            relative = path.relative_to(folder)
            if path.is_file() and not any(part.startswith(".") for part in relative.parts):
                self._read_file(meta.name, relative.as_posix(), path)

    def _read_file(self, pack: str, relative: str, path: Path) -> None:
        place = Place(self._shown(pack, relative))
        if path.suffix not in {".yaml", ".csv", ".md"}:
            self._report(place, "a pack holds .yaml, .csv and .md files only; remove this one")
            return
        try:
            text = path.read_text(encoding="utf-8")
            document = read_document(text, place.file) if path.suffix == ".yaml" else None
        except UnicodeDecodeError as error:
            self._report(place, f"not UTF-8 at byte {error.start}; save it as UTF-8")
        except ProblemsFound as found:
            self.problems += found.problems
        else:
            self._keep(pack, relative, text, document)

    def _keep(self, pack: str, relative: str, text: str, document: Document | None) -> None:
        self.sources[f"{pack}/{relative}"] = text
        if relative == META or relative.endswith(".md"):
            return
        self.texts[relative] = text
        if document is not None:
            self.files[relative] = document

    def _meta(self, name: str) -> Meta:
        path = self.root / name / META
        if not path.is_file():
            known = sorted(other.parent.name for other in self.root.glob(f"*/{META}"))
            hint = f"packs here: {', '.join(known)}" if known else None
            raise ProblemsFound([Problem(self._place(name), f"there is no pack {name}", hint)])
        document = read_document(path.read_text(encoding="utf-8"), self._place(name).file)
        problems = _meta_problems(document, name)
        if problems:
            raise ProblemsFound(problems)
        return Meta(**document.data)

    def _place(self, name: str) -> Place:
        return Place(self._shown(name, META))

    def _shown(self, *parts: str) -> str:
        return "/".join((self.root.name, *parts))

    def _report(self, place: Place, message: str) -> None:
        self.problems.append(Problem(place, message))


def _meta_problems(document: Document, name: str) -> list[Problem]:
    data = document.data
    if not isinstance(data, dict):
        return [Problem(document.place(), f"a pack says {', '.join(sorted(_REQUIRED))}")]
    problems = [
        Problem(document.place(key), f"`{key}` is missing") for key in sorted(_REQUIRED - data.keys())
    ]
    for key, value in data.items():
        if key not in _REQUIRED | _OPTIONAL:
            known = ", ".join(sorted(_REQUIRED | _OPTIONAL))
            problems.append(Problem(document.place(key), f"`{key}` is not known here", f"known are {known}"))
        elif not (isinstance(value, str) and value) and not (
            value is None and key in {"inherits", "follows"}
        ):
            problems.append(
                Problem(document.place(key), f"`{key}` must be text, not {value!r}", "put it in quotes")
            )
    if isinstance(data.get("name"), str) and data["name"] != name:
        problems.append(Problem(document.place("name"), f"the folder is {name}, the name is {data['name']}"))
    return problems
