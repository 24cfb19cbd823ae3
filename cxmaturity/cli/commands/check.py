"""`cxmaturity check`: everything wrong with the files of this product, at once."""

import re
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Annotated

import typer

from cxmaturity.cli.checked import Read, checked_outcomes
from cxmaturity.cli.commands import Command
from cxmaturity.cli.completion import schema_kinds
from cxmaturity.cli.exit_codes import FINE, INPUT
from cxmaturity.cli.messages import tell_problems
from cxmaturity.cli.problem_formats import PROBLEM_FORMATS
from cxmaturity.cli.settings import put, settings
from cxmaturity.cli.values import choice
from cxmaturity.domain.language import counted_plain, rounded
from cxmaturity.domain.model import Questionnaire
from cxmaturity.domain.problems import Problem, ProblemsFoundError
from cxmaturity.files.answers.load import read_answers
from cxmaturity.files.answers.warnings import warn_of_answers
from cxmaturity.files.questionnaire.catalogue import Catalogue
from cxmaturity.files.questionnaire.crosswalks import read_crosswalk
from cxmaturity.files.questionnaire.load import read_questionnaire
from cxmaturity.files.questionnaire.readability import reading_ease, text_of
from cxmaturity.files.questionnaire.wording import warn_of_crosswalk_wording, warn_of_wording
from cxmaturity.files.writing import clear_left
from cxmaturity.files.yaml.findings import Findings
from cxmaturity.files.yaml.source import STANDARD_INPUT, read_source
from cxmaturity.files.yaml.tree import Document, read_mended

LAYOUTS = ("text", *PROBLEM_FORMATS)
_SCHEMA = re.compile(r"""^["']?schema["']?\s*:\s*["']?cxmaturity/""", re.MULTILINE)


def check(
    context: typer.Context,
    files: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="FILE...",
            autocompletion=schema_kinds,
            help="Questionnaires, crosswalks, answers, brand files and outcomes, in any mix.",
        ),
    ] = None,
    strict: Annotated[bool, typer.Option("--strict", help="Exit with 1 for warnings too.")] = False,
    format: Annotated[
        str,
        typer.Option(
            metavar="|".join(LAYOUTS),
            parser=choice(LAYOUTS),
            autocompletion=lambda: list(LAYOUTS),
            help="How to print the problems; all but text are for pipelines.",
        ),
    ] = "text",
    skip_others: Annotated[
        bool, typer.Option("--skip-others", help="Pass over files in which no schema: cxmaturity/... stands.")
    ] = False,
    schema: Annotated[
        bool,
        typer.Option(
            "--schema",
            help="Print the JSON Schema of all files, or of a KIND: questionnaire, answers, crosswalk, brand, mapping,"
            " outcomes, result, view, plan, compare, history, benchmark, team, figures.",
        ),
    ] = False,
) -> int:
    """Check questionnaires, crosswalks, answers, brand files and outcomes.

    Lists all problems at once, each with its file and line. Exits with 1 for errors, and with --strict for warnings.
    """
    chosen = settings(context)
    if schema:
        from cxmaturity.cli.schemas import KINDS, schema_text

        if files and (len(files) > 1 or files[0] not in KINDS):
            raise typer.BadParameter(f"--schema takes one of {', '.join(KINDS)}, or nothing", param_hint="KIND")
        put(schema_text(files[0] if files else "files").encode())
        return FINE
    if not files:
        raise typer.BadParameter("name at least one file, or ask for a --schema", param_hint="FILE...")
    if files.count(STANDARD_INPUT) > 1:
        raise typer.BadParameter("standard input (-) can be read once only")
    catalogue = chosen.catalogue()
    if skip_others:
        files = [name for name in files if _is_ours(name)]
    clear_left(Path(name) for name in files if name != STANDARD_INPUT)
    read = Read()
    problems = [problem for name in files for problem in _problems(name, catalogue, read)]
    if read.answers:
        from cxmaturity.cli.contradicting import misfit_problems, read_beside

        problems += read_beside(read, files, catalogue)
        problems += misfit_problems(read, catalogue.crosswalk())
    if format == "text":
        tell_problems(problems, sys.stdout)
    else:
        put(PROBLEM_FORMATS[format](files, problems).encode())
    for remark in read.remarks:
        chosen.say(remark)
    errors = sum(problem.severity == "error" for problem in problems)
    warnings = len(problems) - errors
    chosen.say(
        f"{counted_plain(len(files), 'file')}: {counted_plain(errors, 'error')}, {counted_plain(warnings, 'warning')}"
    )
    return INPUT if errors or (strict and warnings) else FINE


