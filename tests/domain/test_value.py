"""What it is worth to keep more customers: by a formula that a finance department redoes, and no more than it says.

A user would else ask a board for money on a number that nobody can redo, or that forgets what the plan costs.
"""

from operator import itemgetter
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from cxmaturity.domain.language import cents, grouped, money
from cxmaturity.domain.outcomes import value_words
from cxmaturity.domain.outcomes.stakes import Estimate, Stakes
from cxmaturity.domain.outcomes.value import (
    INPUTS,
    Input,
    Value,
    break_even,
    certain,
    drivers,
    estimate_of,
    is_certain,
    likely,
    net,
    value_of,
    with_plan,
    yearly,
)
from cxmaturity.domain.outcomes.value_lines import value_lines
from cxmaturity.reports.build.worth import COMMAND, worth_annex, worth_part
from cxmaturity.reports.document.blocks import Facts
from cxmaturity.reports.words.worth import worth_view
from cxmaturity.statistics.simulation import spread

CASES = yaml.safe_load((Path(__file__).parents[1] / "cases" / "value.yaml").read_text())


def stakes_of(inputs: dict[str, Any]) -> Stakes:
    """The stakes of a case, where an input is a number or its three ends."""
    ends: dict[str, Estimate] = {
        name: Estimate(*map(float, given)) if isinstance(given, list) else certain(float(given))
        for name, given in inputs.items()
        if name in INPUTS
    }
    return Stakes(**(inputs | ends))


def valued(stakes: Stakes) -> Value:
    return value_of(stakes, spread(stakes, 400))


@pytest.mark.parametrize("case", CASES, ids=lambda case: str(case["case"]))
def test_the_value_is_what_is_worked_out_by_hand(case: dict[str, Any]) -> None:
    stakes = stakes_of(case["inputs"])
    value = valued(stakes)
    years = list(yearly(stakes, likely(stakes)))
    assert [year.kept for year in years] == pytest.approx(case["kept"])
    assert [year.discounted for year in years] == pytest.approx(case["years"])
    assert value.likely == pytest.approx(case["likely"], rel=1e-9, abs=1e-6)
    assert value.break_even == (None if case["break_even"] is None else pytest.approx(case["break_even"]))
    ends = {driver.input: [driver.value_at_low, driver.value_at_high] for driver in value.drivers}
    assert ends == {name: pytest.approx(both) for name, both in case.get("drivers", {}).items()}
    assert list(ends) == list(case.get("drivers", {}))
    says = case.get("says", {})
    assert {name: getattr(value_words, name)(value) for name in says} == says


THOUSANDTHS = st.lists(st.integers(0, 1000), min_size=36, max_size=36)


@st.composite
def stakes(draw: st.DrawFn) -> Stakes:
    """Inputs of any size in their order; numbers are drawn at once, as thousandths of the most that each may be."""
    shares = iter(draw(THOUSANDTHS))

    def estimate(most: float) -> Estimate:
        return Estimate(*sorted(next(shares) / 1000 * most for _ in range(3)))

    retained = estimate(1)
    return Stakes(
        years=draw(st.integers(1, 10)),
        discount_rate=estimate(0.5),
        customers=estimate(1e7),
        margin=estimate(1e4),
        retained=retained,
        uplift=estimate(1 - retained.high),
        cross_uplift=estimate(1),
        cross_margin=estimate(100),
        contacts=estimate(1e6),
        fewer=estimate(1),
        cost_per_contact=estimate(50),
        days=estimate(1e4),
        day_rate=estimate(2000),
        other_cost=certain(1e5),
    )


@given(stakes())
def test_the_likely_value_is_the_formula_as_it_is_written(given: Stakes) -> None:
    """As in the issue of a finance department's sheet: powers, year by year, less days times rate."""
    at, d = likely(given), given.discount_rate.likely
    r, u = at["retained"], at["uplift"]
    by_hand = sum(
        (
            at["customers"] * ((r + u) ** t - r**t) * at["margin"]
            + at["customers"] * (r + u) ** t * at["cross_uplift"] * at["cross_margin"]
            + at["contacts"] * at["fewer"] * at["cost_per_contact"]
        )
        / (1 + d) ** t
        for t in range(1, given.years + 1)
    )
    cost = at["days"] * at["day_rate"] + at["other_cost"]
    size = by_hand + cost + at["customers"] * at["margin"]  # what digits are lost of
    assert net(given, at) == pytest.approx(by_hand - cost, rel=1e-9, abs=1e-9 * size + 1e-6)


