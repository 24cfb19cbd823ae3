"""The rule of a sweep in words."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Literal

from cxmaturity.domain.language import NOTHING, listed, rounded, say, signed
from cxmaturity.domain.model import Dimension, Questionnaire
from cxmaturity.domain.results.result import DimensionResult
from cxmaturity.domain.scoring.known import little, named_with, of_few
from cxmaturity.domain.scoring.outcome import Outcome
from cxmaturity.domain.scoring.primitives import Number
from cxmaturity.domain.scoring.rule_words import (
    NOTHING_TO_SCORE,
    Assessed,
    Column,
    Fact,
    Profile,
    ProfileCell,
    ProfileRow,
    applying,
    balance_said,
    ends,
    paragraphs_of_all,
    unclaimed_sentence,
    why_open,
)


def won_of(rank: int, dimensions: int) -> str:
    """A number of dimensions won: "2 of 5"."""
    return say("{won} of {dimensions}", won=rank, dimensions=dimensions)


class SweepWords:
    """What the rule of a sweep says."""

    pictures: Literal["levels", "signs"] = "signs"

    def level_words(self, questionnaire: Questionnaire) -> str:
        """When a dimension is won."""
        return say("A dimension is won when its score, the weighted mean of its answers' values, is above 0.")

    def stage_words(self, questionnaire: Questionnaire) -> str:
        """What the stage counts."""
        return say("The stage is the number of dimensions won. The balance is 100 times the score of the whole.")

    def paragraphs(self, questionnaire: Questionnaire) -> tuple[str, ...]:
        """The whole rule, a paragraph each."""
        first = f"{self.level_words(questionnaire)} {self.stage_words(questionnaire)}"
        return (first, *paragraphs_of_all(questionnaire))

    def profile_words(self, questionnaire: Questionnaire) -> str:
        """What the profile shows."""
        return say("How many practices of each dimension stand where; a dimension is won when its balance is above 0.")

    def condition_words(self, questionnaire: Questionnaire, rank: int) -> str:
        """How many dimensions a stage asks for."""
        return say("{won:word} {won|dimension|dimensions} won", won=rank)

    def dimension_target(self, rank: int) -> int | None:
        """None: a number of dimensions is no level."""
        return None

    def stage_sentence(self, assessment: Assessed) -> str:
        """A sweep leads with its balance: what is won can hide what harms. Or why no stage is claimed."""
        stage, dimensions = assessment.result.stage, applying(assessment.result)
        if stage.worst is None or stage.best is None:
            return say(NOTHING_TO_SCORE)
        worst, best = won_of(stage.worst, dimensions), won_of(stage.best, dimensions)
        if stage.rank is None:
            return unclaimed_sentence(assessment, worst, best)
        outcome = assessment.scores.answered
        lowest, highest = _ends_of_balance(assessment.questionnaire)
        values: dict[str, str | int] = {
            "balance": signed(_float(outcome.of("balance"))),
            "lowest": lowest,
            "highest": highest,
            "stage": won_of(stage.rank, dimensions),
            "free": _free_of_harm(outcome, dimensions),
        }
        start = "Balance {balance} on a scale from {lowest} to {highest}: {stage} won"
        if stage.worst == stage.best:
            return say(f"{start}; free of harm: {{free}}.", **values)
        end, numbers = why_open(assessment)
        sentence = f"{start}, between {{worst}} and {{best}} {end}; free of harm: {{free}}."
        return say(sentence, worst=worst, best=best, **values, **numbers)

    def facts(self, assessment: Assessed) -> tuple[Fact, ...]:
        """The balance, and in how many dimensions nothing takes away."""
        outcome = assessment.scores.answered
        balance, free = _float(outcome.of("balance")), outcome.count("free_of_harm")
        if balance is None or free is None:
            return ()
        lowest, highest = _ends_of_balance(assessment.questionnaire)
        note = say("on a scale from {lowest} to {highest}", lowest=lowest, highest=highest)
        if not assessment.result.stage.claimed:
            return (Fact("Balance", signed(balance), balance, f"{note}, {of_few(assessment.result)}"),)
        return (
            Fact("Balance", signed(balance), balance, note),
            Fact("Free of harm", _free_of_harm(outcome, applying(assessment.result)), free),
        )

    def sentences(self, assessment: Assessed) -> tuple[str, ...]:
        """What is won, what adds and takes away, and what is won although something takes away."""
        return tuple(filter(None, (balance_words(assessment),)))

    def other_rules_sentence(self, assessment: Assessed) -> str:
        """Nothing: no other rule counts what takes away."""
        return ""

    def reached_words(self, questionnaire: Questionnaire, reached: int | None) -> str:
        """Whether a dimension is won."""
        return NOTHING if reached is None else say("won") if reached else say("not won")

    def left_sentence(self, assessment: Assessed, raised: Sequence[str]) -> str:
        """What takes away and is not raised."""
        outcome = assessment.scores.answered
        practices = assessment.questionnaire.practices
        left = [practices[id_].title for id_ in _taking_away(outcome, practices) if id_ not in raised]
        if not left:
            return ""
        return say(
            "{names} {n|takes away and stays as it is|take away and stay as they are}: the target can be reached all"
            " the same.",
            names=listed(left),
            n=len(left),
        )

    def extremes(self, assessment: Assessed) -> tuple[Fact, ...]:
        """By index; of the weakest what takes away."""
        outcome, practices = assessment.scores.answered, assessment.questionnaire.practices

        def standing(dimension: DimensionResult) -> tuple[Number, ...]:
            return (outcome.index(dimension.id) or 0,)

        strongest, weakest = ends(assessment, standing)
        if not strongest:
            return ()
        names = {
            end: listed([dimension.name for dimension in dimensions])
            for end, dimensions in (("top", strongest), ("bottom", weakest))
        }
        inside = [practice.id for dimension in weakest for practice in dimension.practices]
        taking = [practices[id_].title for id_ in _taking_away(outcome, inside)]
        link = "{names} (index {index}): {taking} {n|takes|take} away" if taking else "{names} (index {index})"
        top, bottom = rounded(strongest[0].index), rounded(weakest[0].index)
        return (
            Fact("Strongest dimension", say("{names} (index {index})", names=names["top"], index=top), names["top"]),
            Fact(
                "Weakest link",
                say(link, names=names["bottom"], index=bottom, taking=listed(taking), n=len(taking)),
                names["bottom"],
            ),
        )

    def profile(self, assessment: Assessed, digits: int = 1) -> Profile:
        """How many practices stand at each point, then the balance, the index, and whether the dimension is won."""
        points = (Column(point.id, point.name, True) for point in assessment.questionnaire.scale)
        others = (Column("score", "Balance", True), Column("index", "Index", True), Column("won", "Won", False))
        return Profile((*points, *others), tuple(_rows(assessment)))


def _rows(assessment: Assessed) -> Iterator[ProfileRow]:
    dimensions = zip(assessment.questionnaire.dimensions, assessment.result.dimensions, strict=True)
    for dimension, result in dimensions:
        won = None if result.score is None else assessment.scores.answered.holds("won", dimension.id)
        text = NOTHING if won is None else say("yes") if won else say("no")
        cells = (
            *(ProfileCell(count, str(count)) for count in _counts(assessment, dimension)),
            ProfileCell(result.score, balance_said(result.score)),
            ProfileCell(result.index, rounded(result.index)),
            ProfileCell(won, text, reached=won is True),
        )
        note = "" if result.score is None else little(result, assessment.questionnaire.scoring)
        yield ProfileRow(dimension.id, dimension.name, 0, cells, note)


def _counts(assessment: Assessed, dimension: Dimension) -> list[int]:
    """How many practices of a dimension stand at each point."""
    ranks = [assessment.scores.readings.answered[practice.id] for practice in dimension.practices]
    return [ranks.count(point.rank) for point in assessment.questionnaire.scale]


def _taking_away(outcome: Outcome, practices: Iterable[str]) -> list[str]:
    return [id_ for id_ in practices if outcome.counted(f"value({id_})") < 0]


def _ends_of_balance(questionnaire: Questionnaire) -> tuple[str, str]:
    lowest, highest = (signed(100 * float(questionnaire.scale[i].value)) for i in (0, -1))
    return lowest, highest


def _free_of_harm(outcome: Outcome, dimensions: int) -> str:
    free = outcome.count("free_of_harm")
    return NOTHING if free is None else won_of(free, dimensions)


def _float(value: Number | None) -> float | None:
    return None if value is None else float(value)


def balance_words(assessment: Assessed) -> str:
    """Which dimensions are won, with or without what takes away, and how many moments add."""
    outcome, practices = assessment.scores.answered, assessment.questionnaire.practices
    known = [d for d in assessment.result.dimensions if d.score is not None]
    if not known:
        return ""
    values = [value for id_ in practices if (value := outcome.value(id_)) is not None]
    won = [d for d in known if outcome.holds("won", d.id)]
    counts = {"add": sum(v > 0 for v in values), "none": values.count(0), "take": sum(v < 0 for v in values)}
    thrived = _thrived(assessment, won=bool(won))
    balance = say(
        f"{thrived}Of {{n:word}} {{n|moment|moments}} answered, {{add}} {{adding|adds|add}},"
        " {none} {doing|does|do} nothing and {take} {taking|takes|take} away.",
        won=_some(len(won)),
        all=applying(assessment.result),
        names=listed([named_with(d, assessment.questionnaire.scoring) for d in won]),
        n=len(values),
        add=_some(counts["add"]),
        adding=counts["add"],
        none=_some(counts["none"]),
        doing=counts["none"],
        take=_some(counts["take"]),
        taking=counts["take"],
    )
    claimed = won if assessment.result.stage.claimed else []
    return " ".join([balance, *_won_although(outcome, claimed, assessment.questionnaire)])


def _thrived(assessment: Assessed, *, won: bool) -> str:
    """How many dimensions are won, as a sentence of `say`; nothing where no stage is claimed."""
    if not assessment.result.stage.claimed:
        return ""
    if applying(assessment.result) == 1:
        return "Thrived in {names}. " if won else "Thrived in no dimension. "
    return "Thrived in {won} of {all:word}: {names}. " if won else "Thrived in none of {all:word}. "


def _won_although(outcome: Outcome, won: Sequence[DimensionResult], questionnaire: Questionnaire) -> Iterator[str]:
    for dimension in won:
        taking = [
            questionnaire.practices[id_].title
            for id_ in _taking_away(outcome, [practice.id for practice in dimension.practices])
        ]
        if taking:
            yield say(
                "{dimension} is won although {names} {n|takes|take} away.",
                dimension=dimension.name,
                names=listed(taking),
                n=len(taking),
            )


def _some(n: int) -> str:
    """A count that stands without its noun."""
    return say("{n:word}", n=n) if n else say("none")
