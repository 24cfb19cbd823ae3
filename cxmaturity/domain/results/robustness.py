"""How sure a stage is, in the shape that `score --sure --format json` prints it, under the result's `robustness`.

Names are the format's. Shares are shares of one, unrounded.
"""

from typing import Literal

from msgspec import Struct, field


class Drop(Struct, frozen=True):
    """A practice that falls by a number of its options, each of them one drop."""

    practice: str
    from_: int = field(name="from")
    to: int
    drops: int


class Drops(Struct, frozen=True):
    """The fewest drops that lose the stage; `fewest` is None where none can.

    `found` counts the sets of that many drops that lose it, `all_found` says whether that is all of them;
    `sets` are the first of them in the order of the questionnaire.
    """

    fewest: int | None
    found: int
    all_found: bool
    sets: tuple[tuple[Drop, ...], ...]


class Sampled(Struct, frozen=True):
    """How many of so many draws: the share, its standard error, and the 95 % interval (Wilson's) around it."""

    draws: int
    kept: int
    share: float
    standard_error: float
    low: float
    high: float


class StageDraws(Struct, frozen=True):
    """A stage, and how many draws end at it."""

    rank: int
    id: str
    draws: int


class Weights(Struct, frozen=True):
    """The share of draws that keep the stage when every weight moves by up to `percent`; and where all ended."""

    seed: int
    percent: int
    stage: Sampled
    stages: tuple[StageDraws, ...]


class Information(Struct, frozen=True):
    """What an unknown practice would tell: how much narrower the interval becomes on average once it is known.

    `stages` is in stages, `index` in points of 100.
    """

    practice: str
    status: Literal["dk", "missing"]
    stages: float
    index: float


class Robustness(Struct, frozen=True):
    """How sure the stage as answered is; `stage` is its rank, None where no answer counts.

    `weights` is None where no answer counts.
    """

    stage: int | None
    drops: Drops
    weights: Weights | None
    information: tuple[Information, ...]
