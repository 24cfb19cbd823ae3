"""Numbers, lists, plurals and whole sentences: the one place where text for people is put together.

A sentence is said by `say`, whole: what varies stands in braces, so that a translation can put it where its language
does. Another language is another `Language`: its sentences by ours, and its rule for plurals.
"""

import calendar
import datetime
import re
from collections.abc import Callable, Mapping, Sequence
from decimal import ROUND_HALF_UP, Decimal

from msgspec import Struct

NOTHING = "–"
"""What stands where there is no number and no name."""

_SMALL = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
_NOUNS = (
    "(?:person-day|day|week|month|quarter|year|hour|minute|point|level|stage|step|practice|answer|question|gate|file"
    "|error|warning)s?"
)
_UNIT = re.compile(rf"(\b[0-9][0-9.,]*) (?=(?:%|Q[1-4]|{_NOUNS}|{_MONTHS})(?!\w))")
_MONEY = re.compile(r"(\b[A-Z]{3}|[$€£¥]) (?=[0-9])")
_OF = re.compile(r"([0-9]) of (?=[0-9])")
_YEAR = re.compile(rf"\b({_MONTHS}) (?=[0-9]{{4}}\b)")
_PLACE = re.compile(r"\{(\w+)(?::(\w+))?((?:\|[^{}|]*)*)\}")


class Language(Struct, frozen=True):
    """How text is said: `sentences` by the ones in the code, and which of a place's forms goes with a number."""

    sentences: Mapping[str, str]
    form: Callable[[int], int]


ENGLISH = Language({}, lambda n: 0 if n == 1 else 1)


def say(sentence: str, language: Language = ENGLISH, /, **values: str | int) -> str:
    """A sentence with its values: "{n:word} {n|practice|practices} of {all}".

    `{name}` is the value, a whole number with its thousands apart; `{name:word}` is a number in letters up to ten,
    `{name:Word}` with a capital, and 0 is "none" before "of"; `{name|one|many}` is the form that goes with the number.
    Values are text: what looks like a place in them is none.
    """

    def put(place: re.Match[str]) -> str:
        value, style, forms = values[place[1]], place[2], place[3]
        if forms:
            choices = forms[1:].split("|")
            return choices[min(language.form(int(value)), len(choices) - 1)]
        if isinstance(value, str):
            return capital(value) if style == "Word" else value
        none = style and not value and place.string.startswith(" of ", place.end())
        text = "none" if none else number(value) if style else f"{value:,}"
        return capital(text) if style == "Word" else text

    return _PLACE.sub(put, language.sentences.get(sentence, sentence))


def number(n: int) -> str:
    """A count in a sentence: in letters up to ten."""
    return _SMALL[n] if 0 <= n < len(_SMALL) else f"{n:,}"


def counted(n: int, noun: str, nouns: str = "") -> str:
    """A count with its noun: "one practice", "two practices"."""
    return f"{number(n)} {noun if n == 1 else nouns or noun + 's'}"


def counted_plain(n: int, noun: str) -> str:
    """A count in digits with its noun: "1 answer", "12 answers"."""
    return f"{n:,} {noun if n == 1 else noun + 's'}"


def month(day: datetime.date) -> str:
    """A month in a sentence: "March 2027"."""
    return f"{calendar.month_name[day.month]} {day.year}"


def dated(day: datetime.date) -> str:
    """A day in a sentence: "31 December 2027"."""
    return f"{day.day} {month(day)}"


def capital(text: str) -> str:
    """The text with a capital first letter."""
    return text[:1].upper() + text[1:]


def small(text: str) -> str:
    """The text as it goes on within a sentence; a capital stays where the word has more of them, as NPS."""
    return text if text[1:2].isupper() else text[:1].lower() + text[1:]


def plain_name(name: str) -> str:
    """A name as it is compared with others: whatever its case and blanks."""
    return " ".join(name.casefold().split())


