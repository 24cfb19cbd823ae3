"""The shape of a file of outcomes, key by key: what customers say and do, and what is at stake.

Every number of `value` is a number, or `[low, likely, high]`.
"""

import datetime
from typing import Annotated, Literal

from msgspec import Meta, Struct, field

from cxmaturity.domain.outcomes.sample import Grain
from cxmaturity.files.shapes.values import Amount, Boolean, Decimal, Id, Line, PracticeText, Text, VariantName, Years

Order = Annotated[Literal["dmy", "mdy", "iso"], Meta(description="dmy, mdy or iso: what comes first in a date")]


class MeasureShape(Struct, frozen=True, forbid_unknown_fields=True):
    """A measure: a file beside this one, and its columns, by heading or by letter.

    `column` holds the answers; a pair has `expectation` and `perception` instead. `date` is a column of days, read as
    `dates` says; `period` is how long the periods are that are compared, `from` and `to` the first and the last day
    that count. `by` are columns whose groups are compared, `bands` the limits where such a column holds numbers;
    `practices` act on it, and claim from their point on that it is `at_most` or `at_least` so much.
    `where` takes only rows whose cell is one of these. `values` says what texts in cells mean: a number, yes, no, or
    none for no answer. `scale` are the ends of the scale of pairs; `decimals` says what stands before decimals.
    """

    id: Id
    variant: VariantName
    file: Text
    column: Text | None = None
    expectation: Text | None = None
    perception: Text | None = None
    title: Line | None = None
    unit: Line | None = None
    date: Text | None = None
    dates: Order | None = None
    period: Grain | None = None
    from_: datetime.date | None = field(default=None, name="from")
    to: datetime.date | None = None
    by: Annotated[list[Text], Meta(max_length=2)] | None = None
    bands: dict[str, Annotated[list[Decimal], Meta(min_length=1, max_length=20)]] | None = None
    where: dict[str, Annotated[list[Text], Meta(min_length=1)]] | None = None
    journey: Line | None = None
    stage: Line | None = None
    practices: list[PracticeText] | None = None
    at_most: Decimal | None = None
    at_least: Decimal | None = None
    values: dict[str, Text] | None = None
    scale: Annotated[list[Decimal], Meta(min_length=2, max_length=2, description="[lowest, highest]")] | None = None
    decimals: Literal["point", "comma"] | None = None
    unfinished: Boolean = "false"


class RetentionShape(Struct, frozen=True, forbid_unknown_fields=True):
    """Which share of customers stays for a year today, and by how much that may rise: both 0..1."""

    today: Amount
    uplift: Amount


class CrossSellShape(Struct, frozen=True, forbid_unknown_fields=True):
    """Which share of customers buys one more thing, above today's, and what that leaves in a year."""

    uplift: Amount
    margin: Amount


class ContactsShape(Struct, frozen=True, forbid_unknown_fields=True):
    """How many contacts there are in a year, and which share of them falls away."""

    today: Amount
    fewer: Amount


class PlanCostShape(Struct, frozen=True, forbid_unknown_fields=True):
    """What the plan costs: its person-days (by `plan` where left out) times the rate of a day, and what is bought."""

    day_rate: Amount
    days: Amount | None = None
    other: Amount | None = None


class ValueShape(Struct, frozen=True, forbid_unknown_fields=True):
    """What is at stake over some years; `margin` is what one customer leaves in a year, `currency` what all is in.

    `customers`, `margin` and `retention` go together; without them only contacts are at stake.
    """

    years: Years
    discount_rate: Amount
    customers: Amount | None = None
    margin: Amount | None = None
    retention: RetentionShape | None = None
    currency: Line | None = None
    cross_sell: CrossSellShape | None = None
    contacts: ContactsShape | None = None
    cost_per_contact: Amount | None = None
    plan: PlanCostShape | None = None


class OutcomesShape(Struct, frozen=True, forbid_unknown_fields=True):
    """A file of outcomes. `date` is the day that it stands for."""

    schema: Literal["cxmaturity/outcomes@1"]
    date: datetime.date
    organisation: str | None = None
    measures: list[MeasureShape] | None = None
    value: ValueShape | None = None
