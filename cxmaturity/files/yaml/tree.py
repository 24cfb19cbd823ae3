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
from cxmaturity.files.yaml.building import MOST_DEPTH, Builder, Lines
from cxmaturity.files.yaml.parsing import events
from cxmaturity.files.yaml.slips.lines import slips
from cxmaturity.files.yaml.slips.slip import Slip
from cxmaturity.files.yaml.source import Source

MOST_SLIPS = 20
"""How many slips of one text are told before it is given up."""
LONG = 200_000
"""From how many characters on only a few slips are told, as a text is read again after each."""
_LINE_ENDS = re.compile("(\r\n|[\n\r\x85\u2028\u2029])")
# what YAML does not take, wherever it stands
_FORBIDDEN = "[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]"

Path = tuple[str | int, ...]
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
        builder = Builder(source.name)
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
