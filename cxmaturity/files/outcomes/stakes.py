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

    def needed(self, given: str | list[str] | None, *path: str, least: float = 0.0, most: float = _MOST) -> Estimate:
        """An estimate that has to be there; what is wrong is noted, and 0 stands for it."""
        return self.number(given, *path, least=least, most=most) or Estimate(0, 0, 0)


def stakes_of(shape: ValueShape, findings: Findings) -> Stakes:
    """What is at stake; errors are noted in the findings."""
    read = _Reader(findings)
    keeps, sell, contacts, plan = shape.retention, shape.cross_sell, shape.contacts, shape.plan
    for missing in _missing(shape):
        findings.error(("value",), "missing-key", f"the key `{missing}` is missing", f"add `{missing}: ...`")
    stakes = Stakes(
        years=int(shape.years),
        discount_rate=read.needed(shape.discount_rate, "discount_rate", most=1),
        customers=read.number(shape.customers, "customers"),
        margin=read.number(shape.margin, "margin", least=-_MOST),
        retained=read.number(keeps.today, "retention", "today", most=1) if keeps else None,
        uplift=read.number(keeps.uplift, "retention", "uplift", least=-1, most=1) if keeps else None,
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
    if stakes.retained and stakes.uplift:
        _check_rates(stakes.retained, stakes.uplift, findings)
    return stakes


def _missing(shape: ValueShape) -> list[str]:
    """The keys that others of the file need: what is said of customers goes together, and of contacts, too."""
    keeping: dict[str, object] = {"customers": shape.customers, "margin": shape.margin, "retention": shape.retention}
    calling: dict[str, object] = {"contacts": shape.contacts, "cost_per_contact": shape.cost_per_contact}
    wanted = [calling] if any(value is not None for value in calling.values()) else []
    if not wanted or shape.cross_sell or any(value is not None for value in keeping.values()):
        wanted.append(keeping)
    return [key for keys in reversed(wanted) for key, value in keys.items() if value is None]


def _check_rates(retained: Estimate, uplift: Estimate, findings: Findings) -> None:
    """Note where more than all customers would stay, or fewer than none."""
    hint = "the uplift is added to today's rate, as in 0.01"
    if retained.high + uplift.high > 1:
        message = f"today's {retained.high:g} and an uplift of {uplift.high:g} are more than all customers"
        findings.error(("value", "retention"), "over-one", message, hint)
    if retained.low + uplift.low < 0:
        message = f"today's {retained.low:g} and {uplift.low:g} are fewer than no customers"
        findings.error(("value", "retention"), "under-none", message, hint)
