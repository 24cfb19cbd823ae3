"""What is wrong with lines that can not be read, in the words of whoever typed them, and each line as it was meant.

Only files that the parser refuses come here. Lines are looked at one by one, with what is open above them, so that a
slip is told where it was made, and not where the parser at last noticed it.
"""

import re
from collections.abc import Iterator, Sequence

from cxmaturity.domain.language import say
from cxmaturity.files.yaml.slips.slip import KEY, SPACES, UNSPACED, Slip, leading, short
from cxmaturity.files.yaml.slips.values import Values

_DASHES = re.compile(r"(?:- +)*")
_WIDE_COLON = re.compile(r"([^\W_][\w.-]*)\s*[\uff1a\ufe55\ua789]\s*(.*)$")
_EQUALS = re.compile(r"([^\W_][\w.-]*)\s*(?:=>|:=|=|->)\s*(.*)$")
_NO_COLON = re.compile(r"([a-z][\w-]*(?:\.[\w-]+)*)(?:\s+([^:]*))?$")
BULLET = re.compile(r"(?:[\u2010-\u2015\u2212\u2022\u00b7\u25aa*+]\s*|-(?=[^\W\d_]|[\"'{\[]))(?=\S)")
"""What stands where a hyphen and a space belong, before an entry of a list."""
MOST_IN_A_LINE = 4
"""How many slips are mended in one line."""
_BLANK = re.compile(r"\s*(?:#.*)?$")
_MARK = re.compile(r"(?:---|\.\.\.)(?:\s|$)|%")


def slips(lines: Sequence[str]) -> list[Slip]:
    """What looks wrong in the lines of a file, one for a line at most, in their order."""
    return list(_Lines(lines).slips())


