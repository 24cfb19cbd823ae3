"""Plain data from the events of a YAML text, with the line of every value; what is refused is noted and passed over."""

from typing import Any

import yaml

from cxmaturity.domain.problems import Problem
from cxmaturity.files.yaml.parsing import LONE

MOST_DEPTH = 50
MOST_VALUES = 200_000
Lines = dict[int, Any]
"""The lines of the values in each collection, by the collection's identity and their keys; 0 holds the root's."""


class Builder:
    """Data and lines as the events come; `stack` holds the collections around the open one."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.problems: list[Problem] = []
        self.data: Any = None
        self.lines: Lines = {}
        self.stack: list[dict[str, Any] | list[Any] | None] = []
        self.here: dict[str, Any] | list[Any] | None = None
        self.here_lines: dict[str | int, int] = {}
        self.key: str | None = None
        self.key_line = 0
        self.values = 0
        self.documents = 0
        self.given_up = False

    def problem(self, line: int | None, code: str, message: str, hint: str = "") -> None:
        """Note what is refused."""
        self.problems.append(Problem(self.name, line, "", code, message, hint))

    def too_deep(self, line: int | None) -> None:
        """Note that values are nested too deep."""
        self.problem(line, "too-deep", f"values are nested more than {MOST_DEPTH} deep", "flatten them")

    def take(self, event: Any) -> bool:
        """Take one event; False where reading on makes no sense."""
        line = event.start_mark.line + 1
        kind = type(event)
        if kind is yaml.ScalarEvent:
            if event.anchor is not None or event.tag is not None:
                self._refuse_decoration(event, line)
            if event.style == '"' and (lone := LONE.search(event.value)):
                message = f"half of a pair of escapes stands alone (\\u{ord(lone[0]):04x})"
                self.problem(line, "lone-half", message, "write the character itself, or both halves")
            if self._wants_key():
                return self._take_key(event.value, line)
            text = event.value
            empty = not event.style and text in {"", "~", "null"}  # the C parser says "" for plain, the other None
            return self._place(None if empty else text, line)
        if kind is yaml.MappingStartEvent or kind is yaml.SequenceStartEvent:
            self._refuse_decoration(event, line)
            return self._open({} if kind is yaml.MappingStartEvent else [], line)
        if kind is yaml.MappingEndEvent or kind is yaml.SequenceEndEvent:
            self._enter(self.stack.pop())
            return True
        return self._take_rest(event, line)

    def _take_rest(self, event: Any, line: int) -> bool:
        if isinstance(event, yaml.AliasEvent):
            hint = "write the value out; text that starts with * stands between quotes"
            self.problem(line, "alias", f"*{event.anchor} is not allowed as a value", hint)
            return not self._wants_key() and self._place(None, line)
        if isinstance(event, yaml.DocumentStartEvent):
            self.documents += 1
            if self.documents > 1:
                hint = "put it into a file of its own"
                self.problem(line, "second-document", "`---` starts a second file here", hint)
                return False
        return True

    def _wants_key(self) -> bool:
        return self.key is None and type(self.here) is dict

    def _refuse_decoration(self, event: Any, line: int) -> None:
        if event.anchor is not None:
            hint = "leave it out; text that starts with & stands between quotes"
            self.problem(line, "anchor", f"&{event.anchor} is not allowed before a value", hint)
        if event.tag is not None:
            hint = "leave it out; text that starts with ! stands between quotes"
            tag = event.tag.replace("tag:yaml.org,2002:", "!!")
            self.problem(line, "tag", f"{tag} is not allowed before a value", hint)

    def _take_key(self, text: str, line: int) -> bool:
        self.key, self.key_line = text, line
        if text in self.here_lines:
            message = f"the key {text!r} stands twice (first on line {self.here_lines[text]})"
            self.problem(line, "duplicate-key", message, "keep one of them")
        return True

    def _open(self, container: dict[str, Any] | list[Any], line: int) -> bool:
        if len(self.stack) >= MOST_DEPTH:
            self.too_deep(line)
            return False
        around = self.here
        if not self._place(container, line):
            return False
        self.stack.append(around)
        self.lines[id(container)] = {}
        self._enter(container)
        return True

    def _enter(self, container: dict[str, Any] | list[Any] | None) -> None:
        self.here = container
        self.here_lines = self.lines[id(container)] if container is not None else {}
        self.key = None

    def _place(self, value: Any, line: int) -> bool:
        here = self.here
        if here is None:
            self.data = value
            self.lines[0] = line
        elif isinstance(here, list):
            self.here_lines[len(here)] = line
            here.append(value)
        elif self.key is None:
            self.problem(line, "no-text-key", "a key must be text", "did braces or brackets slip in?")
            return False
        else:
            here[self.key] = value
            self.here_lines.setdefault(self.key, self.key_line)  # where a key stands twice, the first
            self.key = None
        self.values += 1
        if self.values > MOST_VALUES:
            self.problem(line, "too-many-values", f"the file has over {MOST_VALUES:,} values", "split it")
            return False
        return True
