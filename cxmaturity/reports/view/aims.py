"""Where a target lies from today, as templates see it."""

from msgspec import Struct


class AimView(Struct, frozen=True):
    """A target, of the whole or of a dimension, and where it lies from today.

    `dimension` is the id of the dimension that the target is for, empty for the whole; `today_name` says where
    nothing is claimed or answered; `below_today` that the target is lower than what stands today,
    `as_today` that it is just that.
    """

    dimension: str
    name: str
    today_name: str
    target_name: str
    sentence: str
    below_today: bool
    as_today: bool
