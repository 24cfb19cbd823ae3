"""The value at stake from its file: numbers in their order and within their limits, or all that is wrong with them."""

from cxmaturity.domain.outcomes.stakes import Estimate, Stakes
from cxmaturity.files.shapes.outcomes import ValueShape
from cxmaturity.files.yaml.findings import Findings
from cxmaturity.files.yaml.tree import Path

_MOST = 1e12
LONGEST = 12
"""The most characters of a currency, which stands beside every amount."""


class _Reader:
    def __init__(self, findings: Findings) -> None:
        self._findings = findings

    def number(
        self, given: str | list[str] | None, *path: str, least: float = 0.0, most: float = _MOST
    ) -> Estimate | None:
        """An estimate within limits; None where the file has none, or where it is wrong, which is noted."""
        if given is None:
            return None
        at: Path = ("value", *path)
        numbers = [float(text) for text in given] if isinstance(given, list) else [float(given)] * 3
        if numbers != sorted(numbers):
            self._findings.error(at, "not-in-order", "these do not rise", "write [low, likely, high]")
        elif not least <= numbers[0] <= numbers[-1] <= most:
            limits = f"from {least:g} to {most:g}" if most < _MOST else f"of {least:g} or more"
            self._findings.error(at, "out-of-range", "this is out of range", f"write numbers {limits}")
        else:
            return Estimate(*numbers)
        return None

    def needed(self, given: str | list[str], *path: str, least: float = 0.0, most: float = _MOST) -> Estimate:
        """An estimate that has to be there; what is wrong is noted, and 0 stands for it."""
        return self.number(given, *path, least=least, most=most) or Estimate(0, 0, 0)


def stakes_of(shape: ValueShape, findings: Findings) -> Stakes:
    """What is at stake; errors are noted in the findings."""
    read = _Reader(findings)
    sell, contacts, plan = shape.cross_sell, shape.contacts, shape.plan
    if (contacts is None) != (shape.cost_per_contact is None):
        missing = "contacts" if contacts is None else "cost_per_contact"
        findings.error(("value",), "missing-key", f"the key `{missing}` is missing", f"add `{missing}: ...`")
    stakes = Stakes(
        years=int(shape.years),
        discount_rate=read.needed(shape.discount_rate, "discount_rate", most=1),
        customers=read.needed(shape.customers, "customers"),
        margin=read.needed(shape.margin, "margin", least=-_MOST),
        retained=read.needed(shape.retention.today, "retention", "today", most=1),
        uplift=read.needed(shape.retention.uplift, "retention", "uplift", least=-1, most=1),
        currency=(shape.currency or "").strip(),
        cross_uplift=read.number(sell.uplift, "cross_sell", "uplift", least=-1, most=1) if sell else None,
        cross_margin=read.number(sell.margin, "cross_sell", "margin", least=-_MOST) if sell else None,
        contacts=read.number(contacts.today, "contacts", "today") if contacts else None,
        fewer=read.number(contacts.fewer, "contacts", "fewer", least=-1, most=1) if contacts else None,
        cost_per_contact=read.number(shape.cost_per_contact, "cost_per_contact"),
        days=read.number(plan.days, "plan", "days") if plan else None,
        day_rate=read.number(plan.day_rate, "plan", "day_rate") if plan else None,
        other_cost=read.number(plan.other, "plan", "other") if plan else None,
    )
    if len(stakes.currency) > LONGEST:
        message = f"the currency is longer than {LONGEST} characters"
        findings.error(("value", "currency"), "long-currency", message, "write its code, as GBP")
    if stakes.retained.high + stakes.uplift.high > 1:
        message = (
            f"today's {stakes.retained.high:g} and an uplift of {stakes.uplift.high:g} are more than all customers"
        )
        findings.error(("value", "retention"), "over-one", message, "the uplift is added to today's rate, as in 0.01")
    if stakes.retained.low + stakes.uplift.low < 0:
        message = f"today's {stakes.retained.low:g} and {stakes.uplift.low:g} are fewer than no customers"
        findings.error(("value", "retention"), "under-none", message, "the uplift is added to today's rate, as in 0.01")
    return stakes
