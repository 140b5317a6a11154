"""What applying a file changes, row by row and in words: the old value beside the new one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Model, QuerySet

from gaodi.apps.intake.choices import Change
from gaodi.apps.intake.models import Difference, IntakeFile, Newcomer, StagedRow
from gaodi.apps.intake.selectors import files_for
from gaodi.apps.intake.services.shapes import Shape
from gaodi.apps.regions.words import current_words
from gaodi.apps.registry.kinds import KINDS, Kind
from gaodi.apps.registry.models import Party
from gaodi.engines.tabular import Field, show_value
from gaodi.kernel.people import Viewer

_ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class CellChange:
    """One column, before and after, in words; `old` is empty in a new row."""

    label: str
    old: str
    new: str
    unit: str


@dataclass(frozen=True, slots=True)
class RowChange:
    """One row that applying the file writes. `named` are the columns that tell it apart; `is_new_party` where the
    registry does not know the party yet."""

    row: int
    party: str
    is_new_party: bool
    named: tuple[tuple[str, str], ...]
    cells: tuple[CellChange, ...]


def changes_for(viewer: Viewer, *, public_id: UUID | str, change: Change | str) -> QuerySet[Difference]:
    """The rows of a file that are new, changed or end, in the order of the file; emptied a week after its end."""
    files = files_for(viewer).filter(public_id=public_id)
    return Difference.objects.filter(file__in=files, change=change).order_by("row", "id")


def describe_changes(file: IntakeFile, rows: Sequence[Difference]) -> list[RowChange]:
    """These rows in words; five queries, however many they are."""
    return _Describer(file, rows).all()


class _Describer:
    """Puts rows of one file in words."""

    def __init__(self, file: IntakeFile, rows: Sequence[Difference]) -> None:
        self.kind: Kind = KINDS[file.kind]
        self.shape = Shape.of(file, self.kind)
        self.own = f"{file.outlet.own.get(self.kind.code, '')}_id"
        self.rows = rows
        self.fields = _fields_by_column(self.kind)
        self.party_labels = _party_labels(self.kind)
        self.shown = {*self.fields, *self.shape.parties}
        staged = StagedRow.objects.filter(file=file, row__in={one.row for one in rows})
        self.staged: dict[int, dict[str, Any]] = dict(staged.values_list("row", "values"))
        ids = {one.old_id for one in rows if one.old_id is not None}
        self.old: dict[int, Model] = self.kind.model._default_manager.in_bulk(ids)
        self.labels = current_words()
        self.parties = self._read_parties(file)

    def all(self) -> list[RowChange]:
        return [self._ended(one) if one.change == Change.ENDED else self._written(one) for one in self.rows]

    def _written(self, one: Difference) -> RowChange:
        new = self._new(one)
        old = self._values(self.old.get(one.old_id)) if one.old_id is not None else {}
        beside = {*self.shape.key, f"{self.kind.subject}_id", "valid_to"}
        told = [name for name in self.shape.told_of if name in self.shown and name not in beside]
        cells = [self._cell(name, old.get(name), new.get(name)) for name in told]
        cells.append(self._end(old.get("valid_to"), one.ends_on))
        return self._row(one, new, [cell for cell in cells if cell.old != cell.new])

    def _ended(self, one: Difference) -> RowChange:
        old = self._values(self.old.get(one.old_id or 0))
        return self._row(one, old, [self._end(old.get("valid_to"), one.ends_on)])

    def _row(self, one: Difference, values: Mapping[str, Any], cells: Sequence[CellChange]) -> RowChange:
        subject = values.get(f"{self.kind.subject}_id")
        name, is_new = self.parties.get(subject or 0, ("", False))
        return RowChange(one.row, name, is_new, self._named(values), tuple(cells))

    def _named(self, values: Mapping[str, Any]) -> tuple[tuple[str, str], ...]:
        """The columns of the key, without the party that the row is about and the one that brought the file."""
        columns = [name for name in self.shape.key if name not in (f"{self.kind.subject}_id", self.own)]
        shown = [
            (self._label(name), self._say(name, values.get(name))) for name in columns if name in self.shown
        ]
        return tuple((label, value) for label, value in shown if value)

    def _cell(self, column: str, old: Any, new: Any) -> CellChange:
        field = self.fields.get(column)
        unit = field.unit if field else ""
        return CellChange(self._label(column), self._say(column, old), self._say(column, new), unit)

    def _end(self, old: date | None, new: date | None) -> CellChange:
        """The last day on which the row holds, told in the file or following from the next row."""
        field = self.fields.get("valid_to")
        label = field.label if field else "有效至"
        shift = _ONE_DAY if field is None or field.last_day else timedelta(0)
        said = [(day - shift).isoformat() if day else "" for day in (old, new)]
        return CellChange(label, said[0], said[1], "")

    def _label(self, column: str) -> str:
        if column in self.fields:
            return self.fields[column].label
        return self.party_labels[column]

    def _say(self, column: str, value: Any) -> str:
        if value is None or value == "":
            return ""
        if column in self.shape.parties:
            return self.parties.get(value, ("", False))[0]
        field = self.fields[column]
        shown = value - _ONE_DAY if field.last_day and isinstance(value, date) else value
        return show_value(field, shown, self.labels)

    def _new(self, one: Difference) -> dict[str, Any]:
        staged = self.staged.get(one.row, {})
        columns = self.shape.columns
        return {name: _typed(columns[name], value) for name, value in staged.items() if name in columns}

    def _values(self, row: Model | None) -> dict[str, Any]:
        """Values of a stored row by column."""
        if row is None:
            return {}
        return {name: getattr(row, field.attname) for name, field in self.shape.columns.items()}

    def _read_parties(self, file: IntakeFile) -> dict[int, tuple[str, bool]]:
        """Names by key; one below nought is of a party that the file itself brings."""
        wanted = {row.get(name) for row in self.staged.values() for name in self.shape.parties} | {
            getattr(row, name) for row in self.old.values() for name in self.shape.parties
        }
        known = {key for key in wanted if isinstance(key, int) and key > 0}
        coming = {-key for key in wanted if isinstance(key, int) and key < 0}
        found = {
            pk: (name, False) for pk, name in Party.objects.filter(pk__in=known).values_list("pk", "name")
        }
        if coming:
            rows = Newcomer.objects.filter(file=file, pk__in=coming)
            found |= {-pk: (name, True) for pk, name in rows.values_list("pk", "name")}
        return found


def _fields_by_column(kind: Kind) -> dict[str, Field]:
    """Fields of the kind by the column that they are stored in; those that find parties are not among them."""
    plain = [one for one in kind.fields if "." not in one.target]
    return {str(kind.model._meta.get_field(one.target).column): one for one in plain}  # type: ignore[union-attr]


def _party_labels(kind: Kind) -> dict[str, str]:
    """What each key to a party is called, after the column of its name: 贷款机构名称 tells 贷款机构."""
    labels = {}
    for ref in kind.parties:
        field = ref.name or ref.code
        label = kind.field(field).label if field else ref.attribute
        labels[f"{ref.attribute}_id"] = label.removesuffix("名称").removesuffix("统一社会信用代码")
    return labels


def _typed(field: Any, value: Any) -> Any:
    """A staged value as the model holds it; keys to parties stay numbers."""
    return value if field.is_relation else field.to_python(value)