def _is_ours(name: str) -> bool:
    """Whether a file says that it is one of this product's; one that can not be read may be."""
    if name == STANDARD_INPUT:
        return True
    try:
        return _SCHEMA.search(read_source(name).text) is not None
    except ProblemsFoundError:
        return True


def _problems(name: str, catalogue: Catalogue, read: Read) -> list[Problem]:
    """What is wrong with a file; answers and outcomes without an error join those read, as does what is merely said."""
    try:
        source = read_source(name)
        document = read_mended(source)
        kind = str(document.data.get("schema"))  # one of another version goes to its kind, which says so
        for beginning, problems_of in _BESIDE.items():
            if kind.startswith(beginning):
                return problems_of(document, Path(name).parent, catalogue, read)
        if kind.startswith("cxmaturity/questionnaire@"):
            questionnaire = read_questionnaire(document, source.sha256)
            warn_of_wording(questionnaire)
            read.remarks.append(_readability(document.name, questionnaire.questionnaire))
            return questionnaire.findings.in_order()
        if kind.startswith("cxmaturity/crosswalk@"):
            findings = Findings(document)
            warn_of_crosswalk_wording(read_crosswalk(document, source.sha256, catalogue), findings)
            return findings.in_order()
        if kind.startswith("cxmaturity/mapping@"):
            return _problems_of_mapping(document, catalogue)
        answers = read_answers(document, source.sha256, catalogue)
        warn_of_answers(answers)
        read.answers.append(answers)
        return answers.findings.in_order()
    except ProblemsFoundError as error:
        return list(error.problems)


def _readability(name: str, questionnaire: Questionnaire) -> str:
    """How easy a questionnaire is to read, in a sentence: said, never held against it."""
    text = text_of(questionnaire)
    return (
        f"{name}: {len(text.split()):,} words, Flesch reading ease {rounded(reading_ease(text), 0)} (60 to 70 is plain)"
    )


def _problems_of_brand(document: Document, folder: Path, _: Catalogue, __: Read) -> list[Problem]:
    from cxmaturity.files.brand.load import read_brand

    return read_brand(document, folder).findings.in_order()


def _problems_of_outcomes(document: Document, folder: Path, catalogue: Catalogue, read: Read) -> list[Problem]:
    read.outcomes.append(checked_outcomes(document, folder, catalogue))
    return list(read.outcomes[-1].outcomes.warnings)


_BESIDE: dict[str, Callable[[Document, Path, Catalogue, Read], list[Problem]]] = {
    "cxmaturity/brand@": _problems_of_brand,
    "cxmaturity/outcomes@": _problems_of_outcomes,
}
"""Kinds of files that name others beside them, which are read, too."""


def _problems_of_mapping(document: Document, catalogue: Catalogue) -> list[Problem]:
    from cxmaturity.files.survey.mapping import mapping_of

    id_ = str(document.data.get("questionnaire")).partition("@")[0]
    questionnaire = catalogue.find(id_) or catalogue.find(catalogue.ids()[0])
    assert questionnaire is not None  # noqa: S101  there always is a built-in one, which no other mapping is for
    mapping_of(document, questionnaire)
    return []


COMMAND = Command(
    check,
    (
        "cxmaturity check organisational.yaml digital.yaml",
        "cxmaturity check digital.yaml --strict",
        "cxmaturity check organisational.yaml --format sarif",
        "cxmaturity check --schema answers",
    ),
)
