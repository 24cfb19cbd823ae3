"""Which stage is claimed, from the stages of the four readings and what was answered: one program for every rule.

| line | meaning |
|---|---|
| `covered` | 1 when the answered are as large a part of the applicable as the questionnaire asks for |
| `enough` | 1 when, besides, something was answered |
| `settled` | 1 when the worst case is the best case, so that no answer can change the stage |
| `claimed` | 1 when either holds |
| `stands` | the stage as answered; with nothing answered a stage that no answer can change is the worst case's |
| `stage` | the stage claimed, nothing where none is |
| `proved` | what the documented answers alone carry: never more than all do, as some may stand for the rest |
| `coverage` | the part of the applicable that is answered, 0..1 |
"""

from functools import cache

from cxmaturity.domain.model import Scoring
from cxmaturity.domain.scoring.primitives import Limit
from cxmaturity.domain.scoring.program import Line, Program

INPUTS = ("answered", "applicable", "as_answered", "worst", "best", "documented")
"""How many practices are answered and applicable, and the stages of the four readings."""


def claim_program(scoring: Scoring) -> Program:
    """The program that says which stage is claimed; its inputs are `INPUTS`."""
    return _claim_program(scoring.coverage_floor)


@cache
def _claim_program(floor: int) -> Program:
    return Program(
        INPUTS,
        (
            Line("covered", "bands", ("answered", "applicable"), (Limit(floor, at_least=True),)),
            Line("enough", "each", ("answered", "covered", "worst"), (1, 1, 0)),
            Line("settled", "whole", ("worst", "best")),
            Line("ways", "mass", ("enough", "settled"), (1, (1, 1))),
            Line("claimed", "stands", ("ways",), (1,)),
            Line("stands", "first", ("as_answered", "worst")),
            Line("stage", "ratio", ("stands", "claimed"), (1,)),
            Line("proved", "least", ("documented", "as_answered")),
            Line("coverage", "ratio", ("answered", "applicable"), (1,)),
        ),
    )
