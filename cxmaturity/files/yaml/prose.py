"""A text for people on lines of its own, wrapped so that it is read back exactly as it was."""

import re

import yaml

from cxmaturity.files.yaml.parsing import events

WIDTH = 100
"""How many columns a line of such a text takes at most, but for words that are longer."""
_BREAK = re.compile(r"(?<=[^ \t]) (?=[^ \t])")
"""Where a line can end: at a single space."""
_QUOTED_ONLY = re.compile("[^\t\n\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]")


def on_lines(text: str, indent: int) -> tuple[str, list[str]] | None:
    """The sign that leads a text in (`>-`, `|-`, ...) and its lines, without their indent; None where it needs quotes.

    Lines are kept as they are where they fit, else wrapped.
    """
    body = text.removesuffix("\n")
    if not body or body != body.strip() or _QUOTED_ONLY.search(text):
        return None
    lines, room = body.split("\n"), WIDTH - indent
    chomp = "" if text.endswith("\n") else "-"
    fits = len(lines) > 1 and all(len(line) <= room for line in lines)
    if fits or any(line[:1] in {" ", "\t"} for line in lines):
        written = f"|{chomp}", lines
    else:
        written = f">{chomp}", _folded(lines, room)
    return written if _read_back(*written) == text else None


def _folded(lines: list[str], room: int) -> list[str]:
    """The lines wrapped, with an empty one for each line end that the text itself has."""
    written: list[str] = []
    for i, line in enumerate(lines):
        written += [""] * (i > 0)
        written += _wrapped(line, room) if line else []
    return written


def _wrapped(line: str, room: int) -> list[str]:
    words = _BREAK.split(line)
    rows = [words[0]]
    for word in words[1:]:
        if len(rows[-1]) + 1 + len(word) > room:
            rows.append(word)
        else:
            rows[-1] += f" {word}"
    return rows


def _read_back(sign: str, lines: list[str]) -> str | None:
    """What a reader makes of such lines; None where it makes nothing of them."""
    text = "\n".join((f"a: {sign}", *(f"  {line}" if line else "" for line in lines), "b: c", ""))
    try:
        return [str(event.value) for event in events(text) if type(event) is yaml.ScalarEvent][1]
    except yaml.YAMLError:
        return None
