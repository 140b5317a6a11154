"""The rules engine: a programme written as data becomes a function over facts, and a reason for every answer.

spec = read_programme(programme, parameters, cases)
compiled = compile_programme(spec, dictionary)
bound = bind(compiled, CodeBook())
judgement = bound.judge(values, on)
explanation = explain(bound, values, on)
"""

from gaodi.engines.rules.canonical import BadCanonicalJson, digest_of, spec_from_json, spec_to_json
from gaodi.engines.rules.cases import run_cases
from gaodi.engines.rules.codebook import CodeBook
from gaodi.engines.rules.combine import Choice, Part, Payable, choose_exclusive, combine, split_payable
from gaodi.engines.rules.compiling import PASSES, CompiledProgramme, compile_programme
from gaodi.engines.rules.dictionary import Column, Dictionary, FactType, Link, Table, Visibility
from gaodi.engines.rules.explain import ClauseOf, Explanation, SecondOpinionDiffers, assumed_behind, explain
from gaodi.engines.rules.nodes import FactRef, ParameterRef
from gaodi.engines.rules.plan import NO, UNKNOWN, YES
from gaodi.engines.rules.reading import IMPLICIT, read_programme
from gaodi.engines.rules.run import BoundProgramme, Judgement, NextStep, bind, truth_of
from gaodi.engines.rules.spec import Kind, ProgrammeSpec
from gaodi.engines.rules.steps import Step

__all__ = [
    "IMPLICIT",
    "NO",
    "PASSES",
    "UNKNOWN",
    "YES",
    "BadCanonicalJson",
    "BoundProgramme",
    "Choice",
    "ClauseOf",
    "CodeBook",
    "Column",
    "CompiledProgramme",
    "Dictionary",
    "Explanation",
    "FactRef",
    "FactType",
    "Judgement",
    "Kind",
    "Link",
    "NextStep",
    "ParameterRef",
    "Part",
    "Payable",
    "ProgrammeSpec",
    "SecondOpinionDiffers",
    "Step",
    "Table",
    "Visibility",
    "assumed_behind",
    "bind",
    "choose_exclusive",
    "combine",
    "compile_programme",
    "digest_of",
    "explain",
    "read_programme",
    "run_cases",
    "spec_from_json",
    "spec_to_json",
    "split_payable",
    "truth_of",
]