@given(stakes())
def test_the_break_even_gives_nothing(given: Stakes) -> None:
    """At a break-even that is none a plan would be called one that pays."""
    at, uplift = likely(given), break_even(given)
    if uplift is None:
        assert net(given, {**at, "uplift": 1 - at["retained"]}) < 0
    elif uplift == 0:
        assert net(given, {**at, "uplift": 0.0}) >= 0
    else:
        size = at["days"] * at["day_rate"] + at["other_cost"] + 10 * at["customers"] * (at["margin"] + 100)
        assert net(given, {**at, "uplift": uplift}) == pytest.approx(0, abs=1e-9 * size + 1e-6)


@given(stakes())
def test_a_driver_is_the_formula_at_its_ends_and_the_first_moves_most(given: Stakes) -> None:
    """A board looks at the longest bar, and asks there."""
    moved = drivers(given)
    assert {driver.input for driver in moved} == {name for name in INPUTS if not is_certain(estimate_of(given, name))}
    swings = [driver.swing for driver in moved]
    assert swings == sorted(swings, reverse=True)
    for driver in moved:
        low, high = (net(given, {**likely(given), driver.input: end}) for end in (driver.low, driver.high))
        assert (driver.value_at_low, driver.value_at_high) == (low, high)


@given(stakes())
def test_more_years_never_bring_less_and_a_higher_rate_never_more(given: Stakes) -> None:
    shorter, dearer = replace(given, years=max(1, given.years - 1)), replace(given, discount_rate=certain(0.6))
    assert net(shorter, likely(given)) <= net(given, likely(given)) + 1e-6
    assert net(dearer, likely(given)) <= net(given, likely(given)) + 1e-6


def test_the_days_of_a_plan_are_taken_where_a_rate_and_no_days_are_given() -> None:
    """Days that the file gives are somebody's decision, and without a rate a plan has no cost."""
    bare = stakes_of(CASES[0]["inputs"])
    rated = replace(bare, day_rate=certain(100.0))
    assert with_plan(rated, 12).days == certain(12.0)
    assert with_plan(replace(rated, days=certain(3.0)), 12).days == certain(3.0)
    assert with_plan(bare, 12) == bare
    assert with_plan(rated, None) == rated


def test_every_line_is_there_to_be_redone() -> None:
    """Who checks the number on paper needs every input, every year, every end and what the draws were."""
    stakes = stakes_of(
        {
            **CASES[1]["inputs"],
            "currency": "EUR",
            "day_rate": 500,
            "days": 400,
            "contacts": [10, 20, 30],
            "fewer": 0.1,
            "other_cost": 7,
        }
    )
    stakes = replace(stakes, cost_per_contact=certain(4.5), cross_uplift=certain(0.02), cross_margin=certain(60.0))
    value = valued(stakes)
    lines = list(value_lines(stakes, value, 400, 1))
    text = "\n".join(lines)
    for line in (
        "value = sum for t = 1 to 3 of (N ((r + u)^t - r^t) m + N (r + u)^t b x + C f c) / (1 + d)^t - D w - o",
        "  N = 100,000 (90,000 to 110,000): customers today",
        "  u = 1 point (0.5 points to 2 points): rise of retention by the plan",
        "  d = 10 %: discount rate a year",
        "  t = 1 to 3: the horizon is 3 years, and nothing follows it",
        "year 2: 100,000 x ((0.85 + 0.01)^2 - 0.85^2) = 1,710, customers kept who would have left",
        "  they bring 1,710 x 120 + 100,000 x (0.85 + 0.01)^2 x 0.02 x 60 + 20 x 0.1 x 4.5 = 293,961.00",
        "  as of today 293,961.00 / 1.1^2 = 242,942.98",
        "cost of the plan: 400 x 500 + 7 = 200,007.00",
        "Of 400 draws (seed 1), each uncertain input from a triangular distribution between its ends:",
        f"  P90 = EUR {cents(value.p90)}",
        "  C from 10 to 30:",
        value_words.NOT,
    ):
        assert line in text, line
    assert lines[0] == f"value = EUR {cents(value.likely)}, at the likely inputs"
    bare = "\n".join(value_lines(stakes_of(CASES[0]["inputs"]), valued(stakes_of(CASES[0]["inputs"])), 400, 1))
    assert "value = sum for t = 1 to 1 of N ((r + u)^t - r^t) m / (1 + d)^t\n" in bare
    assert [
        left_out for left_out in ("  b =", "  C =", "  D =", "  o =", "cost of the plan:") if left_out in bare
    ] == []
    assert "break-even: No cost" in bare


