"""What an output format is, and the registry of all: adding one is a module, a template where it needs one, and a line.

A format lays out a document (`cxmaturity.reports.document.blocks`) and words nothing. Its module is imported when it is
first used, as what it needs may be slow to load.
"""

import importlib
from collections.abc import Callable
from pathlib import Path
from typing import Protocol

from msgspec import Struct

from cxmaturity.reports.document.blocks import Document
from cxmaturity.reports.view import View


class Setting(Struct, frozen=True):
    """What a format lays a document out with.

    `templates` are the built-in ones and `own` the user's, which come first; `view` holds the values behind a report,
    None for other documents; `tell` is handed what falls short in a document that could be made; `width` is that of a
    terminal in columns, and `color` whether it has colours.
    """

    templates: Path
    own: Path | None = None
    view: View | None = None
    tell: Callable[[str], None] = lambda _: None
    width: int = 80
    color: bool = False


class Format(Protocol):
    """One way to lay a document out.

    `name` is what `--format` takes, `suffixes` the endings of files that say it; `extra` is the optional dependency
    that it needs, empty where none; `module` what Python imports for it.
    """

    name: str
    suffixes: tuple[str, ...]
    extra: str

    def write(self, document: Document, setting: Setting) -> bytes:
        """The document in this format. ProblemsFoundError where a template of the user's own has an error."""
        ...


FORMATS: dict[str, str] = {
    "html": "cxmaturity.reports.formats.html",
    "md": "cxmaturity.reports.formats.markdown",
    "pdf": "cxmaturity.reports.formats.pdf",
    "terminal": "cxmaturity.reports.formats.terminal",
}
"""Every format by its name, and the module whose `FORMAT` it is."""


def format_named(name: str) -> Format:
    """The format of a name in `FORMATS`."""
    registered: Format = importlib.import_module(FORMATS[name]).FORMAT
    return registered
