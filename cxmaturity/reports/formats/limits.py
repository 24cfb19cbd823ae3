"""Limits on what templates of the user's own may take: text, output, loops, time and memory.

Templates come from others, as data does. Text that an operator, a filter or a method of a text would make is
measured before it is made; loops, calls and filters are counted, and look at the clock. Where the system can, memory
is limited as well, which ends whatever else grows.
"""

import contextlib
import functools
import re
import time
from collections.abc import Callable, Generator, Iterable, Iterator
from typing import Any, cast

from jinja2 import TemplateSyntaxError, nodes
from jinja2.runtime import Context, markup_join
from jinja2.visitor import NodeTransformer

from cxmaturity.reports.formats.ancestry import Ancestry
from cxmaturity.reports.formats.resources import MIB, LimitError, deadline, limited_memory, limited_time, too_long
from cxmaturity.reports.formats.sandbox import Sandbox

MOST_OUTPUT = 64 * MIB
"""The characters of a report, and of all texts together that its template makes on the way to it."""

MOST_TEXT = 16 * MIB
"""The characters of one text that an operator, filter or method makes, and the entries of a list."""

MOST_ROUNDS = 1_000_000
"""How many rounds of loops, calls and filters a report takes."""

MOST_BITS = 10_000
"""The length of a whole number in binary."""

MOST_NESTED = 15
"""How deep loops stand in each other; Python's own compiler takes some more."""

_WIDTH = re.compile(r"\d{5,}|%[^a-zA-Z%]*\*|\{[^{}]*:[^{}]*\{")
"""In a format, a width of five digits, or one that is said by a value."""

# how long what filters and methods make can get, beyond what they are given; first comes the text or the values
_GROWTH: dict[str, Callable[..., int]] = {
    "batch": lambda _, linecount, *__: linecount,
    "center": lambda _, width=80, *__: width,
    "expandtabs": lambda text, tabsize=8: text.count("\t") * tabsize,
    "format": lambda text, *_, **__: MOST_TEXT + 1 if _WIDTH.search(text) else 0,
    "format_map": lambda text, *_: MOST_TEXT + 1 if _WIDTH.search(text) else 0,
    "indent": lambda text, width=4, *_, **__: (width if isinstance(width, int) else len(width)) * text.count("\n"),
    "join": lambda a, b="", *_, **__: len(a) * len(b),  # of the method the text between comes first, else last
    "ljust": lambda _, width, *__: width,
    "replace": lambda text, old, new, *_, **__: text.count(old) * len(new),
    "rjust": lambda _, width, *__: width,
    "slice": lambda _, slices, *__: slices,
    "translate": lambda text, table: len(text) * max((len(str(to)) for to in table.values()), default=0),
    "wordwrap": lambda text, width=79, _=True, wrapstring="", *__, **___: len(text) * len(wrapstring or "") // width,
    "zfill": lambda _, width: width,
}


