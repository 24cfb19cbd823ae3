"""What is at stake, as the file says it: every input is a number, or between which it lies."""

from msgspec import Struct


class Estimate(Struct, frozen=True):
    """A number of which nobody is quite sure: low <= likely <= high; all three the same where somebody is."""

    low: float
    likely: float
    high: float


class Stakes(Struct, frozen=True):
    """The inputs of the value at stake. Shares are 0..1, money is in `currency`, all flows are of one year.

    `customers` each leave `margin`; `retained` of them stay for a year today, and `uplift` more may: all four are
    there, or none where contacts alone are at stake. `cross_uplift` of the customers may buy one more thing that leaves
    `cross_margin`; of `contacts`, each at `cost_per_contact`, `fewer` may fall away. The plan takes `days`, each at
    `day_rate`, and `other_cost`. What the file does not say is None.
    """

    years: int
    discount_rate: Estimate
    customers: Estimate | None = None
    margin: Estimate | None = None
    retained: Estimate | None = None
    uplift: Estimate | None = None
    currency: str = ""
    cross_uplift: Estimate | None = None
    cross_margin: Estimate | None = None
    contacts: Estimate | None = None
    fewer: Estimate | None = None
    cost_per_contact: Estimate | None = None
    days: Estimate | None = None
    day_rate: Estimate | None = None
    other_cost: Estimate | None = None
