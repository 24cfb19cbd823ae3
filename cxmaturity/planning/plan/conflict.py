"""Why a target can not be reached: conditions that can not hold together, none of which can be left out."""

from collections.abc import Sequence

from cxmaturity.planning.clock import Clock
from cxmaturity.planning.constraints import Condition, Constraints, conditions, irreducible, only
from cxmaturity.planning.plan.cheapest import Cheapest
from cxmaturity.planning.situation import Situation
from cxmaturity.planning.solution import OutOfTimeError, UnreachableError


def conflict(situation: Situation, constraints: Constraints, clock: Clock) -> tuple[list[Condition], bool]:
    """The conditions that can not hold together, and whether none can be left out for certain.

    They are not certain to be the fewest where the time ended a question: then the answer counts as "possible",
    so that what is named can not hold together all the same.
    """
    proven = True

    def possible(chosen: Sequence[Condition]) -> bool:
        nonlocal proven
        if not clock.left():
            proven = False
            return True
        kept = only(constraints, chosen)
        try:
            cheapest = Cheapest(situation, kept, clock)
            if not cheapest.reachable():
                return False
            if kept.budget is not None:
                cheapest.best()
            if kept.quarters is not None:
                from cxmaturity.planning.program.quarters import Schedule  # noqa: PLC0415  takes long to import

                Schedule(situation, kept, kept.quarters, clock).solve({})
        except UnreachableError:
            return False
        except OutOfTimeError:
            proven = False
        return True

    return irreducible(conditions(constraints), possible), proven
