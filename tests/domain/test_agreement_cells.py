"""Nobody is found in a small group: an attacker adds and subtracts everything that one run publishes.

The attacker of these tests knows more than anybody outside: of each person the level, the function and whether a
practice was answered. What was answered is unknown, and everything published is a sum over people. A set of people
is found out where its sum follows from the published ones; none may be of fewer people than the least group.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import combinations
from typing import NamedTuple

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cxmaturity.domain.agreement.aggregation import Choices, aggregated, organisation_answers
from cxmaturity.domain.agreement.cells import cells, crossed, holds
from cxmaturity.domain.agreement.gaps import Drawing
from cxmaturity.domain.agreement.people import cells_of, groups_of, labelled
from cxmaturity.domain.agreement.team import OTHERS, Team
from cxmaturity.domain.answers import Answer, Answers, Respondent
from cxmaturity.statistics.bootstrap import intervals
from tests.build import questionnaire_of, read_case

ASKED = questionnaire_of({"scale": [1, 2, 3], "tree": {"a": {"practices": {"x": {}, "y": {}}}}})
BASE = read_case({"scale": [1, 2, 3], "tree": {"a": {"practices": {"x": {}, "y": {}}}}}).answers
Label = st.sampled_from(["leader", "manager", "expert", "front-line", ""])
Function = st.sampled_from(["claims", "sales", "it", ""])
Vote = st.sampled_from([None, 1, 2, 3, 3, 2])


class Who(NamedTuple):
    level: str
    function: str
    votes: tuple[int | None, int | None]


WHO = st.builds(Who, Label, Function, st.tuples(Vote, Vote))


@st.composite
def crowds(draw: st.DrawFn) -> list[Who]:
    """People, often many of the same kind, so that groups of every size meet."""
    kinds = draw(st.lists(st.tuples(WHO, st.integers(1, 9)), min_size=1, max_size=8))
    return [who for who, n in kinds for _ in range(n)]


def person(who: Who) -> Answers:
    given = {
        f"a.{name}": Answer("dk") if vote is None else Answer("answered", vote, vote)
        for name, vote in zip("xy", who.votes, strict=True)
    }
    return Answers("", "", BASE.date, respondent=Respondent("", who.level, who.function), answers=given)


def put_together(crowd: Sequence[Who], least: int) -> Team:
    return aggregated(ASKED, [person(who) for who in crowd], Choices(Drawing(intervals, 20, 1), least))


def small_sets(published: np.ndarray, least: int) -> Iterator[int]:
    """The sizes of the sets of fewer than `least` people whose sum follows from the published sums.

    People in the same sums can not be told apart, so such a set is made of blocks of them; the published sums give its
    own where it adds nothing to their rank.
    """
    blocks = Counter(map(tuple, published.T))
    columns = list(blocks)
    matrix = np.array(columns).T
    rank = np.linalg.matrix_rank(matrix)
    for n in range(1, least):
        for chosen in combinations(range(len(columns)), n):
            size = sum(blocks[columns[i]] for i in chosen)
            if size < least:
                wanted = np.zeros(len(columns))
                wanted[list(chosen)] = 1
                if np.linalg.matrix_rank(np.vstack([matrix, wanted])) == rank:
                    yield size


def of_group(crowd: Sequence[Who], by: str, name: str) -> list[bool]:
    """Who is in a group, by the labels themselves and not by what the program made of them."""
    return [getattr(who, by) == name for who in crowd]


@settings(max_examples=150, deadline=None)
@given(crowds(), st.integers(1, 6))
def test_no_sum_over_published_groups_shows_fewer_people_than_the_least(crowd: list[Who], least: int) -> None:
    """Failing, somebody would read in a report what one of three colleagues answered."""
    team = put_together(crowd, least)
    if len(crowd) < least:
        return  # the command refuses such a team as a whole
    sizes = [[True] * len(crowd)]
    for group in team.groups:
        assert group.people >= least
        if group.name != OTHERS:
            sizes.append(of_group(crowd, group.by, group.name))
            assert sum(sizes[-1]) == group.people
    assert not list(small_sets(np.array(sizes, dtype=float), least))
    for i, practice in enumerate(team.practices):
        voted = np.array([who.votes[i] is not None for who in crowd])
        sums = [voted, *(np.array(of_group(crowd, one.by, one.name)) & voted for one in practice.groups)]
        if not practice.groups:
            continue  # the total alone is that of everybody who answered
        assert all(one.votes >= least for one in practice.groups)
        assert not list(small_sets(np.array(sums, dtype=float)[:, voted], least))


@settings(max_examples=60, deadline=None)
@given(crowds(), st.integers(2, 6))
def test_everything_published_speaks_of_groups_that_are_shown(crowd: list[Who], least: int) -> None:
    """The file, the gaps and the groups of a run agree on who is shown: no second output gives away a hidden one."""
    if len(crowd) < least:
        return
    team = put_together(crowd, least)
    shown = {(group.by, group.name) for group in team.groups}
    small = {("level", name) for name, n in Counter(who.level for who in crowd).items() if n < least}
    small |= {("function", name) for name, n in Counter(who.function for who in crowd).items() if n < least}
    named = {(gap.by, name) for gap in team.gaps for name in gap.groups}
    named |= {(one.by, one.name) for practice in team.practices for one in practice.groups}
    assert named <= shown
    assert not small & shown
    answers = organisation_answers(team, [person(who) for who in crowd])
    assert answers.team is not None
    assert {("level", name) for name in answers.team.levels} <= shown
    assert {("function", name) for name in answers.team.functions} <= shown
    for answer in answers.answers.values():
        assert answer.votes is not None
        assert {("level", name) for name in answer.votes.medians} <= shown
    for by in ("level", "function"):
        sizes = [group.people for group in team.groups if group.by == by]
        assert sum(sizes) in {0, len(crowd)}


@given(st.lists(st.sampled_from("abcdefg"), min_size=1, max_size=40), st.integers(1, 6))
def test_no_cell_is_small_unless_it_is_everybody(labels: list[str], least: int) -> None:
    sizes = Counter(cells(labels, least))
    assert len(sizes) == 1 or min(sizes.values()) >= least
    for name, n in sizes.items():
        assert name == OTHERS or labels.count(name) == n


def test_a_small_group_takes_the_next_smallest_with_it() -> None:
    """One hidden group alone would be the total less the others."""
    labels = ["a"] * 9 + ["b"] * 6 + ["c"] * 2
    assert Counter(cells(labels, 5)) == {"a": 9, OTHERS: 8}


def test_two_small_groups_hide_each_other() -> None:
    labels = ["a"] * 9 + ["b"] * 3 + ["c"] * 2
    assert Counter(cells(labels, 5)) == {"a": 9, OTHERS: 5}


def test_who_says_no_level_is_hidden_as_a_small_group_is() -> None:
    """Two who left it open would be the total less all levels."""
    assert Counter(cells(["a"] * 9 + ["b"] * 6 + [""] * 2, 5)) == {"a": 9, OTHERS: 8}


def test_levels_that_lie_in_a_function_but_for_a_few_are_not_shown_with_it() -> None:
    """All six leaders and two others are in marketing: marketing less leaders would be two people."""
    levels = ["leader"] * 6 + ["staff"] * 12
    functions = ["marketing"] * 8 + ["service"] * 10
    assert not holds(levels, functions, 5)
    assert set(crossed(levels, functions, 5)) == {OTHERS}
    assert holds(levels, ["marketing"] * 11 + ["service"] * 7, 5)


def test_a_chain_of_groups_can_not_be_taken_apart_either() -> None:
    """Two levels less two functions leave one person, though no group lies in another."""
    levels = ["a"] * 6 + ["b"] * 6 + ["c"] * 6
    functions = ["x"] * 5 + ["y"] + ["x"] * 1 + ["y"] * 4 + ["z"] + ["z"] * 6
    assert (Counter(functions)["x"], Counter(functions)["y"], Counter(functions)["z"]) == (6, 5, 7)
    assert not holds(levels, functions, 5)


@pytest.mark.parametrize("levels", [20, 40])
def test_so_many_levels_are_shown_that_their_unions_can_be_looked_at(levels: int) -> None:
    """More would take for ever; the smallest stand together."""
    people = [person(Who(f"level {i}", "claims", (1, 1))) for i in range(levels) for _ in range(5 + i)]
    found = groups_of(cells_of(people, 5))
    assert len([group for group in found if group.by == "level"]) <= 12
    assert found[-1].name == OTHERS


def test_one_level_in_several_spellings_is_one_group() -> None:
    """Two spellings would be two groups, each too small to be shown, or wrong in size."""
    assert labelled(["Front line", "front-line", " Front  line", "leader", "-", ""]) == (
        *("Front line",) * 3,
        "leader",
        "",
        "",
    )
