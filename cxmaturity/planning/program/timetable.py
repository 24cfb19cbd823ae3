"""From the quarters in which steps end to a timetable: when each starts, and its days in each quarter."""

from collections.abc import Mapping

from msgspec import Struct

from cxmaturity.planning.clock import Clock
from cxmaturity.planning.constraints import Constraints
from cxmaturity.planning.program.quarters import Pace
from cxmaturity.planning.program.solver import Model
from cxmaturity.planning.situation import Situation


class Slot(Struct, frozen=True):
    """When a step runs, from the start of one quarter to the end of another, counted from 1, and its days in each."""

    starts: int
    ends: int
    days: tuple[int, ...]


def timetable(situation: Situation, constraints: Constraints, ends: Mapping[int, int], clock: Clock) -> dict[int, Slot]:
    """Every step between what comes before it and its end, in whole days."""
    pace = Pace(situation, constraints)
    days = _Spread(situation, constraints, pace, ends).even(clock)
    return {i: _slot(pace, i, ends, days[i]) for i in sorted(ends)}


def _released(pace: Pace, i: int, ends: Mapping[int, int]) -> int:
    return max((ends[before] for before in pace.before[i]), default=1)


class _Spread:
    """The days of each step by quarter, between what comes before the step and its end."""

    def __init__(self, situation: Situation, constraints: Constraints, pace: Pace, ends: Mapping[int, int]) -> None:
        self.model = Model()
        self.pace = pace
        self.ends = ends
        self.places: dict[int, dict[int, int]] = {}
        self.most = {i: pace.most(i) for i in ends}
        load: dict[int, dict[int, int]] = {}
        for i, end in ends.items():
            days = situation.steps[i].days
            quarters = range(_released(pace, i, ends), end + 1) if days else ()
            self.places[i] = {t: self.model.column(0, self.most[i]) for t in quarters}
            for t, column in self.places[i].items():
                load.setdefault(t, {})[column] = 1
            self.model.at_least(dict.fromkeys(self.places[i].values(), 1), days)
            self.model.at_most(dict.fromkeys(self.places[i].values(), 1), days)
        for t, columns in load.items():
            if constraints.capacity is not None:
                self.model.at_most(columns, constraints.capacity[t - 1])

    def even(self, clock: Clock) -> dict[int, dict[int, int]]:
        """Without waiting where that can be helped, in as few quarters as possible, then as evenly as they fit.

        What is left open is as early as can be, one step after the other.
        """
        runs: dict[int, int] = {}
        peaks: dict[int, int] = {}
        for i, by_quarter in self.places.items():
            peak = self.model.column(0, self.most[i])
            peaks[peak] = 1
            started, latest = self.model.no, _latest(self.pace, i, self.ends)
            for t, column in by_quarter.items():
                before, started, waits = started, self.model.column(), self.model.column()
                self.model.implies(before if t < latest else self.model.yes, started)
                self.model.at_least({started: self.most[i], column: -1}, 0)
                self.model.at_least({column: 1, waits: 1, started: -1}, 0)
                self.model.at_least({peak: 1, column: -1}, 0)
                runs |= {started: 1, waits: len(by_quarter)}
        sooner = {column: t for by_quarter in self.places.values() for t, column in by_quarter.items()}
        first = [{column: -1} for by_quarter in self.places.values() for column in list(by_quarter.values())[:-1]]
        return self._days([runs, peaks, sooner, *first], clock)

    def _days(self, objectives: list[dict[int, int]], clock: Clock) -> dict[int, dict[int, int]]:
        """By one objective after the other, as far as the time goes."""
        values: dict[int, dict[int, int]] = {}
        for objective in objectives:
            solved = self.model.minimise(objective, clock)
            if not solved.values and not values:
                solved = self.model.minimise({}, Clock())  # a moment, and without it there is no plan
            if solved.values:
                self.model.at_most(objective, solved.worth(objective))
                values = {
                    i: {t: days for t, column in by_quarter.items() if (days := round(solved.values[column]))}
                    for i, by_quarter in self.places.items()
                }
        return values


def _latest(pace: Pace, i: int, ends: Mapping[int, int]) -> int:
    """The last quarter in which a step can start, for its months and for those of the steps after it."""
    return min(ends[j] - quarters + 1 for j in ends for first, quarters in pace.runs[j] if first == i)


def _slot(pace: Pace, i: int, ends: Mapping[int, int], days: Mapping[int, int]) -> Slot:
    """A step starts with its first day, or sooner where months ask for that."""
    starts = min([_latest(pace, i, ends), *days])
    return Slot(starts, ends[i], tuple(days.get(t, 0) for t in range(starts, ends[i] + 1)))
