"""`cxmaturity check`: everything wrong with questionnaires and answers, at once."""

import sys
from typing import Annotated

import typer

from cxmaturity.cli.boundary import FINE, INPUT, tell_problems
from cxmaturity.cli.settings import put, settings
from cxmaturity.domain.problems import Problem, ProblemsFoundError
from cxmaturity.domain.text import counted_plain
from cxmaturity.files.answers import read_answers, warn_of_answers
from cxmaturity.files.catalogue import Catalogue
from cxmaturity.files.questionnaires import read_questionnaire
from cxmaturity.files.source import STANDARD_INPUT, read_source
from cxmaturity.files.tree import read_tree
from cxmaturity.files.wording import warn_of_wording


def check(
    context: typer.Context,
    files: Annotated[
        list[str] | None, typer.Argument(metavar="FILE...", help="Questionnaires and answers files, in any mix.")
    ] = None,
    strict: Annotated[bool, typer.Option("--strict", help="Exit with 1 for warnings too.")] = False,
    schema: Annotated[
        bool,
        typer.Option(
            "--schema",
            help="Print the JSON Schema of both file kinds, or of a KIND: questionnaire, answers, result, view, plan.",
        ),
    ] = False,
) -> int:
    """Check questionnaires and answers files.

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
    problems = [problem for name in files for problem in _problems(name, catalogue)]
    tell_problems(problems, sys.stdout)
    errors = sum(problem.severity == "error" for problem in problems)
    warnings = len(problems) - errors
    chosen.say(
        f"{counted_plain(len(files), 'file')}: {counted_plain(errors, 'error')}, {counted_plain(warnings, 'warning')}"
    )
    return INPUT if errors or (strict and warnings) else FINE


def _problems(name: str, catalogue: Catalogue) -> list[Problem]:
    try:
        source = read_source(name)
        document = read_tree(source)
        if document.data.get("schema") == "cxmaturity/questionnaire@1":
            questionnaire = read_questionnaire(document, source.sha256)
            warn_of_wording(questionnaire)
            return questionnaire.findings.in_order()
        answers = read_answers(document, source.sha256, catalogue)
        warn_of_answers(answers)
        return answers.findings.in_order()
    except ProblemsFoundError as error:
        return list(error.problems)
