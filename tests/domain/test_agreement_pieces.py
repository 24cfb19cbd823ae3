"""What many people say, piece by piece: votes that a file remembers, the arithmetic it shows, gaps and the agenda.

A team reads where it differs: a mean of the wrong people, or a side counted twice, would set it talking about nothing.
"""

import re
from collections import Counter
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from cxmaturity.domain.agreement.agenda import Stages, agenda
from cxmaturity.domain.agreement.distribution import (
    agreed,
    average_deviation,
    by_chance,
    mean,
    quartiles,
    rwg,
    same,
    variance,
)
from cxmaturity.domain.agreement.explained import agreement_lines, every_option, practice_lines
from cxmaturity.domain.agreement.gaps import leading
from cxmaturity.domain.agreement.remembered import remembered
from cxmaturity.domain.agreement.team import Gap
from cxmaturity.domain.answers import Answer, Answers, Behind, Votes
from tests.build import questionnaire_of, read_case

COUNTS = st.dictionaries(st.integers(1, 5), st.integers(0, 6), min_size=2).filter(
    lambda counts: sum(counts.values()) > 1
)
ASKED = questionnaire_of(
    {
        "scale": [1, 2, 3, 4],
        "gates": {"p3": ["d.a"]},
        "tree": {"d": {"practices": {"a": {}, "b": {"na": True}, "c": {}}}},
    }
)
BASE: Answers = read_case({"scale": [1, 2], "tree": {"d": {"practices": {"a": {}}}}}).answers


def votes_of(counts: dict[int, int]) -> list[int]:
    return sorted(rank for rank, n in counts.items() for _ in range(n))


# the distribution, against the votes one by one


