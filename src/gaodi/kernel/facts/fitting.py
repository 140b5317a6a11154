"""Whether a derived fact fits what it is made of: types, windows, order, operands, circles."""

from __future__ import annotations

from collections.abc import Mapping

from gaodi.engines.rules.dictionary import Column, FactType
from gaodi.kernel.facts.declaration import FactTable
from gaodi.kernel.facts.derived import Derived, Incomplete, Op, Span
from gaodi.values.forms import Form, did_you_mean

_NUMBERS = (FactType.MONEY, FactType.RATE, FactType.COUNT)
_PLAIN = {Op.COUNT: FactType.COUNT, Op.EXISTS: FactType.FLAG}
_MOST_BACK = 20


def check_rows(form: Form, fact: Derived, table: FactTable, source: FactTable, column: Column | None) -> None:
    """Report what does not fit in a fact out of rows."""
    _check_types(form, fact, column)
    _check_subject(form, fact, table, source)
    _check_order(form, fact, source)
    _check_missing(form, fact, table)


def _check_types(form: Form, fact: Derived, column: Column | None) -> None:
    plain = _PLAIN.get(fact.op)
    if plain is not None:
        if fact.type is not plain:
            form.report("type", f"`{fact.op.value}` gives {plain.value}, not {fact.type.value}")
        if fact.column is not None:
            form.report("column", f"`{fact.op.value}` looks at rows, not at a column", "leave it out")
        return
    if column is None:
        if form.data.get("column") is None:
            form.report("column", f"`{fact.op.value}` needs a column")
        return
    allowed = {Op.SUM: _NUMBERS, Op.MIN: (*_NUMBERS, FactType.DAY), Op.MAX: (*_NUMBERS, FactType.DAY)}
    if column.type not in allowed.get(fact.op, tuple(FactType)):
        form.report(
            "column", f"`{column.name}` is {column.type.value}; `{fact.op.value}` has no meaning for it"
        )
    elif fact.type is not column.type:
        form.report("type", f"`{column.name}` is {column.type.value}, not {fact.type.value}")


def _check_subject(form: Form, fact: Derived, table: FactTable, source: FactTable) -> None:
    if table.table.key != table.subject:
        form.report(
            "", f"fact table `{table.table.name}` has several rows a subject; derive on its subject instead"
        )
    if fact.by == source.subject and "by" not in form.data:
        return
    ways = [link.column for link in source.table.links if link.table == table.table.name]
    if fact.by not in ways:
        form.report(
            "by", f"`{fact.by}` does not lead from `{source.table.name}` here", did_you_mean(fact.by, ways)
        )


def _check_order(form: Form, fact: Derived, source: FactTable) -> None:
    timed = fact.window is not None and fact.window.span is not Span.VALID
    if (timed or fact.op in (Op.FIRST, Op.LAST)) and source.order is None:
        form.report("from", f"fact table `{source.table.name}` has no order of days")
    if fact.back and (fact.op is not Op.LAST or fact.window is not None):
        form.report("back", "`back` goes with `last` over all rows")
    if not 0 <= fact.back <= _MOST_BACK:
        form.report("back", f"`back` is 0 to {_MOST_BACK} years")
    if fact.window and fact.window.span is Span.LAST and fact.op in (Op.FIRST, Op.LAST, Op.EXISTS):
        form.report("window", f"`{fact.op.value}` takes no number of periods", "`back` names an earlier year")


def _check_missing(form: Form, fact: Derived, table: FactTable) -> None:
    if "if_incomplete" in form.data and fact.op in (Op.LAST, Op.EXISTS):
        form.report("if_incomplete", f"`{fact.op.value}` is never incomplete", "leave it out")
    if fact.incomplete is not Incomplete.SINCE_FOUNDING:
        return
    if fact.window is None or fact.window.span is not Span.LAST:
        form.report(
            "if_incomplete", "`since_founding` goes with a window of periods", "write window: {last: 3}"
        )
    if table.began is None:
        form.report(
            "if_incomplete", f"fact table `{table.table.name}` does not say since when a subject exists"
        )


def check_operands(form: Form, fact: Derived, table: FactTable, others: Mapping[str, Derived]) -> bool:
    """Whether the operands exist and go together; reports what does not."""
    if fact.op.is_of_rows:
        return True
    types: dict[str, FactType] = {}
    for key, name in (("of", fact.of), ("to", fact.to)):
        column = table.table.column(name)
        if column is None and name not in others:
            known = [*(one.name for one in table.table.columns), *others]
            form.report(key, f"`{name}` is not in fact table `{table.table.name}`", did_you_mean(name, known))
            return False
        types[key] = column.type if column else others[name].type
    result = _result(fact, types["of"], types["to"])
    if fact.type not in result:
        words = " or ".join(one.value for one in result)
        both = f"{types['of'].value} and {types['to'].value}"
        form.report(
            "type" if result else "op",
            f"`{fact.op.value}` of {both} gives {words}, not {fact.type.value}"
            if result
            else f"`{fact.op.value}` of {both} means nothing",
        )
    return fact.type in result


def _result(fact: Derived, of: FactType, to: FactType) -> tuple[FactType, ...]:
    if fact.op is Op.RATIO and (of, to) == (FactType.MONEY, FactType.COUNT):
        return (FactType.MONEY,)
    if of is not to:
        return ()
    if fact.op is Op.DIFFERENCE and of is FactType.DAY:
        return (FactType.COUNT,)
    if of not in _NUMBERS:
        return ()
    return (of,) if fact.op is Op.DIFFERENCE else (FactType.RATE,)


def in_order(
    facts: Mapping[str, Derived], table: FactTable, forms: Mapping[tuple[str, str], Form]
) -> dict[str, Derived]:
    """The facts, each after those it is made of; what is made of itself is reported and left out."""
    ordered: dict[str, Derived] = {}
    waiting = dict(facts)
    while waiting:
        ready = [name for name, fact in waiting.items() if not any(one in waiting for one in fact.operands)]
        if not ready:
            break
        for name in ready:
            ordered[name] = waiting.pop(name)
    for name, fact in waiting.items():
        circle = next(one for one in fact.operands if one in waiting)
        forms[table.table.name, name].report(
            "of" if circle == fact.of else "to", f"`{name}` is made of itself by way of `{circle}`"
        )
    return ordered
