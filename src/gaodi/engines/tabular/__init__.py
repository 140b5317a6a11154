"""Tables that people send: read safely, understood by their headers, parsed cell by cell.

file = open_table(path, name)
header = find_header(file, layout, saved=mapping)
for row in read_rows(file, layout, header, vocabularies): ...
"""

from gaodi.engines.tabular.cell import Cell, ErrorCell, Limits, RawRow
from gaodi.engines.tabular.exports import write_rows
from gaodi.engines.tabular.fields import Field, FieldType, Layout, Rule, Vocabularies
from gaodi.engines.tabular.headers import Header, HeaderColumn, find_header, suggest_fields
from gaodi.engines.tabular.opening import TableFile, open_table
from gaodi.engines.tabular.parsing import parse_value
from gaodi.engines.tabular.problems import CellProblem, Severity, Unreadable
from gaodi.engines.tabular.rows import ParsedRow, parse_row, read_rows
from gaodi.engines.tabular.showing import show_value
from gaodi.engines.tabular.templates import TYPE_WORDS, write_csv_template, write_template
from gaodi.engines.tabular.workbook import Sheet

__all__ = [
    "TYPE_WORDS",
    "Cell",
    "CellProblem",
    "ErrorCell",
    "Field",
    "FieldType",
    "Header",
    "HeaderColumn",
    "Layout",
    "Limits",
    "ParsedRow",
    "RawRow",
    "Rule",
    "Severity",
    "Sheet",
    "TableFile",
    "Unreadable",
    "Vocabularies",
    "find_header",
    "open_table",
    "parse_row",
    "parse_value",
    "read_rows",
    "show_value",
    "suggest_fields",
    "write_csv_template",
    "write_rows",
    "write_template",
]
