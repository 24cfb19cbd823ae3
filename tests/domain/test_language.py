"""How numbers, lists and sentences are said, worked by hand: a slip here stands in every report of every format."""

import datetime
import re
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cxmaturity.domain.language import (
    ENGLISH,
    NOTHING,
    Language,
    beside,
    capital,
    cents,
    counted,
    counted_plain,
    day,
    grouped,
    listed,
    money,
    number,
    percent,
    plain_name,
    rounded,
    say,
    short_month,
    signed,
    unparted,
)

pytestmark = pytest.mark.fast

# sentences


@pytest.mark.parametrize(
    ("sentence", "values", "expected"),
    [
        ("{n} {n|step|steps}", {"n": 1}, "1 step"),
        ("{n} {n|step|steps}", {"n": 0}, "0 steps"),
        ("{n} {n|step|steps}", {"n": 12345}, "12,345 steps"),
        ("{n:word} {n|step|steps}", {"n": 1}, "one step"),
        ("{n:word} {n|step|steps}", {"n": 0}, "no steps"),
        ("{n:word} {n|step|steps}", {"n": 10}, "ten steps"),
        ("{n:word} {n|step|steps}", {"n": 11}, "11 steps"),
        ("{n:word} {n|step|steps}", {"n": 1200}, "1,200 steps"),
        ("{n:Word} {n|step|steps}", {"n": 3}, "Three steps"),
        ("{n:Word} {n|step|steps}", {"n": 30}, "30 steps"),
        ("{name:Word} is first", {"name": "the board"}, "The board is first"),
        ("{name} is first", {"name": "the board"}, "the board is first"),
        ("{n|It is|They are} here", {"n": 2}, "They are here"),
        ("{n||s}", {"n": 1}, ""),
        ("{a} and {b}, {a}", {"a": "x", "b": "y"}, "x and y, x"),
        ("nothing varies", {}, "nothing varies"),
        ("{not a place}", {}, "{not a place}"),
        ("{n}", {"n": -1}, "-1"),
    ],
)
def test_a_sentence_takes_its_values(sentence: str, values: dict[str, str | int], expected: str) -> None:
    assert say(sentence, **values) == expected


def test_a_value_that_looks_like_a_place_is_text() -> None:
    """A practice may be titled "{n}": its title stands as it was written, and asks for nothing."""
    assert say("{title}: {n}", title="{n} and {missing}", n=2) == "{n} and {missing}: 2"


def test_a_value_that_is_missing_is_a_fault_of_ours_and_no_gap_in_a_sentence() -> None:
    with pytest.raises(KeyError):
        say("{n} steps")


def test_another_language_puts_values_where_it_wants_and_has_its_own_plurals() -> None:
    """Polish has three forms: 1 krok, 2 kroki, 5 kroków, and 22 kroki again."""

    def polish(n: int) -> int:
        if n == 1:
            return 0
        return 1 if n % 10 in {2, 3, 4} and n % 100 not in {12, 13, 14} else 2

    sentences = {"{n} {n|step|steps} of {whose}": "{whose}: {n} {n|krok|kroki|kroków}"}
    language = Language(sentences, polish)
    texts = [say("{n} {n|step|steps} of {whose}", language, n=n, whose="X") for n in (1, 2, 5, 12, 22)]
    assert texts == ["X: 1 krok", "X: 2 kroki", "X: 5 kroków", "X: 12 kroków", "X: 22 kroki"]


def test_a_sentence_without_a_translation_is_said_in_ours_with_the_last_form_at_most() -> None:
    language = Language({}, lambda _: 7)
    assert say("{n} {n|step|steps}", language, n=1) == "1 steps"
    assert say("{n} {n|step|steps}", ENGLISH, n=1) == "1 step"


# counts


@pytest.mark.parametrize(("n", "text"), [(0, "no"), (10, "ten"), (11, "11"), (-1, "-1"), (10_000, "10,000")])
def test_small_numbers_are_letters(n: int, text: str) -> None:
    assert number(n) == text


