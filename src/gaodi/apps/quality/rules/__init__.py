"""The rules of data quality; each module declares its own on `book`."""

from gaodi.apps.quality.rules import dates, duplicates, people, ranges, sources, statements
from gaodi.apps.quality.rules.rule import Rule, RuleBook, book

__all__ = ["Rule", "RuleBook", "book", "dates", "duplicates", "people", "ranges", "sources", "statements"]
