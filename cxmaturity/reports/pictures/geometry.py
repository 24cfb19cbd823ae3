"""Geometry for the pictures in templates: how wide text is, and where things go. Lengths are in the picture's units.

A page can not ask a browser how wide a text will be, so widths are estimated, for the widest of the usual fonts:
what fits by the estimate fits everywhere.
"""

from cxmaturity.reports.sanitise import one_line

_THIN, _NARROW, _WIDE = frozenset(" .,:;'|!ijlI"), frozenset("()[]frt-"), frozenset("mwMW%@&…→")
_EMS = 0.34, 0.42, 0.64, 0.8, 1.02, 1.4
"""How wide these are, in ems: thin letters, narrow ones, others, capitals and other scripts, wide ones, emoji."""


def width(text: str, size: float) -> float:
    """How wide a text is at most, set in a font of a size."""
    thin, narrow, usual, capital, wide, emoji = _EMS
    ems = 0.0
    for letter in text:
        if letter in _THIN:
            ems += thin
        elif letter in _NARROW:
            ems += narrow
        elif letter >= "\u1100" or letter in _WIDE:
            ems += wide if letter < "\U0001f000" else emoji
        else:
            ems += usual if (letter < "\x80" and not letter.isupper()) or "\u0590" <= letter < "\u0900" else capital
    return ems * size


def fitted(text: str, room: float, size: float, lines: int = 1) -> list[str]:
    """A text in at most so many lines, each of which fits; one that is cut ends with an ellipsis."""
    rows = [""]
    for word in one_line(text).split():
        rest = word
        joined = f"{rows[-1]} {rest}" if rows[-1] else rest
        if width(joined, size) <= room:
            rows[-1] = joined
            continue
        if rows[-1]:
            rows.append("")
        while width(rest, size) > room:  # a word that is longer than a line is broken
            fits = max(_most(rest, room, size), 1)
            rows[-1:] = [rest[:fits], ""]
            rest = rest[fits:]
            if len(rows) > lines + 1:
                break
        rows[-1] = rest
    rows = rows if rows[-1] else rows[:-1]
    if len(rows) > lines:
        last, least = rows[lines - 1], room - width("…", size)
        if width(last, size) < room / 2:  # so much is left that the beginning of the next word says more than nothing
            last = f"{last} {rows[lines]}"
        cut = last[: _most(last, least, size)].rstrip(" ,;:…")
        # behind letters that run from right to left the ellipsis does so, too
        rows[lines - 1 :] = [f"{cut}…\u200f" if "\u0590" <= cut[-1:] < "\u0900" else f"{cut}…"]
    return rows


def _most(text: str, room: float, size: float) -> int:
    """How many letters of a text fit."""
    for end in range(len(text)):
        if width(text[: end + 1], size) > room:
            return end
    return len(text)


def short(length: float) -> str:
    """A length as a picture says it: with one decimal at most."""
    return f"{length:.1f}".removesuffix(".0")
