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
    """List, add or remove evidence: `WHAT | DATE | REFERENCE`, or `-2` for the second."""
    asked = not text
    if asked:
        _list(talk, session, practice)
        text = talk.hear("What shows it, such as a report (Enter for none):")
    parts = [text] if asked else [part.strip() for part in text.split("|", 2)]
    if len(parts) == 1 and text.startswith("-"):
        _remove(talk, session, practice, change, text[1:].strip())
    elif parts[0]:
        _add(talk, session, practice, change, _whole(talk, parts, asked=asked))
    elif not asked:
        talk.say("Say first what it is: e WHAT | DATE | REFERENCE")


def _whole(talk: Talk, parts: list[str], *, asked: bool) -> Evidence:
    """Evidence from its pieces: the others asked for where none was given, a date as long as it is none."""
    said, ref = (*parts[1:], "", "")[:2]
    day = DATE.known(said) if said else None
    if said and day is None:
        talk.explain(said, DATE)
    if day is None and (asked or said):
        day = talk.ask_for("Its date, such as 2026-11-22", None, DATE)
    if asked:
        ref = talk.ask("Where it lies, such as an address or a folder")
    return Evidence(parts[0], day, ref)


def _add(talk: Talk, session: Session, practice: Practice, change: Change, piece: Evidence) -> None:
    pieces = (*session.answer(practice).evidence, piece)
    words = evidence_words(session, len(pieces), piece)
    change(lambda: session.evidence(practice, pieces), f"Evidence taken: {words}.")


def _remove(talk: Talk, session: Session, practice: Practice, change: Change, number: str) -> None:
    there = session.answer(practice).evidence
    kept = tuple(one for i, one in enumerate(there, 1) if str(i) != number)
    if len(kept) < len(there):
        change(lambda: session.evidence(practice, kept), "Evidence removed.")
    else:
        talk.say(f"There is no evidence “{short(number)}” to remove; e lists what there is.")


def _list(talk: Talk, session: Session, practice: Practice) -> None:
    there = session.answer(practice).evidence
    talk.say("Evidence so far; -1 removes the first:" if there else "No evidence yet.")
    for i, one in enumerate(there, 1):
        talk.say(evidence_words(session, i, one))
