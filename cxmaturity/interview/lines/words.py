"""What the line mode says of a session, and what it understands as an answer. Plain text, never markup."""

from cxmaturity.domain.answers import Evidence, is_valid
from cxmaturity.domain.model import Dimension, Practice, Questionnaire
from cxmaturity.domain.typed import slip_of
from cxmaturity.interview.lines.prompts import either, short
from cxmaturity.interview.session import Mark, Session
from cxmaturity.interview.suggestions import suggestion_words

SEVERAL = 200
"""How much of a note is said with its question; `n` says all of it."""

HELP = (
    "Answers",
    "a number, or a point's name or a part of it: this option describes us",
    "2-3 or 2 3: between two options",
    "=: take what an answer to another questionnaire suggests, where something is suggested",
    "d: don't know, nobody here knows",
    "x REASON: not applicable, where the question allows it",
    "c: clear, take the answer back",
    "Words to an answer",
    "n TEXT: note; n alone shows it and asks; n - removes it",
    "e WHAT | DATE | REFERENCE: evidence; e alone lists it and asks",
    "e =2 WHAT | DATE | REFERENCE: change the second piece of evidence; e -2 removes it",
    "u: undo, take back the last answer, note or evidence",
    "Moving",
    "s: skip; skipped questions come back once at the end",
    "b: back to the question before",
    "g ID, NUMBER or WORDS: go to a question, or search",
    "l: list of all questions with their marks",
    "r: repeat the question",
    "Reading",
    "h: help for this question",
    "p: where the stage stands",
    "w: who and when",
    "a: aim, the target stage and date; asked at the end, too",
    "?: these keys",
    "Ending",
    "f: finish, with a review first",
    "q: save and leave; works at every prompt",
)
"""The keys; lines without a colon are headings."""


MARKS: dict[Mark, str] = {
    "answered": "answered",
    "between": "between two options",
    "na": "not applicable",
    "dk": "don't know",
    "open": "open",
}


def place_of_each(questionnaire: Questionnaire) -> dict[str, str]:
    """For each practice its dimension, with those around it, and how far in it: "Insight, 3 of 5"."""
    places: dict[str, str] = {}

    def visit(dimension: Dimension, around: tuple[str, ...]) -> None:
        path = (*around, dimension.name)
        for i, practice in enumerate(dimension.practices, 1):
            places[practice.id] = f"{': '.join(path)}, {i} of {len(dimension.practices)}"
        for inner in dimension.dimensions:
            visit(inner, path)

    for dimension in questionnaire.dimensions:
        visit(dimension, ())
    return places


def answer_words(session: Session, practice: Practice) -> str:
    """The answer to a practice: "3 Mobilise", "between 2 Explore and 3 Mobilise", "don't know"."""
    answer = session.answer(practice)
    if answer.low is not None and answer.high is not None:
        low, high = (option_name(session, rank) for rank in (answer.low, answer.high))
        return low if answer.low == answer.high else f"between {low} and {high}"
    if answer.status == "na":
        return f"not applicable, because: {answer.because}"
    return "don't know" if answer.status == "dk" else "open"


def option_name(session: Session, rank: int) -> str:
    """An option by its number and its point's name; when blind "option 3"."""
    name = session.point_name(rank)
    return name if session.blind else f"{rank} {name}"


def listed_words(session: Session, practice: Practice) -> str:
    """A practice in a list: its number, title and id, and its mark in words."""
    answer = session.answer(practice)
    words = answer_words(session, practice)
    marks = [f"answered {words}" if answer.status == "answered" else words]
    marks += ["a note"] if answer.note else []
    marks += [_pieces(len(answer.evidence))] if answer.evidence else []
    return f"{named(session, practice)}: {short(', '.join(marks), SEVERAL)}"


def named(session: Session, practice: Practice) -> str:
    """A practice by its number, title and id, each of which `g` understands."""
    return f"{session.practices.index(practice) + 1}. {practice.title} ({practice.id})"


def words_so_far(session: Session, practice: Practice) -> tuple[str, ...]:
    """What stands with a question already: its answer, note and evidence, or what is suggested; else nothing."""
    answer = session.answer(practice)
    given = "" if answer.status == "missing" else f"Your answer: {short(answer_words(session, practice), SEVERAL)}."
    noted = f"Note: {short(answer.note, SEVERAL)}" if answer.note else ""
    shown = f"Evidence: {_pieces(len(answer.evidence))}; e lists it." if answer.evidence else ""
    return tuple(filter(None, (given, noted, shown, suggestion_words(session, practice))))


def _pieces(count: int) -> str:
    return "1 piece of evidence" if count == 1 else f"{count} pieces of evidence"


def evidence_words(session: Session, number: int, evidence: Evidence) -> str:
    """A piece of evidence with its number, and why it does not count where it does not."""
    day, months = session.answers.date, session.questionnaire.scoring.evidence_months
    why = ""
    if evidence.date is None:
        why = "does not count, as it has no date"
    elif not is_valid(evidence, day, months):
        late = evidence.date > day
        why = "does not count, as it is " + ("from after the assessment" if late else f"over {months} months old")
    dated = "" if evidence.date is None else evidence.date.isoformat()
    return f"{number}. " + ", ".join(filter(None, (evidence.what, dated, evidence.ref, why)))


def numbers(practice: Practice) -> str:
    """The numbers of a practice's options: "1 to 6", or "1, 2 or 4" where points are left out."""
    ranks = [option.rank for option in practice.options]
    if len(ranks) > 2 and ranks[-1] - ranks[0] == len(ranks) - 1:
        return f"{ranks[0]} to {ranks[-1]}"
    return either([str(rank) for rank in ranks])


def prompt(session: Session) -> str:
    """What can be typed at the question in front of the user: no key that can do nothing there."""
    practice = session.position
    na = "x REASON not applicable, " if practice.na else ""
    between = f"{practice.options[0].rank}-{practice.options[1].rank} between two"
    back = "" if practice == session.practices[0] else "b back, "
    undo = "u undo, " if session.undoable else ""
    return (
        f"Type {numbers(practice)}, {between}, d don't know, {na}s skip, {back}n note, e evidence, {undo}f finish,"
        " q save and leave, ? all keys:"
    )


def keyed(line: str) -> tuple[str, str]:
    """A line as a key, in small letters, and the text after it."""
    key, text = (*line.split(maxsplit=1), "", "")[:2]
    return key.lower(), text


def not_an_answer(line: str, practice: Practice) -> str:
    """What is said to a line that is neither an option nor a key, and which key it may mean."""
    if not line:
        return "Nothing was typed."
    slip = slip_of(line)
    key = "Type d where nobody here knows." if slip == "unknown" else ""
    if slip == "not-applicable":
        key = "Type x and the reason where it does not apply." if practice.na else "This question applies to everyone."
    return " ".join(filter(None, (f"“{short(line)}” is neither an option nor a key here.", key)))


def review_words(session: Session) -> tuple[str, ...]:
    """How many practices stand at each mark, and which are open."""
    marks = [session.mark(practice) for practice in session.practices]
    parts = [f"{marks.count(mark)} {word}" for mark, word in MARKS.items() if mark in marks]
    heading = [] if not session.open else ["Open:"]
    return (f"{', '.join(parts)}.", *heading, *(named(session, p) for p in session.open))
