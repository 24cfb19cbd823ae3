"""A YAML text brought to other data: only what differs is written anew, everything else stays as somebody wrote it.

The reader's own parser says where the values stand, so that a text that can be read can be edited. Comments in what
goes stay in its place.
"""

import json
import re
from typing import Any

from cxmaturity.files.yaml.quoting import needs_no_quotes
from cxmaturity.files.yaml.spans import BARS, BREAKS, Layout, Span

_COMMENT_LINE = re.compile("([ \t]*)#")
_ESCAPED = re.compile("[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")


class Bare(str):
    """A text that is written without quotes although it looks like a date, as it is one."""

    __slots__ = ()


class OneLine(dict[str, Any]):
    """A mapping that is written on one line between braces."""


def spliced(text: str, wanted: dict[str, Any]) -> str:
    """A text that says what is wanted, as near to the text as may be. New keys stand where they stand in `wanted`.

    A text that stands without quotes is quoted where anything could take it for something else.
    """
    opened = _Splicer(Layout(text))
    opened.end_last_text()
    splicer = _Splicer(Layout(opened.done())) if opened.changes else opened
    splicer.bring(splicer.layout.root, wanted, 0)
    return splicer.done()


class _Splicer:
    def __init__(self, layout: Layout) -> None:
        self.layout = layout
        self.text = layout.text
        self.line_end = layout.line_end
        self.json = not layout.root.block
        self.changes: list[tuple[int, int, str]] = []

    def done(self) -> str:
        parts: list[str] = []
        at = 0
        for start, end, new in sorted(self.changes, key=lambda change: change[:2]):
            parts += [self.text[at:start], new]
            at = end
        return "".join([*parts, self.text[at:]])

    def change(self, start: int, end: int, new: str) -> None:
        self.changes.append((start, end, new))

    def end_last_text(self) -> None:
        """Quote a text of lines that ends with the file but without a line end, as a line after it would change it."""
        last = self.layout.root
        while last.items:
            last = last.items[-1][1]
        if last.style in BARS and last.end == len(self.text) and self.text[-1] not in BREAKS:
            self._replace(last, last.value, block=False, pad=self._column(last.start))

    # what differs

    def bring(self, span: Span, wanted: Any, pad: int, *, block: bool = True) -> None:
        """Bring a value to what is wanted.

        `block` says that it stands on lines, not between braces or brackets; `pad` is the column of lines within it.
        """
        if span.value == wanted and isinstance(span.value, type(wanted)):
            return
        inside = block and span.block
        if isinstance(wanted, dict) and isinstance(span.value, dict) and span.items and self._editable(span, wanted):
            self._bring_mapping(span, wanted, pad, block=inside)
        elif isinstance(wanted, list) and span.block and inside and self._editable(span, wanted):
            self._bring_list(span, wanted)
        elif wanted in ({}, [], None) and inside and self._on_lines(span):
            for i in range(len(span.items)):
                self._drop(span, i)
        else:
            self._replace(span, wanted, block=block, pad=pad)

    def _editable(self, span: Span, wanted: Any) -> bool:
        """Whether items can come and go: on lines of their own any, between braces new ones only."""
        if not wanted:
            return False
        if span.block:
            return self._on_lines(span)
        return all(key in wanted for key in span.value)

    def _on_lines(self, span: Span) -> bool:
        """Whether every item of a collection begins a line."""
        return all(self._lead(key or value).strip(" ") in ({"", "?"} if key else {"-"}) for key, value in span.items)

    def _lead(self, span: Span) -> str:
        return self.text[self.layout.line_start(span.start) : span.start]

    def _bring_mapping(self, span: Span, wanted: dict[str, Any], pad: int, *, block: bool) -> None:
        pad = self._column(span.start) + 2 if block else pad
        known = {key.text: i for i, (key, _) in enumerate(span.items) if key}
        kept = [i for key, i in known.items() if key in wanted]
        after = -1
        for key, value in wanted.items():
            if key in known:
                after = known[key]
                head, old = span.items[after]
                assert head  # noqa: S101  items of a mapping have keys
                self._bring_value(head, old, value, pad, block=block)
            else:
                self._insert(span, after, key, value, block=block)
        for i in range(len(span.items)):
            if i not in kept:
                self._drop(span, i)

    def _bring_value(self, key: Span, old: Span, value: Any, pad: int, *, block: bool) -> None:
        if old.value is None and ":" not in self.text[key.end : old.start]:  # a key alone, led in by `?`
            if value:
                lead = f"{self.line_end}{' ' * (self._column(key.start) - 2)}: " if block else ": "
                self.change(key.end, key.end, lead + self._flow(value))
            return
        self.bring(old, value, pad, block=block)

    def _bring_list(self, span: Span, wanted: list[Any]) -> None:
        at = 0
        for value in wanted:
            while at < len(span.items) and span.items[at][1].value != value:
                self._drop(span, at)
                at += 1
            if at == len(span.items):
                self._new_line(span.end, " " * self._column(span.start), f"- {self._flow(value)}")
            else:
                at += 1
        for i in range(at, len(span.items)):
            self._drop(span, i)

    # single changes

    def _insert(self, span: Span, after: int, key: str, value: Any, *, block: bool) -> None:
        """Put a new entry behind one of the entries of a mapping, before all of them for -1."""
        if not block:
            entry = f"{self._scalar(key, flow=True)}: {self._flow(value)}"
            if after < 0:
                first = span.items[0][0]
                assert first  # noqa: S101  likewise
                self.change(first.start, first.start, f"{entry}, ")
            else:
                end = span.items[after][1].end
                self.change(end, end, f"{' ' * (self.text[end - 1] == ':')}, {entry}")
            return
        pad = " " * self._column(span.start)
        lines = f"{self._scalar(key)}:{self._rendered(value, len(pad))}"
        if after < 0:
            start = self.layout.line_start(span.start)
            self.change(start, start, f"{pad}{lines}{self.line_end}")
        else:
            self._new_line(span.items[after][1].end, pad, lines)

    def _new_line(self, end: int, pad: str | None, line: str) -> None:
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

    def _drop(self, span: Span, index: int) -> None:
        """Take the lines of an entry away; their comments stay, on lines of their own."""
        key, value = span.items[index]
        start = self.layout.line_start((key or value).start)
        end = self.layout.next_line(max(value.end, key.end if key else 0))
        pad = " " * self._column(span.start)
        self.change(
            start, end, "".join(f"{pad}{comment}{self.line_end}" for comment in self.layout.comments(start, end))
        )

    def _replace(self, span: Span, value: Any, *, block: bool, pad: int) -> None:
        """Write a value anew. Comments in the old one stand before it, or before the lines of the new one."""
        start, end = span.start, span.end
        lost = self.layout.comments(start, end)
        margin = f"{self.line_end}{' ' * max(pad, self._column(start) if span.block else 0)}"
        before = "".join(f"{comment}{margin}" for comment in lost)
        lead = "" if start and self.text[start - 1] in f"{BREAKS} \t[{{" else " "
        if span.block and not self._lead(span).strip(" "):  # a list may stand no deeper than its key, a text may not
            lead = " " * (pad - self._column(start))
        tail = self.line_end if end > start and self.text[end - 1] in BREAKS else ""
        if block and isinstance(value, dict) and value and not isinstance(value, OneLine):
            if not before:
                start = len(self.text[:start].rstrip(" \t"))
            self.change(start, end, lead * bool(before) + before.rstrip(" "))
            self._new_line(end, None, self._rendered(value, pad - 2).removeprefix(self.line_end))
            return
        written = self._flow(value)
        if not written and not before and self.text[end : end + 1] in BREAKS:
            start = len(self.text[:start].rstrip(" \t"))
        self.change(start, end, f"{lead}{before}{written}{tail}" if before or written else tail)

    # how values are written

    def _column(self, at: int) -> int:
        return at - self.layout.line_start(at)

    def _rendered(self, value: Any, column: int) -> str:
        """What stands behind the colon of a key at a column: on its line, or on lines below."""
        inner = f"{self.line_end}{' ' * (column + 2)}"
        if isinstance(value, dict) and value and not isinstance(value, OneLine):
            return "".join(
                f"{inner}{self._scalar(key)}:{self._rendered(item, column + 2)}" for key, item in value.items()
            )
        if isinstance(value, list) and any(isinstance(item, dict) for item in value):
            return "".join(f"{inner}- {self._flow(item)}" for item in value)
        return f" {self._flow(value)}".rstrip(" ")

    def _flow(self, value: Any) -> str:
        """A value on one line."""
        if isinstance(value, dict):
            parts = [f"{self._scalar(key, flow=True)}: {self._nested(item)}" for key, item in value.items()]
            return f"{{{', '.join(parts)}}}"
        if isinstance(value, list):
            return f"[{', '.join(map(self._nested, value))}]"
        if value is None:
            return "null" if self.json else ""
        return self._scalar(value, flow=self.json)

    def _nested(self, value: Any) -> str:
        return self._scalar(value, flow=True) if isinstance(value, str) else self._flow(value)

    def _scalar(self, text: str, *, flow: bool = False) -> str:
        if not self.json and (isinstance(text, Bare) or needs_no_quotes(text, between=flow)):
            return text
        return _ESCAPED.sub(lambda match: f"\\u{ord(match[0]):04x}", json.dumps(text, ensure_ascii=False))