class _Lines(Values):
    """Lines with what is open above them: the columns at which keys stand, and whether the last key has its value."""

    def __init__(self, lines: Sequence[str]) -> None:
        super().__init__(lines)
        self.columns = [0]
        self.full = False
        self.tabs: dict[int, int] = {}  # the columns that so many tabs stand for
        self.mended = 0  # how often the line in hand was mended, to be looked at again
        self.within = ""  # the key at the start of a line that is open
        self.column_of_answers = 2

    def slips(self) -> Iterator[Slip]:
        while self.at < len(self.lines):
            line = self.lines[self.at]
            self.at += 1
            if not _BLANK.match(line) and not (_MARK.match(line) and self.at <= len(self.lines)):
                slip = self._look(line)
                if slip is not None:
                    yield slip

    def _look(self, line: str) -> Slip | None:
        """Look at the line before the place, and pass the lines that belong to its value."""
        if self.mended > MOST_IN_A_LINE:
            return None
        self.mended += 1
        slip = self._looked_at(line)
        self.mended -= 1
        return slip

    def _looked_at(self, line: str) -> Slip | None:
        space = leading(line, SPACES)
        if space.strip(" "):
            return self._indented_by_others(line, space)
        self.tabs, text = {}, line[len(space) :]
        if self.text and (slip := self.out_of_text(line, len(space), text)):
            return slip
        continued = len(space) > self.columns[-1] and self.full
        if bullet := None if continued else BULLET.match(text):
            meant = f"{space}- {text[bullet.end() :]}"
            self._look(meant)
            hint = say("write `{meant}`", meant=short(meant.strip()))
            return self.slip("wrong-dash", "an entry of a list starts with a hyphen and a space", hint, meant)
        dashes = leading(text, _DASHES)
        rest = text[len(dashes) :]
        if key := KEY.match(rest):
            return self._keyed(line, space, dashes, key)
        if slip := None if continued else self._no_key(line, f"{space}{dashes}", rest):
            self._look(slip.meant)
            return slip
        return self.value(line, line[: len(line) - len(rest)], rest, len(space)) if dashes or not continued else None

    def _indented_by_others(self, line: str, space: str) -> Slip:
        is_tab = "\t" in space
        width = len(space.replace("\t", "  ")) if space.strip("\t") else 0
        known = [column for column in self.columns if column] or [2]
        if is_tab and not space.strip("\t"):
            width = self._column_of_tabs(len(space), known)
        before, meant = self.tabs, " " * width + line[len(space) :]
        self._look(meant)
        self.tabs = {**before, space.count("\t"): width} if is_tab else {}
        if is_tab:
            return self.slip("tab", "a tab indents this line", "indent with spaces, not with tabs", meant)
        what = "blanks that are no ordinary spaces indent this line"
        return self.slip("no-space", what, "indent with spaces from the keyboard", meant)

    def _column_of_tabs(self, count: int, known: list[int]) -> int:
        """The column that so many tabs were meant for: as before, else within an open key, or beside the last."""
        if count in self.tabs:
            return self.tabs[count]
        if not self.full:
            return self.columns[-1] + 2
        if not self.tabs:
            return self.columns[-1] or 2
        steps = [0, *known, *(known[-1] + 2 * (i + 1) for i in range(count))]
        return steps[min(count, len(steps) - 1)]

    # keys

    def _keyed(self, line: str, space: str, dashes: str, key: re.Match[str]) -> Slip | None:
        column = len(space) + len(dashes)
        value = (key[2] or "").strip()
        slip = self._misplaced(line, space, dashes, key[1])
        if slip is not None:
            self._look(slip.meant)
            return slip
        if not column:
            self.within = key[1].strip("\"'")
        elif self.within == "answers" and len(self.columns) == 2:
            self.column_of_answers = column
        start = line.rindex(value) if value else len(line)
        plain = _BLANK.match(value) is not None
        self.full = not plain
        return None if plain else self.value(line, line[:start], value, column)

    def _misplaced(self, line: str, space: str, dashes: str, key: str) -> Slip | None:
        """A line whose indent fits nothing above it; notes its columns where it does."""
        indent, column = len(space), len(space) + len(dashes)
        if not indent and not dashes and "." in key and self.within == "answers":
            return self._not_indented(line)
        before = list(self.columns)
        while len(self.columns) > 1 and self.columns[-1] > indent:
            self.columns.pop()
        if self.columns[-1] == indent or (self.columns[-1] < indent and before == self.columns and not self.full):
            self.columns += [place for place in dict.fromkeys((indent, column)) if place > self.columns[-1]]
            return None
        deeper = self.columns[-1] < indent and before == self.columns
        fitting = self.columns[-1] if deeper else min(place for place in before if place > indent)
        self.columns = before
        meant = f"{' ' * fitting}{line.lstrip(' ')}"
        if deeper:
            message = "this line is indented deeper than the line above, which has its value already"
            return self.slip("indent", message, say("indent it by {n} {n|space|spaces}", n=fitting), meant)
        message = say("this line is indented by {n} {n|space|spaces}, and no line above it is", n=indent)
        return self.slip("indent", message, "indent lines that belong together alike", meant)

    def _not_indented(self, line: str) -> Slip:
        meant = f"{' ' * self.column_of_answers}{line}"
        hint = say("indent it by {n} spaces, as it belongs to `answers`", n=self.column_of_answers)
        return self.slip("not-indented", "this answer stands outside `answers`", hint, meant)

    def _no_key(self, line: str, lead: str, rest: str) -> Slip | None:
        """A line that is no key and no value of one: its colon is missing, or the space behind it."""
        for pattern, code, message in (
            (UNSPACED, "no-space-after-colon", "a space is missing after the colon"),
            (_WIDE_COLON, "other-colon", "this colon is none from the keyboard"),
            (_EQUALS, "no-colon", "a colon is missing after the key"),
        ):
            if match := pattern.match(rest):
                meant = f"{lead}{match[1]}: {match[2]}"
                return self.slip(code, message, say("write `{meant}`", meant=short(meant.strip())), meant)
        if not lead.endswith("- ") and (match := _NO_COLON.match(rest)) and len(lead) in self.columns:
            meant = f"{lead}{match[1]}: {match[2] or ''}".rstrip()
            hint = say("write `{meant}`", meant=short(meant.strip()))
            return self.slip("no-colon", "a colon is missing after the key", hint, meant)
        return None
