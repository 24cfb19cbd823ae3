"""What a search ends with: a set of steps with the bound below which none can be, or the reason why there is none."""

from collections.abc import Mapping

from msgspec import Struct


class UnreachableError(Exception):
    """No steps meet all constraints."""


class OutOfTimeError(Exception):
    """The time ended the search before anything was found."""


class DisagreementError(Exception):
    """The scoring engine refutes what a search says, which is a bug."""


class Solution(Struct, frozen=True):
    """A set of steps, the person-days below which no set can be, and whether its ties are settled.

    `ends` are the quarters, from 1, in which the steps end, if they were scheduled.
    """

    taken: frozenset[int]
    days: int
    bound: int
    settled: bool
    ends: Mapping[int, int] = {}

    @property
    def optimal(self) -> bool:
        """Whether no set of steps takes less."""
        return self.bound >= self.days
