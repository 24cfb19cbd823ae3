"""From the quarters in which steps end to a timetable: when each starts, and its days in each quarter."""

from collections.abc import Mapping

from msgspec import Struct

from cxmaturity.planning.quarters import Pace
from cxmaturity.planning.situation import Situation
from cxmaturity.planning.solver import Clock, Model
from cxmaturity.planning.terms import Terms


class Slot(Struct, frozen=True):
    """When a step runs, from the start of one quarter to the end of another, counted from 1, and its days in each."""

    starts: int
    ends: int
    days: tuple[int, ...]


def timetable(
    situation: Situation, terms: Terms, taken: frozenset[int], ends: Mapping[int, int], clock: Clock
) -> dict[int, Slot]:
    """Every step as early as the others let it, in whole days.

    Starting from the quarters in which the steps can end, days are put as early as they fit; where a step is
    then done sooner, those after it can start sooner, and so on until nothing moves.
    """
    pace = Pace(situation, terms)
    best = dict(ends)
    while True:
        days = _spread(situation, terms, pace, best, clock)
        sooner = _ends(pace, taken, days)
        if sooner == best:
            return {i: _slot(pace, i, taken, best, days[i]) for i in sorted(taken)}
        best = sooner


def _released(pace: Pace, i: int, ends: Mapping[int, int]) -> int:
    return max((ends[before] for before in pace.before[i]), default=1)


def _spread(
    situation: Situation, terms: Terms, pace: Pace, ends: Mapping[int, int], clock: Clock
) -> dict[int, dict[int, int]]:
    """The days of each step by quarter: as early as they fit between what comes before it and its end."""
    model = Model()
    places: dict[int, dict[int, int]] = {}
    load: dict[int, dict[int, int]] = {}
    for i, end in ends.items():
        most, days = pace.most(i), situation.steps[i].days
        places[i] = {t: model.column(0, most) for t in range(_released(pace, i, ends), end + 1)} if days else {}
        for t, column in places[i].items():
            load.setdefault(t, {})[column] = 1
        model.at_least(dict.fromkeys(places[i].values(), 1), days)
    for t, columns in load.items():
        if terms.capacity is not None:
            model.at_most(columns, terms.capacity[t - 1])
    early = {column: t for by_quarter in places.values() for t, column in by_quarter.items()}
    solved = model.minimise(early, clock)
    if not solved.values:  # the time is over, but without a timetable there is no plan; this takes a moment
        solved = model.minimise(early, Clock())
    return {
        i: {t: days for t, column in by_quarter.items() if (days := round(solved.values[column]))}
        for i, by_quarter in places.items()
    }


def _ends(pace: Pace, taken: frozenset[int], days: Mapping[int, Mapping[int, int]]) -> dict[int, int]:
    """When each step is done, its months included."""
    ends: dict[int, int] = {}

    def done(i: int) -> int:
        if i not in ends:
            for before in pace.before[i]:
                done(before)
            months = max(_released(pace, first, ends) + quarters - 1 for first, quarters in pace.runs[i])
            ends[i] = max([months, *days[i]])
        return ends[i]

    return {i: done(i) for i in sorted(taken)}


def _slot(pace: Pace, i: int, taken: frozenset[int], ends: Mapping[int, int], days: Mapping[int, int]) -> Slot:
    """A step starts with its first day, or sooner where its months, or those of the steps after it, ask for that."""
    latest = min(ends[j] - quarters + 1 for j in taken for first, quarters in pace.runs[j] if first == i)
    starts = min([latest, *days])
    return Slot(starts, ends[i], tuple(days.get(t, 0) for t in range(starts, ends[i] + 1)))
