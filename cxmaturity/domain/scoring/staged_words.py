"""The rule of stages in words."""

from collections.abc import Iterator, Sequence
from typing import Literal

from cxmaturity.domain.language import NOTHING, listed, rounded, say
from cxmaturity.domain.model import Questionnaire
from cxmaturity.domain.results.result import DimensionResult
from cxmaturity.domain.scoring.known import little, named_with
from cxmaturity.domain.scoring.lines import grip
from cxmaturity.domain.scoring.primitives import Number
from cxmaturity.domain.scoring.rule_words import (
    NOTHING_TO_SCORE,
    Assessed,
    Column,
    Fact,
    Profile,
    ProfileCell,
    ProfileRow,
    ends,
    paragraphs_of_all,
    share_text,
    unclaimed_sentence,
    why_open,
)


class StagedWords:
    """What the rule of stages says."""

    pictures: Literal["levels", "signs"] = "levels"

    def level_words(self, questionnaire: Questionnaire) -> str:
        """When a level is reached."""
        return say(
            "A level is reached when most of what counts is at it (over {most} %), nearly all of it one level below"
            " (at least {nearly} %), and nothing is further behind. Practices make dimensions, and dimensions the"
            " whole, by weight.",
            most=questionnaire.scoring.most,
            nearly=questionnaire.scoring.nearly,
        )

    def stage_words(self, questionnaire: Questionnaire) -> str:
        """When a stage is reached."""
        if not questionnaire.gates:
            return say("The stage is the level of the whole; this questionnaire has no gates.")
        if questionnaire.scoring.lead:
            return say(
                "The stage is the highest whose gates, and those of the stages below it, are open, with the whole at"
                " that level or one below."
            )
        return say(
            "The stage is the highest whose gates, and those of the stages below it, are open, with the whole at that"
            " level."
        )

    def paragraphs(self, questionnaire: Questionnaire) -> tuple[str, ...]:
        """The whole rule, a paragraph each."""
        idea = say(
            "The idea is that of ISO/IEC 33020: a level largely achieved, the one below fully. Thresholds and the use"
            " over weighted shares are this project's own."
        )
        first = f"{self.level_words(questionnaire)} {self.stage_words(questionnaire)}"
        return (first, *paragraphs_of_all(questionnaire), idea)

    def profile_words(self, questionnaire: Questionnaire) -> str:
        """What the profile shows."""
        return say("How much of each dimension is at a point or above it, by weight, in per cent.")

    def condition_words(self, questionnaire: Questionnaire, rank: int) -> str:
        """The level that a stage asks of the whole."""
        return say(
            "the level {level} (over {most} % at it, at least {nearly} % one below)",
            level=_point(questionnaire, rank),
            most=questionnaire.scoring.most,
            nearly=questionnaire.scoring.nearly,
        )

    def dimension_target(self, rank: int) -> int | None:
        """The stage as a level."""
        return rank

    def stage_sentence(self, assessment: Assessed) -> str:
        """The stage with its interval, or why none is claimed."""
        questionnaire, stage = assessment.questionnaire, assessment.result.stage
        if stage.worst is None or stage.best is None:
            return say(NOTHING_TO_SCORE)
        worst, best = _point(questionnaire, stage.worst), _point(questionnaire, stage.best)
        if stage.rank is None:
            return unclaimed_sentence(assessment, worst, best)
        name = _point(questionnaire, stage.rank)
        if stage.worst == stage.best:
            return say("{stage}.", stage=name)
        end, numbers = why_open(assessment)
        return say(f"{{stage}}, between {{worst}} and {{best}} {end}.", stage=name, worst=worst, best=best, **numbers)

    def facts(self, assessment: Assessed) -> tuple[Fact, ...]:
        """The breadth, where a stage is claimed that gates guard."""
        questionnaire, stage = assessment.questionnaire, assessment.result.stage
        if not stage.claimed or stage.breadth is None or not questionnaire.gates:
            return ()
        return (Fact("Breadth", _point(questionnaire, stage.breadth), stage.breadth),)

    def sentences(self, assessment: Assessed) -> tuple[str, ...]:
        """Breadth and grip."""
        return tuple(filter(None, (breadth_words(assessment), grip_words(assessment))))

    def other_rules_sentence(self, assessment: Assessed) -> str:
        """What the stage as answered would be by other rules."""
        others, stage = assessment.result.other_rules, assessment.scores.answered.stage
        if stage is None:
            return ""
        questionnaire = assessment.questionnaire
        return say(
            "By other rules the stage is {breadth} without gates, {weakest} by the weakest dimension and {average} by"
            " the average, rounded down.",
            breadth=_point(questionnaire, assessment.result.stage.breadth),
            weakest=_point(questionnaire, others.weakest_dimension),
            average=_point(questionnaire, others.rounded_down),
        )

    def reached_words(self, questionnaire: Questionnaire, reached: int | None) -> str:
        """The name of the level."""
        return _point(questionnaire, reached)

    def left_sentence(self, assessment: Assessed, raised: Sequence[str]) -> str:
        """Nothing does harm."""
        return ""

    def extremes(self, assessment: Assessed) -> tuple[Fact, ...]:
        """By level, then by index."""
        outcome, questionnaire = assessment.scores.answered, assessment.questionnaire

        def standing(dimension: DimensionResult) -> tuple[Number, ...]:
            return outcome.level(dimension.id) or 0, outcome.index(dimension.id) or 0

        def fact(label: str, dimensions: list[DimensionResult]) -> Fact:
            names = listed([dimension.name for dimension in dimensions])
            text = say(
                "{names} ({level}, index {index})",
                names=names,
                level=_point(questionnaire, dimensions[0].level),
                index=rounded(dimensions[0].index),
            )
            return Fact(label, text, names)

        strongest, weakest = ends(assessment, standing)
        if not strongest:
            return ()
        return fact("Strongest dimension", strongest), fact("Weakest dimension", weakest)

    def profile(self, assessment: Assessed, digits: int = 1) -> Profile:
        """Shares by point, then the level and the index."""
        questionnaire = assessment.questionnaire
        points = (Column(point.id, point.name, True) for point in questionnaire.scale)
        columns = (*points, Column("level", "Level", False), Column("index", "Index", True))
        return Profile(columns, tuple(_rows(questionnaire, assessment.result.dimensions, digits, 0)))


