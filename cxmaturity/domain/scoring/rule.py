"""Scoring rules: what every rule computes and says, and the rules that there are.

A rule is one file: it adds its lines to the program that all rules share (`lines`), and everything that depends on
it is asked of it here. Nobody else compares its name with a string.
"""

from collections.abc import Iterable
from typing import Protocol

from cxmaturity.domain.model import Questionnaire, Term
from cxmaturity.domain.scoring.lines import common_lines
from cxmaturity.domain.scoring.outcome import Outcome
from cxmaturity.domain.scoring.program import Line, Program
from cxmaturity.domain.scoring.rule_words import RuleWords
from cxmaturity.domain.scoring.staged import Staged
from cxmaturity.domain.scoring.sweep import Sweep
from cxmaturity.domain.scoring.values import Demand, Measures, Obstacle, Reading, RuleProblem, Stage, WeightSensitivity


class Rule(RuleWords, Protocol):
    """A scoring rule. `dimensions` is how many top-level dimensions have a practice that applies."""

    name: str
    """What a questionnaire calls it."""
    lowest: int
    """The rank of the stage that everybody has, so that no answer has to be proved for it."""
    skips_stages: bool
    """Whether a questionnaire can make a stage that no answers end at."""
    terms: tuple[Term, ...]
    """The words of the rule's own."""

    def lines(self, questionnaire: Questionnaire) -> Iterable[Line]:
        """The lines of its own, one of them `stage`: whole, and rising with every practice."""

    def stages(self, questionnaire: Questionnaire, dimensions: int) -> tuple[Stage, ...]:
        """Every stage that a result can have, lowest first."""

    def stage(self, questionnaire: Questionnaire, rank: int, dimensions: int) -> Stage:
        """The stage of a rank."""

    def stage_rank(self, questionnaire: Questionnaire, text: str) -> int | None:
        """The rank that a text says, as `target`, `--target` and `--fail-under` take it; None where it says none."""

    def stage_hint(self, questionnaire: Questionnaire) -> str:
        """What a target can be, where a text names none; empty where the ids of the scale's points say it."""

    def target_question(self, questionnaire: Questionnaire) -> str:
        """What asks for a target."""

    def target_refusal(self) -> str:
        """What is said of a text that names no target; it follows that text."""

    def standing_line(self, dimension: str) -> str:
        """The name of the line that says what a dimension has reached."""

    def reached(self, dimension: str, outcome: Outcome) -> int | None:
        """What a dimension has reached, None where nothing in it counts."""

    def carrying(self, questionnaire: Questionnaire, reading: Reading, outcome: Outcome, rank: int) -> list[str]:
        """The practices that carry a stage, by its rank."""

    def obstacles(
        self, questionnaire: Questionnaire, reading: Reading, outcome: Outcome, target: int
    ) -> Iterable[Obstacle]:
        """What stands in the way of a stage: raising all of it reaches the stage, but not all of it is needed."""

    def demands(self, questionnaire: Questionnaire, reading: Reading, stage: int) -> tuple[Demand, ...]:
        """What a stage asks for, of the practices that apply, as planning can search for it."""

    def harms(self, questionnaire: Questionnaire, rank: int) -> bool:
        """Whether what stands at a rank does harm as long as it does, so that the step from there comes first."""

    def measures(self, outcome: Outcome) -> Measures:
        """What it says beside the stage."""

    def problems(self, questionnaire: Questionnaire) -> Iterable[RuleProblem]:
        """What it does not allow in a questionnaire."""

    def weight_sensitivity(self, questionnaire: Questionnaire, reading: Reading) -> WeightSensitivity:
        """The stage of a reading under other weights."""


_ALL: tuple[Rule, ...] = (Staged(), Sweep())
RULES: dict[str, Rule] = {each.name: each for each in _ALL}
"""The rules by name."""


def rule_of(questionnaire: Questionnaire) -> Rule:
    """The rule by which a questionnaire is scored."""
    return RULES[questionnaire.scoring.rule]


def program_of(questionnaire: Questionnaire) -> Program:
    """The rule of a questionnaire as a program whose inputs are the ranks of its practices.

    It is made once and kept with the questionnaire, as many answers files are scored by the same one.
    """
    kept = vars(questionnaire)
    if "program" not in kept:
        own = rule_of(questionnaire).lines(questionnaire)
        kept["program"] = Program(questionnaire.practices, [*common_lines(questionnaire), *own])
    program: Program = kept["program"]
    return program
