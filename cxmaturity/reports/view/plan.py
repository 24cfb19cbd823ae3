"""A plan as templates see it, in words: the one list of steps, what to find out and to prove before it."""

from typing import Literal

from msgspec import Struct


class StepLine(Struct, frozen=True):
    """A step of a plan in words.

    `why` says why it is in the plan; `opening` from when it can begin; `starts` the same in months after the
    assessment. `growth` is by how much its estimate may grow before another plan wins, `growth_said` the same as a
    note; `after` are the numbers of the steps that come before it; `load` its days in each quarter of the plan, None
    where it does not run; `quarter` is the one in which it ends. `from_name` says "not known" where nobody knows where
    the practice stands.
    """

    number: int
    practice: str
    title: str
    from_name: str
    to_name: str
    dimension: str
    why: str
    step: str
    to_text: str
    measure: str
    owner: str
    days: int
    months: int
    starts: int
    opening: str
    growth: str
    growth_said: str
    mark: str
    after: tuple[int, ...]
    quarter: str
    runs: str
    load: tuple[int | None, ...]


class WayLine(Struct, frozen=True):
    """A minimal set in words: `raised` one by one."""

    practices: str
    raised: tuple[str, ...]
    steps: int
    days: int


class QuarterView(Struct, frozen=True):
    """A quarter of a plan: the person-days planned in it, and what it can carry, None where that has no limit."""

    quarter: str
    days: int
    capacity: int | None


class Move(Struct, frozen=True):
    """One of the first moves: to find out, to prove, or a step of the plan; `facts` says who and how much.

    `saves` are the person-days that it can save, or how many answers it is about, to compare moves of a kind by.
    """

    kind: Literal["find_out", "prove", "step"]
    title: str
    says: str
    facts: str
    anchor: str
    saves: int = 0


class Named(Struct, frozen=True):
    """A practice by name, with what there is to say of it."""

    practice: str
    title: str
    says: str


class WayForward(Struct, frozen=True):
    """The one way forward: what to find out and to prove first, then the steps of the proven cheapest plan.

    `days_said` is the total; `why_none` says line by line why there is no plan, else nothing. `advice` is what comes
    before any step; `facts` are labels with sentences: the proof, the runner-up, what there is no way round. `ways` are
    the minimal sets of steps, and `ways_said` how many there are; `cheap` is what costs little and is not needed for
    the target, as `cheap_said` says; `command` prints the whole plan. `reached` is the quarter by
    whose end a scheduled plan gets there, and `opens` says when each stage opens: in months, or quarters where the plan
    is scheduled, from the start.
    """

    headline: str
    days_said: str
    advice: str
    moves: tuple[Move, ...]
    facts: tuple[tuple[str, str], ...]
    find_out: tuple[Named, ...]
    prove: tuple[Named, ...]
    prove_said: str
    steps: tuple[StepLine, ...]
    quarters: tuple[QuarterView, ...]
    reached: str
    opens: tuple[tuple[float, str], ...]
    ways: tuple[WayLine, ...]
    ways_said: str
    cheap: tuple[Named, ...]
    cheap_said: str
    command: str
    why_none: tuple[str, ...]
