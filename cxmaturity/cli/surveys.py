"""What commands that read an export of a survey have in common: its options, and the library that workbooks need."""

import contextlib
import datetime
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import cast

import typer

from cxmaturity.cli.settings import Settings
from cxmaturity.domain.model import Questionnaire
from cxmaturity.files.survey.dates import Order
from cxmaturity.files.survey.mapping import NO_MAPPING, read_mapping
from cxmaturity.files.survey.people import Keep
from cxmaturity.files.survey.read import Choices
from cxmaturity.files.writing import NotWrittenError


def asked_choices(
    questionnaire: Questionnaire,
    chosen: Settings,
    *,
    date: str | None = None,
    dates: str | None = None,
    columns: Mapping[str, str] | None = None,
    keep: str | None = None,
    mapping: Path | None = None,
) -> Choices:
    """What the options say; wrong usage for a day that is none, ProblemsFoundError for a mapping with errors."""
    try:
        day = None if date is None else datetime.date.fromisoformat(date)
    except ValueError:
        raise typer.BadParameter(f"{date!r}: write a day, for example 2026-11-22", param_hint="--date") from None
    kept = read_mapping(str(mapping), questionnaire) if mapping is not None and mapping.exists() else NO_MAPPING
    return Choices(day, cast("Order | None", dates), columns or {}, cast("Keep | None", keep), mapping=kept)


@contextlib.contextmanager
def installed(export: str) -> Iterator[None]:
    """NotWrittenError says what to install where a workbook is read and the library for it is missing."""
    try:
        yield
    except ModuleNotFoundError as error:
        if error.name != "python_calamine":
            raise
        message = f'{export} is a workbook; to read it, install: pip install "cxmaturity[xlsx]", or save it as CSV'
        raise NotWrittenError(message) from None
