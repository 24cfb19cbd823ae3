"""The option `--format`: what can be chosen is what the registry of formats has for a kind of document."""

from collections.abc import Callable
from typing import Any

import typer

from cxmaturity.files.suggestions import suggestion
from cxmaturity.reports.formats.format import Kind, formats_of


def format_option(kind: Kind, about: str) -> Any:
    """The option, with the names of the formats that lay out documents of a kind."""
    return typer.Option(
        metavar="|".join(_names(kind)), callback=_known(kind), autocompletion=lambda: _names(kind), help=about
    )


def endings_of(kind: Kind) -> dict[str, str]:
    """The format that each ending of a file says for documents of a kind."""
    return {suffix: format_.name for format_ in formats_of(kind) for suffix in format_.suffixes}


def _names(kind: Kind) -> list[str]:
    return [format_.name for format_ in formats_of(kind)]


def _known(kind: Kind) -> Callable[[str | None], str | None]:
    def known(name: str | None) -> str | None:
        if name is not None and name not in _names(kind):
            raise typer.BadParameter(f"there is no format {name!r} here; {suggestion(name, _names(kind))}")
        return name

    return known
