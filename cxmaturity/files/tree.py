"""The one seam to YAML: text in, plain data out, with the line of every value.

One flat pass over the parser's events builds the data, so that no nesting is ever followed by recursion. Every
scalar stays text, to be converted by the type that its place declares: `no`, `3` and dates are never guessed.
An empty value, `~` and `null` are None. Anchors, aliases, tags, duplicate keys and a second document are refused.
"""

import re
from typing import Any

import yaml
from msgspec import Struct

from cxmaturity.domain.problems import Problem, ProblemsFoundError
from cxmaturity.files.source import Source, refused

MOST_DEPTH = 50
MOST_VALUES = 200_000
# what YAML does not take, wherever it stands
_FORBIDDEN = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")

Path = tuple[str | int, ...]
Tree = dict[str, Any]

_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class Document(Struct, frozen=True):
    """The data of a YAML file (a mapping) and the line, from 1, of every value in it."""

    name: str
    data: Tree
    lines: dict[Path, int]

    def line(self, path: Path) -> int | None:
        """The line of the value at a path, else of the nearest value around it that exists."""
        while path not in self.lines and path:
            path = path[:-1]
        return self.lines.get(path)

    def show(self, path: Path) -> str:
        """A path for people: items of lists by their id or point where they have one, else counted from 1."""
        parts: list[str] = []
        here: Any = self.data
        for key in path:
            part = str(key)
            inside: Any = None
            if isinstance(here, dict):
                inside = here.get(key)
            elif isinstance(here, list) and isinstance(key, int):
                inside = here[key] if key < len(here) else None
                names = inside if isinstance(inside, dict) else {}
                texts = (name for name in (names.get("id"), names.get("point")) if isinstance(name, str) and name)
                part = next(texts, str(key + 1))
            parts.append(part)
            here = inside
        return ".".join(parts)


def read_tree(source: Source) -> Document:
    """The data of a YAML file. ProblemsFoundError lists everything in it that is refused."""
    builder = _Builder(source.name)
    if wrong := _FORBIDDEN.search(source.text):
        message = f"the character U+{ord(wrong[0]):04X} is not allowed in YAML"
        hint = "remove it, and save the file with the encoding UTF-8"
        raise refused(source.name, source.text.count("\n", 0, wrong.start()) + 1, "control-character", message, hint)
    try:
        for event in yaml.parse(source.text, Loader=_Loader):
            if not builder.take(event):
                break
    except yaml.YAMLError as error:
        line = _line(error)
        builder.problem(line, "not-yaml", f"this is not YAML: {_what(error)}", _syntax_hint(source.text, line))
    if not builder.problems and not isinstance(builder.data, dict):
        code, what = ("empty", "empty") if builder.data is None else ("no-mapping", "no mapping of keys to values")
        builder.problem(builder.lines.get((), 1), code, f"the file is {what}", "start with `schema: ...`")
    if builder.problems:
        raise ProblemsFoundError(builder.problems)
    return Document(source.name, builder.data, builder.lines)


def _syntax_hint(text: str, line: int | None) -> str:
    here = text.split("\n", line)[line - 1 : line] if line else []
    if any("\t" in one[: len(one) - len(one.lstrip())] for one in here):
        return "indent with spaces, not with tabs"
    return "check the indentation, and put text that holds `: ` or ` #` between quotes"


def _line(error: yaml.YAMLError) -> int | None:
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    return None if mark is None else int(mark.line) + 1


def _what(error: yaml.YAMLError) -> str:
    return str(getattr(error, "problem", None) or getattr(error, "reason", None) or "it can not be parsed")


class _Builder:
    """Data and lines as the events come; `stack` holds the open collections, with the key that waits."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.problems: list[Problem] = []
        self.data: Any = None
        self.lines: dict[Path, int] = {}
        self.stack: list[tuple[dict[str, Any] | list[Any], Path]] = []
        self.key: str | None = None
        self.key_line = 0
        self.first_lines: dict[Path, int] = {}  # of the keys that stand more than once
        self.documents = 0

    def problem(self, line: int | None, code: str, message: str, hint: str = "") -> None:
        self.problems.append(Problem(self.name, line, "", code, message, hint))

    def take(self, event: Any) -> bool:
        """Take one event; False where reading on makes no sense."""
        line = event.start_mark.line + 1
        if isinstance(event, yaml.ScalarEvent):
            self._refuse_decoration(event, line)
            self._scalar(event, line)
        elif isinstance(event, yaml.CollectionStartEvent):
            self._refuse_decoration(event, line)
            return self._open({} if isinstance(event, yaml.MappingStartEvent) else [], line)
        elif isinstance(event, yaml.CollectionEndEvent):
            self.stack.pop()
        elif isinstance(event, yaml.AliasEvent):
            hint = "write the value out where it is needed"
            self.problem(line, "alias", f"aliases are not allowed (*{event.anchor})", hint)
            return self._place(None, line)
        elif isinstance(event, yaml.DocumentStartEvent):
            self.documents += 1
            if self.documents > 1:
                hint = "put it into a file of its own"
                self.problem(line, "second-document", "a second document starts here", hint)
                return False
        if len(self.lines) > MOST_VALUES:
            self.problem(line, "too-many-values", f"the file has over {MOST_VALUES:,} values", "split it")
            return False
        return True

    def _refuse_decoration(self, event: Any, line: int) -> None:
        if event.anchor is not None:
            self.problem(line, "anchor", f"anchors are not allowed (&{event.anchor})", "leave it out")
        if event.tag is not None:
            self.problem(line, "tag", f"tags are not allowed ({event.tag})", "leave it out")

    def _scalar(self, event: yaml.ScalarEvent, line: int) -> None:
        text = event.value
        if self._wants_key():
            self.key, self.key_line = text, line
            container, path = self.stack[-1]
            if text in container:
                first = self.first_lines.setdefault((*path, text), self.lines[(*path, text)])
                message = f"the key {text!r} stands twice (first on line {first})"
                self.problem(line, "duplicate-key", message, "keep one of them")
        else:
            empty = not event.style and text in {"", "~", "null"}  # the C parser says "" for plain, the other None
            self._place(None if empty else text, line)

    def _wants_key(self) -> bool:
        return bool(self.stack) and isinstance(self.stack[-1][0], dict) and self.key is None

    def _open(self, container: dict[str, Any] | list[Any], line: int) -> bool:
        if self._wants_key():
            self.problem(line, "no-text-key", "a key must be text", "did braces or brackets slip in?")
            return False
        if len(self.stack) >= MOST_DEPTH:
            self.problem(line, "too-deep", f"values are nested more than {MOST_DEPTH} deep", "flatten them")
            return False
        self._place(container, line, opens=True)
        return True

    def _place(self, value: Any, line: int, *, opens: bool = False) -> bool:
        if not self.stack:
            path: Path = ()
            self.data = value
        elif self._wants_key():
            return False
        else:
            container, around = self.stack[-1]
            if isinstance(container, dict):
                assert self.key is not None  # noqa: S101  a value follows its key
                path, line = (*around, self.key), self.key_line
                container[self.key] = value
                self.key = None
            else:
                path = (*around, len(container))
                container.append(value)
        self.lines[path] = line
        if opens:
            self.stack.append((value, path))
        return True
