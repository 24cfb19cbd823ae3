"""How long a search may go on."""

import math
import time


class Clock:
    """The time that a search may take, in seconds; None for as long as it needs."""

    def __init__(self, seconds: float | None = None) -> None:
        self._end = None if seconds is None else time.monotonic() + seconds

    def left(self) -> float:
        """The seconds that are left, never below 0."""
        return math.inf if self._end is None else max(self._end - time.monotonic(), 0.0)

    def within(self, seconds: float) -> "Clock":
        """A clock that ends after so many seconds, or sooner with this one."""
        return Clock(min(self.left(), seconds))
