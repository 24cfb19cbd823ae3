"""What a cell of an export says: a point of a scale, yes or no, or a number. Nothing is rounded, nothing is guessed."""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Literal

from cxmaturity.domain.outcomes.variants import Variant
from cxmaturity.files.survey.cells import Wrong, plain

Decimals = Literal["point", "comma"]
Read = float | None | Wrong
"""A value, None for no answer, or what is wrong."""

_YES = frozenset({"yes", "y", "true", "1"})
_NO = frozenset({"no", "n", "false", "0"})
_FORMULA = re.compile(r"\s*(?:[=@]|[+-]\s*[A-Za-z(])")
_WHOLE = re.compile(r"(-?[0-9]{1,9})(?:[.,]0{1,9})?")
_FORMS = {
    sign: re.compile(
        rf"[-+]?(?:[0-9]+|[0-9]{{1,3}}([{other}'\u2019 \u00a0\u202f])[0-9]{{3}}(?:\1[0-9]{{3}})*)(?:[{sign}][0-9]+)?"
    )
    for sign, other in ((".", ","), (",", "."))
}
"""A number by the sign before its decimals: thousands are divided all or none, and by one sign."""
_CLEAR = re.compile(r"-?[0-9]{1,15}(?:[.,](?:[0-9]{1,2}|[0-9]{4,300}))?")
"""A number that is written as most are, and in which no sign can stand between thousands."""
_PLAIN = re.compile(r"[-+]?[0-9.,]+")
_CODE = re.compile(r"\b[A-Z]{3}\b")
_GROUPED = re.compile(r"[0-9]{1,3}(?:[.,'\u2019 \u00a0\u202f][0-9]{3})+")
_ALIKE = str.maketrans("023456789", "111111111")
_BLANKS = str.maketrans("", "", "'\u2019 \u00a0\u202f")
MOST = 10.0**15
"""What every number is smaller than: up to there its digits are told apart, and squares of it can be summed."""
NONE = "none"
"""What `values` of a file says for a text that is no answer."""


def formula(text: str) -> Wrong | None:
    """What is wrong with a cell that a spreadsheet would take for a formula; None with others."""
    if not _FORMULA.match(text):
        return None
    return Wrong("formula", "a formula stands in this cell", "export the values alone")


def given_values(values: Mapping[str, float | None]) -> dict[str, float | None]:
    """What texts mean by a file, as they are compared."""
    return {plain(text): value for text, value in values.items()}


def point(text: str, variant: Variant, scale: tuple[int, int], given: Mapping[str, float | None]) -> Read:
    """The point of a scale that a cell says: a whole number between its ends."""
    if not text.strip():
        return None
    known = plain(text)
    if known in given:
        return given[known]
    whole = _WHOLE.fullmatch(text.strip())
    least, most = scale
    if whole and least <= int(whole[1]) <= most:
        return float(whole[1])
    if wrong := formula(text):
        return wrong
    message = f"{shortened(text)} is no point of {variant.name}"
    hint = f"its points are the whole numbers from {least} to {most}"
    is_text = any(map(str.isalpha, text))
    return Wrong("no-point", message, f"{hint}; say what a text means with `values`" if is_text else hint)


def truth(text: str, given: Mapping[str, float | None]) -> Read:
    """1 for yes and 0 for no."""
    known = plain(text)
    if not known:
        return None
    if known in given:
        return given[known]
    if known in _YES or known in _NO:
        return float(known in _YES)
    if wrong := formula(text):
        return wrong
    hint = "say what it means with `values`"
    if known.strip("%").replace(".", "", 1).strip().isdigit():
        hint += "; of rows that hold shares or numbers themselves, name mean"
    return Wrong("no-truth", f"{shortened(text)} is neither yes nor no", hint)


