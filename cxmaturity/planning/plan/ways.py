"""The minimal sets of steps that reach a target, those with the fewest steps first."""

from collections.abc import Sequence

from msgspec.structs import replace

from cxmaturity.planning.clock import Clock
from cxmaturity.planning.found import OutOfTimeError, UnreachableError
from cxmaturity.planning.program.integer import Search
from cxmaturity.planning.situation import Situation
from cxmaturity.planning.terms import Terms

MOST = 20
"""How many minimal sets are listed: all, where there are no more; else so many of the smallest."""


def minimal_sets(
    situation: Situation, terms: Terms, clock: Clock, most: int = MOST
) -> tuple[Sequence[frozenset[int]], bool]:
    """The minimal sets with the fewest steps, at most so many, and whether these are all.

    Each solve finds a set with the fewest steps that holds none of those found before; whatever it holds that
    reaches the target as well would have fewer, so it is minimal. What the answers file asks to be in counts
    for a plan, not for what stands in the way. OutOfTimeError where the time ended the search.
    """
    search = Search(situation, replace(terms, forced=(), budget=None, quarters=None), clock)
    found: list[frozenset[int]] = []
    while True:
        try:
            solved = search.solve(dict.fromkeys(search.taken, 1))
        except UnreachableError:
            return found, True
        if solved.outcome != "optimal":
            raise OutOfTimeError
        if len(found) == most:
            return found, False
        found.append(search.chosen(solved))
        if not found[-1]:
            return found, True  # nothing has to be done
        search.leave_out(found[-1])
