"""What the full screen says of a session: marks with their words, and texts made harmless."""

from collections.abc import Callable, Iterator, Sequence

from cxmaturity.domain.model import Dimension, Practice
from cxmaturity.interview.screen.rows import Entry
from cxmaturity.interview.session import Mark, Session

MOST_UNSUPPORTED = 3
"""How many answers that rest on what does not hold are named above the review's list."""
Clean = Callable[[str], str]
"""Takes the characters out of a text that act instead of showing."""
Part = str | tuple[str, str]
"""A piece of a text, and its style."""

MARKS: dict[Mark, tuple[str, str]] = {
    "answered": ("●", "answered"),
    "between": ("◐", "between two options"),
    "na": ("–", "not applicable"),
    "dk": ("?", "don't know"),
    "open": ("○", "open"),
}
"""The symbol and the word of every mark; what colour says is said by these too."""
NOTED, EVIDENCED = "n", "e"
"""What stands beside a practice with a note, and with evidence."""


def flat(clean: Clean, text: str) -> str:
    """A harmless text for a place that has one line."""
    return clean(" ".join(text.split()))


def unsupported_lines(session: Session, clean: Clean) -> list[str]:
    """The first answers that rest on what does not hold, a line each, and how many more there are."""
    lines = [flat(clean, sentence) for sentence in session.unsupported]
    more = len(lines) - MOST_UNSUPPORTED
    rest = [f"And {more} more {'rests' if more == 1 else 'rest'} on what does not hold."] if more > 0 else []
    return [*lines[:MOST_UNSUPPORTED], *rest]


def many_lines(clean: Clean, text: str) -> str:
    """A harmless text for a place that has many lines."""
    return clean("\n".join(text.splitlines()))


def groups(dimensions: Sequence[Dimension], depth: int = 0) -> Iterator[tuple[int, Dimension]]:
    """Every dimension with its depth, each before those inside it."""
    for dimension in dimensions:
        yield depth, dimension
        yield from groups(dimension.dimensions, depth + 1)


def outline(session: Session, clean: Clean, *, words: bool = False) -> tuple[list[Entry], list[Practice | None]]:
    """The dimensions with their progress and the practices with their marks, and the practice of every entry.

    With `words` an entry also says its answer in words.
    """
    progress = {group.dimension.id: f"{group.done}/{group.of}" for group in session.progress}
    entries: list[Entry] = []
    practices: list[Practice | None] = []
    for depth, dimension in groups(session.questionnaire.dimensions):
        name = "  " * depth + flat(clean, dimension.name)
        entries.append(Entry(name, aside=progress.get(dimension.id, ""), heading=True))
        practices.append(None)
        for practice in dimension.practices:
            entries.append(entry_of(session, practice, clean, "  " * depth, words=words))
            practices.append(practice)
    return entries, practices


def entry_of(session: Session, practice: Practice, clean: Clean, indent: str = "", *, words: bool = False) -> Entry:
    """A practice in a list: its mark, its title, what was remarked on it and, if wanted, its answer in words."""
    mark = session.mark(practice)
    answer = answer_in_words(session, practice, clean) if words else ""
    aside = "  ".join(filter(None, (remark_marks(session, practice), answer)))
    return Entry(flat(clean, practice.title), lead=f"{indent}{MARKS[mark][0]} ", tone=mark, aside=aside)


def remark_marks(session: Session, practice: Practice) -> str:
    """The marks of a practice's note and evidence, as the keys that write them; empty where there is neither."""
    answer = session.answer(practice)
    return " ".join([NOTED] * bool(answer.note) + [EVIDENCED] * bool(answer.evidence))


def answer_in_words(session: Session, practice: Practice, clean: Clean) -> str:
    """The answer to a practice in words."""
    answer = session.answer(practice)
    if answer.low is None or answer.high is None:
        return MARKS[session.mark(practice)][1]
    low, high = (flat(clean, session.point_name(rank)) for rank in (answer.low, answer.high))
    return low if low == high else f"{low} to {high}"
