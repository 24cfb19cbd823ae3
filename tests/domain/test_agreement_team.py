"""What people answer is put together practice by practice; their stages never are."""

import datetime
from collections.abc import Sequence
from typing import Any

import pytest
from msgspec.structs import replace

from cxmaturity.domain.agreement.aggregation import Choices, aggregated, organisation_answers, unfit
from cxmaturity.domain.agreement.gaps import Contrast, Drawing, Matrix
from cxmaturity.domain.agreement.team import Team
from cxmaturity.domain.answers import Answer, Answers, Behind, Respondent
from cxmaturity.domain.assessment import assess
from cxmaturity.domain.model import Questionnaire
from tests.build import Case, questionnaire_of

ASKED = questionnaire_of(
    {
        "scale": [1, 2, 3, 4],
        "scoring": {"lead": 1},
        "gates": {"p2": ["a.x"], "p3": ["a.x"], "p4": ["a.x"]},
        "tree": {"a": {"practices": {"x": {}, "y": {}, "z": {"weight": 2}}}, "b": {"practices": {"n": {"na": True}}}},
    }
)
DAY = datetime.date(2026, 11, 22)


def exact(
    groups: Sequence[Matrix], contrasts: Sequence[Contrast], draws: int, seed: int
) -> list[list[tuple[float, float]]]:
    """Instead of draws: an interval of half a point to both sides."""

    def average(group: Matrix, weights: Sequence[float]) -> float:
        columns = [[v for v in column if v is not None] for column in zip(*group, strict=True)]
        return float(sum(w * sum(c) / len(c) for w, c in zip(weights, columns, strict=True) if w))

    return [
        [(d - 0.5, d + 0.5) for s in one.sums for d in [average(groups[one.first], s) - average(groups[one.second], s)]]
        for one in contrasts
    ]


def person(level: str = "", function: str = "", note: str = "", **given: Any) -> Answers:
    """One person's answers: `x=2`, `x=(2, 3)`, `x="dk"`, `n="na"`; z is y unless it is given."""
    made: dict[str, Answer] = {}
    for name, said in given.items():
        id_ = f"{'b' if name == 'n' else 'a'}.{name}"
        if isinstance(said, str):
            made[id_] = Answer(said, because="none here" if said == "na" else "")  # type: ignore[arg-type]
        else:
            low, high = said if isinstance(said, tuple) else (said, said)
            made[id_] = Answer("answered" if low == high else "range", low, high, note=note)
    return Answers("who.yaml", "", DAY, "Us", Respondent("", level, function), answers=made)


def put(people: Sequence[Answers], least: int = 1, *, text: bool = False, asked: Questionnaire = ASKED) -> Team:
    return aggregated(asked, people, Choices(Drawing(exact, 10, 1), least, text))


def test_people_who_differ_make_a_range_and_people_who_do_not_a_point() -> None:
    """A mean that nobody chose would be an answer without behaviour behind it."""
    team = put([person(x=1, y=3), person(x=1, y=3), person(x=2, y=3), person(x=4, y=3)])
    one, other = team.of("a.x"), team.of("a.y")
    assert (one.status, one.low, one.median, one.high) == ("range", 1, 1, 4)
    assert (other.status, other.low, other.median, other.high) == ("answered", 3, 3, 3)
    assert one.counts == {1: 2, 2: 1, 3: 0, 4: 1}


def test_who_does_not_know_gives_no_vote_and_a_range_votes_for_its_lower_end() -> None:
    team = put([person(x=(2, 4)), person(x="dk"), person(), person(x=2)])
    found = team.of("a.x")
    assert (found.counts, found.votes, found.dk, found.missing, found.na) == ({1: 0, 2: 2, 3: 0, 4: 0}, 2, 1, 1, 0)
    assert found.status == "answered"


@pytest.mark.parametrize(
    ("said", "status"),
    [
        (["na", "na", 2], "na"),
        (["na", 2], "answered"),
        (["na", "na", "dk", "dk"], "dk"),
        (["dk", "dk", "dk", 2], "answered"),
        (["dk"], "dk"),
        ([], "missing"),
    ],
)
def test_a_practice_does_not_apply_where_most_say_so(said: list[Any], status: str) -> None:
    """One who thinks so would else take a practice out of the model for everybody."""
    people = [person(n=one) for one in said] or [person(x=1)]
    assert put(people).of("b.n").status == status


def test_stages_are_not_combined() -> None:
    """Each of three misses another sign, so each alone stands at the lowest stage; two of three see every sign."""
    signs = ["a.x", "a.y", "a.z"]
    tree: Case = {"a": {"practices": {"x": {}, "y": {}, "z": {}}}}
    asked = questionnaire_of({"scale": [1, 2, 3], "gates": {"p2": signs, "p3": signs}, "tree": tree})
    people = [person(x=1, y=3, z=3), person(x=3, y=1, z=3), person(x=3, y=3, z=1)]
    assert {assess(asked, one).result.stage.rank for one in people} == {1}
    assert put(people, asked=asked).stage.median == 3


def test_the_organisations_answers_are_scored_as_any_others() -> None:
    people = [person(x=1, y=3, z=3, n="na"), person(x=2, y=3, z=3, n="na"), person(x=3, y=3, z=3, n="dk")]
    team = put(people)
    answers = organisation_answers(team, people)
    result = assess(ASKED, answers).result
    assert (result.stage.worst, result.stage.best) == (team.stage.low, team.stage.high)
    assert answers.team == Behind(3)
    given = answers.of("b.n")
    assert (given.status, given.because) == ("na", "two of 3 who answered say that it does not apply")
    assert "none here" in organisation_answers(team, people, with_text=True).of("b.n").because


