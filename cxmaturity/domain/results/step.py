"""The step: what a plan takes, every output shows, and every total counts, in exactly the shape that JSON has.

What a questionnaire says of it is an `Action` of `cxmaturity.domain.model`.
"""

from typing import Literal

from msgspec import Struct, field

Mark = Literal["", "under way", "wanted"]


class QuarterDays(Struct, frozen=True):
    """The person-days that fall into a quarter."""

    quarter: str
    days: int


class Step(Struct, frozen=True):
    """A step of a plan, from where the practice stands before it to its option.

    `unknown` says that nobody knows where the practice stands, so that it counts as lowest; `starts` is the month,
    counted from the assessment, in which it can start at the earliest. `because` says why the step is in: "gate",
    "level", "dimension target", "dimension won", "prerequisite of" a practice, "under way", "wanted", or "index"
    where it costs nothing or a budget buys it. `requires` names the steps of the plan that come before it.
    `no_way_round`: no plan does without it. `may_grow` is by how many days its estimate may grow before another
    plan is cheaper, None where there is no way round it, where the answers file asks for it (`mark`), or where that
    was not asked or not done in time. Quarters are there only where the plan is scheduled.
    """

    practice: str
    from_: int = field(name="from")
    to: int
    step: str
    days: int
    months: int
    starts: int
    owner: str
    measure: str
    because: tuple[str, ...]
    requires: tuple[str, ...]
    id: str
    title: str
    dimension: str
    from_name: str
    to_name: str
    unknown: bool
    mark: Mark
    no_way_round: bool = False
    may_grow: int | None = None
    first_quarter: str | None = None
    last_quarter: str | None = None
    days_by_quarter: tuple[QuarterDays, ...] = ()
