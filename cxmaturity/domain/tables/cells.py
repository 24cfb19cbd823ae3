"""What a cell of a table can say about a practice, by its exact text or number."""

from itertools import combinations

from cxmaturity.domain.answers import Answer
from cxmaturity.domain.codes import DONT_KNOW, NOT_APPLICABLE
from cxmaturity.domain.model import Point, Practice, Questionnaire

DOCUMENTED = ".documented"
"""What follows a practice's id in the name of the column that says whether its answer is documented."""
TRUE, FALSE = frozenset({"true", "yes", "1"}), frozenset({"false", "no", "0", ""})
"""What such a column says, in small letters."""


def answers_by_text(practice: Practice, questionnaire: Questionnaire) -> dict[str, Answer]:
    """Every text that a cell of a practice can hold: points, ranges with the lower first, `dk`, `na`, nothing.

    A point is its id, or its rank where ranks say points; other programs write that with a decimal nought. `na` stands
    only where the practice allows it.
    """
    points = [questionnaire.point(option.rank) for option in practice.options]
    answers = {
        f"{low}-{high}": Answer("range", lower.rank, upper.rank)
        for lower, upper in combinations(points, 2)
        for low in _names(lower)
        for high in _names(upper)
    }
    answers |= {name: Answer("answered", p.rank, p.rank) for p in points for name in (*_names(p), *_decimals(p))}
    answers |= {"": Answer("missing"), DONT_KNOW: Answer("dk")}
    return answers | ({NOT_APPLICABLE: Answer("na")} if practice.na else {})


def ranks_by_number(practice: Practice, questionnaire: Questionnaire) -> frozenset[int]:
    """The whole numbers that a cell of a practice can hold: ranks, where ranks say points, else none."""
    points = (questionnaire.point(option.rank) for option in practice.options)
    return frozenset(point.rank for point in points if point.numbered)


def _names(point: Point) -> tuple[str, ...]:
    return (point.id, str(point.rank)) if point.numbered else (point.id,)


def _decimals(point: Point) -> tuple[str, ...]:
    return (f"{point.rank}.0",) if point.numbered else ()
