"""The ways to a goal, and why there is none: parts of a roadmap (`cxmaturity/plan@2`)."""

from typing import Literal

from msgspec import Struct, field


class Raised(Struct, frozen=True):
    """A practice of a minimal set, and where its steps take it."""

    practice: str
    title: str
    from_: int = field(name="from")
    to: int
    to_name: str


class Way(Struct, frozen=True):
    """A minimal set of steps that reaches the goal: no practice of it can end one option lower."""

    practices: tuple[Raised, ...]
    steps: int
    days: int


class Ways(Struct, frozen=True):
    """The minimal sets, those with the fewest steps first: all of them if `complete`, else the smallest.

    `no_way_round` are the practices that stand in every one.
    """

    sets: tuple[Way, ...]
    complete: bool
    no_way_round: tuple[str, ...]


class Reason(Struct, frozen=True):
    """One of the conditions that can not hold together; without any one of them the goal could be reached.

    `about` is a step (`practice@point`), a dimension, or empty; `needs` the step that a prerequisite asks for;
    `amount` the days of a budget, or the number of quarters or dimensions.
    """

    kind: Literal[
        "stage", "dimension", "gate", "ruled out", "under way", "wanted", "requires", "budget", "capacity", "months"
    ]
    about: str = ""
    needs: str = ""
    amount: int | None = None


class Conflict(Struct, frozen=True):
    """Why the goal can not be reached. `irreducible` unless the time limit ended the search for the fewest reasons."""

    reasons: tuple[Reason, ...]
    irreducible: bool
