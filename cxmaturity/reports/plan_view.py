"""A plan as templates see it, in words: its steps, and its part of a report."""

from msgspec import Struct


class StepLine(Struct, frozen=True):
    """A step of a plan in words.

    `growth` is by how much its estimate may grow before another plan wins; `after` are the numbers of the steps
    that come before it; `load` its days in each quarter of the plan, None where it does not run; `quarter` is
    the one in which it ends.
    """

    number: int
    practice: str
    title: str
    way: str
    dimension: str
    step: str
    measure: str
    owner: str
    days: int
    months: int
    growth: str
    mark: str
    after: tuple[int, ...]
    quarter: str
    runs: str
    load: tuple[int | None, ...]


class WayLine(Struct, frozen=True):
    """A minimal set in words."""

    practices: str
    steps: int
    days: int


class PhaseView(Struct, frozen=True):
    """A phase of a roadmap: now, next or later, when that is, and its steps."""

    name: str
    when: str
    days: int
    steps: tuple[StepLine, ...]


class QuarterView(Struct, frozen=True):
    """A quarter of a plan: the person-days planned in it, and what it can carry, None where that has no limit."""

    quarter: str
    days: int
    capacity: int | None


class RoadmapPart(Struct, frozen=True):
    """The cheapest proven plan as a part of a report; `why_none` says line by line why there is none, else nothing.

    `facts` are labels with sentences: the proof, the runner-up, what there is no way round. `ways`
    are the minimal sets of steps, and `ways_said` how many there are; `command` prints
    the whole plan.
    """

    headline: str
    facts: tuple[tuple[str, str], ...]
    phases: tuple[PhaseView, ...]
    quarters: tuple[QuarterView, ...]
    find_out: tuple[str, ...]
    ways: tuple[WayLine, ...]
    ways_said: str
    command: str
    why_none: tuple[str, ...]
