"""Questionnaires, answers and programs as values: options, readings, days, and parts of the arithmetic.

Everything is computed from these; a practice that stands at the wrong option, or evidence that counts a day too long,
would be wrong in every output alike, so that no comparison of outputs finds it.
"""

import calendar
import datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from cxmaturity.domain.answers import (
    MISSING,
    Answer,
    Answers,
    Evidence,
    counts,
    is_documented,
    is_valid,
    months_before,
    readings,
)
from cxmaturity.domain.model import owned, rank_of, reweighted, walk
from cxmaturity.domain.scoring.program import Line, Program
from cxmaturity.domain.scoring.rule import program_of
from tests import strategies
from tests.build import assess_case, questionnaire_of

ASKED = questionnaire_of(
    {
        "scale": [1, 2, 3, 4],
        "tree": {
            "a": {"weight": 2, "practices": {"all": {}, "ends": {"points": [1, 4]}}},
            "b": {"dimensions": {"c": {"practices": {"some": {"points": [1, 2, 4], "na": True}}}}},
        },
    }
)
ALL, ENDS, SOME = (ASKED.practices[id_] for id_ in ("a.all", "a.ends", "b.c.some"))

# options


@pytest.mark.parametrize(
    ("rank", "least", "most", "following"),
    [(1, 1, 1, 2), (2, 2, 2, 4), (3, 4, 2, 4), (4, 4, 4, None)],
)
def test_a_practice_without_an_option_stands_at_its_neighbours(
    rank: int, least: int, most: int, following: int | None
) -> None:
    """The third point has none: whoever wants it there has to bring it to the fourth, and it counts as the second."""
    assert SOME.option_at_least(rank).rank == least
    assert SOME.option_at_most(rank).rank == most
    option = SOME.next_option(rank)
    assert (option.rank if option else None) == following


def test_an_option_that_is_not_there_is_not_made_up() -> None:
    assert SOME.option(4).rank == 4
    with pytest.raises(KeyError):
        SOME.option(3)


@settings(max_examples=40)
@given(st.sampled_from([ALL, ENDS, SOME]), st.integers(1, 4))
def test_options_around_a_rank(practice: Any, rank: int) -> None:
    ranks = [option.rank for option in practice.options]
    assert practice.option_at_least(rank).rank == min(each for each in ranks if each >= rank)
    assert practice.option_at_most(rank).rank == max(each for each in ranks if each <= rank)
    following = practice.next_option(rank)
    assert (following.rank if following else None) == min((each for each in ranks if each > rank), default=None)


# trees


def test_dimensions_are_walked_from_the_outside_in() -> None:
    assert [dimension.id for dimension in walk(ASKED.dimensions)] == ["a", "b", "b.c"]
    assert list(ASKED.practices) == ["a.all", "a.ends", "b.c.some"]
    assert [ASKED.point(rank).id for rank in (1, 4)] == ["p1", "p4"]


def test_other_weights_change_what_they_name_and_nothing_else() -> None:
    weighed = reweighted(ASKED, {"a": 7, "a.ends": 3, "b.c": 5})
    assert [dimension.weight for dimension in walk(weighed.dimensions)] == [7, 1, 5]
    assert [practice.weight for practice in weighed.practices.values()] == [1, 3, 1]
    assert [dimension.weight for dimension in walk(ASKED.dimensions)] == [2, 1, 1]
    assert reweighted(ASKED, {}) is ASKED


def test_owners_have_the_titles_of_the_organisation() -> None:
    assert ASKED.owners == ("Owner",)
    assert owned(ASKED, {"Owner": "Head of CX", "Nobody": "x"}).owners == ("Head of CX",)
    assert owned(ASKED, {"Nobody": "x"}).owners == ("Owner",)
    assert owned(ASKED, {}) is ASKED


@pytest.mark.parametrize(
    ("text", "rank"),
    [("p2", 2), ("2", 2), ("Point 2", 2), ("POINT  2", 2), ("5", None), ("-2", None), ("Point", None), ("", None)],
)
def test_a_point_is_named_by_its_id_its_rank_or_its_whole_name(text: str, rank: int | None) -> None:
    assert rank_of(text, ASKED.scale) == rank


def test_a_name_that_two_points_have_names_none() -> None:
    twice = [replace(point, name="Same") for point in ASKED.scale[:2]]
    assert rank_of("same", twice) is None
    assert rank_of("same", twice[:1]) == 1


# days and evidence


@pytest.mark.parametrize(
    ("day", "months", "before"),
    [
        ("2026-11-22", 12, "2025-11-22"),
        ("2026-03-31", 1, "2026-02-28"),
        ("2024-03-31", 1, "2024-02-29"),
        ("2026-01-15", 1, "2025-12-15"),
        ("2026-11-22", 0, "2026-11-22"),
        ("2026-11-30", -3, "2027-02-28"),
        ("0001-01-15", 1, "0001-01-01"),
        ("9999-12-15", -1, "9999-12-31"),
    ],
)
def test_months_go_back_by_the_calendar(day: str, months: int, before: str) -> None:
    assert months_before(datetime.date.fromisoformat(day), months).isoformat() == before


