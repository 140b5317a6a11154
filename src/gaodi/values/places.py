"""Places in YAML files, and the problems found there."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from typing import Any

import yaml


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """A spot in a file: its path from the pack's root, a 1-based line, and the dotted way inside the document."""

    file: str
    line: int = 0
    path: str = ""

    def __str__(self) -> str:
        spot = f"{self.file}:{self.line}" if self.line else self.file
        return f"{spot}  {self.path}" if self.path else spot


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """What is wrong, where, and what to do next."""

    place: Place
    message: str
    suggestion: str | None = None

    def __str__(self) -> str:
        hint = f"; {self.suggestion}" if self.suggestion else ""
        return f"{self.place}\n  {self.message}{hint}"


class ProblemsFound(Exception):
    """Everything that is wrong, not only the first thing."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(sorted(problems))
        super().__init__("\n".join(str(problem) for problem in self.problems))


@dataclass(frozen=True, slots=True)
class Document:
    """A YAML file as plain Python data, with the line of every key and item.

    `data` holds dict, list, str, int, bool, None, Decimal (never float) and date; `lines` maps a dotted way
    ("conditions[0].when") to its 1-based line.
    """

    file: str
    data: Any
    lines: Mapping[str, int] = field(default_factory=dict)

    def place(self, path: str = "") -> Place:
        """The place of `path`, or of the nearest parent that the file holds."""
        probe = path
        while probe and probe not in self.lines:
            cut = max(probe.rfind("."), probe.rfind("["))
            probe = probe[:cut] if cut > 0 else ""
        return Place(self.file, self.lines.get(probe, 1), path)


class PackLoader(yaml.SafeLoader):
    """YAML with the few plain values that packs use.

    Only `true` and `false` are flags: `on`, `yes` and `no` stay words. Stock codes (000407), ratios (2:3:5) and times of
    day stay words too, where YAML 1.1 would make octal and base-60 numbers of them.
    """

    yaml_implicit_resolvers: dict[str, Any] = {}


_PLAIN_VALUES = {
    "null": (r"~|null|", ["~", "n", ""]),
    "bool": (r"true|false", ["t", "f"]),
    "int": (r"[-+]?(?:0|[1-9][0-9_]*)", list("-+0123456789")),
    "float": (r"[-+]?(?:[0-9][0-9_]*)?\.[0-9]+|[-+]?\.inf|\.nan", list("-+.0123456789")),
    "timestamp": (r"\d{4}-\d\d-\d\d", list("0123456789")),
    "merge": (r"<<", ["<"]),
}
for _kind, (_pattern, _starts) in _PLAIN_VALUES.items():
    _whole = re.compile(f"(?:{_pattern})\\Z", re.ASCII)
    PackLoader.add_implicit_resolver(f"tag:yaml.org,2002:{_kind}", _whole, _starts)


def read_document(text: str, file: str) -> Document:
    """Parse YAML with positions; an empty text is an empty mapping.

    Raises: ProblemsFound: bad YAML, a key given twice, or a kind of value that packs do not use.
    """
    try:
        node = yaml.compose(text, Loader=PackLoader)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise ProblemsFound([Problem(Place(file, line), f"not valid YAML: {error.problem}")]) from error
    except yaml.reader.ReaderError as error:
        line = text.count("\n", 0, error.position) + 1
        raise ProblemsFound([Problem(Place(file, line), f"not valid YAML: {error.reason}")]) from error
    reader = _Reader(file)
    data = reader.value(node, "") if node is not None else {}
    if reader.problems:
        raise ProblemsFound(reader.problems)
    return Document(file, data, reader.lines)


class _Reader:
    """Walks YAML nodes once, keeping lines and collecting problems."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.lines: dict[str, int] = {"": 1}
        self.problems: list[Problem] = []
        self._scalars = PackLoader("")
        self._open: list[yaml.Node] = []

    def value(self, node: yaml.Node, path: str) -> Any:
        self.lines.setdefault(path, node.start_mark.line + 1)
        if isinstance(node, yaml.ScalarNode):
            return self._scalar(node, path)
        if any(node is parent for parent in self._open):
            self._report(node, path, "this alias stands inside its own anchor")
            return None
        self._open.append(node)
        value = (
            self._mapping(node, path) if isinstance(node, yaml.MappingNode) else self._sequence(node, path)
        )
        self._open.pop()
        return value

    def _sequence(self, node: yaml.Node, path: str) -> list[Any]:
        return [self.value(item, f"{path}[{index}]") for index, item in enumerate(node.value)]

    def _mapping(self, node: yaml.MappingNode, path: str) -> dict[Any, Any]:
        result: dict[Any, Any] = {}
        for key_node, value_node in node.value:
            key = self._scalar(key_node, path) if isinstance(key_node, yaml.ScalarNode) else None
            way = f"{path}.{key}" if path else str(key)
            self.lines[way] = key_node.start_mark.line + 1
            if key is None or key in result:
                self._report(
                    key_node, way, "a key must be a plain word" if key is None else "this key is given twice"
                )
                continue
            result[key] = self.value(value_node, way)
        return result

    def _scalar(self, node: yaml.ScalarNode, path: str) -> Any:
        tag = node.tag.rsplit(":", 1)[-1]
        if tag == "float":
            return self._decimal(node, path)
        if tag not in {"str", "int", "bool", "null", "timestamp"}:
            self._report(node, path, f"a value of kind {tag} has no place in a pack")
            return None
        try:
            return self._scalars.construct_object(node, deep=True)
        except (ValueError, yaml.YAMLError) as error:
            self._report(node, path, f"cannot read this value: {error}")
            return None

    def _decimal(self, node: yaml.ScalarNode, path: str) -> Decimal | None:
        try:
            number = Decimal(node.value.replace("_", ""))
        except InvalidOperation:
            number = Decimal("NaN")
        if not number.is_finite():
            self._report(node, path, f"{node.value} is not a finite number")
            return None
        return number

    def _report(self, node: yaml.Node, path: str, message: str) -> None:
        self.problems.append(Problem(Place(self.file, node.start_mark.line + 1, path), message))
