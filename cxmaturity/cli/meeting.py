"""`cxmaturity assess --consensus`: the meeting about what people answered differently."""

import datetime
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from cxmaturity.cli.settings import Settings
from cxmaturity.cli.talking import has_full_screen, next_line
from cxmaturity.domain.answers import Answers
from cxmaturity.domain.model import Questionnaire
from cxmaturity.files.writing import NotWrittenError
from cxmaturity.files.yaml.source import refused

if TYPE_CHECKING:
    from cxmaturity.interview.consensus.meeting import Item, Meeting


def hold_meeting(path: Path, chosen: Settings, *, reveal: bool, lines: bool) -> None:
    """Hold the meeting about the answers of a team.

    ProblemsFoundError for a file that is missing, has errors, or holds no votes that differ.
    """
    from cxmaturity.files.answers.editing import open_answers
    from cxmaturity.files.answers.locking import locked
    from cxmaturity.files.yaml.source import read_source
    from cxmaturity.interview.consensus.meeting import Meeting

    read_source(str(path))  # says what is wrong with a name before anything is written beside it
    with locked(path):
        opened = open_answers(path, None, chosen.catalogue(), datetime.date.today())
        items = items_of(opened.questionnaire, opened.answers)
        if not items:
            hint = "put people's answers together with `cxmaturity team FILES -o FILE`"
            raise refused(str(path), None, "no-votes", "it holds no votes of several people that differ", hint)
        meeting = Meeting(opened.questionnaire, opened.answers, opened.save, items, reveal=reveal)
        again = [option for option, on in (("--reveal", reveal), ("--lines", lines)) if on]
        try:
            finished = _hold(meeting, chosen, lines=lines)
        except KeyboardInterrupt:
            _say_saved(path, chosen, again)
            raise
    if finished:
        chosen.say(f"All of it is in {path}. The report: {chosen.typed('report', path, '-o', 'report.html')}")
    else:
        _say_saved(path, chosen, again)


def items_of(questionnaire: Questionnaire, answers: Answers) -> "tuple[Item, ...]":
    """The agenda of answers that were put together, in its order; none where one person answered, or all agree."""
    from cxmaturity.domain.agreement.remembered import remembered
    from cxmaturity.domain.language import capital
    from cxmaturity.interview.consensus.meeting import DONT_KNOW, Item
    from cxmaturity.reports.words import agreement as words
    from cxmaturity.reports.words.team import TeamWords, named

    team = remembered(questionnaire, answers)
    if team is None:
        return ()
    team_words, items = TeamWords(questionnaire, team), []
    for topic in team.agenda:
        answer = answers.of(topic.practice)
        votes = answer.votes
        assert votes is not None  # noqa: S101  only what was voted on is on the agenda
        medians = votes.medians.items()
        items.append(
            Item(
                questionnaire.practices[topic.practice],
                f"{capital(team_words.why(topic))}.",
                {**votes.counts, DONT_KNOW: votes.dk},
                tuple((capital(named("level", name)), questionnaire.point(rank).name) for name, rank in medians),
                tuple(filter(None, (words.in_brief(questionnaire, topic), words.noted(answer)))),
            )
        )
    return tuple(items)


def _hold(meeting: "Meeting", chosen: Settings, *, lines: bool) -> bool:
    from cxmaturity.cli.terminal import visible

    if lines or not has_full_screen():
        from cxmaturity.interview.consensus import lines as by_lines

        return by_lines.run(meeting, visible, chosen.console(), next_line, (NotWrittenError,))
    from cxmaturity.interview.consensus import screen

    return screen.run(meeting, visible, failures=(NotWrittenError,))


def _say_saved(path: Path, chosen: Settings, again: Sequence[str]) -> None:
    chosen.say(f"Saved in {path}. Go on with: {chosen.typed('assess', '--consensus', path, *again)}")