@settings(max_examples=50)
@given(COUNTS)
def test_every_figure_of_a_distribution_is_that_of_its_votes(counts: dict[int, int]) -> None:
    votes, n = votes_of(counts), sum(counts.values())
    centre = Fraction(sum(votes), n)
    assert mean(counts) == centre
    assert variance(counts) == sum((vote - centre) ** 2 for vote in votes) / (n - 1)
    options = list(counts)
    middle = Fraction(sum(options), len(options))
    assert by_chance(counts) == sum((option - middle) ** 2 for option in options) / len(options)
    quarters = quartiles(counts)
    assert quarters is not None
    assert quarters.median == votes[(n - 1) // 2]
    assert average_deviation(counts) == pytest.approx(sum(abs(vote - quarters.median) for vote in votes) / n)
    assert same(counts) == max(Counter(votes).values()) / n
    agreement = rwg(counts)
    assert agreement is not None
    assert 0 <= agreement <= 1
    assert (agreement == 1) == (len(set(votes)) == 1)


@settings(max_examples=50)
@given(COUNTS, st.integers(2, 5))
def test_a_distribution_is_the_same_for_a_crowd_of_the_same_minds(counts: dict[int, int], times: int) -> None:
    """Shares count and not heads: so quartiles, the mean and the deviation stay as they were."""
    crowd = {rank: n * times for rank, n in counts.items()}
    assert quartiles(crowd) == quartiles(counts) or sum(counts.values()) < 4
    assert mean(crowd) == mean(counts)
    assert same(crowd) == pytest.approx(same(counts))


@pytest.mark.parametrize(
    ("counts", "figures"),
    [
        ({1: 0, 2: 0}, (None, None, None, None)),
        ({1: 0, 2: 1}, (None, None, 2, 1.0)),
        ({1: 1, 2: 1}, (0.0, 0.5, 1, 0.5)),
        ({1: 0, 2: 4}, (1.0, 0.0, 2, 1.0)),
    ],
)
def test_few_votes_have_the_figures_that_they_can_have(
    counts: dict[int, int], figures: tuple[float | None, ...]
) -> None:
    quarters = quartiles(counts)
    median = quarters.median if quarters else None
    assert (rwg(counts), average_deviation(counts), median, same(counts)) == figures


@pytest.mark.parametrize(
    ("counts", "within"),
    [
        ({1: 0, 2: 5, 3: 0, 4: 0}, True),
        ({1: 0, 2: 4, 3: 1, 4: 0}, True),  # 0.2 points from the median, of 4 / 6 that are allowed
        ({1: 3, 2: 0, 3: 0, 4: 2}, False),  # 1.2
        ({1: 1, 2: 1, 3: 1, 4: 0}, True),  # two thirds: at the limit itself
        ({1: 0, 2: 1}, False),  # one vote agrees with nobody
    ],
)
def test_people_agree_within_a_sixth_of_the_options(counts: dict[int, int], within: bool) -> None:
    assert agreed(counts) == within


# the arithmetic that is shown


@settings(max_examples=40)
@given(st.dictionaries(st.integers(1, 4), st.integers(0, 6)), st.integers(0, 3))
def test_the_lines_of_a_practice_come_to_what_they_say(counts: dict[int, int], dk: int) -> None:
    practice = ASKED.practices["d.a"]
    votes = Votes(counts, dk=dk)
    lines = list(practice_lines(practice, votes))
    n = sum(counts.values())
    assert lines[0].startswith(f"votes: {n}: ")
    assert f"dk {dk}" in lines[0]
    given_ = dict(re.findall(r"rank (\d) (\d+)", lines[0]))
    assert {int(rank): int(people) for rank, people in given_.items()} == every_option(practice, votes)
    if not n:
        assert len(lines) == 1
        return
    ordered = votes_of(counts)
    for line in lines[1:4]:
        stated = re.fullmatch(r"[a-z ]+ = rank (\d): vote (\d+) of (\d+) from below", line)
        assert stated
        assert ordered[int(stated[2]) - 1] == int(stated[1])
        assert int(stated[3]) == n
    if n == 1:
        assert lines[4] == "rwg, AD: none, as it takes two votes"
        return
    s2, v, agreement = re.findall(r"= 1 - s2 / v = 1 - ([\d.]+) / ([\d.]+) = ([\d.]+)", lines[4])[0]
    assert float(agreement) == pytest.approx(max(0.0, 1 - float(s2) / float(v)), abs=0.001)
    apart, people, deviation = re.findall(r"AD = (\d+) / (\d+) = ([\d.]+)", lines[6])[0]
    assert int(people) == n
    assert float(deviation) == pytest.approx(int(apart) / n, abs=0.0001)


def team(*people: dict[int, int] | None, n: int = 6, **more: Any) -> Answers:
    """The answers of a team: the votes on each practice, None where the file keeps none."""
    answers: dict[str, Answer] = {}
    for id_, counts in zip(ASKED.practices, people, strict=True):
        if counts is None:
            continue
        quarters = quartiles(counts)
        votes = Votes(counts, dk=n - sum(counts.values()))
        if quarters is None:
            answers[id_] = Answer("dk", votes=votes)
        else:
            status = "answered" if quarters.low == quarters.high else "range"
            answers[id_] = Answer(status, quarters.low, quarters.high, votes=votes)  # type: ignore[arg-type]
    behind = Behind(n, {"Leaders": 2, "Front line": 4}, {})
    return replace(BASE, answers=answers, team=behind, **more)


SPLIT, SAME = {1: 3, 4: 3}, {2: 6}


def test_the_lines_of_a_team_say_what_its_file_is_enough_for() -> None:
    lines = list(agreement_lines(ASKED, team(SPLIT, SAME, {3: 5, 4: 1})))
    assert lines[0] == "18 votes of 6 people on 3 practices"
    alpha = next(line for line in lines if line.startswith("  = 1 - "))
    observed, expected, result = map(float, re.findall(r"[\d.]+", alpha.removeprefix("  = 1 - ")))
    assert result == pytest.approx(1 - observed / expected, abs=0.001)
    assert sum("need each person's answers" in line for line in lines) == 1


def test_a_team_of_one_mind_has_a_reason_and_no_figure() -> None:
    lines = list(agreement_lines(ASKED, team(SAME, SAME, SAME)))
    assert sum(line.startswith("  none: ") and len(line) > len("  none: ") for line in lines) == 2


# what a file remembers


def test_answers_of_one_person_remember_no_team() -> None:
    assert remembered(ASKED, replace(team(SAME, SAME, SAME), team=None)) is None
    assert remembered(ASKED, team(None, None, None)) is None, "a team whose votes are not kept is none to talk about"


def test_practices_without_votes_are_left_out() -> None:
    held = remembered(ASKED, team(SPLIT, None, SAME))
    assert held is not None
    assert [practice.practice for practice in held.practices] == ["d.a", "d.c"]
    assert [(group.by, group.name, group.people) for group in held.groups] == [
        ("level", "Leaders", 2),
        ("level", "Front line", 4),
    ]
    assert held.respondents == 6
    assert held.gaps == ()


def test_where_people_differ_is_talked_about_as_they_answered_alone() -> None:
    held = remembered(ASKED, team(SPLIT, {2: 3, 3: 3}, SAME))
    assert held is not None
    assert [topic.practice for topic in held.agenda] == ["d.a", "d.b"]
    topic = held.agenda[0]
    assert (topic.low, topic.high) == (1, 4)
    assert [side.people for side in topic.sides] == [3, 3]
    settled = replace(team(SPLIT, {2: 3, 3: 3}, SAME).of("d.a"), status="answered", low=4, high=4)
    answers = team(SPLIT, {2: 3, 3: 3}, SAME)
    again = remembered(ASKED, replace(answers, answers={**answers.answers, "d.a": settled}))
    assert again is not None
    assert again.agenda == held.agenda, "what a meeting settled since is not what people said alone"


@pytest.mark.parametrize(
    ("counts", "status", "place"),
    [
        (SAME, "answered", (2, 2, 2)),
        (SPLIT, "range", (1, 1, 4)),
        ({1: 0}, "dk", (None, None, None)),
        ({2: 5, 3: 1}, "answered", (2, 2, 2)),
        ({2: 4, 3: 2}, "range", (2, 2, 3)),
    ],
)
def test_votes_make_an_answer(counts: dict[int, int], status: str, place: tuple[int | None, ...]) -> None:
    held = remembered(ASKED, team(counts, None, None))
    assert held is not None
    (practice,) = held.practices
    assert practice.status == status
    assert (practice.low, practice.median, practice.high) == place
    assert practice.votes == sum(counts.values())


def test_a_practice_that_does_not_apply_stays_so() -> None:
    answers = team(SAME, SPLIT, SAME)
    given_ = {**answers.answers, "d.b": Answer("na", because="no branches", votes=Votes(SPLIT))}
    held = remembered(ASKED, replace(answers, answers=given_))
    assert held is not None
    assert [practice.status for practice in held.practices] == ["answered", "na", "answered"]
    assert [topic.practice for topic in held.agenda] == []


# the agenda


def test_what_moves_the_stage_alone_comes_first() -> None:
    """a is a gate of the third point: settled high it opens, all else at its median; b moves nothing alone."""
    held = remembered(ASKED, team({2: 3, 4: 3}, {3: 3, 4: 3}, {3: 6}))
    assert held is not None
    first, second = held.agenda
    assert (first.practice, first.settled_low, first.settled_high, first.moves) == ("d.a", 2, 3, 1)
    assert (second.practice, second.moves) == ("d.b", 0)


@settings(max_examples=25, deadline=None)
@given(st.lists(COUNTS.map(lambda counts: {min(rank, 4): n for rank, n in counts.items()}), min_size=3, max_size=3))
def test_the_agenda_is_in_order_and_holds_all_on_which_people_differ(given_: list[dict[int, int]]) -> None:
    held = remembered(ASKED, team(*given_, n=40))
    assert held is not None
    differ = {practice.practice for practice in held.practices if practice.status == "range"}
    assert {topic.practice for topic in held.agenda} == differ
    keys = [(-topic.moves, -topic.joint, -topic.ad) for topic in held.agenda]
    assert keys == sorted(keys)
    for topic in held.agenda:
        counts = given_[list(ASKED.practices).index(topic.practice)]
        assert topic.sides[0].people == sum(n for rank, n in counts.items() if rank <= topic.low)
        assert topic.sides[1].people == sum(n for rank, n in counts.items() if rank >= topic.high)
    assert agenda(Stages(ASKED, held.practices), [], {}, {}) == ()


# gaps


@pytest.mark.parametrize(
    ("groups", "leads"),
    [
        (("Leaders", "Front line"), True),
        (("leader", "front-line"), True),
        (("Front line", "Leaders"), False),
        (("Leaders", "Managers"), False),
    ],
)
def test_leaders_against_the_front_line_lead(groups: tuple[str, str], leads: bool) -> None:
    assert leading(Gap("level", groups, "practice", "d.a", 1.0, 0.5, 1.5, (3, 2))) == leads


@pytest.mark.parametrize(
    ("low", "high", "clear"), [(0.1, 1.0, True), (-1.0, -0.1, True), (-0.1, 1.0, False), (0.0, 1.0, False)]
)
def test_a_gap_is_clear_where_its_interval_leaves_out_nothing(low: float, high: float, clear: bool) -> None:
    gap = Gap("level", ("Leaders", "Front line"), "practice", "d.a", (low + high) / 2, low, high, None)
    assert gap.clear == clear
