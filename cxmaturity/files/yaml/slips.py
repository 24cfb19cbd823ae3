"""What is wrong with lines that can not be read, in the words of whoever typed them, and each line as it was meant.

Only files that the parser refuses come here. Lines are looked at one by one, with what is open above them, so that a
slip is told where it was made, and not where the parser at last noticed it.
"""

import json
import re
from collections.abc import Iterator, Sequence

from msgspec import Struct

from cxmaturity.domain.language import say

_SPACES = re.compile(r"[ \t\u00a0\u1680\u2000-\u200b\u202f\u205f\u3000]*")
_DASHES = re.compile(r"(?:- +)*")
_NAME = r"\"[^\"]*\"|'[^']*'|[^\W_][^\s:#\[\]{}\"',]*(?: [^\s:#\[\]{}\"',]+)*"
_KEY = re.compile(rf"({_NAME})\s*:(?:\s+(.*))?$")
_UNSPACED = re.compile(r"([^\W_][\w.-]*):(?!//)([^\s:].*)$")
_WIDE_COLON = re.compile(r"([^\W_][\w.-]*)\s*[\uff1a\ufe55\ua789]\s*(.*)$")
_EQUALS = re.compile(r"([^\W_][\w.-]*)\s*(?:=>|:=|=|->)\s*(.*)$")
_NO_COLON = re.compile(r"([a-z][\w-]*(?:\.[\w-]+)*)(?:\s+([^:]*))?$")
BULLET = re.compile(r"(?:[\u2010-\u2015\u2212\u2022\u00b7\u25aa*+]\s*|-(?=[^\W\d_]|[\"'{\[]))(?=\S)")
"""What stands where a hyphen and a space belong, before an entry of a list."""
_BAR = re.compile(r"[|>](?:[+-]?[1-9]?|[1-9][+-])\s*(?:\s#.*)?$")
_QUOTED = {'"': re.compile(r'"(?:[^"\\]|\\.)*"'), "'": re.compile(r"'(?:[^']|'')*'")}
_ESCAPE = re.compile(r'\\(?:\\|[0abtnvfre "/N_LPxuU\t])|(\\)')
_NO_START = re.compile(r"[@`%,\]}]|[|>]|[?:-](?:\s|$)|[*&](?:\W|$)|\*[\w-]+(?:[^\w\s-]|\s+[^\s#])|![^\s!\w]")
_NO_COMMA = re.compile(
    r"([{,]\s*[\w-]+:\s+(?:[^\s,{}\[\]\"':]+(?: [^\s,{}\[\]\"':]+)*?|\"[^\"]*\"|'[^']*'|\[[^\[\]]*\]))\s+([\w-]+:\s)"
)
_PAIRS = {"[": "]", "{": "}"}
MOST_IN_A_LINE = 4
"""How many slips are mended in one line."""
_BLANK = re.compile(r"\s*(?:#.*)?$")
_MARK = re.compile(r"(?:---|\.\.\.)(?:\s|$)|%")


class Slip(Struct, frozen=True):
    """What is wrong with one line, counted from 1, and the line as it was probably meant."""

    line: int
    code: str
    message: str
    hint: str
    meant: str


def slips(lines: Sequence[str]) -> list[Slip]:
    """What looks wrong in the lines of a file, one for a line at most, in their order."""
    return list(_Lines(lines).slips())