def test_counts_have_their_nouns() -> None:
    assert [counted(n, "practice") for n in (0, 1, 2)] == ["no practices", "one practice", "two practices"]
    assert counted(2, "person", "people") == "two people"
    assert counted(1, "person", "people") == "one person"
    assert [counted_plain(n, "answer") for n in (0, 1, 1234)] == ["0 answers", "1 answer", "1,234 answers"]


# names and lists


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        ([], ""),
        (["a"], "a"),
        (["a", "b"], "a and b"),
        (["a", "b", "c"], "a, b and c"),
        (["a, b"], "a, b"),
        (["a, b", "c"], "a, b; and c"),
        (["a", "b, c", "d"], "a; b, c; and d"),
    ],
)
def test_names_in_a_sentence(names: list[str], expected: str) -> None:
    assert listed(names) == expected


@settings(max_examples=50)
@given(st.lists(st.text(st.characters(categories=("Ll", "Lu")), min_size=1), max_size=6))
def test_every_name_of_a_list_is_said_once_and_in_order(names: list[str]) -> None:
    assert [part for part in re.split(r", | and ", listed(names)) if part] == [part for part in names if part]


def test_a_capital_is_the_first_letter_and_no_other() -> None:
    assert [capital(text) for text in ("the X", "", "éa", "7 steps")] == ["The X", "", "Éa", "7 steps"]


def test_names_are_compared_whatever_their_case_and_blanks() -> None:
    assert plain_name("  Straße\u00a0 Of\tTRUST ") == plain_name("strasse of trust")


# numbers


@pytest.mark.parametrize(
    ("value", "digits", "text"),
    [
        (None, 1, NOTHING),
        (0.0, 1, "0"),
        (33.333, 1, "33.3"),
        (33.35, 1, "33.4"),  # halves upwards, by what a person would write down and not by binary digits
        (0.25, 1, "0.3"),
        (2.5, 0, "3"),
        (3.5, 0, "4"),
        (100.0, 1, "100"),
        (100.0, 0, "100"),
        (-0.04, 1, "0"),  # no "-0"
        (-2.25, 1, "-2.3"),
        (1e-7, 3, "0"),
        (12.3400, 3, "12.34"),
    ],
)
def test_numbers_are_rounded_as_people_do(value: float | None, digits: int, text: str) -> None:
    assert rounded(value, digits) == text


@settings(max_examples=50)
@given(st.floats(-1e6, 1e6), st.integers(0, 4))
def test_what_is_rounded_is_near_and_short(value: float, digits: int) -> None:
    text = rounded(value, digits)
    assert abs(Fraction(text) - Fraction(repr(value))) <= Fraction(1, 2 * 10**digits)
    assert len(text.partition(".")[2]) <= digits
    assert text != "-0"
    assert not ("." in text and text.endswith(("0", ".")))


@pytest.mark.parametrize(
    ("value", "text"), [(None, NOTHING), (0.0, "0"), (1.26, "+1.3"), (-1.26, "−1.3"), (0.04, "0"), (-0.04, "0")]
)
def test_a_change_says_its_sign_unless_it_is_none(value: float | None, text: str) -> None:
    assert signed(value) == text


@pytest.mark.parametrize(
    ("value", "limits", "text"),
    [
        (0.7499, (0.75,), "0.7"),
        (0.74, (0.7,), "0.74"),  # 0.7 would read as the limit itself
        (0.85, (0.9,), "0.85"),  # 0.9 would
        (0.8999999, (0.9,), "0.8999999"),
        (0.9, (0.9,), "0.9"),
        (None, (0.5,), NOTHING),
    ],
)
def test_a_number_stands_on_its_own_side_of_a_limit(value: float | None, limits: tuple[float, ...], text: str) -> None:
    assert beside(value, limits) == text


@settings(max_examples=50)
@given(st.floats(0, 1), st.lists(st.sampled_from([0.15, 0.4, 0.5, 0.67, 0.75, 0.8]), max_size=3))
def test_no_number_seems_to_pass_what_it_does_not_pass(value: float, limits: list[float]) -> None:
    """Above, at or below: what is read says the same as what is meant, unless they are nearer than eight decimals."""
    text = float(beside(value, limits))
    for limit in limits:
        if abs(value - limit) > 1e-8 or value == limit:
            assert (text > limit, text < limit) == (value > limit, value < limit)


