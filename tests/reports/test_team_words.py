"""The sentences on a team: one wording for the terminal, the report and the meeting, right for every number."""

import datetime
from collections.abc import Sequence

import pytest
from msgspec.structs import replace

from benchmarks import team as benchmark
from cxmaturity.domain.agreement.aggregation import Choices, aggregated
from cxmaturity.domain.agreement.gaps import Drawing
from cxmaturity.domain.agreement.team import Gap, Group, Team, TeamStage, Topic
from cxmaturity.domain.answers import Answer, Answers, Respondent
from cxmaturity.reports.build.team import team_document
from cxmaturity.reports.words.team import TeamWords, band_of
from cxmaturity.statistics.bootstrap import intervals
from tests.build import Case, questionnaire_of

CASE: Case = {"scale": [1, 2, 3, 4], "tree": {"a": {"practices": {"x": {}, "y": {}}}}}
ASKED = questionnaire_of(CASE)
SWEPT = questionnaire_of(CASE | {"scale": [-1, 0, 1], "scoring": {"rule": "sweep"}})


def person(x: int, y: int, level: str = "") -> Answers:
    given = {"a.x": Answer("answered", x, x, note="a note"), "a.y": Answer("answered", y, y)}
    return Answers("", "", datetime.date(2026, 11, 22), "Us", Respondent("", level), answers=given)


def put(people: Sequence[Answers], *, text: bool = False) -> Team:
    return aggregated(ASKED, people, Choices(Drawing(intervals, 50, 1), 1, text))


TEAM = put([person(1, 2, "leader"), person(3, 2, "front-line"), person(3, 2, "front-line")])


def gap(difference: float, medians: tuple[int, int] | None, **more: object) -> Gap:
    base = Gap(
        "level", ("leader", "front-line"), "practice", "a.x", difference, difference - 0.5, difference + 0.5, medians
    )
    return replace(base, **more)


@pytest.mark.parametrize(
    ("found", "sentence"),
    [
        (gap(2.1, (4, 2)), "Leaders see Practice x two stages higher than the front line."),
        (gap(-1.0, (1, 2)), "The front line see Practice x one stage higher than leaders."),
        (gap(1.02, (2, 2)), "Leaders see Practice x one stage higher than the front line."),
        (gap(2.5, (4, 1)), "Leaders see Practice x three stages higher than the front line."),
        (gap(1.5, (2, 2)), "Leaders see Practice x 1.5 stages higher than the front line."),
        (gap(0.3, (2, 3)), "Leaders see Practice x 0.3 of a stage higher than the front line."),
        (gap(0.62, (2, 2)), "Leaders see Practice x 0.6 of a stage higher than the front line."),
        (
            gap(1.4, None, by="function", groups=("IT", "Claims, north"), kind="dimension", about="a"),
            "People in IT see A 1.4 stages higher than people in Claims, north.",
        ),
        (gap(1.4, None, groups=("manager", "expert")), "People of level manager see Practice x 1.4 stages higher"),
    ],
)
def test_a_gap_is_a_sentence_for_a_board(found: Gap, sentence: str) -> None:
    """The board reads this one; it must not say more than the numbers beside it."""
    assert TeamWords(ASKED, TEAM).gap(found).startswith(sentence)


def test_where_stages_are_counted_a_gap_is_in_points() -> None:
    """Under sweep a stage is a number of dimensions, and no point of the scale."""
    words = TeamWords(SWEPT, TEAM)
    assert words.gap(gap(2.0, (3, 1))) == "Leaders see Practice x two points higher than the front line."
    assert words.gap(gap(0.3, None)) == "Leaders see Practice x 0.3 of a point higher than the front line."


def test_the_widest_gap_is_that_of_leaders_and_front_line_where_there_is_one() -> None:
    """The widest of many between functions may be there by chance."""
    functions = gap(3.0, (4, 1), by="function", groups=("IT", "Claims"))
    unclear = gap(0.2, (2, 2))

    def of(*gaps: Gap) -> str:
        return TeamWords(ASKED, replace(TEAM, gaps=gaps)).widest()

    assert of(functions, gap(1.0, (2, 1))).startswith("Leaders see Practice x one stage")
    assert of(functions, unclear).startswith("People in IT see")
    assert of(unclear) == "No two groups differ by more than chance may explain."
    assert of() == ""


@pytest.mark.parametrize(
    ("rwg", "band"), [(None, ""), (1.0, "strong"), (0.71, "strong"), (0.7, "moderate"), (0.5, "weak"), (0.0, "weak")]
)
def test_agreement_has_a_word(rwg: float | None, band: str) -> None:
    assert band_of(rwg) == band


def test_how_many_answered_is_said_with_their_levels() -> None:
    groups = (Group("level", "front-line", 20), Group("level", "the rest", 7), Group("function", "IT", 27))
    words = TeamWords(ASKED, replace(TEAM, respondents=27, groups=groups, min_cell=5))
    assert words.who() == "27 people answered: front line 20 and the rest 7."
    assert words.functions() == "By function: IT 27."
    assert words.hidden().startswith("A group of fewer than five people is not shown")
    alone = TeamWords(ASKED, replace(TEAM, respondents=1, groups=()))
    assert (alone.who(), alone.functions(), alone.hidden()) == ("One person answered.", "", "")


def test_the_stage_of_the_middle_is_said_with_what_differs() -> None:
    def of(*ranks: int | None) -> str:
        return TeamWords(ASKED, replace(TEAM, stage=TeamStage(*ranks))).stands()

    assert of(1, 2, 3) == "The answers in the middle make Point 2; between Point 1 and Point 3 where people differ."
    assert of(2, 2, 2) == "The answers in the middle make Point 2; so do the quartiles of every practice."
    assert of(None, None, None) == "Nothing was answered that makes a stage."


@pytest.mark.parametrize(
    ("ad", "moves", "joint", "words"),
    [
        (1.0, 0, 0, "people are 1 point from the middle on average"),
        (0.44, 0, 0, "people are 0.4 of a point from the middle on average"),
        (1.26, 0, 2, "with others it moves the stage; people are 1.3 points from the middle on average"),
        (1.26, 1, 0, "settled low it makes Point 1, settled high Point 2"),
    ],
)
def test_why_to_talk_about_a_practice(ad: float, moves: int, joint: int, words: str) -> None:
    """Who leads the meeting says this aloud."""
    topic: Topic = replace(TEAM.agenda[0], ad=ad, moves=moves, joint=joint, settled_low=1, settled_high=2)
    assert TeamWords(ASKED, TEAM).why(topic) == words


def test_a_document_in_full_has_every_part_and_notes_only_if_asked() -> None:
    names = [part.name for part in team_document(ASKED, TEAM, full=True).chapters[0].body]
    assert names == ["stand", "agenda", "gaps", "practices", "statistics"]
    assert [part.name for part in team_document(ASKED, TEAM, full=False).chapters[0].body] == ["stand", "agenda", "gap"]
    assert "a note" not in repr(team_document(ASKED, TEAM, full=True))
    people = [person(1, 2), person(3, 2)]
    assert "a note" in repr(team_document(ASKED, put(people, text=True), full=True))


def test_the_benchmark_measures_what_it_says() -> None:
    """docs/speed.md rests on it."""
    assert 0 < benchmark.bootstrap() < 5
    alone, imported = benchmark.whole(30, runs=1)
    assert 0 < alone < 5
    assert 0 < imported < 5
