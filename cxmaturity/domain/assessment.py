"""From a questionnaire and answers to everything a report needs: scores of four readings, stage, interval.

`assess` is the entry: what it returns holds the result (as JSON prints it) and the four exact outcomes.
"""

from collections.abc import Iterator
from typing import Literal, cast

from msgspec import Struct
from msgspec.structs import replace

from cxmaturity.domain.answers import Answers, counts, is_documented, readings
from cxmaturity.domain.improvement.needs import Aim, Basis, blockers, influences, needs
from cxmaturity.domain.model import Dimension, Questionnaire, owned, reweighted, walk
from cxmaturity.domain.references import AnswersRef, QuestionnaireRef
from cxmaturity.domain.results.result import (
    DimensionResult,
    FindOut,
    GateResult,
    PracticeResult,
    Rating,
    Result,
    StageResult,
    TargetResult,
)
from cxmaturity.domain.results.roadmap import Roadmap, ToProve
from cxmaturity.domain.scoring.claim import INPUTS, claim_program
from cxmaturity.domain.scoring.level import RATINGS
from cxmaturity.domain.scoring.outcome import Outcome, Scores
from cxmaturity.domain.scoring.primitives import Number
from cxmaturity.domain.scoring.rule import program_of, rule_of
from cxmaturity.domain.scoring.values import Stage


class Assessment(Struct, frozen=True):
    """A result with all that it was made from. `questionnaire` carries the weights and owners of these answers.

    `roadmap` is what planning says of it, None where nothing was planned; its plan stands in the result as well.
    """

    questionnaire: Questionnaire
    answers: Answers
    scores: Scores
    basis: Basis
    result: Result
    roadmap: Roadmap | None = None


def score(questionnaire: Questionnaire, answers: Answers) -> Scores:
    """Run the rule over the four readings."""
    program = program_of(questionnaire)
    read = readings(questionnaire, answers)
    return Scores(
        program,
        read,
        Outcome(program.run(read.answered)),
        Outcome(program.run(read.worst)),
        Outcome(program.run(read.best)),
        Outcome(program.run(read.documented)),
    )


def assess(questionnaire: Questionnaire, answers: Answers, target: int | None = None) -> Assessment:
    """Assess answers to a questionnaire.

    `target` is the rank of a stage that goes before the answers' own; without either
    the target is the next stage.
    """
    weighted = owned(reweighted(questionnaire, answers.weights), answers.owners)
    scores = score(weighted, answers)
    stage = stage_of(weighted, answers, scores)
    aim = target if target is not None else answers.target.stage
    goal = aim if aim is not None else next_stage(weighted, scores, stage)
    basis = Basis(weighted, answers, scores)
    needed = needs(basis, Aim(goal)) if goal is not None else {}
    answered, applicable = counts(answers, weighted.practices.values())
    measures = rule_of(weighted).measures(scores.answered)
    result = Result(
        schema="cxmaturity/result@2",
        questionnaire=QuestionnaireRef(weighted.id, weighted.version, weighted.sha256),
        answers=AnswersRef(answers.file, answers.organisation, answers.date.isoformat(), answers.sha256),
        stage=stage,
        score=_float(scores.answered.score()),
        index=_float(scores.answered.index()),
        coverage=answered / applicable if applicable else None,
        answered=answered,
        applicable=applicable,
        dimensions=tuple(_dimension(d, weighted, answers, scores) for d in weighted.dimensions),
        gates=tuple(
            GateResult(
                id_ := weighted.point(gate.stage).id,
                gate.practice,
                scores.answered.is_open(id_, gate.practice),
            )
            for gate in weighted.gates
        ),
        target=None if goal is None else TargetResult(stage_id(weighted, goal), goal, blockers(basis, needed)),
        other_rules=measures.other_rules,
        plan=None,
        find_out=tuple(FindOut(p, _unknown(answers, p)) for p in influences(basis)),
        prove=tuple(_prove(weighted, answers, scores, stage.rank)),
        cheap_and_not_needed=(),
        balance=measures.balance,
        free_of_harm=measures.free_of_harm,
    )
    return Assessment(weighted, answers, scores, basis, result)


def stage_id(questionnaire: Questionnaire, rank: int) -> str:
    """The id of a stage, as its rule names it: a point's, or a number of dimensions won."""
    return rule_of(questionnaire).stage(questionnaire, rank, len(questionnaire.dimensions)).id


def stage_name(questionnaire: Questionnaire, rank: int, dimensions: int) -> str:
    """The name of a stage, as its rule says it: a point's, or "2 of 5"."""
    return rule_of(questionnaire).stage(questionnaire, rank, dimensions).name


def dimensions_won_of(questionnaire: Questionnaire, scores: Scores) -> int:
    """How many top-level dimensions have an applicable practice: as many as can be won."""
    return sum(scores.worst.score(d.id) is not None for d in questionnaire.dimensions)


def stages_of(questionnaire: Questionnaire, scores: Scores) -> tuple[Stage, ...]:
    """Every stage that these answers can have, lowest first."""
    return rule_of(questionnaire).stages(questionnaire, dimensions_won_of(questionnaire, scores))


