"""`cxmaturity assess`: the interactive questionnaire."""

import datetime
import os
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from cxmaturity.cli.choosing import questionnaire_asked
from cxmaturity.cli.commands import Command
from cxmaturity.cli.earlier import suggesting
from cxmaturity.cli.meeting import hold_meeting
from cxmaturity.cli.offering import offer_to_move
from cxmaturity.cli.options import Asked
from cxmaturity.cli.places import ANSWERS_ENDINGS, format_of
from cxmaturity.cli.planning import planned
from cxmaturity.cli.settings import Settings, settings
from cxmaturity.cli.talking import has_full_screen, next_line, prepare_input
from cxmaturity.domain.assessment import Assessment
from cxmaturity.domain.assessment import assess as assess_answers
from cxmaturity.domain.problems import ProblemsFoundError
from cxmaturity.files.questionnaire.catalogue import Catalogue
from cxmaturity.files.writing import NotWrittenError

if TYPE_CHECKING:
    from cxmaturity.domain.outcomes.reported import Reported
    from cxmaturity.files.answers.editing import AnswersFile
    from cxmaturity.interview.session import Session, Spoken, Suggest


def assess(  # noqa: PLR0917  the options of the command
    context: typer.Context,
    questionnaire: Asked = None,
    file: Annotated[
        Path | None,
        typer.Argument(metavar="[FILE]", help="The answers file, new or begun; named after the ID if left out."),
    ] = None,
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", metavar="FILE", help="The same, as an option."),
    ] = None,
    quick: Annotated[bool, typer.Option("--quick", help="Stage only: ask no more than settles the stage.")] = False,
    earlier: Annotated[
        list[str] | None,
        typer.Option(
            "--from",
            metavar="FILE",
            help="Answers to another questionnaire, which suggest answers here; without it those beside FILE.",
        ),
    ] = None,
    consensus: Annotated[
        Path | None,
        typer.Option(
            "--consensus",
            metavar="FILE",
            help="Hold the meeting about what people answered differently; FILE is what team -o wrote.",
        ),
    ] = None,
    reveal: Annotated[
        bool, typer.Option("--reveal", help="With --consensus: show the votes from the start, not after the room's.")
    ] = False,
    lines: Annotated[bool, typer.Option("--lines", help="One question at a time, without a full screen.")] = False,
    blind: Annotated[
        bool, typer.Option("--blind", help="Hide the points' names and the stage until the end: the wording decides.")
    ] = False,
) -> None:
    """Answer a questionnaire, in an interview.

    Every answer is on the disk before the next question shows. Leave at any time and go on later with the same
    command.
    """
    from cxmaturity.files.answers.locking import locked

    chosen = settings(context)
    prepare_input()
    if consensus is not None:
        if questionnaire or file or output or quick or earlier or blind:
            raise typer.BadParameter("it goes with --reveal and --lines only", param_hint="--consensus")
        hold_meeting(consensus, chosen, reveal=reveal, lines=lines)
        return
    if reveal:
        raise typer.BadParameter("it goes with --consensus FILE", param_hint="--reveal")
    catalogue = chosen.catalogue()
    questionnaire, output = _arguments(questionnaire, file, output)
    if questionnaire is not None or output is None or not output.exists():
        questionnaire = questionnaire_asked(questionnaire, chosen, lines=lines).id
    path = output or Path(f"{questionnaire}.yaml")
    if not path.exists():
        format_of(str(path), None, ANSWERS_ENDINGS)
    with locked(path):
        offer_to_move(path, catalogue, chosen)
        opened = _opened(path, questionnaire, catalogue)
        suggest = suggesting(opened.questionnaire, path, earlier, catalogue)
        again = [option for option, on in (("--quick", quick), ("--lines", lines), ("--blind", blind)) if on]
        try:
            finished = _interview(opened, chosen, suggest, quick=quick, lines=lines, blind=blind)
        except KeyboardInterrupt:
            _say_saved(path, chosen, again)
            raise
    if finished:
        _summarise(opened, chosen)
    else:
        _say_saved(path, chosen, again)


