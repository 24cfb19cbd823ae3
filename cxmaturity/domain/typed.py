"""What people type as an answer, on a screen or in a file: one reading of it, and what a slip probably means."""

import re
from collections.abc import Callable, Iterator
from typing import Literal

from cxmaturity.domain.language import listed, plain_name, say
from cxmaturity.domain.model import Point, Practice, Questionnaire, rank_of
from cxmaturity.domain.naming import Named, meant

_LABEL = re.compile(r"(?:level|stage|option|point|rank|answer|number|no\.|#) ?([0-9]+)")
"""A number with the word for what it counts: "Level 3"."""
_BETWEEN = re.compile(r" ?[-/,;] ?| (?:to|and|or) | ")
"""What stands between the two of a range."""
_DASHES = str.maketrans("\u2010\u2011\u2012\u2013\u2014\u2212\u00a0", "------ ")
_DECIMAL_COMMA = re.compile(r"[0-9]+,5")
_DECIMAL = re.compile(r"([0-9]{1,3})[.,]([0-9])[0-9]*")

_UNKNOWN = frozenset(
    (
        *("?", "??", "???", "unknown", "not known", "unsure", "not sure", "no idea", "tbd", "tbc", "idk", "dk"),
        *("don't know", "dont know", "do not know", "we don't know", "i don't know"),
    )
)
_NOT_APPLICABLE = frozenset(
    ("na", "n/a", "n.a.", "n.a", "n/a.", "not applicable", "non applicable", "does not apply", "doesn't apply")
)
_TRUTHS = frozenset(("yes", "no", "y", "n", "true", "false", "on", "off"))

Slip = Literal["unknown", "not-applicable", "truth", ""]


def options_named(
    text: str, practice: Practice, questionnaire: Questionnaire, *, by_number: bool = True
) -> tuple[int, ...]:
    """The ranks that an answer names: one, two for between them (the lower one first), none where it is no answer.

    An option is named by its point's id, its name in any case, both, or its number, which is its point's rank also
    where a practice leaves points out. Without `by_number` a bare number says nothing unless it is a rank anyway, as
    there the options stand before nobody with their numbers.
    """
    points = tuple(questionnaire.point(option.rank) for option in practice.options)
    line = plain_name(text.translate(_DASHES))

    def one(part: str) -> int | None:
        return _one(part, points, by_number=by_number)

    if whole := one(line):
        return (whole,)
    if _DECIMAL_COMMA.fullmatch(line) and line != "4,5":  # 3,5 could be between 3 and 4, too
        return ()
    pairs = {pair for left, right in _halves(line) if (pair := _pair(left, right, one))}
    return pairs.pop() if len(pairs) == 1 else ()


def _one(part: str, points: tuple[Point, ...], *, by_number: bool) -> int | None:
    numbers = {str(point.rank): point.rank for point in points} if by_number or points[0].numbered else {}
    if (rank := rank_of(part, points) or numbers.get(part)) is not None:
        return rank
    if label := _LABEL.fullmatch(part):
        return numbers.get(label[1])
    for number, name in _with_number(part):
        rank = rank_of(name, points)
        if rank is not None and not name.isdecimal() and number == str(rank):
            return rank
    if not by_number:  # a part of a name is enough where who types sees at once what it was taken for
        return None
    ids = meant(part, [Named(point.id, point.name) for point in points])
    return rank_of(ids[0], points) if len(ids) == 1 else None


def _with_number(part: str) -> Iterator[tuple[str, str]]:
    """A text as the number and the name of one option: "3 - Mobilise", "3. mobilise", "Mobilise (3)", "3 mobilise"."""
    for pattern in (r"([0-9]+) ?[-.:)=] ?(.+)", r"([0-9]+) (.+)"):
        if named := re.fullmatch(pattern, part):
            yield named[1].lstrip(), named[2]
    if named := re.fullmatch(r"(.+) ?\(([0-9]+)\)", part):
        yield named[2], named[1].rstrip()


def _halves(line: str) -> Iterator[tuple[str, str]]:
    for between in _BETWEEN.finditer(line.removeprefix("between ")):
        plain = between.string
        yield plain[: between.start()], plain[between.end() :]


def _pair(left: str, right: str, rank: Callable[[str], int | None]) -> tuple[int, int] | None:
    """The two of a range: both by number, or neither, as "2 - Mobilise" can be one option with its wrong number."""
    if left.isdecimal() != right.isdecimal():
        return None
    low, high = rank(left), rank(right)
    return (min(low, high), max(low, high)) if low and high and low != high else None


def slip_of(text: str) -> Slip:
    """What a text that names no option says instead: that nobody knows, that it does not apply, or yes or no."""
    typed = plain_name(text.replace("’", "'"))
    if typed in _UNKNOWN:
        return "unknown"
    if typed in _NOT_APPLICABLE:
        return "not-applicable"
    return "truth" if typed in _TRUTHS else ""


def typed_hint(text: str, practice: Practice, questionnaire: Questionnaire) -> str:
    """What would be right in a file for a text that names no option of a practice; empty where nobody can tell."""
    points = [questionnaire.point(option.rank) for option in practice.options]
    slip = slip_of(text)
    if slip == "unknown":
        return "write dk for don't know"
    if slip == "not-applicable":
        applies = say("{practice} applies to everyone: choose an option, or dk (don't know)", practice=practice.id)
        return "write {is: na, because: ...} where it does not apply" if practice.na else applies
    if slip == "truth":
        ids = ", ".join(point.id for point in points)
        return say("it is answered by an option, not by yes or no: choose from {ids}, dk", ids=ids)
    return _number_hint(plain_name(text.translate(_DASHES)), points)


def _number_hint(line: str, points: list[Point]) -> str:
    if not points[0].numbered:
        return ""
    ranks = {point.rank: point for point in points}
    if decimal := _DECIMAL.fullmatch(line):
        below = int(decimal[1])
        if decimal[2] == "0" and below in ranks:
            return say("write {below}", below=below)
        if below in ranks and below + 1 in ranks:
            return say("write {below}-{above} for between the two", below=below, above=below + 1)
    for number, name in _with_number(line):
        named = rank_of(name, points)
        if named and not name.isdecimal() and number.isdecimal() and int(number) in ranks:
            names = listed([f"{rank} is {ranks[rank].id}" for rank in sorted({int(number), named})])
            return say("{names}: write one of them, or both as a range", names=names)
    return ""