class Numbers:
    """Reads the numbers of a column, which have one currency, and one sign before their decimals."""

    def __init__(self, texts: Iterable[str], decimals: Decimals | None, given: Mapping[str, float | None]) -> None:
        self._given = given
        different = list(texts)
        self._clear = set(filter(_CLEAR.fullmatch, different)) - given.keys()
        others = ((text, plain(text)) for text in different if text not in self._clear)
        self._bare = {text: _bare(text) for text, known in others if known and known not in given}
        self._currencies = sorted({currency for currency, _ in self._bare.values() if currency})
        every = {decimal_sign(number) for _, number in self._bare.values()}
        every |= {sign for sign in ".," if any(sign in text for text in self._clear)}
        signs = every & {".", ","}
        self._mixed = len(signs) > 1 and decimals is None
        self._open = decimals is None and not signs and "?" in every
        self._sign = {"point": ".", "comma": ","}.get(decimals or "") or (min(signs) if signs else ".")
        self._other = {".": ",", ",": "."}[self._sign]
        self._right: set[tuple[str, bool]] = set()  # what was read, but for its digits

    @property
    def is_open(self) -> bool:
        """Whether nothing tells thousands from decimals, as in 1,500."""
        return self._open

    def read(self, text: str) -> Read:
        """The number in a cell."""
        if text in self._clear:
            if self._other not in text and len(self._currencies) < 2 and not self._mixed:
                return float(text.replace(",", "."))
            number = text
        elif text in self._bare:
            number = self._bare[text][1]
        else:
            return self._given.get(plain(text))
        alike = text.translate(_ALIKE), _begins_with_zero(number)
        if alike in self._right and abs(value := _float(number, self._sign)) < MOST:
            return value
        wrong = formula(text) or self._wrong(shortened(text), number) or self._out_of_range(shortened(text), number)
        if wrong is None:
            self._right.add(alike)
        return wrong or _float(number, self._sign)

    def _wrong(self, shown: str, number: str) -> Wrong | None:
        """What is wrong with a number in this column."""
        if not any(form.fullmatch(number) for form in _FORMS.values()):
            return Wrong("no-number", f"{shown} is no number", _hint(number))
        if len(self._currencies) > 1:
            names = ", ".join(self._currencies)
            return Wrong("currencies", f"{shown}: the column has amounts in {names}", "export one currency a column")
        sign = decimal_sign(number)
        if self._mixed and sign in {".", ","}:
            message = f"{shown}: the column has decimals with a point and with a comma"
            hint = "write all with one sign, or say which it is with `decimals: point` or `decimals: comma`"
            return Wrong("mixed-decimals", message, hint)
        if sign in {".", ","} and sign != self._sign:
            return Wrong("wrong-decimals", f"{shown} has another sign before its decimals", "write all with one sign")
        return None

    def _out_of_range(self, shown: str, number: str) -> Wrong | None:
        """What is wrong with a number by the sign before its decimals, and with its size."""
        if not _FORMS[self._sign].fullmatch(number):
            return Wrong("no-number", f"{shown} is no number beside the others", _hint(number))
        if abs(_float(number, self._sign)) >= MOST:
            return Wrong("too-large", f"{shown} is too large", "a number has at most 15 digits before its decimals")
        return None


def decimal_sign(number: str) -> str:
    """The sign that stands before the decimals of a number: "." or ",", empty where it has none.

    It is "?" where it can stand between thousands as well.
    """
    return _decimal_sign(number.translate(_ALIKE), _begins_with_zero(number))


@lru_cache
def _decimal_sign(number: str, begins_with_zero: bool) -> str:
    """The same of a number that is known but for its digits: each is a 1."""
    signs = [sign for sign in number if sign in ".,"]
    if not signs:
        return ""
    if len(set(signs)) == 2:
        return signs[-1]
    if len(signs) > 1:
        return "?" if _GROUPED.fullmatch(number.lstrip("+-")) else signs[0]
    return "?" if _GROUPED.fullmatch(number.lstrip("+-")) and not begins_with_zero else signs[0]


def _begins_with_zero(number: str) -> bool:
    return number.lstrip("+-").startswith("0")


def _float(number: str, sign: str) -> float:
    thousands = "," if sign == "." else "."
    return float(number.translate(_BLANKS).replace(thousands, "").replace(sign, "."))


def _hint(number: str) -> str:
    """What would be right for what is no number."""
    if any(map(str.isalpha, number)) and not any(map(str.isdigit, number)):
        return "say what it means with `values`, or leave it empty"
    return "write digits alone, thousands by threes or undivided, and one sign before decimals"


def _bare(text: str) -> tuple[str, str]:
    """The currency of an amount, by its sign or code, empty where it has none; and the number."""
    if _PLAIN.fullmatch(text):
        return "", text
    sign, code = _currency(text.translate(_ALIKE))
    number = text.replace(code, "", 1)
    for letter in sign:
        number = number.replace(letter, "")
    return sign or code, number.strip()


@lru_cache
def _currency(text: str) -> tuple[str, str]:
    """The signs of currencies in an amount, and the first code of one; of one that has other digits the same."""
    code = _CODE.search(text)
    return "".join(letter for letter in text if unicodedata.category(letter) == "Sc"), code[0] if code else ""


def shortened(text: str) -> str:
    """A cell as a message shows it."""
    line = " ".join(text.split())
    return repr(line if len(line) <= 40 else f"{line[:39]}…")
