"""What an output format is, and the registry of all: adding one is a module, a template where it needs one, and a line.

A format lays out a document (`cxmaturity.reports.document.blocks`) and words nothing. Its module is imported when it is
first used, as what it needs may be slow to load.
"""

import importlib
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, Protocol

from msgspec import Struct

if TYPE_CHECKING:  # a command looks formats up before it knows whether it needs any of these
    from cxmaturity.reports.document.blocks import Document
    from cxmaturity.reports.view.report import View

Kind = Literal["report", "score", "plan", "compare", "show", "team", "outcomes"]
"""What is laid out, by the command that prints it."""


class Setting(Struct, frozen=True):
    """What a format lays a document out with.

    `templates` are the built-in ones and `own` the user's, which come first; `view` holds the values behind a report,
    None for other documents, and `values` those that machines read; `tell` is handed what falls short in a document
    that could be made; `width` is that of a terminal in columns, and `color` whether it has colours.
    """

    templates: Path
    own: Path | None = None
    view: "View | None" = None
    values: Any = None
    tell: Callable[[str], None] = lambda _: None
    width: int = 80
    color: bool = False


class Writer(Protocol):
    """A module that lays documents out."""

    def write(self, document: "Document", setting: Setting) -> bytes:
        """The document in this format. ProblemsFoundError where a template of the user's own has an error."""
        ...


class Format(Struct, frozen=True):
    """One way to lay documents out.

    `name` is what `--format` takes, `suffixes` the endings of files that say it, `kinds` what it can lay out; `module`
    is the `Writer`; `extra` is the optional dependency of this project that it needs, empty where none.
    """

    name: str
    module: str
    kinds: tuple[Kind, ...]
    suffixes: tuple[str, ...] = ()
    extra: str = ""
    is_text: bool = False
    """Whether people read it where a terminal prints it."""

    def write(self, document: "Document", setting: Setting) -> bytes:
        """The document in this format.

        ProblemsFoundError where a template of the user's own has an error; ModuleNotFoundError where what `extra` names
        is not installed.
        """
        module = importlib.import_module(self.module)
        writer: Writer = getattr(module, "FORMAT", module)
        return writer.write(document, setting)


_HERE = "cxmaturity.reports.formats"
FORMATS: dict[str, Format] = {
    format_.name: format_
    for format_ in (
        Format("html", f"{_HERE}.html", ("report", "compare", "outcomes"), (".html", ".htm")),
        Format(
            "md",
            f"{_HERE}.markdown",
            ("report", "score", "plan", "compare", "show", "team", "outcomes"),
            (".md",),
            is_text=True,
        ),
        Format("pdf", f"{_HERE}.pdf", ("report", "compare", "outcomes"), (".pdf",), "pdf"),
        Format(
            "json",
            f"{_HERE}.json",
            ("report", "score", "plan", "compare", "team", "outcomes"),
            (".json",),
            is_text=True,
        ),
        Format("csv", f"{_HERE}.csv", ("plan",), (".csv",), is_text=True),
        Format("badge", f"{_HERE}.badge", ("score",), (".svg",), is_text=True),
        Format("table", f"{_HERE}.terminal", ("score", "plan", "compare", "show", "team", "outcomes"), is_text=True),
    )
}
"""Every format by its name."""


def formats_of(kind: Kind) -> tuple[Format, ...]:
    """The formats that lay out documents of a kind."""
    return tuple(format_ for format_ in FORMATS.values() if kind in format_.kinds)


def format_of_suffix(kind: Kind, suffix: str) -> Format | None:
    """The format that the ending of a file says for documents of a kind; None where it says none."""
    return next((format_ for format_ in formats_of(kind) if suffix.lower() in format_.suffixes), None)


def endings(formats: Iterable[Format]) -> tuple[str, ...]:
    """Every ending of these formats."""
    return tuple(suffix for format_ in formats for suffix in format_.suffixes)
