"""Stored outcomes as rows of tables, for the office and for whoever stands in its rail."""
