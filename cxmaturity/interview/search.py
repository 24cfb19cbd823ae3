"""Finding practices by the words they hold, and showing where these stand."""

from collections.abc import Iterable

from msgspec import Struct

from cxmaturity.domain.model import Practice

BEFORE = 30
"""How many characters of a text stand before the word that was found in it, at most."""


class Hit(Struct, frozen=True):
    """A practice that holds the words, and the text in which they stand.

    `rank` is that of the option whose text it is, None where it is the question.
    """

    practice: Practice
    text: str
    rank: int | None = None


def search(practices: Iterable[Practice], text: str) -> tuple[Hit, ...]:
    """The practices whose id, title, question or options hold all words of the text; none for no words."""
    words = text.lower().split()
    return tuple(_hit(practice, words) for practice in practices if _holds(practice, words)) if words else ()


def _holds(practice: Practice, words: list[str]) -> bool:
    parts = [practice.id, practice.title, practice.question, *(option.text for option in practice.options)]
    whole = " ".join(parts).lower()
    return all(word in whole for word in words)


def _hit(practice: Practice, words: list[str]) -> Hit:
    """The text with the most of the words that its id and title do not show already; else its question."""
    named = f"{practice.id} {practice.title}".lower()
    sought = [word for word in words if word not in named]
    texts = [
        Hit(practice, practice.question),
        *(Hit(practice, option.text, option.rank) for option in practice.options),
    ]
    return max(texts, key=lambda hit: sum(word in hit.text.lower() for word in sought))


def excerpt(text: str, sought: str) -> str:
    """A text from a little before the first of the words sought in it on, with an ellipsis where it was cut."""
    line = " ".join(text.split())
    places = [at for word in sought.lower().split() if (at := line.lower().find(word)) >= 0]
    start = line.rfind(" ", 0, max(0, min(places, default=0) - BEFORE)) + 1
    return f"…{line[start:]}" if start else line
