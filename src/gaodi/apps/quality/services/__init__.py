"""Writes of data quality."""
