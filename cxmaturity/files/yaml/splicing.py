"""A YAML text brought to other data: only what differs is written anew, everything else stays as somebody wrote it.

The reader's own parser says where the values stand, so that a text that can be read can be edited. Comments in what
goes stay in its place.
"""

from typing import Any

from cxmaturity.files.yaml.changing import Changing
from cxmaturity.files.yaml.prose import WIDTH
from cxmaturity.files.yaml.rendering import OneLine, Prose
from cxmaturity.files.yaml.spans import BARS, BREAKS, Layout, Span


def spliced(text: str, wanted: dict[str, Any]) -> str:
    """A text that says what is wanted, as near to the text as may be. New keys stand where they stand in `wanted`.

    A text that stands without quotes is quoted where anything could take it for something else.
    """
    opened = _Splicer(Layout(text))
    opened.end_last_text()
    splicer = _Splicer(Layout(opened.done())) if opened.changes else opened
    splicer.bring(splicer.layout.root, wanted, 0)
    return splicer.done()


class _Splicer(Changing):
    def end_last_text(self) -> None:
        """Quote a text of lines that ends with the file but without a line end, as a line after it would change it."""
        last = self.layout.root
        while last.items:
            last = last.items[-1][1]
        if last.style in BARS and last.end == len(self.text) and self.text[-1] not in BREAKS:
            self.replace(last, last.value, block=False, pad=self.column(last.start))

    # what differs

    def bring(self, span: Span, wanted: Any, pad: int, *, block: bool = True) -> None:
        """Bring a value to what is wanted.

        `block` says that it stands on lines, not between braces or brackets; `pad` is the column of lines within it.
        """
        is_text = isinstance(wanted, str) and isinstance(span.value, str)
        if span.value == wanted and (is_text or isinstance(span.value, type(wanted))):
            return
        if block and not span.block and self._outgrows(span, wanted):
            self.replace(span, wanted, block=True, pad=pad)
            return
        inside = block and span.block
        if isinstance(wanted, dict) and isinstance(span.value, dict) and span.items and self._editable(span, wanted):
            self._bring_mapping(span, wanted, pad, block=inside)
        elif isinstance(wanted, list) and span.block and inside and self._editable(span, wanted):
            self._bring_list(span, wanted)
        elif wanted in ({}, [], None) and inside and self._on_lines(span):
            for i in range(len(span.items)):
                self.drop(span, i)
        else:
            self.replace(span, wanted, block=block, pad=pad)

    def _outgrows(self, span: Span, wanted: Any) -> bool:
        """Whether a mapping between braces takes in a text for people that its line has no room for."""
        if self.json or not isinstance(wanted, dict) or isinstance(wanted, OneLine) or not isinstance(span.value, dict):
            return False
        new = [text for key, text in wanted.items() if isinstance(text, Prose) and span.value.get(key) != text]
        column = self.column(span.start)
        if not new or self.layout.comments(span.start, span.end) or any(self._lead_breaks(span) for span in span.items):
            return False
        return any("\n" in text for text in new) or column + len(self.values.flow(wanted)) > WIDTH

    def _lead_breaks(self, item: tuple[Span | None, Span]) -> bool:
        """Whether an entry of a mapping is led in by a sign of its own, or has no text for a key."""
        return item[0] is None or self.text[: item[0].start].rstrip(" ").endswith("?")

    def _editable(self, span: Span, wanted: Any) -> bool:
        """Whether items can come and go: on lines of their own any, between braces new ones only."""
        if not wanted:
            return False
        if span.block:
            return self._on_lines(span)
        return all(key in wanted for key in span.value)

    def _on_lines(self, span: Span) -> bool:
        """Whether every item of a collection begins a line."""
        return all(self.lead(key or value).strip(" ") in ({"", "?"} if key else {"-"}) for key, value in span.items)

    def _bring_mapping(self, span: Span, wanted: dict[str, Any], pad: int, *, block: bool) -> None:
        pad = self.column(span.start) + self.step if block else pad
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
                self.insert(span, after, key, value, block=block)
        for i in range(len(span.items)):
            if i not in kept:
                self.drop(span, i)

    def _bring_value(self, key: Span, old: Span, value: Any, pad: int, *, block: bool) -> None:
        if old.value is None and ":" not in self.text[key.end : old.start]:  # a key alone, led in by `?`
            if value:
                lead = f"{self.line_end}{' ' * (self.column(key.start) - 2)}: " if block else ": "
                self.change(key.end, key.end, lead + self.values.flow(value))
            return
        self.bring(old, value, pad, block=block)

    def _bring_list(self, span: Span, wanted: list[Any]) -> None:
        at = 0
        for value in wanted:
            while at < len(span.items) and span.items[at][1].value != value:
                self.drop(span, at)
                at += 1
            if at == len(span.items):
                self.new_line(span.end, " " * self.column(span.start), f"- {self.values.flow(value)}")
            else:
                at += 1
        for i in range(at, len(span.items)):
            self.drop(span, i)
