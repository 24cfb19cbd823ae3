"""How sure a stage is: what would lose it, what other weights would say, and which answer would tell the most.

All of it is about the stage as answered, claimed or not. What other rules would say stands in the result.
"""

from collections import Counter
from fractions import Fraction
from itertools import islice

from msgspec.structs import replace

from cxmaturity.domain.assessment import Assessment
from cxmaturity.domain.results.robustness import Drop, Drops, Information, Robustness
from cxmaturity.domain.scoring.outcome import ROOT, line_name
from cxmaturity.domain.scoring.program import Program
from cxmaturity.domain.scoring.rule import rule_of
from cxmaturity.domain.sensitivity.margin import Margin, Places
from cxmaturity.domain.sensitivity.weights import stage_under_weights

DRAWS, SEED = 1000, 1
"""Draws of weights, and where they start."""
LISTED, COUNTED = 10, 1000
"""How many sets of drops are listed, and how many are looked for."""


def with_robustness(assessment: Assessment) -> Assessment:
    """The assessment with the robustness in its result."""
    return replace(assessment, result=replace(assessment.result, robustness=robustness(assessment)))


def robustness(assessment: Assessment, seed: int = SEED, draws: int = DRAWS) -> Robustness:
    """How sure the stage as answered is. The same seed gives the same draws."""
    return Robustness(
        stage=assessment.scores.answered.stage,
        drops=fewest_drops(assessment),
        weights=stage_under_weights(assessment, draws, seed),
        information=information(assessment),
    )


def fewest_drops(assessment: Assessment) -> Drops:
    """The fewest drops that lose the stage as answered, exactly; a drop is one answer one option lower."""
    outcome = assessment.scores.answered
    stage = outcome.stage
    if stage is None or stage <= rule_of(assessment.questionnaire).lowest:
        return Drops(None, 0, True, ())
    practices = assessment.questionnaire.practices
    margin = Margin(assessment.scores.program.only("stage"), outcome, practices)
    sets = list(islice(margin.sets("stage", stage - 1), COUNTED + 1))
    return Drops(
        fewest=margin.fewest("stage", stage - 1),
        found=min(len(sets), COUNTED),
        all_found=len(sets) <= COUNTED,
        sets=tuple(_set(assessment, places) for places in sets[:LISTED]),
    )


def _set(assessment: Assessment, places: Places) -> tuple[Drop, ...]:
    practices = list(assessment.questionnaire.practices.values())
    fallen = []
    for place, drops in Counter(places).items():
        practice = practices[place]
        stands = assessment.scores.answered.rank(practice.id)
        assert stands is not None, f"{practice.id} has no option to drop from"  # noqa: S101  only what stands drops
        lower = [option.rank for option in practice.options if option.rank < stands]
        fallen.append(Drop(practice.id, stands, lower[-drops], drops))
    return tuple(fallen)


def information(assessment: Assessment) -> tuple[Information, ...]:
    """How much each unknown practice would narrow the interval between the worst and the best case, on average.

    The average is over the practice's options, all equally likely and independent of the other unknowns: the
    width of the interval now, less its width with that option known. Exact. The most telling practice comes
    first: by stages, then by index, then in the order of the questionnaire. (`find_out` has another measure:
    how far one answer can move the worst and the best case at most.)
    """
    scores = assessment.scores
    part = scores.program.only("stage", line_name("index", ROOT))
    rows = [
        (*_narrowing(assessment, part, practice), practice)
        for practice in assessment.questionnaire.practices
        if assessment.answers.of(practice).unknown
    ]
    return tuple(
        Information(practice, "dk" if assessment.answers.of(practice).status == "dk" else "missing", float(s), float(i))
        for s, i, practice in sorted(rows, key=lambda row: (-row[0], -row[1]))
    )


def _narrowing(assessment: Assessment, part: Program, practice: str) -> tuple[Fraction, Fraction]:
    scores, options = assessment.scores, assessment.questionnaire.practices[practice].options
    known = [
        (scores.worst.after(part, {practice: option.rank}), scores.best.after(part, {practice: option.rank}))
        for option in options
    ]

    def narrower(line: str) -> Fraction:
        now = scores.best.counted(line) - scores.worst.counted(line)
        then = sum(best.counted(line) - worst.counted(line) for worst, best in known)
        return now - Fraction(then) / len(options)

    return narrower("stage"), narrower(line_name("index", ROOT))
