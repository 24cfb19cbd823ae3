"""How a line interview ends: in quick mode with the offer to go on, always with a review to confirm."""

from collections.abc import Callable, Mapping

from cxmaturity.domain.language import say
from cxmaturity.interview.lines.notices import tell_review
from cxmaturity.interview.lines.prompts import Talk, short
from cxmaturity.interview.lines.words import keyed
from cxmaturity.interview.session import Describe, Session

REVIEW = (
    "Type f or Enter to finish, b back to the questions, g ID to one of them, l list, p stage, w who and when,"
    " u undo, q save and leave:"
)
MORE = "Type y to go on for the full picture, f or Enter to finish:"


def goes_on(talk: Talk, session: Session, describe: Describe) -> bool:
    """Say that the stage is settled, how many questions that spared, and whether the user goes on all the same."""
    talk.pause()
    talk.say("The stage is settled: no remaining answer can change it.", strong=True)
    if not session.blind:
        talk.say(describe(session.assessment).stage)
    talk.say(say("That spared you {spared} {spared|question|questions}.", spared=session.spared))
    while (typed := talk.hear(MORE).lower()) not in {"", "f", "n", "no"}:
        if typed in {"y", "yes"}:
            return True
        talk.say(f"“{short(typed)}” is no key here.")
    return False


def confirmed(
    talk: Talk,
    session: Session,
    telling: Mapping[str, Callable[[], None]],
    go: Callable[[str], bool],
    undo: Callable[[], bool],
) -> bool | None:
    """The review: True where the user confirms it, None for back to the questions.

    False once `go` went to one of them, or `undo` to the one where it took something back.
    """
    tell_review(talk, session)
    while True:
        line = talk.hear(REVIEW).lower()
        key, text = keyed(line)
        if line in {"", "f"}:
            return True
        if line == "b":
            return None
        if key == "g" or line == "u":
            if go(text) if key == "g" else undo():
                return False
        elif line in telling:
            telling[line]()
        else:
            talk.say(f"“{short(line)}” is no key here.")
