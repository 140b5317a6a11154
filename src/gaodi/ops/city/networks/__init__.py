"""The networks of the invented city: who holds, runs, lends to and guarantees whom."""

from gaodi.ops.city.networks.weave import Web, make_loom, weave, write_networks

__all__ = ["Web", "make_loom", "weave", "write_networks"]
