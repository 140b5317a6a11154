"""Data coming in: outlets, files with their findings, and what enterprises declare themselves."""
