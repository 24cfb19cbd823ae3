"""The one seam to YAML: text in, plain data out, with the line of every value.

One flat pass over the parser's events builds the data, so that no nesting is ever followed by recursion. Every
scalar stays text, to be converted by the type that its place declares: `no`, `3` and dates are never guessed.
An empty value, `~` and `null` are None. Anchors, aliases, tags, duplicate keys and a second document are refused.
"""

import contextlib
import re
from typing import Any

import yaml
from msgspec import Struct

from cxmaturity.domain.language import say
from cxmaturity.domain.problems import Problem, ProblemsFoundError
from cxmaturity.files.yaml.parsing import LONE, events
from cxmaturity.files.yaml.slips import Slip, slips
from cxmaturity.files.yaml.source import Source

MOST_DEPTH = 50
MOST_VALUES = 200_000
MOST_SLIPS = 20
"""How many slips of one text are told before it is given up."""
LONG = 200_000
"""From how many characters on only a few slips are told, as a text is read again after each."""
_LINE_ENDS = re.compile("(\r\n|[\n\r\x85\u2028\u2029])")
# what YAML does not take, wherever it stands
_FORBIDDEN = "[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]"

Path = tuple[str | int, ...]
Lines = dict[int, Any]
"""The lines of the values in each collection, by the collection's identity and their keys; 0 holds the root's."""
Tree = dict[str, Any]


class Document(Struct, frozen=True):
    """The data of a YAML file (a mapping) and the line, from 1, of every value in it.

    `slips` are the problems of a text that could be read only as it was probably meant (`read_mended`), and `text` is
    that text.
    """

    name: str
    data: Tree
    lines: Lines
    text: str = ""
    slips: tuple[Problem, ...] = ()

    def line(self, path: Path) -> int | None:
        """The line of the value at a path, else of the nearest value around it that exists."""
        nearest: int | None = self.lines[0]
        here: Any = self.data
        for key in path:
            inside = isinstance(here, dict | list) and self.lines[id(here)]
            if not inside or key not in inside:
                break
            nearest, here = inside[key], here[key]
        return nearest

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
    document = read_mended(source)
    if document.slips:
        raise ProblemsFoundError(document.slips)
    return document


def read_mended(source: Source) -> Document:
    """The data of a YAML file, also of one with slips that show what was meant: they stand in the document, as errors.

    So that all else that is wrong with the file can be told at once. ProblemsFoundError where nothing can be read.
    """
    text = source.text
    problems: list[Problem] = []
    most = MOST_SLIPS if len(text) < LONG else 3
    while True:
        builder = _Builder(source.name)
        try:
            for event in events(text):
                if not builder.take(event):
                    break
        except yaml.YAMLError as error:
            if _is_too_deep(error, text):
                builder.too_deep(_line(error))
            elif control := _control_character(source):
                builder.problems.append(control)
            else:
                mended, problem = _mended(source.name, text, error)
                again = (problem.line, problem.code) in {(problem.line, problem.code) for problem in problems}
                problems += [] if again else [problem]
                if mended != text and not again and len(problems) < most:
                    text = mended
                    continue
                builder.given_up = True
        break
    if not problems and not builder.problems and not isinstance(builder.data, dict):
        empty = builder.data is None
        code, what = ("empty", "the file is empty") if empty else ("no-mapping", "the file does not begin with a key")
        builder.problem(builder.lines.get(0, 1), code, what, "start with `schema: ...`")
    if builder.problems or builder.given_up or not isinstance(builder.data, dict):
        raise ProblemsFoundError(sorted([*builder.problems, *problems], key=lambda problem: problem.line or 0))
    return Document(
        source.name, builder.data, builder.lines, text, tuple(sorted(problems, key=lambda problem: problem.line or 0))
    )


def _mended(name: str, text: str, error: yaml.YAMLError) -> tuple[str, Problem]:
    """The text with the line at which a parser stopped as it was meant, and what is wrong with it.

    Tabs are told once, with all the lines that they indent.
    """
    parts = _LINE_ENDS.split(text)  # with the line ends between the lines
    slip, others = _slip(error, parts[::2])
    for line in (slip, *others):
        parts[2 * (line.line - 1)] = line.meant
    more = say(" and {n} more {n|line|lines}", n=len(others)) if others else ""
    return "".join(parts), Problem(name, slip.line, "", slip.code, slip.message + more, slip.hint)


def _slip(error: yaml.YAMLError, lines: list[str]) -> tuple[Slip, list[Slip]]:
    """The slip that a parser stopped at, of all that look like one the last before its place; and more of its kind."""
    at = min(_line(error) or 1, len(lines))
    while at > 1 and not lines[at - 1].strip():
        at -= 1
    every = slips(lines)
    known = [slip for slip in every if slip.line <= at]
    if known and known[-1].code == "tab":
        first, *others = (slip for slip in every if slip.code == "tab")
        return first, others
    if known:
        return known[-1], []
    meant = (
        "" if lines[at - 1][:1] in {" ", "\t", "-"} else lines[at - 1]
    )  # without a line inside, all else can be read
    hint = "check its indent, and put text that holds `: ` or ` #` between quotes"
    return Slip(at, "not-readable", "this line can not be read", hint, meant), []


def _is_too_deep(error: yaml.YAMLError, text: str) -> bool:
    """Whether the parser itself gave up at brackets of which it reads a thousand ahead, before we have counted them."""
    at = getattr(getattr(error, "problem_mark", None), "index", 0)
    basis = text[max(at - 1024, 0) : at + 1]
    return basis.count("[") + basis.count("{") - basis.count("]") - basis.count("}") > MOST_DEPTH


def top_value(source: Source, key: str) -> str | None:
    """The text of a key at the top of a YAML file, which is read only up to there; None where there is none."""
    depth, name = 0, None
    with contextlib.suppress(yaml.YAMLError):
        for event in events(source.text):
            if isinstance(event, yaml.CollectionStartEvent):
                depth += 1
            elif isinstance(event, yaml.CollectionEndEvent):
                depth -= 1
                name = None if depth == 1 else name
            elif isinstance(event, yaml.ScalarEvent) and depth == 1:
                if name == key:
                    return str(event.value)
                name = event.value if name is None else None
    return None


def _control_character(source: Source) -> Problem | None:
    """A character that no file of this kind may hold, wherever it stands."""
    wrong = re.search(_FORBIDDEN, source.text)
    if wrong is None:
        return None
    line = source.text.count("\n", 0, wrong.start()) + 1
    message = f"the character U+{ord(wrong[0]):04X} is not allowed here"
    hint = "remove it, and save the file with the encoding UTF-8"
    return Problem(source.name, line, "", "control-character", message, hint)


def _line(error: yaml.YAMLError) -> int | None:
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    return None if mark is None else int(mark.line) + 1


class _Builder:
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
        self.problems.append(Problem(self.name, line, "", code, message, hint))

    def too_deep(self, line: int | None) -> None:
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
