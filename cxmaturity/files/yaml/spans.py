"""Where every value of a YAML text stands, from character to character: what an editor needs to change only one."""

import re
from bisect import bisect_right
from typing import Any

import yaml
from msgspec import Struct

from cxmaturity.files.yaml.parsing import events

BREAKS = "\n\r\x85\u2028\u2029"
"""What ends a line in YAML."""
BARS = ("|", ">")
"""What leads in a text that stands on lines of its own."""
_COMMENT = re.compile(f"#[^{BREAKS}]*")
_LINE = re.compile(f"[^{BREAKS}]*(?:\\r\\n|[{BREAKS}]|$)")


class Span(Struct, eq=False):
    """A value, as the reader takes it, and where it stands.

    `block` is a collection with a line an item; `items` are those of a collection, each with its key where it is a
    mapping; `text` is that of a scalar, also where its value is none, and `style` its quotes or bar.
    """

    start: int
    end: int
    value: Any
    block: bool = False
    text: str = ""
    style: str = ""
    items: list[tuple["Span | None", "Span"]] = []


class Layout:
    """A text that the reader accepts, with the spans of its values and its comments."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.line_end = "\r\n" if "\r\n" in text else "\n"
        self._scalars: list[Span] = []
        self.root = self._spans()
        self._comments = self._found_comments()

    def comments(self, start: int, end: int) -> list[str]:
        """The comments that begin within a part of the text."""
        return [text for at, text in self._comments if start <= at < end]

    def steps(self) -> tuple[int, int]:
        """By how many columns the first keys in a key stand deeper than it, and the first list; else 2 and the same."""
        step, list_step = 0, None
        around = [self.root]
        while around and not (step and list_step is not None):
            inside: list[Span] = []
            for span in around:
                for key, value in span.items if span.block else ():
                    deeper = value.block and value.start - self.line_start(value.start)
                    if key and value.items and deeper is not False:
                        deeper -= key.start - self.line_start(key.start)
                        if isinstance(value.value, list):
                            list_step = deeper if list_step is None else list_step
                        else:
                            step = step or deeper
                    inside.append(value)
            around = inside
        step = step if 1 <= step <= 8 else 2
        return step, step if list_step is None or not 0 <= list_step <= 8 else list_step

    def line_start(self, at: int) -> int:
        """Where the line of a place begins."""
        return max(self.text.rfind(line_break, 0, at) for line_break in BREAKS) + 1

    def next_line(self, at: int) -> int:
        """Where the line after a place begins; the place itself where its line has just ended."""
        if at and self.text[at - 1] in BREAKS:
            return at
        match = _LINE.match(self.text, at)
        return match.end() if match else at

    def _spans(self) -> Span:
        top: list[Span] = []
        open_: list[tuple[Span, list[Span]]] = []
        inside = top
        for event in events(self.text):
            kind = type(event)
            start, end = event.start_mark.index, event.end_mark.index
            if kind is yaml.ScalarEvent:
                inside.append(self._scalar(event, start, end))
            elif kind is yaml.MappingStartEvent or kind is yaml.SequenceStartEvent:
                span = Span(start, end, {} if kind is yaml.MappingStartEvent else [], not event.flow_style)
                inside.append(span)
                open_.append((span, inside))
                inside = []
            elif kind is yaml.MappingEndEvent or kind is yaml.SequenceEndEvent:
                span, around = open_.pop()
                self._close(span, inside, end)
                inside = around
        return top[0]

    def _scalar(self, event: Any, start: int, end: int) -> Span:
        style = event.style or ""
        if style in BARS:
            written = self.text[start:end]
            if "+" not in written.partition("\n")[0]:  # else the empty lines below belong to it
                end = start + len(written.rstrip(BREAKS))
        empty = not style and event.value in {"", "~", "null"}
        span = Span(start, end, None if empty else event.value, text=event.value, style=style)
        self._scalars.append(span)
        return span

    def _close(self, collection: Span, inside: list[Span], end: int) -> None:
        if isinstance(collection.value, list):
            collection.items = [(None, span) for span in inside]
            collection.value = [span.value for span in inside]
        else:
            collection.items = list(zip(inside[::2], inside[1::2], strict=True))
            collection.value = {key.text: value.value for key, value in collection.items if key}
        collection.end = collection.items[-1][1].end if collection.block and collection.items else end

    def _found_comments(self) -> list[tuple[int, str]]:
        masked = sorted((self._head_end(scalar), scalar.end) for scalar in self._scalars if scalar.end > scalar.start)
        starts = [start for start, _ in masked]
        comments = []
        at = 0
        while match := _COMMENT.search(self.text, at):
            before = bisect_right(starts, match.start()) - 1
            if before >= 0 and match.start() < masked[before][1]:
                at = masked[before][1]
                continue
            at = match.start() + 1
            if not match.start() or self.text[match.start() - 1] in f"{BREAKS} \t":
                comments.append((match.start(), match[0]))
                at = match.end()
        return comments

    def _head_end(self, scalar: Span) -> int:
        """Where the text of a scalar begins: after the line of its bar, which may hold a comment, where it has one."""
        return self.next_line(scalar.start) if scalar.style in BARS else scalar.start
