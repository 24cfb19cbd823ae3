"""A value at stake in words: its inputs, its formula, what it comes to and what it is not."""

from cxmaturity.domain.language import NOTHING, beside, cents, counted_plain, grouped, listed, money, rounded, say
from cxmaturity.domain.outcomes.stakes import Stakes
from cxmaturity.domain.outcomes.value import Input, Value, costed, estimate_of, is_certain

NAMES: dict[Input, str] = {
    "customers": "Customers today",
    "margin": "Margin of a customer in a year",
    "retained": "Retention today: who stays for a year",
    "uplift": "Rise of retention by the plan",
    "cross_uplift": "Share that buys one more thing by the plan",
    "cross_margin": "Margin of that in a year",
    "contacts": "Contacts in a year, today",
    "fewer": "Contacts that fall away by the plan",
    "cost_per_contact": "Cost of a contact",
    "days": "Person-days of the plan",
    "day_rate": "Cost of a person-day",
    "other_cost": "Other cost of the plan",
    "discount_rate": "Discount rate a year",
}
"""What each input is called."""
SIGNS: dict[Input, str] = {
    "customers": "N",
    "margin": "m",
    "retained": "r",
    "uplift": "u",
    "cross_uplift": "b",
    "cross_margin": "x",
    "contacts": "C",
    "fewer": "f",
    "cost_per_contact": "c",
    "days": "D",
    "day_rate": "w",
    "other_cost": "o",
    "discount_rate": "d",
}
"""What each input is in the formula."""
NOTHING_OPEN = "Every input is one number, so there is no range: [low, likely, high] in the file makes an input open."
"""What is said where there is nothing to draw."""
EXACT = 9
"""How many decimals an input may have, and of a share in per cent as many."""
_MONEY = frozenset({"margin", "cross_margin", "cost_per_contact", "day_rate", "other_cost"})
_SHARES = frozenset({"retained", "cross_uplift", "fewer", "discount_rate"})
NOT = (
    "It is what the estimates would be worth, and no proof that the plan brings them about: no cause is shown. They are"
    " those of whoever wrote the file, count in full from the first year on, and are drawn as independent of each"
    " other. New customers and all years after the horizon are left out."
)
"""What a value at stake is not."""


def exact(value: float) -> str:
    """A number as the file has it, so that the sum can be redone from what is printed."""
    return grouped(value, EXACT)


def input_said(name: Input, value: float, currency: str) -> str:
    """An input for people, exact: money in its currency, a share in per cent, a rise of one in points."""
    if name in _MONEY:
        whole = cents(value).removesuffix(".00")
        return f"{currency} {whole if float(f'{value:.2f}') == value else exact(value)}".lstrip()
    if name in _SHARES:
        return rate_said(value)
    if name == "uplift":
        return _points(exact(100 * value))
    return exact(value)


def rate_said(value: float) -> str:
    """A share in per cent, exact."""
    return say("{percent} %", percent=exact(100 * value))


def points(uplift: float) -> str:
    """A rise of a share, as it is worked out: "0.3 points", and never as none where it is one."""
    return _points(beside(100 * uplift, [0.0], 2).replace("-", "−"))


def _points(text: str) -> str:
    return say("{points} point", points=text) if text == "1" else say("{points} points", points=text)


def estimate_said(stakes: Stakes, name: Input) -> str:
    """An input with its ends, where it is uncertain: "100,000 (90,000 to 110,000)"."""
    estimate = estimate_of(stakes, name)
    likely, low, high = (
        input_said(name, value, stakes.currency) for value in (estimate.likely, estimate.low, estimate.high)
    )
    return likely if is_certain(estimate) else say("{likely} ({low} to {high})", likely=likely, low=low, high=high)


def given(stakes: Stakes) -> tuple[Input, ...]:
    """The inputs that the formula counts: all but those of a term that is left out."""
    left_out = {"customers", "margin", "retained", "uplift"} if stakes.customers is None else set[str]()
    left_out |= {"cross_uplift", "cross_margin"} if not estimate_of(stakes, "cross_uplift").high else set()
    called = stakes.customers is None or estimate_of(stakes, "contacts").high > 0  # alone they stand there as none, too
    left_out |= {"contacts", "fewer", "cost_per_contact"} if not called else set()
    left_out |= {"days", "day_rate"} if not estimate_of(stakes, "days").high else set()
    left_out |= {"other_cost"} if not estimate_of(stakes, "other_cost").high else set()
    return tuple(name for name in NAMES if name not in left_out)


def formula(stakes: Stakes) -> str:
    """The formula, with those of its terms that are given."""
    inside = set(given(stakes))
    terms = ["N ((r + u)^t - r^t) m"] if "customers" in inside else []
    terms += ["N (r + u)^t b x"] if "cross_uplift" in inside else []
    terms += ["C f c"] if "contacts" in inside else []
    together = f"({' + '.join(terms)})" if len(terms) > 1 else terms[0]
    less = (" - D w" if "days" in inside else "") + (" - o" if "other_cost" in inside else "")
    return f"value = sum for t = 1 to {stakes.years} of {together} / (1 + d)^t{less}"


