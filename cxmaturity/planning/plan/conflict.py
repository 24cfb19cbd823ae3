"""Why a target can not be reached: conditions that can not hold together, none of which can be left out."""

from collections.abc import Sequence

from cxmaturity.planning.clock import Clock
from cxmaturity.planning.constraints import Condition, Terms, conditions, irreducible, only
from cxmaturity.planning.found import OutOfTimeError, UnreachableError
from cxmaturity.planning.plan.cheapest import Cheapest
from cxmaturity.planning.situation import Situation


def conflict(situation: Situation, terms: Terms, clock: Clock) -> tuple[list[Condition], bool]:
    """The conditions that can not hold together, and whether none can be left out for certain.

    They are not certain to be the fewest where the time ended a question: then the answer counts as "possible",
    so that what is named can not hold together all the same.
    """
    sure = True

    def possible(chosen: Sequence[Condition]) -> bool:
        nonlocal sure
        if not clock.left():
            sure = False
            return True
        held = only(terms, chosen)
        try:
            cheapest = Cheapest(situation, held, clock)
            if not cheapest.reachable():
                return False
            if held.budget is not None:
                cheapest.found()
            if held.quarters is not None:
                from cxmaturity.planning.program.quarters import Schedule  # noqa: PLC0415  takes long to import

                Schedule(situation, held, held.quarters, clock).solve({})
        except UnreachableError:
            return False
        except OutOfTimeError:
            sure = False
        return True

    return irreducible(conditions(terms), possible), sure
