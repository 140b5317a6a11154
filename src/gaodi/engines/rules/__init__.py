"""The rules engine: a programme written as data becomes a function over facts, and a reason for every answer.

spec = read_programme(programme, parameters, cases)
compiled = compile_programme(spec, dictionary)
bound = bind(compiled, CodeBook())
judgement = bound.judge(values, on)
"""

from gaodi.engines.rules.canonical import BadCanonicalJson, digest_of, spec_from_json, spec_to_json
from gaodi.engines.rules.codebook import CodeBook
from gaodi.engines.rules.compiling import PASSES, CompiledProgramme, compile_programme
from gaodi.engines.rules.dictionary import Column, Dictionary, FactType, Link, Table, Visibility
from gaodi.engines.rules.nodes import FactRef, ParameterRef
from gaodi.engines.rules.plan import NO, UNKNOWN, YES
from gaodi.engines.rules.reading import read_programme
from gaodi.engines.rules.run import BoundProgramme, Judgement, NextStep, bind, truth_of
from gaodi.engines.rules.spec import Kind, ProgrammeSpec

__all__ = [
    "NO",
    "PASSES",
    "UNKNOWN",
    "YES",
    "BadCanonicalJson",
    "BoundProgramme",
    "CodeBook",
    "Column",
    "CompiledProgramme",
    "Dictionary",
    "FactRef",
    "FactType",
    "Judgement",
    "Kind",
    "Link",
    "NextStep",
    "ParameterRef",
    "ProgrammeSpec",
    "Table",
    "Visibility",
    "bind",
    "compile_programme",
    "digest_of",
    "read_programme",
    "spec_from_json",
    "spec_to_json",
    "truth_of",
]
