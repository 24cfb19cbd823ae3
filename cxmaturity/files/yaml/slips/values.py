"""Slips in values: quotes and brackets that stay open, text that needs quotes, lines of a text indented too little."""

import json
import re
from collections.abc import Sequence

from cxmaturity.domain.language import say
from cxmaturity.files.yaml.slips.slip import KEY, SPACES, UNSPACED, Slip, leading, short

_BAR = re.compile(r"[|>](?:[+-]?[1-9]?|[1-9][+-])\s*(?:\s#.*)?$")
_QUOTED = {'"': re.compile(r'"(?:[^"\\]|\\.)*"'), "'": re.compile(r"'(?:[^']|'')*'")}
_ESCAPE = re.compile(r'\\(?:\\|[0abtnvfre "/N_LP\t]|x[0-9A-Fa-f]{2}|u[0-9A-Fa-f]{4}|U[0-9A-Fa-f]{8})|(\\)')
_NO_START = re.compile(r"[@`%,\]}]|[|>]|[?:-](?:\s|$)|[*&](?:\W|$)|\*[\w-]+(?:[^\w\s-]|\s+[^\s#])|![^\s!\w]")
_NO_COMMA = re.compile(
    r"([{,]\s*[\w-]+:\s+(?:[^\s,{}\[\]\"':]+(?: [^\s,{}\[\]\"':]+)*?|\"[^\"]*\"|'[^']*'|\[[^\[\]]*\]))\s+([\w-]+:\s)"
)
_PAIRS = {"[": "]", "{": "}"}


class Values:
    """Lines with the place up to which they are looked at: a value takes the lines that belong to it."""

    def __init__(self, lines: Sequence[str]) -> None:
        self.lines = lines
        self.at = 0
        self.text: tuple[int, int, int] | None = None
        """The text of lines that has just ended: its line end, column, indent."""

    def slip(self, code: str, message: str, hint: str, meant: str, line: int = 0) -> Slip:
        """A slip of the line in hand, or of another line."""
        return Slip(line or self.at, code, message, hint, meant)

    def value(self, line: str, lead: str, value: str, column: int) -> Slip | None:
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
            return self.slip("needs-quotes", "a question mark alone is no value", hint, f"{lead}dk")
        if _NO_START.match(text):
            message = say("text that starts with {sign} stands between quotes", sign=text[:1])
            return self._in_quotes("needs-quotes", message, lead, text, value)
        if ": " in text or ":\t" in text or text.endswith(":"):
            message = "text with a colon and a space in it stands between quotes"
            return self._in_quotes("needs-quotes", message, lead, text, value)
        return None

    def _in_quotes(self, code: str, message: str, lead: str, text: str, value: str) -> Slip:
        quoted = json.dumps(text, ensure_ascii=False)
        hint = say("write `{meant}`", meant=short(f"{lead.strip()} {quoted}"))
        return self.slip(code, message, hint, f"{lead}{quoted}{value[len(text) :]}")

    def out_of_text(self, line: str, indent: int, text: str) -> Slip | None:
        """A line below a text of lines that was to belong to it, and is indented too little."""
        assert self.text  # noqa: S101  the caller has looked
        end, column, inner = self.text
        if end != self.at - 1 or indent < column or KEY.match(text) or text.startswith(("- ", "#")):
            return None
        if indent == column and UNSPACED.match(text):
            return None
        meant = " " * inner + line.lstrip(" ")
        self._pass_deeper(column)
        self.text = (self.at, column, inner)
        hint = say("indent it by {n} spaces, like the lines above it", n=inner)
        return self.slip("text-indent", "this line of a text is indented too little", hint, meant, end + 1)

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
            text = value.rstrip()
            text = text[1:-1] if text.endswith(sign) else text  # "so" it is: the quotes are a part of the text
            text = text.replace("''", "'") if sign == "'" else text.replace('\\"', '"')
            message = "text stands behind the closing quotes"
            other = "a quotation mark inside is written with a backslash before it" if sign == '"' else ""
            within = other or "an apostrophe inside is written twice"
            quoted = json.dumps(text, ensure_ascii=False)
            hint = say("put all of it between quotes; {within}", within=within)
            return self.slip("behind-quotes", message, hint, f"{lead}{quoted}")
        if sign == '"' and any(escape[1] for escape in _ESCAPE.finditer(closed[0])):
            meant = f"{lead}{_ESCAPE.sub(lambda match: match[0] * (2 if match[1] else 1), closed[0])}{tail}"
            hint = "write it twice (\\\\), or put the text between ' quotes"
            return self.slip("backslash", "a backslash stands alone between double quotes", hint, meant)
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
        return self.slip("open-quotes", "the quotes that open here are not closed", hint, f"{lead}{quoted}", started)

    def _is_next(self, line: str, column: int) -> bool:
        """Whether a line is the next key, or entry of a list, no deeper than a value's key."""
        space = leading(line, SPACES)
        rest = line[len(space) :]
        return len(space) <= column and (KEY.match(rest) or rest.startswith("- ") or not space) is not None

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
            return self.slip("open-bracket", message, hint, f"{lead}{body}{closing}{value[len(body) :]}", started)
        tail = text[end:]
        if tail and not re.match(r"\s+#|\s*$", tail):
            extra = tail.strip()[:1] in {"]", "}"}
            message = "one closing bracket is too many" if extra else "text stands behind the closing bracket"
            hint = "take it out" if extra else "put text that starts with a bracket between quotes"
            return self.slip("behind-bracket", message, hint, f"{lead}{text[:end]}" if self.at == started else line)
        meant = value
        while (more := _NO_COMMA.sub(r"\1, \2", meant)) != meant:
            meant = more
        if meant != value:
            message = "a comma is missing between the braces"
            hint = say("write `{meant}`", meant=short(meant.strip()))
            return self.slip("no-comma", message, hint, f"{lead}{meant}", started)
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