def _arguments(questionnaire: str | None, file: Path | None, output: Path | None) -> tuple[str | None, Path | None]:
    """The questionnaire and the answers file that are meant: a file alone may stand where the ID does."""
    if file is not None and output is not None and file != output:
        raise typer.BadParameter(f"the answers file is named twice, as {file} and with -o", param_hint="FILE")
    if questionnaire is not None and file is None and Path(questionnaire).suffix.lower() in ANSWERS_ENDINGS:
        return None, output or Path(questionnaire)
    return questionnaire, file or output


def _say_saved(path: Path, chosen: Settings, again: Sequence[str]) -> None:
    if path.exists():
        chosen.say(f"Saved in {path}. Go on with: {chosen.typed('assess', path, *again)}")


def _opened(path: Path, questionnaire: str | None, catalogue: Catalogue) -> "AnswersFile":
    from cxmaturity.files.answers.editing import open_answers

    # the product's only use of the clock: the date that is prefilled for a new assessment
    return open_answers(path, questionnaire, catalogue, datetime.date.today())


def _interview(
    file: "AnswersFile", chosen: Settings, suggest: "Suggest", *, quick: bool, lines: bool, blind: bool
) -> bool:
    from cxmaturity.interview.session import Session

    session = Session(file.questionnaire, file.answers, file.save, quick=quick, suggest=suggest, blind=blind)
    by_lines = lines or not has_full_screen()
    run = _by_lines if by_lines else _on_screen
    return run(session, chosen, ask_who=not file.begun)


def _by_lines(session: "Session", chosen: Settings, *, ask_who: bool) -> bool:
    from cxmaturity.cli.terminal import visible
    from cxmaturity.interview.lines import interview as lines

    return lines.run(
        session, described, visible, chosen.console(), next_line, ask_who=ask_who, failures=(NotWrittenError,)
    )


def _on_screen(session: "Session", chosen: Settings, *, ask_who: bool) -> bool:
    from cxmaturity.cli.terminal import visible
    from cxmaturity.files.settings import read_settings, write_settings
    from cxmaturity.interview.preferences import Preferences
    from cxmaturity.interview.screen import app as screen

    return screen.run(
        session,
        described,
        visible,
        ask_who=ask_who,
        failures=(NotWrittenError,),
        preferences=read_settings(Preferences, os.environ),
        keep=lambda preferences: write_settings(preferences, os.environ),
    )


def described(assessment: Assessment) -> "Spoken":
    """What the interview says of the result as it stands."""
    from cxmaturity.interview.session import Spoken
    from cxmaturity.reports.words.plan import RoadmapWords

    seen, questionnaire = planned(assessment, None), assessment.questionnaire
    blockers = seen.result.target.blockers if seen.result.target else ()
    held = tuple(
        f"{questionnaire.practices[blocker.practice].title} (to {questionnaire.point(blocker.to).name})"
        for blocker in blockers
    )
    words = RoadmapWords(seen)
    return Spoken(words.words.stage(), words.way(), held)


def _summarise(file: "AnswersFile", chosen: Settings) -> None:
    """Print where the answers stand, with what lies beside them; what is wrong there is told once that is on screen."""
    from cxmaturity.cli.beside import reported
    from cxmaturity.cli.loading import Loaded

    try:
        told = reported([Loaded(file.questionnaire, file.answers)], None, chosen)
    except (ProblemsFoundError, NotWrittenError):
        _put_result(file, chosen, None)
        raise
    _put_result(file, chosen, told.get(file.answers.file))


def _put_result(file: "AnswersFile", chosen: Settings, reported: "Reported | None") -> None:
    from cxmaturity.cli.printing import put_summary

    assessment = planned(assess_answers(file.questionnaire, file.answers), None)
    put_summary(assessment, chosen, str(file.path), reported)
    chosen.say(f"Your answers are in {file.path}.")


COMMAND = Command(
    assess,
    (
        "cxmaturity assess digital digital.yaml",
        "cxmaturity assess organisational --quick",
        "cxmaturity assess digital.yaml --lines",
    ),
)
