"""The page of the units of a table, side by side: from a file, or from where the data is."""

import sys
from pathlib import Path
from typing import Any

import typer

from cxmaturity.cli.formats import endings_of
from cxmaturity.cli.places import format_of
from cxmaturity.cli.settings import Settings
from cxmaturity.cli.tables import (
    TableOptions,
    asked_questionnaire,
    files_of,
    installed,
    progress,
    scoring_of,
    tell_numbers,
)
from cxmaturity.cli.warehouse import group_rows
from cxmaturity.domain.model import Questionnaire
from cxmaturity.domain.tables.units import units_of
from cxmaturity.reports.formats.format import FORMATS
from cxmaturity.tables.warehouse.address import address_of, is_address


def report_table(
    options: TableOptions, output: str | None, format: str | None, chosen: Settings, *, force: bool
) -> None:
    """Write the page of the units of a table, side by side: to standard output, or on a terminal to a file."""
    from cxmaturity.cli.printing import put_document, write_document
    from cxmaturity.reports.build.units import units_document

    if not options.by:
        message = "say which column names the units, for example --by unit"
        raise typer.BadParameter(message, param_hint="--by")
    if output is not None:
        format = format_of(output, format, endings_of("report"))
    chosen_format = FORMATS[format or "html"]
    asked = asked_questionnaire(options.questionnaire, chosen)
    rows, missing, left_out = _rows(options, asked, chosen)
    by = tuple(dict.fromkeys(options.by))
    units = units_of(asked, by, rows, options.least, left_out)
    name = options.table.rstrip("/").rpartition("/")[2] if is_address(options.table) else Path(options.table).stem
    document = units_document(units, asked, name)
    tell_numbers(missing, left_out, options.least, chosen)
    if output is None and (chosen_format.is_text or not sys.stdout.isatty()):
        put_document(document, chosen_format.name, chosen, values=units)
        return
    place = Path(output or f"{name}{chosen_format.suffixes[0]}")
    write_document(document, chosen_format.name, place, chosen, _read(options.table), units, force=force)


def _read(table: str) -> list[str]:
    """The files that are read: of a database its own, where it is one."""
    if is_address(table):
        file = address_of(table).file
        return [file] if file else []
    return files_of(table)


def _rows(options: TableOptions, asked: Questionnaire, chosen: Settings) -> tuple[list[dict[str, Any]], list[str], int]:
    """The groups scored, the practices without a column, and how many groups are too small."""
    if is_address(options.table):
        return group_rows(options, asked, chosen)
    with installed():
        scoring = scoring_of(options, asked)
        with progress(options.table, None, chosen):
            rows = scoring.collect().to_dicts()
    return rows, list(scoring.without_column), scoring.groups_left_out