@given(st.sampled_from(INPUTS), st.integers(0, 10**9), st.sampled_from([1, 2, 5, 9]))
def test_an_input_is_printed_as_the_file_has_it(name: Input, n: int, places: int) -> None:
    """A rate of 8.25 % that is printed as 8.3 %, and a contact of 4.655 as 4.66, make another sum on paper."""
    value = float(f"{n // 10**places}.{n % 10**places:0{places}d}")
    printed = value_words.input_said(name, value, "EUR").removeprefix("EUR ").replace(",", "")
    number, _, unit = printed.partition(" ")
    assert float(number) == pytest.approx(value * (100 if unit else 1), rel=1e-12, abs=1e-9)


def test_what_is_kept_stands_in_the_words_only_where_a_rise_is_estimated() -> None:
    """A plan that saves calls and keeps nobody does not count margins of customers."""
    calls = {**CASES[0]["inputs"], "uplift": 0, "contacts": 10, "fewer": 0.1, "cost_per_contact": 5}
    assert value_words.formula_said(stakes_of(calls)) == (
        "Counted is, for each year at its end, the cost of contacts that fall away; nothing after the last year."
    )
    assert "margin of customers" in value_words.formula_said(stakes_of({**calls, "uplift": [-0.1, 0, 0]}))
    assert "margin of customers" in value_words.formula_said(stakes_of({**CASES[0]["inputs"], "uplift": 0}))


@pytest.mark.parametrize("case", [case for case in CASES if "customers" not in case["inputs"]], ids=itemgetter("case"))
def test_of_contacts_alone_nothing_is_said_of_customers(case: dict[str, Any]) -> None:
    """Who knows what a call costs, and no margin, is shown no rows of nobody kept."""
    stakes = stakes_of(case["inputs"])
    worth = worth_view(stakes, valued(stakes), 400, 1)
    text = "\n".join(value_lines(stakes, valued(stakes), 400, 1)).replace(value_words.NOT, "")
    assert "C f c" in worth.formula and "C f c / (1 + d)^t" in text
    shown = f"{worth_part(worth, 'a').blocks} {worth_annex(worth, 'a')} {text}".replace(value_words.NOT, "")
    assert [word for word in ("ustomer", "etention", "argin", "(r + u)") if word in shown] == []
    assert [fact.label for block in worth_part(worth, "a").blocks if isinstance(block, Facts) for fact in block.items][
        -1
    ] == "Estimate"


def test_where_nothing_is_open_nothing_is_said_of_draws() -> None:
    """Three percentiles of one number claim a range that nobody looked for."""
    stakes = stakes_of(CASES[0]["inputs"])
    text = "\n".join(value_lines(stakes, valued(stakes), 400, 1))
    assert value_words.NOTHING_OPEN in text and "P10" not in text
    facts = worth_part(worth_view(stakes, valued(stakes), 400, 1), "a").blocks
    assert [fact.label for block in facts if isinstance(block, Facts) for fact in block.items] == [
        "Likely",
        "Estimate",
    ]


def test_the_lines_of_one_plan_are_named_where_there_is_one() -> None:
    """`explain` reads one file: of several plans it would print another sum."""
    stakes = stakes_of(CASES[1]["inputs"])
    worth = worth_view(stakes, valued(stakes), 400, 1)
    named = [COMMAND in str(worth_annex(worth, "a", plans=plans)) for plans in (1, 2)]
    assert named == [True, False]


@pytest.mark.parametrize(
    ("value", "said", "exact"),
    [
        (0, "EUR 0", "0.00"),
        (431_234.5, "EUR 431,000", "431,234.50"),
        (-1_234, "−EUR 1,230", "−1,234.00"),
        (999.6, "EUR 1,000", "999.60"),
        (12.345, "EUR 12.3", "12.35"),
        (-0.001, "EUR 0", "0.00"),
        (2_193.1, "EUR 2,190", "2,193.10"),
    ],
)
def test_money_is_said_as_surely_as_it_is_known(value: float, said: str, exact: str) -> None:
    """Six digits of an estimate would claim what nobody knows; sums are to be redone to the cent."""
    assert (money(value, "EUR"), cents(value)) == (said, exact)


def test_an_amount_has_its_thousands_apart_and_no_digits_that_say_nothing() -> None:
    assert [grouped(n) for n in (1234567.891, 4.50, 0.0, -2000)] == ["1,234,567.89", "4.5", "0", "−2,000"]
