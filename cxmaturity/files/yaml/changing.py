"""Single changes of a YAML text: an entry put in, an entry taken away, a value written anew, with the comments kept."""

import re
from typing import Any

from cxmaturity.files.yaml.prose import WIDTH, on_lines
from cxmaturity.files.yaml.quoting import quoted
from cxmaturity.files.yaml.rendering import Bare, OneLine, Prose, Rendering
from cxmaturity.files.yaml.spans import BARS, BREAKS, Layout, Span

_COMMENT_LINE = re.compile("([ \t]*)#")


class Changing:
    """A text with what is to change in it, by places."""

    def __init__(self, layout: Layout) -> None:
        self.layout = layout
        self.text = layout.text
        self.line_end = layout.line_end
        self.json = not layout.root.block
        self.step, list_step = layout.steps()
        self.values = Rendering(self.line_end, self.step, list_step, json=self.json)
        self.changes: list[tuple[int, int, str]] = []

    def done(self) -> str:
        """The text with all of its changes."""
        parts: list[str] = []
        at = 0
        for start, end, new in sorted(self.changes, key=lambda change: change[:2]):
            parts += [self.text[at:start], new]
            at = end
        return "".join([*parts, self.text[at:]])

    def change(self, start: int, end: int, new: str) -> None:
        """Put a text in the place of what stands between two places."""
        self.changes.append((start, end, new))

    def insert(self, span: Span, after: int, key: str, value: Any, *, block: bool) -> None:
        """Put a new entry behind one of the entries of a mapping, before all of them for -1."""
        if not block:
            entry = f"{self.values.scalar(key, flow=True)}: {self.values.flow(value)}"
            if after < 0:
                first = span.items[0][0]
                assert first  # noqa: S101  items of a mapping have keys
                self.change(first.start, first.start, f"{entry}, ")
            else:
                end = span.items[after][1].end
                self.change(end, end, f"{' ' * (self.text[end - 1] == ':')}, {entry}")
            return
        pad = " " * self.column(span.start)
        written = self.values.rendered(value, len(pad))
        room = self._aligned(span) - len(pad) - len(key) - 1 if isinstance(value, str) else 1
        lines = f"{self.values.scalar(key)}:{' ' * (room - 1) if written[:1] == ' ' else ''}{written}"
        if after < 0:
            start = self.layout.line_start(span.start)
            self.change(start, start, f"{pad}{lines}{self.line_end}")
        else:
            self.new_line(span.items[after][1].end, pad, lines)

    def _aligned(self, span: Span) -> int:
        """The column at which all values of a mapping stand that stand behind their keys; 0 where they do not."""
        behind = [(key, entry) for key, entry in span.items if key and entry.text and entry.start - key.end < WIDTH]
        inline = [
            entry for key, entry in behind if not any(sign in self.text[key.end : entry.start] for sign in BREAKS)
        ]
        columns = {self.column(entry.start) for entry in inline}
        apart = len({key.end for key, _ in behind}) > 1 and any(entry.start - key.end > 2 for key, entry in behind)
        return columns.pop() if len(columns) == 1 and len(inline) > 1 and apart else 0

    def new_line(self, end: int, pad: str | None, line: str) -> None:
        """Put lines behind the line on which something ends, and behind the comments below that are indented deeper."""
        at = self.layout.next_line(end)
        while pad is not None and self._is_comment(at, deeper_than=len(pad)):
            at = self.layout.next_line(at + 1)
        if self.text[at - 1] in BREAKS:
            self.change(at, at, f"{pad or ''}{line}{self.line_end}")
        else:  # the end of a file that does not end its last line
            self.change(at, at, f"{self.line_end}{pad or ''}{line}")

    def _is_comment(self, at: int, *, deeper_than: int) -> bool:
        match = _COMMENT_LINE.match(self.text, at)
        return match is not None and len(match[1]) > deeper_than

    def drop(self, span: Span, index: int) -> None:
        """Take the lines of an entry away; their comments stay, on lines of their own."""
        key, value = span.items[index]
        start = self.layout.line_start((key or value).start)
        end = self.layout.next_line(max(value.end, key.end if key else 0))
        pad = " " * self.column(span.start)
        self.change(
            start, end, "".join(f"{pad}{comment}{self.line_end}" for comment in self.layout.comments(start, end))
        )

    def replace(self, span: Span, value: Any, *, block: bool, pad: int) -> None:
        """Write a value anew. Comments in the old one stand before it, or before the lines of the new one."""
        if (
            block
            and not self.json
            and isinstance(value, Prose)
            and not span.items
            and self._put_prose(span, value, pad)
        ):
            return
        start, end = span.start, span.end
        lost = self.layout.comments(start, end)
        margin = f"{self.line_end}{' ' * max(pad, self.column(start) if span.block else 0)}"
        before = "".join(f"{comment}{margin}" for comment in lost)
        lead = "" if start and self.text[start - 1] in f"{BREAKS} \t[{{" else " "
        if span.block and not self.lead(span).strip(" "):  # a list may stand no deeper than its key, a text may not
            lead = " " * (pad - self.column(start))
        tail = self.line_end if end > start and self.text[end - 1] in BREAKS else ""
        if block and isinstance(value, dict) and value and not isinstance(value, OneLine):
            if not before:
                start = len(self.text[:start].rstrip(" \t"))
            self.change(start, end, lead * bool(before) + before.rstrip(" "))
            self.new_line(end, None, self.values.rendered(value, pad - self.step).removeprefix(self.line_end))
            return
        written = self._quoted_alike(span, value) or self.values.flow(value)
        if written and not before and not tail:
            self._keep_column(end, len(lead) + len(written) - (end - start))
        if not written and not before and self.text[end : end + 1] in BREAKS:
            start = len(self.text[:start].rstrip(" \t"))
        self.change(start, end, f"{lead}{before}{written}{tail}" if before or written else tail)

    def _put_prose(self, span: Span, value: str, pad: int) -> bool:
        """Write a text for people on lines of its own in the place of a value; False where it needs quotes."""
        head = self.layout.next_line(span.start)
        barred = span.style in BARS and head < span.end
        if barred:
            first = next(filter(str.strip, self.text[head : span.end].splitlines()), " " * pad)
            pad = max(pad - self.step + 1, len(first) - len(first.lstrip(" ")))
        written = on_lines(value, pad)
        if written is None or (span.style in BARS and not barred):
            return False
        sign, lines = written
        body = self.line_end.join(f"{' ' * pad}{line}" if line else "" for line in lines)
        if barred:
            old = re.match(r"[|>][-+0-9]*", self.text[span.start :])
            assert old  # noqa: S101  so begins a text on lines
            self.change(span.start, span.start + old.end(), sign)
            kept = self.line_end if self.text[span.end - 1] in BREAKS else ""
            self.change(head, span.end, body + kept)
            return True
        lead = "" if span.start and self.text[span.start - 1] in f"{BREAKS} \t" else " "
        self.change(span.start, span.end, lead + sign)
        self.new_line(span.end, None, body)
        return True

    def _keep_column(self, end: int, longer: int) -> None:
        """Leave a comment behind a value in its column, where it stood apart and there is room."""
        gap = re.match(r"( {2,})#", self.text[end : end + WIDTH])
        if gap and longer:
            self.change(end, end + len(gap[1]), " " * max(1, len(gap[1]) - longer))

    def _quoted_alike(self, span: Span, value: Any) -> str:
        """A text in the quotes that the one before had; empty where it had none, or can not stand in them."""
        if not isinstance(value, str) or isinstance(value, Bare) or span.style not in {"'", '"'}:
            return ""
        if span.style == "'" and value.isprintable() and value.strip() and not self.json:
            return "'" + value.replace("'", "''") + "'"
        return quoted(value)

    def lead(self, span: Span) -> str:
        """What stands before a value on its line."""
        return self.text[self.layout.line_start(span.start) : span.start]

    def column(self, at: int) -> int:
        """How far from the start of its line a place is."""
        return at - self.layout.line_start(at)