@pytest.mark.parametrize(
    ("value", "text"),
    [(None, NOTHING), (0.0, "0 %"), (1.0, "100 %"), (0.3333, "33.3 %"), (0.9995, "100 %"), (0.0004, "0 %")],
)
def test_a_share_in_per_cent(value: float | None, text: str) -> None:
    assert percent(value) == text


@pytest.mark.parametrize(
    ("value", "digits", "text"),
    [
        (0, 2, "0"),
        (1234.5, 2, "1,234.5"),
        (1234567.891, 2, "1,234,567.89"),
        (-1234.5, 2, "−1,234.5"),
        (1000, 0, "1,000"),
        (0.005, 2, "0.01"),
        (-0.001, 2, "0"),
        (100, 2, "100"),
    ],
)
def test_amounts_have_their_thousands_apart(value: float, digits: int, text: str) -> None:
    assert grouped(value, digits) == text


@pytest.mark.parametrize(
    ("value", "text"), [(0, "0.00"), (1234.5, "1,234.50"), (-0.005, "−0.01"), (-0.001, "0.00"), (1e6, "1,000,000.00")]
)
def test_sums_of_money_have_two_decimals(value: float, text: str) -> None:
    assert cents(value) == text


@pytest.mark.parametrize(
    ("value", "currency", "text"),
    [
        (431_234, "EUR", "EUR 431,000"),
        (431_500, "EUR", "EUR 432,000"),
        (-1.204, "EUR", "−EUR 1.2"),
        (1.25, "", "1.25"),
        (0, "EUR", "EUR 0"),
        (-0.0001, "GBP", "GBP 0"),
        (999_600, "GBP", "GBP 1,000,000"),
        (99.96, "", "100"),
        (12.345, "", "12.3"),
    ],
)
def test_money_is_said_to_three_figures(value: float, currency: str, text: str) -> None:
    assert money(value, currency) == text


@settings(max_examples=50)
@given(st.integers(1000, 10**9))
def test_money_is_never_off_by_more_than_its_third_figure(value: int) -> None:
    said = Decimal(money(value).replace(",", ""))
    assert abs(said - value) <= Decimal(10) ** (len(str(value)) - 3) / 2


# days


def test_days_in_sentences() -> None:
    assert day("2027-12-31") == "31 December 2027"
    assert day("2027-01-02") == "2 January 2027"
    assert day("") == ""
    assert short_month("2026-11-22") == "Nov 2026"
    with pytest.raises(ValueError, match="month"):
        day("2027-13-01")


@settings(max_examples=50)
@given(st.dates())
def test_a_day_can_be_read_back_from_its_sentence(date: datetime.date) -> None:
    text = day(date.isoformat())
    months = {datetime.date(2000, month, 1).strftime("%B"): month for month in range(1, 13)}
    number_, name, year = text.split()
    assert datetime.date(int(year), months[name], int(number_)) == date


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("in 5 days", "in 5~days"),
        ("in 5 daydreams", "in 5 daydreams"),
        ("2 of 5 practices", "2~of~5~practices"),
        ("75 % of it", "75~% of it"),
        ("by 31 December 2027", "by 31~December~2027"),
        ("March 2027", "March~2027"),
        ("March on", "March on"),
        ("2027 Q3", "2027~Q3"),
        ("one of 5", "one of 5"),
        ("−GBP 1,030 to EUR 3", "−GBP~1,030 to EUR~3"),
        ("€ 12, NPS and 3", "€~12, NPS and 3"),
        ("12 person-days and 1 step", "12~person-days and 1~step"),
    ],
)
def test_numbers_stay_with_their_units(text: str, expected: str) -> None:
    """No line ends between a number and what it counts; where lines may end anywhere else, they still may."""
    assert unparted(text, "~") == expected
    assert unparted(text, " ") == text