def stage_of(questionnaire: Questionnaire, answers: Answers, scores: Scores) -> StageResult:
    """The stage with its interval, whether it is claimed, and how much of it is documented."""
    worst, best = scores.worst.stage, scores.best.stage
    claim = _claim(questionnaire, answers, scores)
    rank = claim.count("stage")
    carrying = carrying_practices(questionnaire, scores, rank)
    documented = [
        p for p in carrying if is_documented(answers.of(p), answers.date, questionnaire.scoring.evidence_months)
    ]
    return StageResult(
        claimed=claim.holds("claimed"),
        rank=rank,
        id=None if rank is None else stage_id(questionnaire, rank),
        name=None if rank is None else stage_name(questionnaire, rank, dimensions_won_of(questionnaire, scores)),
        worst=worst,
        best=best,
        documented=claim.count("proved"),
        breadth=rule_of(questionnaire).measures(scores.answered).breadth,
        documented_answers=None if rank is None else len(documented),
        carrying_answers=None if rank is None else len(carrying),
    )


def _claim(questionnaire: Questionnaire, answers: Answers, scores: Scores) -> Outcome:
    """Which stage is claimed."""
    stages = (outcome.stage for outcome in (scores.answered, scores.worst, scores.best, scores.documented))
    given = (*counts(answers, questionnaire.practices.values()), *stages)
    return Outcome(claim_program(questionnaire.scoring).run(dict(zip(INPUTS, given, strict=True))))


def with_roadmap(assessment: Assessment, roadmap: Roadmap) -> Assessment:
    """The assessment with what planning says: the plan, what finding out saves, and what is cheap and not in it."""
    if roadmap.plan is None:
        return replace(assessment, roadmap=roadmap)
    saves = {unknown.practice: unknown.saves_at_best for unknown in roadmap.find_out}
    known = [replace(unknown, saves_at_best=saves.get(unknown.practice)) for unknown in assessment.result.find_out]
    planned = replace(
        assessment.result,
        plan=roadmap.plan,
        find_out=tuple(sorted(known, key=lambda unknown: -(unknown.saves_at_best or 0))),
        cheap_and_not_needed=roadmap.cheap_and_not_needed,
    )
    return replace(assessment, roadmap=roadmap, result=planned)


def _unknown(answers: Answers, practice: str) -> Literal["dk", "missing"]:
    return "dk" if answers.of(practice).status == "dk" else "missing"


def _prove(questionnaire: Questionnaire, answers: Answers, scores: Scores, rank: int | None) -> Iterator[ToProve]:
    """The answers that carry the stage claimed and that nothing valid documents: none at the lowest, a given."""
    for practice in [] if is_lowest(questionnaire, rank) else carrying_practices(questionnaire, scores, rank):
        stands = scores.readings.answered[practice]
        if stands is not None and scores.readings.documented[practice] is None:
            yield ToProve(practice, stands)


def next_stage(questionnaire: Questionnaire, scores: Scores, stage: StageResult) -> int | None:
    """The stage after the claimed one, else after the worst case; None at the top or with nothing to score."""
    stands = stage.stands
    return None if stands is None or stands >= stages_of(questionnaire, scores)[-1].rank else stands + 1


def is_lowest(questionnaire: Questionnaire, rank: int | None) -> bool:
    """Whether a stage is the one that everybody has, so that no answer has to be proved for it."""
    return rank == rule_of(questionnaire).lowest


def carrying_practices(questionnaire: Questionnaire, scores: Scores, rank: int | None) -> list[str]:
    """The practices that carry the claimed stage, by its rank."""
    if rank is None:
        return []
    return rule_of(questionnaire).carrying(questionnaire, scores.readings.answered, scores.answered, rank)


def _dimension(d: Dimension, questionnaire: Questionnaire, answers: Answers, scores: Scores) -> DimensionResult:
    inside = [p for group in walk((d,)) for p in group.practices]
    answered, applicable = counts(answers, inside)
    outcome, points = scores.answered, questionnaire.scale
    return DimensionResult(
        id=d.id,
        name=d.name,
        score=_float(outcome.score(d.id)),
        index=_float(outcome.index(d.id)),
        level=outcome.level(d.id),
        worst=scores.worst.level(d.id),
        best=scores.best.level(d.id),
        documented=_least(scores.documented.level(d.id), outcome.level(d.id)),
        coverage=answered / applicable if applicable else None,
        shares=tuple(_float(outcome.share(d.id, point.id)) for point in points),
        ratings=tuple(_rating(outcome.rating(d.id, point.id)) for point in points),
        practices=tuple(
            PracticeResult(
                p.id,
                answers.of(p.id).status,
                scores.readings.answered[p.id],
                scores.readings.worst[p.id],
                scores.readings.best[p.id],
            )
            for p in d.practices
        ),
        dimensions=tuple(_dimension(inner, questionnaire, answers, scores) for inner in d.dimensions),
    )


def _rating(rating: int | None) -> Rating | None:
    return None if rating is None else cast(Rating, RATINGS[rating])


def _least(alone: int | None, all_: int | None) -> int | None:
    """What the documented answers alone carry: never more than all answers do, as some may stand for the rest."""
    return None if alone is None or all_ is None else min(alone, all_)


def _float(value: Number | None) -> float | None:
    return None if value is None else float(value)