def _point(questionnaire: Questionnaire, rank: int | None) -> str:
    return NOTHING if rank is None else questionnaire.point(rank).name


def _rows(
    questionnaire: Questionnaire, dimensions: Sequence[DimensionResult], digits: int, depth: int
) -> Iterator[ProfileRow]:
    for dimension in dimensions:
        shares = (
            ProfileCell(
                share,
                share_text(share, questionnaire.scoring, digits),
                rating or "",
                dimension.level is not None and point.rank <= dimension.level,
            )
            for point, share, rating in zip(questionnaire.scale, dimension.shares, dimension.ratings, strict=True)
        )
        level = ProfileCell(dimension.level, _point(questionnaire, dimension.level))
        index = ProfileCell(dimension.index, rounded(dimension.index))
        note = "" if dimension.level is None else little(dimension, questionnaire.scoring)
        yield ProfileRow(dimension.id, dimension.name, depth, (*shares, level, index), note)
        yield from _rows(questionnaire, dimension.dimensions, digits, depth + 1)


def breadth_words(assessment: Assessed) -> str:
    """How the whole stands beside the stage: further, with the gates that are shut, or behind its signs."""
    stage, questionnaire = assessment.result.stage, assessment.questionnaire
    if not stage.claimed or stage.breadth is None or stage.rank is None or stage.breadth == stage.rank:
        return ""
    breadth = _point(questionnaire, stage.breadth)
    if stage.breadth < stage.rank:
        name = _point(questionnaire, stage.rank)
        return say("{stage} by its signs; the whole is still at {breadth}.", stage=name, breadth=breadth)
    shut = dict.fromkeys(
        gate.practice
        for gate, declared in zip(assessment.result.gates, questionnaire.gates, strict=True)
        if not gate.open and declared.stage <= stage.breadth
    )
    ranks = [rank for rank in assessment.scores.readings.answered.values() if rank is not None]
    most = 2 * sum(rank >= stage.breadth for rank in ranks) > len(ranks)
    return say(
        "Most practices are at {breadth} already; {gates:word} {gates|gate is|gates are} shut: {names}."
        if most
        else "The whole is at {breadth} already; {gates:word} {gates|gate is|gates are} shut: {names}.",
        breadth=breadth,
        gates=len(shut),
        names=listed([questionnaire.practices[practice].title for practice in shut]),
    )


def grip_words(assessment: Assessed) -> str:
    """The grip on each section of a ladder, and where the slip is; nothing where there is no ladder, or no stage."""
    questionnaire, outcome = assessment.questionnaire, assessment.scores.answered
    scoring, results = questionnaire.scoring, {d.id: d for d in assessment.result.dimensions}
    held = [
        (named_with(results[d.id], scoring), value)
        for d in questionnaire.dimensions
        if (value := grip(d.id, questionnaire, outcome)) is not None
    ]
    if not assessment.result.stage.claimed or not held:
        return ""
    grips = listed(
        [say("{share} % on {section}", share=share_text(float(value), scoring), section=name) for name, value in held]
    )
    slip = next((name for name, value in held if value < 100), None)
    if slip is None:
        return say("The grip is {grips}; there is no slip.", grips=grips)
    return say("The grip is {grips}; seen from below, the first slip is on {section}.", grips=grips, section=slip)
