"""The store of compiled rule sets, shared by the threads of a web worker."""

from __future__ import annotations

from gaodi.apps.assessments import compiled as module
from gaodi.apps.assessments.choices import RuleKind


class Forgetful(dict):
    """A store that another thread empties right after each write."""

    def __setitem__(self, key, value):
        super().__setitem__(key, value)
        self.clear()


def test_rule_set_is_returned_though_the_store_was_emptied_meanwhile(monkeypatch):
    from gaodi.engines import rules

    monkeypatch.setattr(module, "_CACHE", Forgetful())
    rule_set = module.current_rule_sets(RuleKind.PROGRAMME)[0]

    assert isinstance(module.compiled(rule_set), rules.CompiledProgramme)