def listed(names: Sequence[str], word: str = "and") -> str:
    """Names in a sentence: "a, b and c", or with "or"; where one holds a comma itself, "a, b; c; and d"."""
    if len(names) > 1 and any("," in name for name in names):
        return f"{'; '.join(names[:-1])}; {word} {names[-1]}"
    return f" {word} ".join(filter(None, (", ".join(names[:-1]), *names[-1:])))


def shortened(name: str, most: int) -> str:
    """A name in at most so many letters: its beginning, and its last word where that is short, as in "Stage one… 3"."""
    if len(name) <= most:
        return name
    last = name.rsplit(maxsplit=1)[-1]
    tail = f" {last}" if 3 * len(last) < most and last != name else ""
    return f"{name[: most - len(tail) - 1].rstrip(' ,;:')}…{tail}"


def rounded(value: float | None, digits: int = 1) -> str:
    """A number for people: at most so many decimals, halves upwards, a dash where there is none."""
    if value is None:
        return NOTHING
    exact = Decimal(repr(float(value))).quantize(Decimal(1).scaleb(-digits), ROUND_HALF_UP)
    return f"{exact + 0:f}".rstrip("0").rstrip(".") if digits else f"{exact + 0:f}"


def grouped(value: float, digits: int = 2) -> str:
    """An amount for people: at most so many decimals, halves upwards, thousands apart."""
    exact = Decimal(repr(float(value))).quantize(Decimal(1).scaleb(-digits), ROUND_HALF_UP)
    whole, _, decimals = f"{exact + 0:,f}".partition(".")
    return f"{whole}.{decimals.rstrip('0')}".rstrip(".").replace("-", "−")


def cents(value: float) -> str:
    """An amount of money as sums have it: thousands apart, two decimals."""
    return f"{Decimal(repr(float(value))).quantize(Decimal('0.01'), ROUND_HALF_UP) + 0:,f}".replace("-", "−")


def money(value: float, currency: str = "") -> str:
    """An amount of money in a sentence, to three figures, as estimates bear no more: "EUR 431,000", "−EUR 1.2".

    The currency goes before it, where there is one.
    """
    exact = Decimal(repr(abs(float(value))))
    places = 2 - exact.adjusted() if exact else 0
    figure = grouped(float(exact.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)), max(0, min(places, 2)))
    amount = f"{currency} {figure}" if currency else figure
    return f"−{amount}" if value < 0 and figure != "0" else amount


def signed(value: float | None, digits: int = 1) -> str:
    """A number for people with its sign, a dash where there is none."""
    if value is None:
        return NOTHING
    text = rounded(abs(value), digits)
    return text if text == "0" else f"{'+' if value > 0 else '−'}{text}"


def beside(value: float | None, limits: Sequence[float], digits: int = 1) -> str:
    """A number with as many decimals as it takes to stand on its own side of every limit."""
    if value is None:
        return NOTHING
    for places in range(digits, 9):
        text = rounded(value, places)
        if all((float(text) > limit, float(text) < limit) == (value > limit, value < limit) for limit in limits):
            return text
    return text


def percent(value: float | None) -> str:
    """A share of one, such as a coverage, in per cent."""
    return NOTHING if value is None else f"{rounded(100 * value)} %"


def day(iso: str) -> str:
    """A day as sentences say it: "31 December 2027"; nothing for none."""
    if not iso:
        return ""
    return dated(datetime.date.fromisoformat(iso))


def short_month(iso: str) -> str:
    """A day's month where there is little room: "Nov 2026"."""
    date = datetime.date.fromisoformat(iso)
    return f"{calendar.month_abbr[date.month]} {date.year}"


def unparted(text: str, blank: str) -> str:
    """Text whose numbers stay with their units and currencies, "2 of 5" and dates whole: at `blank` no line may end."""
    with_units = _OF.sub(rf"\1{blank}of{blank}", _UNIT.sub(rf"\1{blank}", _MONEY.sub(rf"\1{blank}", text)))
    return _YEAR.sub(rf"\1{blank}", with_units)
