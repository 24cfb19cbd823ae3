"""The note and the evidence of a practice, line by line."""

from collections.abc import Callable

from cxmaturity.domain.answers import Evidence
from cxmaturity.domain.model import Practice
from cxmaturity.interview.lines.prompts import DATE, Talk, short
from cxmaturity.interview.lines.words import evidence_words
from cxmaturity.interview.session import Session

Change = Callable[[Callable[[], None], str], bool]
"""Makes a change and says what it was, or says why it could not be saved; whether it was made."""


def note(talk: Talk, session: Session, practice: Practice, change: Change, text: str) -> None:
    """Replace or remove the note of a practice, asking for it where none is given."""
    there = session.answer(practice).note
    if not text:
        if there:
            talk.say(f"Note: {there}")
        text = talk.hear(f"Your note ({'Enter keeps it, - removes it' if there else 'Enter for none'}):")
    if text == "-":
        change(lambda: session.note(practice, ""), "Note removed." if there else "There is no note.")
    elif text:
        change(lambda: session.note(practice, text), "Note taken.")


def evidence(talk: Talk, session: Session, practice: Practice, change: Change, text: str) -> None:
    """List, add, change or remove evidence: `WHAT | DATE | REFERENCE`, after `=2` for the second; `-2` removes it."""
    asked = not text
    if asked:
        _list(talk, session, practice)
        text = talk.hear("What shows it, such as a report (Enter for none):")
    replaced, text = _number_replaced(text)
    parts = [text] if asked else [part.strip() for part in text.split("|", 2)]
    there = session.answer(practice).evidence
    if replaced and replaced not in {str(number) for number in range(1, len(there) + 1)}:
        talk.say(f"There is no evidence “{short(replaced)}” to change; e lists what there is.")
    elif len(parts) == 1 and text.startswith("-"):
        _remove(talk, session, practice, change, text[1:].strip())
    elif parts[0]:
        _put(session, practice, change, _whole(talk, parts, asked=asked), replaced)
    elif replaced or not asked:
        talk.say("Say first what it is: e WHAT | DATE | REFERENCE")


def _number_replaced(text: str) -> tuple[str, str]:
    """The number after a `=` at the start, empty without one, and the rest: "=2 WHAT" is ("2", "WHAT")."""
    if not text.startswith("="):
        return "", text
    number, _, rest = text[1:].strip().partition(" ")
    return number or "0", rest.strip()


def _whole(talk: Talk, parts: list[str], *, asked: bool) -> Evidence:
    """Evidence from its pieces: the others asked for where none was given, a date as long as it is none."""
    date, ref = (*parts[1:], "", "")[:2]
    day = DATE.known(date) if date else None
    if date and day is None:
        talk.explain(date, DATE)
    if day is None and (asked or date):
        day = talk.ask_for("Its date, such as 2026-11-22", None, DATE)
    if asked:
        ref = talk.ask("Where it lies, such as an address or a folder")
    return Evidence(parts[0], day, ref)


def _put(session: Session, practice: Practice, change: Change, piece: Evidence, replaced: str) -> None:
    """Add a piece of evidence, or put it in the place of the one with a number."""
    there = session.answer(practice).evidence
    at = int(replaced) - 1 if replaced else len(there)
    pieces = (*there[:at], piece, *there[at + 1 :])
    words = evidence_words(session, at + 1, piece)
    change(lambda: session.evidence(practice, pieces), f"Evidence {'changed' if replaced else 'taken'}: {words}.")


def _remove(talk: Talk, session: Session, practice: Practice, change: Change, number: str) -> None:
    there = session.answer(practice).evidence
    kept = tuple(piece for i, piece in enumerate(there, 1) if str(i) != number)
    if len(kept) < len(there):
        change(lambda: session.evidence(practice, kept), "Evidence removed.")
    else:
        talk.say(f"There is no evidence “{short(number)}” to remove; e lists what there is.")


def _list(talk: Talk, session: Session, practice: Practice) -> None:
    there = session.answer(practice).evidence
    talk.say("Evidence so far; -1 removes the first, =1 WHAT changes it:" if there else "No evidence yet.")
    for i, piece in enumerate(there, 1):
        talk.say(evidence_words(session, i, piece))
