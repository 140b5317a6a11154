"""Invented data of the example page, in the shapes that the components take; one module for each kind of page."""