class _Lines:
    """Lines with what is open above them: the columns at which keys stand, and whether the last key has its value."""

    def __init__(self, lines: Sequence[str]) -> None:
        self.lines = lines
        self.at = 0
        self.columns = [0]
        self.full = False
        self.tabs: dict[int, int] = {}  # the columns that so many tabs stand for
        self.mended = 0  # how often the line in hand was mended, to be looked at again
        self.text: tuple[int, int, int] | None = (
            None  # the text of lines that has just ended: its line end, column, indent
        )
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

    def _slip(self, code: str, message: str, hint: str, meant: str, line: int = 0) -> Slip:
        return Slip(line or self.at, code, message, hint, meant)

    def _look(self, line: str) -> Slip | None:
        """Look at the line before the place, and pass the lines that belong to its value."""
        if self.mended > MOST_IN_A_LINE:
            return None
        self.mended += 1
        slip = self._looked_at(line)
        self.mended -= 1
        return slip

    def _looked_at(self, line: str) -> Slip | None:
        space = _leading(line, _SPACES)
        if space.strip(" "):
            return self._indented_by_others(line, space)
        self.tabs, text = {}, line[len(space) :]
        if self.text and (slip := self._out_of_text(line, len(space), text)):
            return slip
        continued = len(space) > self.columns[-1] and self.full
        if bullet := None if continued else BULLET.match(text):
            meant = f"{space}- {text[bullet.end() :]}"
            self._look(meant)
            hint = say("write `{meant}`", meant=_short(meant.strip()))
            return self._slip("wrong-dash", "an entry of a list starts with a hyphen and a space", hint, meant)
        dashes = _leading(text, _DASHES)
        rest = text[len(dashes) :]
        if key := _KEY.match(rest):
            return self._keyed(line, space, dashes, key)
        if slip := None if continued else self._no_key(line, f"{space}{dashes}", rest):
            self._look(slip.meant)
            return slip
        return self._value(line, line[: len(line) - len(rest)], rest, len(space)) if dashes or not continued else None

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
            return self._slip("tab", "a tab indents this line", "indent with spaces, not with tabs", meant)
        what = "blanks that are no ordinary spaces indent this line"
        return self._slip("no-space", what, "indent with spaces from the keyboard", meant)

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
        return None if plain else self._value(line, line[:start], value, column)

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
            return self._slip("indent", message, say("indent it by {n} {n|space|spaces}", n=fitting), meant)
        message = say("this line is indented by {n} {n|space|spaces}, and no line above it is", n=indent)
        return self._slip("indent", message, "indent lines that belong together alike", meant)

    def _not_indented(self, line: str) -> Slip:
        meant = f"{' ' * self.column_of_answers}{line}"
        hint = say("indent it by {n} spaces, as it belongs to `answers`", n=self.column_of_answers)
        return self._slip("not-indented", "this answer stands outside `answers`", hint, meant)

    def _no_key(self, line: str, lead: str, rest: str) -> Slip | None:
        """A line that is no key and no value of one: its colon is missing, or the space behind it."""
        for pattern, code, message in (
            (_UNSPACED, "no-space-after-colon", "a space is missing after the colon"),
            (_WIDE_COLON, "other-colon", "this colon is none from the keyboard"),
            (_EQUALS, "no-colon", "a colon is missing after the key"),
        ):
            if match := pattern.match(rest):
                meant = f"{lead}{match[1]}: {match[2]}"
                return self._slip(code, message, say("write `{meant}`", meant=_short(meant.strip())), meant)
        if not lead.endswith("- ") and (match := _NO_COLON.match(rest)) and len(lead) in self.columns:
            meant = f"{lead}{match[1]}: {match[2] or ''}".rstrip()
            hint = say("write `{meant}`", meant=_short(meant.strip()))
            return self._slip("no-colon", "a colon is missing after the key", hint, meant)
        return None

    # values

    def _value(self, line: str, lead: str, value: str, column: int) -> Slip | None:
        """A value that begins on the line; the lines that belong to it are passed."""
        if not value:
            return None
        first = value[0]
        if first in _QUOTED:
            return self._quoted(lead, value, column)
        if first in _PAIRS:
            return self._bracketed(line, lead, value, column)
        if _BAR.match(value):
            self._pass_deeper(column)
            return None
        text = re.split(r"\s#", value, maxsplit=1)[0].rstrip()
        return self._plain(lead, text, value)

    def _plain(self, lead: str, text: str, value: str) -> Slip | None:
        """A text without quotes, which is not always itself without them; `value` has the comment behind it, too."""
        if not text:
            return None
        if not text.strip("?"):
            hint = 'write dk for don\'t know, or "?" as text'
            return self._slip("needs-quotes", "a question mark alone is no value", hint, f"{lead}dk")
        if _NO_START.match(text):
            message = say("text that starts with {sign} stands between quotes", sign=text[:1])
            return self._in_quotes("needs-quotes", message, lead, text, value)
        if ": " in text or ":\t" in text or text.endswith(":"):
            message = "text with a colon and a space in it stands between quotes"
            return self._in_quotes("needs-quotes", message, lead, text, value)
        return None

    def _in_quotes(self, code: str, message: str, lead: str, text: str, value: str) -> Slip:
        quoted = json.dumps(text, ensure_ascii=False)
        hint = say("write `{meant}`", meant=_short(f"{lead.strip()} {quoted}"))
        return self._slip(code, message, hint, f"{lead}{quoted}{value[len(text) :]}")

    def _out_of_text(self, line: str, indent: int, text: str) -> Slip | None:
        """A line below a text of lines that was to belong to it, and is indented too little."""
        assert self.text  # noqa: S101  the caller has looked
        end, column, inner = self.text
        if end != self.at - 1 or indent < column or _KEY.match(text) or text.startswith(("- ", "#")):
            return None
        meant = " " * inner + line.lstrip(" ")
        self._pass_deeper(column)
        self.text = (self.at, column, inner)
        hint = say("indent it by {n} spaces, like the lines above it", n=inner)
        return self._slip("text-indent", "this line of a text is indented too little", hint, meant, end + 1)

    def _pass_deeper(self, column: int) -> None:
        start = self.at
        while self.at < len(self.lines):
            line = self.lines[self.at]
            if line.strip() and len(line) - len(line.lstrip(" ")) <= column:
                break
            self.at += 1
        inner = next(
            (len(line) - len(line.lstrip(" ")) for line in self.lines[start : self.at] if line.strip()), column + 2
        )
        self.text = (self.at, column, inner)

    def _quoted(self, lead: str, value: str, column: int) -> Slip | None:
        sign = value[0]
        closed = _QUOTED[sign].match(value)
        if closed is None:
            return self._left_open(lead, value, sign, column)
        tail = value[closed.end() :]
        if tail and not re.match(r"\s+#|\s*$", tail):
            text = value[1:].replace("''", "'") if sign == "'" else value[1:].replace('\\"', '"')
            text = text.rstrip()
            text = text.removesuffix(sign)
            message = "text stands behind the closing quotes"
            other = "a quotation mark inside is written with a backslash before it" if sign == '"' else ""
            within = other or "an apostrophe inside is written twice"
            quoted = json.dumps(text, ensure_ascii=False)
            hint = say("put all of it between quotes; {within}", within=within)
            return self._slip("behind-quotes", message, hint, f"{lead}{quoted}")
        if sign == '"' and any(escape[1] for escape in _ESCAPE.finditer(closed[0])):
            meant = f"{lead}{_ESCAPE.sub(lambda match: match[0] * (2 if match[1] else 1), closed[0])}{tail}"
            hint = "write it twice (\\\\), or put the text between ' quotes"
            return self._slip("backslash", "a backslash stands alone between double quotes", hint, meant)
        return None

    def _left_open(self, lead: str, value: str, sign: str, column: int) -> Slip | None:
        """Quotes that are not closed on their line, nor on a line below before the next key."""
        started = self.at
        for at in range(started, len(self.lines)):
            line = self.lines[at]
            if line.strip() and self._is_next(line, column):
                break
            if sign in line:
                self.at = at + 1
                return None
        text = value[1:].rstrip()
        quoted = f"{sign}{text}{sign}" if sign == "'" else json.dumps(text, ensure_ascii=False)
        hint = say("put {sign} at the end of the text", sign=sign)
        return self._slip("open-quotes", "the quotes that open here are not closed", hint, f"{lead}{quoted}", started)

    def _is_next(self, line: str, column: int) -> bool:
        """Whether a line is the next key, or entry of a list, no deeper than a value's key."""
        space = _leading(line, _SPACES)
        rest = line[len(space) :]
        return len(space) <= column and (_KEY.match(rest) or rest.startswith("- ") or not space) is not None

    def _bracketed(self, line: str, lead: str, value: str, column: int) -> Slip | None:
        started, text = self.at, value
        while True:
            open_, end = _balance(text)
            if not open_ or self.at == len(self.lines) or self._is_next(self.lines[self.at], column):
                break
            text += f"\n{self.lines[self.at]}"
            self.at += 1
        if open_:
            self.at = started
            body = re.split(r"\s#", value, maxsplit=1)[0].rstrip()
            still, _ = _balance(body)
            closing = "".join(_PAIRS[bracket] for bracket in reversed(still))
            sign = still[-1] if still else value[0]
            message = say("the bracket {sign} that opens here is not closed", sign=sign)
            hint = say("close it with {closing}", closing=closing or _PAIRS[sign])
            return self._slip("open-bracket", message, hint, f"{lead}{body}{closing}{value[len(body) :]}", started)
        tail = text[end:]
        if tail and not re.match(r"\s+#|\s*$", tail):
            extra = tail.strip()[:1] in {"]", "}"}
            message = "one closing bracket is too many" if extra else "text stands behind the closing bracket"
            hint = "take it out" if extra else "put text that starts with a bracket between quotes"
            return self._slip("behind-bracket", message, hint, f"{lead}{text[:end]}" if self.at == started else line)
        if (meant := _NO_COMMA.sub(r"\1, \2", value)) != value:
            message = "a comma is missing between the braces"
            hint = say("write `{meant}`", meant=_short(meant.strip()))
            return self._slip("no-comma", message, hint, f"{lead}{meant}", started)
        return None


def _balance(text: str) -> tuple[list[str], int]:
    """The brackets that are open at the end of a text, and where the first of all closes."""
    open_: list[str] = []
    at = 0
    while at < len(text):
        sign = text[at]
        if sign in _QUOTED and (not at or text[at - 1] in " \t\n[{,:"):
            quoted = _QUOTED[sign].match(text, at)
            at = quoted.end() if quoted else at + 1
            continue
        if sign == "#" and at and text[at - 1] in " \t\n":
            at = text.find("\n", at) if "\n" in text[at:] else len(text)
            continue
        if sign in _PAIRS:
            open_.append(sign)
        elif sign in {"]", "}"} and open_:
            open_.pop()
            if not open_:
                return [], at + 1
        at += 1
    return open_, len(text)


def _leading(text: str, pattern: re.Pattern[str]) -> str:
    """What a text begins with of a pattern that may be empty."""
    match = pattern.match(text)
    return match[0] if match else ""


def _short(text: str) -> str:
    return text if len(text) <= 60 else f"{text[:57]}..."
