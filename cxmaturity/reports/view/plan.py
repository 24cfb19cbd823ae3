"""A plan as templates see it, in words: the one list of steps, what to find out and to prove before it."""

from msgspec import Struct

from cxmaturity.domain.results.roadmap import QuarterLoad
from cxmaturity.reports.document.blocks import Move, SaidStep


class WayLine(Struct, frozen=True):
    """A minimal set in words: `raised` one by one."""

    practices: str
    raised: tuple[str, ...]
    steps: int
    days: int


class Named(Struct, frozen=True):
    """A practice by name, with what there is to say of it."""

    practice: str
    title: str
    says: str


class Opens(Struct, frozen=True):
    """A stage that a plan opens `at` so many months from its start, or quarters where it is scheduled.

    `when` names that month or quarter where there is little room, `said` in a sentence.
    """

    at: float
    stage: str
    when: str
    said: str


class WayForward(Struct, frozen=True):
    """The one way forward: what to find out and to prove first, then the steps of the proven cheapest plan.

    `goal` is where it leads, and `leads_to_target` whether the target of the whole is a part of that; `late` says that
    it ends after the day set. `days_said` is the total; `why_none` says line by line why there is no plan, if none is.
    `advice` is what comes before any step; `facts` are labels with sentences: the proof, the runner-up, what there is
    no way round. `ways` are the minimal sets of steps, and `ways_said` how many there are; `cheap` is what costs little
    and is not needed for the target, as `cheap_said` says; `command` prints the whole plan. `reached` is the quarter by
    whose end a scheduled plan gets there, and `opens` says when each stage opens. `raised` is what the plan raises,
    each practice once, as the ways have it.
    """

    headline: str
    goal: str
    leads_to_target: bool
    days_said: str
    advice: str
    moves: tuple[Move, ...]
    facts: tuple[tuple[str, str], ...]
    find_out: tuple[Named, ...]
    prove: tuple[Named, ...]
    prove_said: str
    steps: tuple[SaidStep, ...]
    quarters: tuple[QuarterLoad, ...]
    reached: str
    opens: tuple[Opens, ...]
    raised: tuple[str, ...]
    ways: tuple[WayLine, ...]
    ways_said: str
    cheap: tuple[Named, ...]
    cheap_said: str
    command: str
    late: str
    why_none: tuple[str, ...]
