"""The way to every target, as templates see it."""

from msgspec import Struct


class GapStepView(Struct, frozen=True):
    """A step on the way to a target.

    `begins` is the earliest month after the assessment, once what the step rests on is done.
    """

    practice: str
    title: str
    from_name: str
    to_name: str
    step: str
    owner: str
    effort_days: int
    months: int
    begins: int


class GapView(Struct, frozen=True):
    """The gap between today and a target, and the steps that close it, in order.

    `dimension` is the id of the dimension that the target is for, empty for the whole; `today_name` a dash where
    no stage is claimed, or nothing in the dimension is answered. `reachable` is false where no steps that exist, and
    are not ruled out, reach the target.
    """

    dimension: str
    name: str
    today_name: str
    target_name: str
    sentence: str
    below_today: bool
    reachable: bool
    effort_days: int
    months: int
    steps: tuple[GapStepView, ...]