@given(st.dates(datetime.date(100, 1, 1), datetime.date(9000, 1, 1)), st.integers(-600, 600))
def test_months_are_as_many_as_they_say(day: datetime.date, months: int) -> None:
    other = months_before(day, months)
    assert (day.year - other.year) * 12 + day.month - other.month == months
    last = calendar.monthrange(other.year, other.month)[1]
    assert other.day == min(day.day, last)


TODAY = datetime.date(2026, 11, 22)


@pytest.mark.parametrize(
    ("date", "months", "valid"),
    [
        ("2026-11-22", 0, True),
        ("2026-11-21", 0, False),
        ("2025-11-22", 12, True),  # twelve months to the day
        ("2025-11-21", 12, False),
        ("2026-11-23", 12, False),  # from after the assessment
        (None, 12, False),
    ],
)
def test_evidence_counts_from_a_day_to_a_day(date: str | None, months: int, valid: bool) -> None:
    piece = Evidence("x", datetime.date.fromisoformat(date) if date else None, "")
    assert is_valid(piece, TODAY, months) == valid
    old = Evidence("y", datetime.date(2000, 1, 1), "")
    assert is_documented(Answer("answered", 1, 1, evidence=(old, piece)), TODAY, months) == valid
    assert not is_documented(Answer("answered", 1, 1), TODAY, months)


# readings


PROVEN = (Evidence("x", TODAY, ""),)


@pytest.mark.parametrize(
    ("answer", "answered", "worst", "best", "documented"),
    [
        (Answer("answered", 2, 2), 2, 2, 2, None),
        (Answer("answered", 2, 2, evidence=PROVEN), 2, 2, 2, 2),
        (Answer("range", 1, 2), 1, 1, 2, None),
        (Answer("range", 1, 2, evidence=PROVEN), 1, 1, 2, 1),
        (Answer("dk"), None, 1, 4, None),
        (Answer("dk", evidence=PROVEN), None, 1, 4, None),
        (MISSING, None, 1, 4, None),
        (Answer("na", because="x", evidence=PROVEN), None, None, None, None),
    ],
)
def test_the_four_readings_of_an_answer(
    answer: Answer, answered: int | None, worst: int | None, best: int | None, documented: int | None
) -> None:
    answers = Answers("a.yaml", "", TODAY, answers={} if answer == MISSING else {"b.c.some": answer})
    read = readings(ASKED, answers)
    got = tuple(getattr(read, name)["b.c.some"] for name in ("answered", "worst", "best", "documented"))
    assert got == (answered, worst, best, documented)
    assert list(read.worst) == list(ASKED.practices)


def test_a_range_is_an_answer_and_what_nobody_knows_is_none() -> None:
    given_ = {"a.all": Answer("range", 1, 2), "a.ends": Answer("dk"), "b.c.some": Answer("na", because="x")}
    answers = Answers("a.yaml", "", TODAY, answers=given_)
    assert counts(answers, ASKED.practices.values()) == (1, 2)
    assert counts(answers, []) == (0, 0)
    assert answers.of("nobody") == MISSING


# programs


def test_a_part_of_a_program_says_what_the_whole_says() -> None:
    program = Program(
        ["x", "y"],
        [
            Line("twice", "total", ("x",), (2,)),
            Line("both", "total", ("twice", "y"), (1, 1)),
            Line("aside", "total", ("y",), (5,)),
        ],
    )
    values = program.run({"x": 3, "y": 4})
    assert values == {"x": 3, "y": 4, "twice": 6, "both": 10, "aside": 20}
    part = program.only("both")
    assert [line.name for line in part.lines] == ["twice", "both"]
    assert part is program.only("both"), "it is made once"
    assert part.run({"x": 3, "y": 4}) == {name: values[name] for name in ("x", "y", "twice", "both")}
    assert program.show(program.lines[1], values) == "both = 1 x 6 twice + 1 x 4 y = 10"
    assert program.show(program.lines[1], {**values, "both": None}) == "both = -"


def test_a_program_asks_for_all_of_its_inputs() -> None:
    with pytest.raises(KeyError):
        Program(["x"], []).run({})


@settings(max_examples=12, deadline=None)
@given(strategies.cases(), st.data())
def test_what_is_computed_again_is_what_a_whole_run_says(case: dict[str, Any], data: st.DataObject) -> None:
    """A change of some answers: only what rests on them is computed, and all of it comes out as if all were."""
    assessment = assess_case(case)
    program = program_of(assessment.questionnaire)
    before = assessment.scores.readings.worst
    practices = assessment.questionnaire.practices
    changed = {
        id_: data.draw(st.sampled_from([None, *(option.rank for option in practices[id_].options)]))
        for id_ in data.draw(st.sets(st.sampled_from(list(practices)), max_size=3))
    }
    values = program.run(before)
    assert program.rerun(values, changed) == program.run({**before, **changed})
    assert values == program.run(before), "the values of before are left as they were"
    part = program.only("stage")
    assert part.run(before)["stage"] == values["stage"]
    assert set(part.inputs) == set(program.inputs)
