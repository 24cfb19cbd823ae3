"""The people of a team: from answers files, one a person, or from the export of a survey."""

import os
from collections.abc import Sequence
from pathlib import Path

import typer

from cxmaturity.cli.loading import Loaded, expand, load
from cxmaturity.cli.naming import named_questionnaire
from cxmaturity.cli.settings import Settings
from cxmaturity.domain.agreement.aggregation import unfit
from cxmaturity.domain.language import say
from cxmaturity.domain.problems import Problem, ProblemsFoundError
from cxmaturity.files.questionnaire.catalogue import SUFFIXES
from cxmaturity.files.yaml.source import STANDARD_INPUT


def from_files(names: Sequence[str], chosen: Settings) -> list[Loaded]:
    """The answers in files and folders. ProblemsFoundError lists what is wrong in them, and what does not fit."""
    exports = [name for name in names if Path(name).suffix.lower() in {".csv", ".tsv", ".xlsx"}]
    if exports:
        message = f"{exports[0]} is the export of a survey: say what it answers with --questionnaire ID"
        raise typer.BadParameter(message, param_hint="--questionnaire")
    files = expand(names)
    people = load(files, chosen.catalogue())
    wrong = [*unfit([(person.questionnaire, person.answers) for person in people]), *_repeated(files)]
    if wrong:
        hint = "leave the file out, or mend it"
        raise ProblemsFoundError(Problem(people[i].answers.file, None, "", "unfit", why, hint) for i, why in wrong)
    return people


def from_export(
    names: Sequence[str],
    questionnaire: str,
    date: str | None,
    dates: str | None,
    columns: dict[str, str | None],
    keep: str | None,
    chosen: Settings,
) -> list[Loaded]:
    """The answers in one export. ProblemsFoundError lists every cell that is not understood, and what does not fit."""
    from cxmaturity.cli.surveys import asked_choices, installed
    from cxmaturity.files.survey.read import read_survey

    if len(names) > 1 or Path(names[0]).suffix.lower() in SUFFIXES or names[0] == STANDARD_INPUT:
        message = "it goes with one export of a survey; answers files say themselves what they answer"
        raise typer.BadParameter(message, param_hint="--questionnaire")
    catalogue = chosen.catalogue()
    asked = named_questionnaire(questionnaire, catalogue)
    named = {part: heading for part, heading in columns.items() if heading}
    choices = asked_choices(asked, chosen, date=date, dates=dates, columns=named, keep=keep)
    with installed(names[0]):
        survey = read_survey(names[0], asked, catalogue, choices)
    for notice in survey.notices:
        chosen.say(notice)
    people = [Loaded(asked, answers) for answers in survey.respondents]
    wrong = unfit([(person.questionnaire, person.answers) for person in people])
    if wrong:
        hint = "put one round together at a time"
        raise ProblemsFoundError(Problem(people[i].answers.file, None, "", "unfit", why, hint) for i, why in wrong)
    return people


def refuse_few(people: Sequence[Loaded], least: int) -> None:
    """ProblemsFoundError where all together are fewer than a group that may be shown."""
    if len(people) < least:
        sentence = "{n:word} {n|person|people} answered, and a group of fewer than {least} is not shown"
        message = say(sentence, n=len(people), least=least)
        hint = f"where all of them agree to it, add --min-cell {len(people)}"
        raise ProblemsFoundError([Problem("the team", None, "", "too-few", message, hint)])


def _repeated(names: Sequence[str]) -> list[tuple[int, str]]:
    """The files that are named again, by whatever name, with what is said of them."""
    seen: set[str] = set()
    repeated: list[tuple[int, str]] = []
    for i, name in enumerate(names):
        place = os.path.realpath(name)
        if place in seen:
            repeated.append((i, "this file is named twice, and one person answers once"))
        seen.add(place)
    return repeated
