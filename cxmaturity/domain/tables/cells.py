"""What a cell of a table can say about a practice, and what is said of one that says nothing."""

import difflib
import re
from itertools import combinations

from cxmaturity.domain.answers import Answer
from cxmaturity.domain.codes import DONT_KNOW, NOT_APPLICABLE
from cxmaturity.domain.language import plain_name, say
from cxmaturity.domain.model import Point, Practice, Questionnaire
from cxmaturity.domain.typed import slip_of, typed_hint

DOCUMENTED = ".documented"
"""What follows a practice's id in the name of the column that says whether its answer is documented."""
BLANKS = re.compile("[ \t\n\r\u00a0\u2009\u202f\u3000]+")
DASH = re.compile(" ?[-\u2013] ?")
"""What `spelt` takes for one blank, and for one dash: patterns that the regular expressions of every engine know."""
TRUE, FALSE = ("true", "yes", "1"), ("false", "no", "0", "")
"""What such a column says, in small letters."""


def answers_by_text(practice: Practice, questionnaire: Questionnaire) -> dict[str, Answer]:
    """The texts that cells of a practice hold: points, ranges with the lower first, `dk`, `na`, nothing.

    A point is its id, or its rank where ranks say points; other programs write that with a decimal nought. `na` stands
    only where the practice allows it.
    """
    points = _points(practice, questionnaire)
    answers = {
        f"{low}-{high}": Answer("range", lower.rank, upper.rank)
        for lower, upper in combinations(points, 2)
        for low in _names(lower)
        for high in _names(upper)
    }
    answers |= {name: Answer("answered", p.rank, p.rank) for p in points for name in (*_names(p), *_decimals(p))}
    answers |= {"": Answer("missing"), DONT_KNOW: Answer("dk")}
    return answers | ({NOT_APPLICABLE: Answer("na")} if practice.na else {})


def spelt(text: str) -> str:
    """A cell as it is looked up: in small letters, and without the blanks that do not matter; a long dash is short."""
    return DASH.sub("-", BLANKS.sub(" ", text).strip(" ").lower())


def answers_spelt(practice: Practice, questionnaire: Questionnaire) -> dict[str, Answer]:
    """What cells say by how they are looked up (`spelt`): all of `answers_by_text`, and points by their names, too.

    A name that two points share says nothing, nor does one that is a number.
    """
    points = _points(practice, questionnaire)
    named = [spelt(point.name) for point in points]
    says = {
        point: {*_names(point), *([name] if named.count(name) == 1 and not name.lstrip("-+").isdecimal() else [])}
        for point, name in zip(points, named, strict=True)
    }
    answers = {
        f"{low}-{high}": Answer("range", lower.rank, upper.rank)
        for lower, upper in combinations(points, 2)
        for low in sorted(says[lower])
        for high in sorted(says[upper])
    }
    answers |= {name: Answer("answered", point.rank, point.rank) for point in points for name in says[point]}
    return answers | answers_by_text(practice, questionnaire)


def answer_of(text: str, practice: Practice, questionnaire: Questionnaire) -> Answer | None:
    """What a text says, also in capitals, with blanks around it, or by a name; None where that is nothing."""
    return answers_spelt(practice, questionnaire).get(spelt(text))


def ranks_by_number(practice: Practice, questionnaire: Questionnaire) -> tuple[int, ...]:
    """The whole numbers that a cell of a practice can hold: ranks, where ranks say points, else none."""
    return tuple(point.rank for point in _points(practice, questionnaire) if point.numbered)


def cell_hint(text: str, practice: Practice, questionnaire: Questionnaire) -> str:
    """What would be right in a cell for a text that says nothing."""
    slip = slip_of(text)
    if slip == "not-applicable" and practice.na:
        return say("write na where it does not apply")
    points = _points(practice, questionnaire)
    hint = typed_hint(text, practice, questionnaire)
    names = {plain_name(name): point.id for point in points for name in (point.id, point.name)}
    near = difflib.get_close_matches(plain_name(text), names, n=1, cutoff=0.6)
    if hint or near:
        return hint or say("did you mean {id}?", id=names[near[0]])
    return say("its options are {ids}; or dk, or nothing", ids=", ".join(point.id for point in points))


def _points(practice: Practice, questionnaire: Questionnaire) -> list[Point]:
    return [questionnaire.point(option.rank) for option in practice.options]


def _names(point: Point) -> tuple[str, ...]:
    return (point.id, str(point.rank)) if point.numbered else (point.id,)


def _decimals(point: Point) -> tuple[str, ...]:
    return (f"{point.rank}.0",) if point.numbered else ()
