"""The seam to HiGHS: programs over whole numbers, solved on one thread with a fixed seed and no gap.

HiGHS computes in floating point. What it finds is rounded to whole numbers here, and whoever asked checks it
with the scoring engine; what it proves is a bound, to be rounded up to the next whole number.
"""

import math
import signal
import threading
from collections.abc import Mapping
from types import FrameType
from typing import Literal

import highspy
from msgspec import Struct

from cxmaturity.planning.clock import Clock

Outcome = Literal["optimal", "stopped", "infeasible"]
TOLERANCE = 1e-9
"""By how much HiGHS may miss a row or a whole number."""
ROUNDING = 1e-6
"""What a bound may be off, at least; and a thousandth of it as a share of itself."""


class Solved(Struct, frozen=True):
    """What a solve ended with.

    `values` of all columns, empty where none were found; `bound` on the objective, rounded to the whole number
    that no solution can beat. `stopped` means that the time ran out.
    """

    outcome: Outcome
    values: tuple[float, ...]
    bound: int

    def chosen(self, column: int) -> bool:
        """Whether a column of yes or no is yes."""
        return self.values[column] > 0.5

    def worth(self, objective: Mapping[int, int]) -> int:
        """An objective over whole columns, at these values."""
        return sum(factor * round(self.values[column]) for column, factor in objective.items())


class Model:
    """Columns, which are yes or no unless they are amounts, and rows over them. All numbers are whole."""

    def __init__(self) -> None:
        self.low: list[float] = []
        self.high: list[float] = []
        self.whole: list[bool] = []
        self.rows: list[tuple[dict[int, int], int]] = []
        self.no = self.column(0, 0)
        self.yes = self.column(1, 1)

    def column(self, low: int = 0, high: int = 1, whole: bool = True) -> int:
        """A new column between two bounds: yes or no, if nothing else is said."""
        self.low.append(low)
        self.high.append(high)
        self.whole.append(whole)
        return len(self.low) - 1

    def at_least(self, terms: Mapping[int, int], low: int) -> None:
        """A row: the sum of whole multiples of columns is at least so much."""
        self.rows.append(({column: factor for column, factor in terms.items() if factor}, low))

    def at_most(self, terms: Mapping[int, int], high: int) -> None:
        """A row: the sum of whole multiples of columns is at most so much."""
        self.at_least({column: -factor for column, factor in terms.items()}, -high)

    def implies(self, column: int, other: int) -> None:
        """A row: if the one column is yes, so is the other."""
        if column != self.no and other != self.yes:
            self.at_least({other: 1, column: -1}, 0)

    def fix(self, column: int, value: int) -> None:
        """Fix a column."""
        self.low[column] = self.high[column] = value

    def minimise(self, objective: Mapping[int, int], clock: Clock) -> Solved:
        """The values with the least objective. KeyboardInterrupt ends the solve."""
        unit = math.gcd(*objective.values()) or 1
        lp = self._lp({column: factor // unit for column, factor in objective.items()})
        for presolve in ("choose", "off"):  # a solve that fails can do without
            if not clock.left():
                break
            highs = _highs(clock.left(), presolve)
            highs.passModel(lp)
            _run(highs)
            if (solved := _solved(highs, unit)) is not None:
                return solved
        return Solved("stopped", (), 0)

    def _lp(self, objective: Mapping[int, int]) -> highspy.HighsLp:
        lp = highspy.HighsLp()
        lp.num_col_, lp.num_row_ = len(self.low), len(self.rows)
        costs = [0.0] * len(self.low)
        for column, factor in objective.items():
            costs[column] = float(factor)
        lp.col_cost_ = costs
        lp.col_lower_, lp.col_upper_ = self.low, self.high
        kinds = highspy.HighsVarType
        lp.integrality_ = [kinds.kInteger if whole else kinds.kContinuous for whole in self.whole]
        lp.row_lower_ = [float(low) for _, low in self.rows]
        lp.row_upper_ = [highspy.kHighsInf] * len(self.rows)
        starts: list[int] = [0]
        columns: list[int] = []
        factors: list[float] = []
        for terms, _ in self.rows:
            columns.extend(terms)
            factors.extend(map(float, terms.values()))
            starts.append(len(columns))
        lp.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
        lp.a_matrix_.start_, lp.a_matrix_.index_, lp.a_matrix_.value_ = starts, columns, factors
        return lp


class _Quiet(highspy.Highs):
    """HiGHS from 1.16 on greets on standard output while it is made: here it is silent before that."""

    def enableCallbacks(self) -> None:  # noqa: N802  the library's name
        self.setOptionValue("output_flag", False)
        super().enableCallbacks()  # type: ignore[no-untyped-call]  # the library leaves it without types


def _highs(seconds: float, presolve: str) -> highspy.Highs:
    highs = _Quiet()  # type: ignore[no-untyped-call]
    options: dict[str, bool | int | float | str] = {
        "output_flag": False,
        "presolve": presolve,
        "threads": 1,
        "parallel": "off",
        "random_seed": 0,
        "mip_rel_gap": 0.0,
        "mip_abs_gap": 0.0,
        "mip_feasibility_tolerance": TOLERANCE,
        "primal_feasibility_tolerance": TOLERANCE,
        "mip_heuristic_run_feasibility_jump": False,  # takes longer than a small program needs in all
    }
    if math.isfinite(seconds):
        options["time_limit"] = seconds
    for name, value in options.items():
        highs.setOptionValue(name, value)
    highs.HandleUserInterrupt = True
    return highs


def _run(highs: highspy.Highs) -> None:
    """Run, so that Ctrl-C ends it: HiGHS asks now and then whether to stop, and only then Python sees signals."""
    before = signal.getsignal(signal.SIGINT)
    if threading.current_thread() is not threading.main_thread() or before in {signal.SIG_IGN, None}:
        highs.run()
        return
    pressed: list[int] = []

    def stop(number: int, _frame: FrameType | None) -> None:
        pressed.append(number)
        highs.cancelSolve()  # type: ignore[no-untyped-call]

    signal.signal(signal.SIGINT, stop)
    try:
        highs.run()
    finally:
        signal.signal(signal.SIGINT, before)
    if pressed:
        raise KeyboardInterrupt


def _solved(highs: highspy.Highs, unit: int) -> Solved | None:
    """What a solve ended with; None where it failed ("Solve error")."""
    status, info = highs.getModelStatus(), highs.getInfo()
    statuses = highspy.HighsModelStatus
    if status in {statuses.kInfeasible, statuses.kUnboundedOrInfeasible}:
        return Solved("infeasible", (), 0)
    if status not in {statuses.kOptimal, statuses.kTimeLimit, statuses.kModelEmpty}:
        return None
    feasible = info.primal_solution_status == highspy.SolutionStatus.kSolutionStatusFeasible
    values = tuple(highs.getSolution().col_value) if feasible else ()
    bound = info.mip_dual_bound
    if not math.isfinite(bound):
        return Solved("stopped", values, 0)
    lowest = math.ceil(bound - ROUNDING * max(1.0, abs(bound) / 1000))
    return Solved("optimal" if status == statuses.kOptimal else "stopped", values, lowest * unit)
