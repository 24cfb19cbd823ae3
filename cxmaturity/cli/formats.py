"""The option `--format`: what can be chosen is what the registry of formats has for a kind of document."""

from collections.abc import Callable
from typing import Any

import typer

from cxmaturity.files.suggestions import suggestion
from cxmaturity.reports.formats.format import Kind, formats_of


def format_option(kind: Kind, about: str) -> Any:
    """The option, with the names of the formats that lay out documents of a kind."""
    names = [one.name for one in formats_of(kind)]
    return typer.Option(
        metavar="|".join(names),
        callback=_known(names),
        autocompletion=lambda: names,
        help=f"{', '.join(names)}: {about}",
    )


def _known(names: list[str]) -> Callable[[str | None], str | None]:
    def known(name: str | None) -> str | None:
        if name is not None and name not in names:
            raise typer.BadParameter(f"there is no format {name!r} here; {suggestion(name, names)}")
        return name

    return known
