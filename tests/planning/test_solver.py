"""The seam to HiGHS: exact where it must be, stopped where it is asked to, and silent."""

import contextlib
import os
import random
import signal
import subprocess
import sys
import threading
import time

import pytest

from cxmaturity.planning.clock import Clock
from cxmaturity.planning.constraints import constraints_of, demands
from cxmaturity.planning.program.integer import BASE, LARGEST_SUM, Search, highest
from cxmaturity.planning.program.solver import Model
from cxmaturity.planning.situation import situation_of
from cxmaturity.planning.solution import OutOfTimeError
from tests.build import Case, assess_case


def split(columns: int, rows: int) -> tuple[Model, dict[int, int]]:
    """A program that takes HiGHS long: sums that have to come out just so."""
    draw = random.Random(1)
    model = Model()
    chosen = [model.column() for _ in range(columns)]
    for _ in range(rows):
        terms_ = {column: draw.randint(1, 100) for column in chosen}
        model.at_least(terms_, sum(terms_.values()) // 2)
        model.at_most(terms_, sum(terms_.values()) // 2)
    return model, dict.fromkeys(chosen, 1)


def test_a_small_program() -> None:
    model = Model()
    a, b, c = (model.column() for _ in range(3))
    model.at_least({a: 2, b: 3, c: 4}, 5)
    solved = model.minimise({a: 10, b: 20, c: 40}, Clock())
    assert (solved.outcome, solved.bound) == ("optimal", 30)
    assert [solved.chosen(column) for column in (a, b, c)] == [True, True, False]
    assert solved.worth({a: 10, b: 20, c: 40}) == 30
    model.at_least({a: 2, b: 3, c: 4}, 10)
    assert model.minimise({a: 1}, Clock()).outcome == "infeasible"


def test_the_same_program_gives_the_same_values(capfd: pytest.CaptureFixture[str]) -> None:
    model, objective = split(14, 1)
    assert model.minimise(objective, Clock()) == model.minimise(objective, Clock())
    assert capfd.readouterr() == ("", "")


def test_nothing_is_printed_while_the_library_is_made_and_used() -> None:
    """HiGHS 1.16 greets on standard output, once a process: in a process of its own nothing is to be seen."""
    code = (
        "from cxmaturity.planning.clock import Clock\n"
        "from cxmaturity.planning.program.solver import Model\n"
        "model = Model()\n"
        "model.at_least({model.column(): 3, model.column(): 2}, 2)\n"
        "assert model.minimise({model.column(): 1}, Clock(5)).outcome == 'optimal'\n"
    )
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True)
    assert (ran.stdout, ran.stderr) == (b"", b"")


def test_the_clock_stops_a_solve() -> None:
    model, objective = split(60, 6)
    solved = model.minimise(objective, Clock(0.2))
    assert solved.outcome == "stopped"
    assert solved.bound <= 60


def test_ctrl_c_stops_a_solve() -> None:
    """Python's own signals arrive while HiGHS computes, and its handler is put back."""
    model, objective = split(60, 6)
    before = signal.getsignal(signal.SIGINT)
    timer = threading.Timer(0.3, lambda: os.kill(os.getpid(), signal.SIGINT))
    timer.start()
    started = time.monotonic()
    with pytest.raises(KeyboardInterrupt):
        model.minimise(objective, Clock(60))
    assert time.monotonic() - started < 30
    assert signal.getsignal(signal.SIGINT) is before


def test_a_large_sum_is_compared_to_its_last_digit() -> None:
    """Sums that a floating-point number can not tell apart."""
    model = Model()
    gains = {model.column(): gain for gain in (10**18 + 1, 10**18, 3, 2)}
    model.at_most(dict.fromkeys(gains, 1), 2)
    assert sum(gains.values()) > LARGEST_SUM > BASE
    for objective in highest(model, gains):
        solved = model.minimise(objective, Clock())
        model.at_most(objective, solved.worth(objective))
    assert [solved.chosen(column) for column in gains] == [True, True, False, False]


@pytest.mark.parametrize(("other", "days", "refuted"), [(19_998, 20, False), (19_999, 30, True)])
def test_weights_of_a_million_decide_by_one(other: int, days: int, refuted: bool) -> None:
    """Two practices are just over 66 % of all; with one more of the weight beside them they are 66 %, not over it.

    No row holds such weights exactly, so that the engine has to refute the program once.
    """
    weights = [990_000, 990_000, 1_000_000, other, 1]
    case: Case = {
        "scale": [1, 2],
        "scoring": {"most": 66, "nearly": 66},
        "tree": {"d": {"practices": {f"x{i}": {"weight": weight} for i, weight in enumerate(weights)}}},
        "steps": {f"d.x{i}": {2: {"effort": effort}} for i, effort in enumerate([10, 10, 1000, 1000, 10])},
        "answers": {f"d.x{i}": 1 for i in range(5)},
    }
    made = situation_of(assess_case(case).basis)
    search = Search(made, constraints_of(made, demands(made, 2, {})), Clock())
    rows = len(search.model.rows)
    found = search.cheapest()
    assert (found.days, found.optimal) == (days, True)
    assert (len(search.model.rows) > rows) == refuted


def test_a_search_without_time_says_so() -> None:
    case: Case = {"scale": [1, 2], "tree": {"d": {"practices": {"a": {}}}}, "answers": {"d.a": 1}}
    made = situation_of(assess_case(case).basis)
    clock = Clock(0)
    assert clock.left() == 0
    model, objective = split(60, 6)
    assert model.minimise(objective, clock).outcome == "stopped"
    search = Search(made, constraints_of(made, demands(made, 2, {})), clock)
    with contextlib.suppress(OutOfTimeError):
        assert search.cheapest().taken == {0}  # presolve alone can find it
