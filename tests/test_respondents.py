"""What honest, optimistic, random and straight-lining respondents end at in the built-in questionnaires."""

import sys
from functools import cache

import pytest

from benchmarks import respondents
from benchmarks.respondents import Ends, Quantity, Simulation, simulate, table
from cxmaturity.domain.model import Questionnaire
from cxmaturity.files.questionnaire.catalogue import Catalogue
from tests.build import questionnaire_of

FIRMS = 400
CATALOGUE = Catalogue()


def built_in(id_: str) -> Questionnaire:
    found = CATALOGUE.find(id_)
    assert found is not None
    return found


def share(made: Simulation, holds: list[bool]) -> float:
    assert len(holds) == len(made.firms) == FIRMS
    return sum(holds) / FIRMS


IDS = CATALOGUE.ids()
STAGED = [id_ for id_ in IDS if built_in(id_).scoring.rule == "staged"]
SIMULATED: list[tuple[str, Quantity]] = [*((id_, "stage") for id_ in IDS), ("moments", "free_of_harm")]


@cache
def simulated(id_: str, quantity: Quantity) -> Simulation:
    """Worked out once, and only where a test asks for it."""
    return simulate(built_in(id_), FIRMS, 1, quantity=quantity)


@pytest.mark.parametrize("id_", STAGED)
def test_one_point_throughout_gives_the_stage_of_that_point(id_: str) -> None:
    made = simulated(id_, "stage")
    assert made.straight == tuple(point.rank for point in made.questionnaire.scale)


def test_only_the_point_that_adds_wins_moments_and_only_the_one_that_takes_away_harms() -> None:
    assert simulated("moments", "stage").straight == (0, 0, 5)
    assert simulated("moments", "free_of_harm").straight == (0, 5, 5)


@pytest.mark.parametrize("id_", IDS)
def test_an_even_firm_gets_its_true_stage(id_: str) -> None:
    made = simulate(built_in(id_), FIRMS, 1, noise=0)
    assert len({one.true for one in made.firms}) > 1
    assert [one.honest for one in made.firms] == [one.true for one in made.firms]


@pytest.mark.parametrize("id_", STAGED)
def test_an_uneven_firm_gets_a_stage_near_its_true_one(id_: str) -> None:
    made = simulated(id_, "stage")
    assert share(made, [one.honest == one.true for one in made.firms]) > 0.4
    assert share(made, [abs(one.honest - one.true) <= 1 for one in made.firms]) > 0.95
    assert share(made, [one.honest > one.true for one in made.firms]) < 0.1


@pytest.mark.parametrize("key", SIMULATED, ids="/".join)
def test_optimism_raises_some_stages_and_lowers_none(key: tuple[str, Quantity]) -> None:
    made = simulated(*key)
    assert all(one.optimistic >= one.honest for one in made.firms)
    assert any(one.optimistic > one.honest for one in made.firms)


@pytest.mark.parametrize("id_", STAGED)
def test_optimism_rarely_gains_more_than_one_stage(id_: str) -> None:
    made = simulated(id_, "stage")
    assert share(made, [one.optimistic > one.honest + 1 for one in made.firms]) < 0.1


@pytest.mark.parametrize("id_", STAGED)
def test_clicking_at_random_rarely_ends_high(id_: str) -> None:
    made = simulated(id_, "stage")
    top = len(made.questionnaire.scale)
    assert share(made, [one.random == top for one in made.firms]) < 0.01
    assert share(made, [one.random > (top + 1) // 2 for one in made.firms]) < 0.1


def test_clicking_at_random_rarely_sweeps_the_moments_and_always_does_harm() -> None:
    made = simulated("moments", "stage")
    assert share(made, [one.random == 5 for one in made.firms]) < 0.03
    made = simulated("moments", "free_of_harm")
    assert share(made, [one.random > 2 for one in made.firms]) < 0.1


def test_a_seed_says_which_respondents_are_drawn() -> None:
    first, again, other = (simulate(built_in("effort"), 50, seed) for seed in (1, 1, 2))
    assert first == again
    assert first.firms != other.firms


def test_a_respondent_never_chooses_a_point_that_a_practice_lacks() -> None:
    asked = questionnaire_of({"scale": [1, 2, 3], "tree": {"a": {"practices": {"x": {"points": [1, 3]}}}}})
    made = simulate(asked, 50, 1)
    assert made.straight == (1, 1, 3)
    assert {end for one in made.firms for end in (one.honest, one.optimistic, one.random)} == {1, 3}


def test_the_table_says_what_the_respondents_ended_at() -> None:
    asked = questionnaire_of({"scale": [1, 2, 3], "tree": {"a": {"practices": {"x": {}}}}})
    firms = (Ends(2, 1, 3, 1), Ends(2, 2, 3, 1), Ends(2, 2, 2, 1))
    assert "\n".join(table(Simulation(asked, "stage", (1, 2, 3), firms))) == (
        "case, per cent of 3 that end at each stage\n"
        "              Point 1  Point 2  Point 3\n"
        "  true              0      100        0\n"
        "  honest           33       67        0\n"
        "  optimistic        0       33       67\n"
        "  random          100        0        0\n"
        "  honest against true:       same 67, within one 100 (-1: 33)\n"
        "  optimistic against honest: same 33, within one 67 (+1: 33, +2: 33)\n"
        "  straight line:             every point gives its own stage"
    )


def test_the_table_says_what_each_point_gives_where_it_is_not_its_own_stage() -> None:
    last = list(table(simulated("moments", "stage")))[-1].split(maxsplit=2)
    assert last == ["straight", "line:", "Takes away gives 0 of 5, Does nothing gives 0 of 5, Adds gives 5 of 5"]


def test_every_built_in_questionnaire_has_a_table(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "argv", ["respondents", "--firms", "20"])
    respondents.main()
    titles = [line.partition(",")[0] for line in capsys.readouterr().out.splitlines() if "per cent of 20" in line]
    assert titles == [id_ for id_ in IDS for _ in range(1 + (id_ not in STAGED))]