def formula_said(stakes: Stakes) -> str:
    """What the formula means, in a sentence."""
    inside = set(given(stakes))
    more = {"cross_uplift", "contacts"} & inside
    uplift = estimate_of(stakes, "uplift")
    none = bool(more) and not any((uplift.low, uplift.high))
    brings = [] if none else ["the margin of customers who would have left without the uplift"]
    brings += ["what those who stay buy more"] if "cross_uplift" in inside else []
    brings += ["the cost of contacts that fall away"] if "contacts" in inside else []
    sentence = "Counted {are}, for each year at its end, {brings}{less}; nothing after the last year."
    less = say("; the plan is paid at the start") if costed(stakes) else ""
    return say(sentence, are="are" if len(brings) > 1 else "is", brings=listed(brings), less=less)


def headline(value: Value) -> str:
    """What the value comes to, in a sentence."""
    if value.p10 == value.p90:
        sentence = (
            "If the plan brings what is estimated, that is worth {middle} over {years}, discounted at {rate} a"
            " year{less}."
        )
    else:
        sentence = (
            "If the plan brings what is estimated, that is worth {low} to {high} (P10 to P90) over {years},"
            " discounted at {rate} a year{less}; the middle is {middle}."
        )
    low, middle, high = (money(amount, value.currency) for amount in (value.p10, value.p50, value.p90))
    years, rate = counted_plain(value.years, "year"), rate_said(value.discount_rate)
    less = "" if value.cost is None else say(", less what it costs")
    return say(sentence, low=low, middle=middle, high=high, years=years, rate=rate, less=less)


def short(value: Value) -> str:
    """The same in two lines of a screen, with the uplift from which on the plan pays."""
    if value.p10 == value.p90:
        sentence = "Worth {middle} over {years} at {rate}, if the plan brings what is estimated{less}."
    else:
        sentence = (
            "Worth {low} to {high} (P10 to P90) over {years} at {rate}, if the plan brings what is estimated{less}."
        )
    low, middle, high = (money(amount, value.currency) for amount in (value.p10, value.p50, value.p90))
    years, rate = counted_plain(value.years, "year"), rate_said(value.discount_rate)
    less = say("; what it costs is not counted") if value.cost is None else ""
    worth = say(sentence, low=low, middle=middle, high=high, years=years, rate=rate, less=less)
    return worth if value.cost is None else f"{worth} {pays(value, short=True)}"


def pays(value: Value, *, short: bool = False) -> str:
    """From which uplift on, or from how many contacts that fall away, the plan pays; in `short` as little as goes."""
    kept = value.break_even_of == "uplift"
    if value.cost is None:
        return "No cost of the plan is given, so there is no break-even to name."
    if value.break_even is None:
        if kept:
            return "It does not pay at any uplift: not even if every customer stayed."
        return "It does not pay, however many contacts fall away: not even if all of them did."
    if not value.break_even:
        return "With all else as likely it pays without any rise of retention."
    sentence = "It pays if retention rises by {even}" if kept else "It pays if {even} of contacts fall away"
    return say(f"{sentence}." if short else f"{sentence}, all else as likely.", even=break_even_said(value))


def break_even_said(value: Value) -> str:
    """The break-even in its unit; nothing where there is none."""
    if value.cost is None or value.break_even is None:
        return NOTHING
    if value.break_even_of == "uplift":
        return points(value.break_even)
    return say("{percent} %", percent=beside(100 * value.break_even, [0.0], 2))


def risk(value: Value) -> str:
    """In how many of the draws the plan costs more than it brings; nothing without a cost, or anything to draw."""
    if value.cost is None or not value.drivers:
        return ""
    of_hundred = rounded(100 * value.below_zero, 0)
    if of_hundred == "0":
        return "In fewer than one of 100 draws it costs more than it brings."
    return say("In {n} of 100 draws it costs more than it brings.", n=of_hundred)


def moves_most(value: Value) -> str:
    """Which input moves the value most, and from where to where; nothing where all are certain."""
    if not value.drivers:
        return ""
    most = value.drivers[0]
    ends = sorted((most.value_at_low, most.value_at_high))
    sentence = "{input} moves it most: between {low} and {high} it is worth {least} to {most}, all else as most likely."
    return say(
        sentence,
        input=NAMES[most.input],
        low=input_said(most.input, most.low, value.currency),
        high=input_said(most.input, most.high, value.currency),
        least=money(ends[0], value.currency),
        most=money(ends[1], value.currency),
    )


def uncounted(stakes: Stakes, *, beside_answers: bool) -> str:
    """That a rate is given and no days of a plan are; nothing where both or neither are."""
    if stakes.day_rate is None or stakes.days is not None:
        return ""
    if beside_answers:
        return "No person-days are counted, as there is no plan here to take them from."
    return "The person-days of the plan are not counted here: they stand in a report of the answers, or in `days`."