def test_what_moves_the_stage_is_talked_about_first() -> None:
    """y is disputed more widely, and only x, a gate, changes the stage."""
    people = [
        person(x=2, y=1, z=3, n=3),
        person(x=3, y=4, z=3, n=3),
        person(x=3, y=1, z=3, n=3),
        person(x=2, y=4, z=3, n=3),
    ]
    team = put(people)
    first, second = team.agenda
    assert (first.practice, first.settled_low, first.settled_high, first.moves) == ("a.x", 2, 3, 1)
    assert first.ad < second.ad
    assert second.practice == "a.y"


def test_where_nothing_moves_alone_what_moves_with_others_comes_first() -> None:
    """Two practices that only together change the stage come before one that never does."""
    asked = questionnaire_of(
        {
            "scale": [1, 2, 3],
            "tree": {"a": {"practices": {"x": {}, "y": {"weight": 5}, "z": {"weight": 5}}}},
        }
    )
    people = [
        *(person(x=1, y=1, z=1) for _ in range(2)),
        *(person(x=3, y=1, z=1) for _ in range(2)),
        *(person(x=3, y=3, z=3) for _ in range(2)),
    ]
    topics = put(people, asked=asked).agenda
    assert [topic.practice for topic in topics][-1] == "a.x"
    assert all(topic.joint >= topics[-1].joint for topic in topics)


def test_each_side_stands_with_its_words_and_notes_only_if_asked() -> None:
    people = [person(x=1, note="no list"), person(x=1, note="no list"), person(x=3, note=" a list "), person(x=3)]
    sides = put(people).agenda[0].sides
    assert [(side.rank, side.people, side.text, side.notes) for side in sides] == [
        (1, 2, "Behaviour 1", ()),
        (3, 2, "Behaviour 3", ()),
    ]
    low, high = put(people, text=True).agenda[0].sides
    assert (low.notes, high.notes) == (("no list",), ("a list",))
    assert organisation_answers(put(people), people).of("a.x").note == ""
    assert organisation_answers(put(people), people, with_text=True).of("a.x").note == "a list; no list"


def crowd() -> list[Answers]:
    """Five leaders who see x two points higher than five of the front line, and five managers between."""
    return [
        *(person("Leader", "sales", x=4, y=2, z=3) for _ in range(5)),
        *(person("manager", "claims", x=3, y=2, z=3) for _ in range(5)),
        *(person("front-line", "claims", x=2, y=2, z=2) for _ in range(5)),
    ]


def test_leaders_against_the_front_line_come_first() -> None:
    team = put(crowd(), 5)
    first = team.gaps[0]
    assert (first.groups, first.about, first.difference, first.medians) == (("leader", "front-line"), "a.x", 2, (4, 2))
    assert first.clear
    dimension = next(gap for gap in team.gaps if gap.about == "a")
    assert dimension.difference == pytest.approx((2 * 1 + 0 * 1 + 1 * 2) / 4)
    assert dimension.medians is None
    assert {gap.groups for gap in team.gaps if gap.by == "function"} == {("claims", "sales")}


def test_a_practice_on_which_a_group_gave_too_few_votes_shows_no_group() -> None:
    """Four votes of five leaders would else be found as the total less the others."""
    people = crowd()
    people[0] = person("Leader", "sales", x="dk", y=2, z=3)
    team = put(people, 5)
    assert team.of("a.x").groups == ()
    assert "a.x" not in {gap.about for gap in team.gaps}
    assert team.of("a.y").groups


def test_whose_answers_do_not_fit_is_said_of_all() -> None:
    """Two organisations' answers put together would be an answer of neither."""
    base = person(x=1)
    other = questionnaire_of({"scale": [1, 2], "tree": {"a": {"practices": {"x": {}}}}})
    people = [
        (ASKED, base),
        (ASKED, base),
        (replace(other, id="other"), base),
        (ASKED, replace(base, organisation="Them")),
        (ASKED, replace(base, organisation="")),
        (ASKED, replace(base, date=datetime.date(2026, 8, 21))),
        (ASKED, replace(base, date=datetime.date(2026, 8, 22))),
        (ASKED, replace(base, team=Behind(9))),
    ]
    found = dict(unfit(people))
    assert list(found) == [2, 3, 5, 7]
    assert found[2] == "these answers are to other@1, and others are to case@1"
    assert found[3] == "these answers are of Them, and others are of Us"
    assert "more than three months" in found[5]
    assert "a team already" in found[7]


def test_a_number_that_is_absent_says_why() -> None:
    team = put([person(x=2)])
    assert team.of("a.x").rwg is None
    assert team.of("a.x").reason["rwg"] == "one vote can not agree or differ"
    assert team.of("a.y").reason["same"] == "nobody who answered knew where it stands"
    values = {name: getattr(team.statistics, name) for name in team.statistics.__struct_fields__ if name != "reason"}
    assert set(values.values()) == {None}
    assert set(team.statistics.reason) == set(values)
    assert all(team.statistics.reason.values())


def test_the_order_of_the_people_changes_nothing() -> None:
    """Else the order in which they answered could be read from what is published."""
    people = crowd()
    one, other = put(people, 5, text=True), put(people[::-1], 5, text=True)
    assert replace(one, gaps=()) == replace(other, gaps=())
