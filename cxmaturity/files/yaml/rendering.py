"""How a value is written in a YAML text: on its line, on lines below, between braces, or as a text of many lines."""

from typing import Any

from cxmaturity.files.yaml.prose import on_lines
from cxmaturity.files.yaml.quoting import needs_no_quotes, quoted


class Bare(str):
    """A text that is written without quotes although it looks like a date, as it is one."""

    __slots__ = ()


class Prose(str):
    """A text for people, which is written on lines of its own."""

    __slots__ = ()


class OneLine(dict[str, Any]):
    """A mapping that is written on one line between braces."""


class Rendering:
    """Writes values as the text around them does.

    `line_end` is that of the text; a mapping is indented by `step` columns, a list by `list_step`; `json` says that
    all of the text stands between braces.
    """

    def __init__(self, line_end: str, step: int, list_step: int, *, json: bool) -> None:
        self.line_end = line_end
        self.step = step
        self.list_step = list_step
        self.json = json

    def rendered(self, value: Any, column: int) -> str:
        """What stands behind the colon of a key at a column: on its line, or on lines below."""
        inner = f"{self.line_end}{' ' * (column + self.step)}"
        if isinstance(value, dict) and value and not isinstance(value, OneLine):
            return "".join(
                f"{inner}{self.scalar(key)}:{self.rendered(item, column + self.step)}" for key, item in value.items()
            )
        if isinstance(value, list) and any(isinstance(item, dict) for item in value):
            lead = f"{self.line_end}{' ' * (column + self.list_step)}"
            return "".join(f"{lead}- {self.flow(item)}" for item in value)
        if isinstance(value, Prose) and (written := on_lines(value, column + self.step)):
            return "".join((f" {written[0]}", *(f"{inner}{line}" if line else self.line_end for line in written[1])))
        return f" {self.flow(value)}".rstrip(" ")

    def flow(self, value: Any) -> str:
        """A value on one line."""
        if isinstance(value, dict):
            parts = [f"{self.scalar(key, flow=True)}: {self._nested(item)}" for key, item in value.items()]
            return f"{{{', '.join(parts)}}}"
        if isinstance(value, list):
            return f"[{', '.join(map(self._nested, value))}]"
        if value is None:
            return "null" if self.json else ""
        return self.scalar(value, flow=self.json)

    def _nested(self, value: Any) -> str:
        return self.scalar(value, flow=True) if isinstance(value, str) else self.flow(value)

    def scalar(self, text: str, *, flow: bool = False) -> str:
        """A text, between quotes where it needs them; `flow` says that it stands between braces or brackets."""
        if not self.json and (isinstance(text, Bare) or needs_no_quotes(text, between=flow)):
            return text
        return quoted(text)
