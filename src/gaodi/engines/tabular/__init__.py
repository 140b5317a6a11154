"""Tables that people send: read safely, understood by their headers, parsed cell by cell."""

from gaodi.engines.tabular.fields import Field, FieldType, Layout, Rule, Vocabularies

__all__ = ["Field", "FieldType", "Layout", "Rule", "Vocabularies"]