class LimitedSandbox(Sandbox):
    """The sandbox for templates of the user's own, which may take so much and no more."""

    intercepted_binops = frozenset({"+", "*", "%", "**"})

    def __init__(self, **options: Any) -> None:
        super().__init__(optimized=False, **options)  # nothing is worked out before it is measured
        del self.globals["lipsum"]
        self.concat = self.all_of  # type: ignore[method-assign]
        self._ancestry = Ancestry()

    def start(self) -> None:
        """Begin to count for a report."""
        self._end = deadline()
        self._rounds = self._made = 0

    def limit_filters(self) -> None:
        """Hold the filters that there are to the limits."""
        self.filters = {name: self._limited(name, filter_) for name, filter_ in self.filters.items()}

    def output(self, template: str, **seen: Any) -> str:
        """What a template makes. LimitError at the place in the template where it takes too much."""
        self.start()
        parts: list[str] = []
        size = 0
        parts_made = cast(Generator[str, None, None], self.get_template(template).generate(**seen))
        with limited_memory(), limited_time():
            for part in parts_made:
                size += len(part)
                parts.append(part)
                if size > MOST_OUTPUT:
                    parts_made.throw(LimitError(f"it makes over {MOST_OUTPUT // MIB} MiB of output"))
            return "".join(parts)

    def round(self) -> None:
        """Count a round of a loop, a call or a filter."""
        self._rounds += 1
        if self._rounds > MOST_ROUNDS:
            raise LimitError(f"it goes through over {MOST_ROUNDS:,} rounds of loops, calls and filters")
        if time.monotonic() > self._end:
            raise too_long()

    def all_of(self, parts: Iterable[str]) -> str:
        """The parts of a macro, block or call as one text."""
        parts = list(parts)
        self._allow(sum(map(len, parts)), MOST_OUTPUT)
        return "".join(parts)

    def joined(self, parts: list[Any]) -> str:
        """What the operator `~` makes."""
        self._allow(sum(len(part) for part in parts if isinstance(part, str)))
        text: str = self._counted(markup_join(parts))
        return text

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> Any:
        """What an operator makes."""
        self._allow(_size(operator, left, right))
        return self._counted(super().call_binop(context, operator, left, right))

    def call(self, context: Context, called: Any, /, *args: Any, **named: Any) -> Any:
        """What a macro, function or method makes."""
        self.round()
        method = getattr(called, "__wrapped__", called)  # the sandbox wraps `format`
        text = getattr(method, "__self__", None)
        if isinstance(text, str):
            self._allow_growth(method.__name__, text, *args, **named)
        return self._counted(super().call(context, called, *args, **named))

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        tree = super()._parse(source, name, filename)
        self._ancestry.enter(self, tree, name or "", filename)
        counting: nodes.Template = _Counting(name, filename).visit(tree)
        counting.set_environment(self)
        return counting

    def _limited(self, name: str, filter_: Callable[..., Any]) -> Callable[..., Any]:
        passed = 1 if hasattr(filter_, "jinja_pass_arg") else 0  # Jinja hands those its own first

        @functools.wraps(filter_)
        def run(*args: Any, **named: Any) -> Any:
            self.round()
            args = tuple(list(arg) if isinstance(arg, Iterator) else arg for arg in args)
            self._allow_growth(name, *args[passed:], **named)
            return self._counted(filter_(*args, **named))

        return run

    def _allow_growth(self, name: str, *args: Any, **named: Any) -> None:
        with contextlib.suppress(TypeError, ValueError, AttributeError, ArithmeticError):  # what is called says why
            if name in _GROWTH:
                self._allow(_GROWTH[name](*args, **named))

    def _allow(self, size: int, most: int = MOST_TEXT) -> None:
        if size > most:
            raise LimitError(f"it makes a text, list or number that is too large (over {most // MIB} MiB)")

    def _counted(self, value: Any) -> Any:
        if isinstance(value, str):
            self._made += len(value)
            if self._made > MOST_OUTPUT * 4:
                raise LimitError(f"it makes texts of over {MOST_OUTPUT * 4 // MIB} MiB together")
        return value


def _size(operator: str, left: Any, right: Any) -> int:
    """How large the result of an operator is; a number that is too long counts as too large."""
    if isinstance(left, int) and isinstance(right, int):
        bits = {"*": left.bit_length() + right.bit_length(), "**": left.bit_length() * max(right, 0)}
        return MOST_TEXT + 1 if bits.get(operator, 0) > MOST_BITS else 0
    if operator == "%" and isinstance(left, str):
        return MOST_TEXT + 1 if _WIDTH.search(left) else 0
    lengths = [len(operand) for operand in (left, right) if isinstance(operand, str | list | tuple)]
    if operator == "+":
        return sum(lengths)
    times = next((operand for operand in (left, right) if isinstance(operand, int)), 0)
    return sum(lengths) * times if operator == "*" else 0


class _Counting(NodeTransformer):
    """Lets the loops of a template count their rounds, and measures what `~` makes."""

    def __init__(self, name: str | None, filename: str | None) -> None:
        self._name, self._filename = name, filename
        self._depth = 0

    def visit_For(self, node: nodes.For) -> nodes.Node:  # noqa: N802  named by Jinja
        """A loop, each round of which is counted."""
        self._depth += 1
        if self._depth > MOST_NESTED:
            self._refuse(node, f"loops stand more than {MOST_NESTED} deep in each other; put inner ones into a macro")
        self.generic_visit(node)
        self._depth -= 1
        node.body.insert(0, nodes.ExprStmt(_called("round")).set_lineno(node.lineno))
        return node

    def visit_Macro(self, node: nodes.Macro) -> nodes.Node:  # noqa: N802
        """A macro, in which loops stand for themselves."""
        outside, self._depth = self._depth, 0
        self.generic_visit(node)
        self._depth = outside
        return node

    def visit_Concat(self, node: nodes.Concat) -> nodes.Node:  # noqa: N802
        """The operator `~`, as a call that measures."""
        self.generic_visit(node)
        return _called("joined", nodes.List(node.nodes)).set_lineno(node.lineno)

    def _refuse(self, node: nodes.Node, message: str) -> None:
        raise TemplateSyntaxError(message, node.lineno, self._name, self._filename)


def _called(name: str, *args: nodes.Expr) -> nodes.Call:
    return nodes.Call(nodes.EnvironmentAttribute(name), list(args), [], None, None)
