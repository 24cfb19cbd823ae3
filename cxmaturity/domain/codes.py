"""What questions and answers are called where a questionnaire is handed out, and how what comes back is known by that.

Survey tools name every question by a code: letters, digits and underscores in most, letters and digits alone and few of
them in LimeSurvey. Where a tool keeps no codes, the code stands in brackets at the end of the question's title.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Literal

from msgspec import Struct

from cxmaturity.domain.model import Questionnaire

Part = Literal["answer", "note", "because", "role", "level", "function"]
"""What a field holds: of a practice its answer, a note, or why it does not apply; of the respondent the others."""

ABOUT: tuple[Part, ...] = ("role", "level", "function")
"""What is asked of who answers, each by its own name as code. No code of a practice is one of them."""

LEVELS = {"leader": "Leader", "manager": "Manager", "front-line": "Front line", "other": "Other"}
"""The levels that who answers chooses from: what files hold, and what people read."""

DONT_KNOW, NOT_APPLICABLE = "dk", "na"
"""The answers that are no option, as files hold them."""
BESIDE_OPTIONS = {DONT_KNOW: "I don't know", NOT_APPLICABLE: "This does not apply to us"}
"""What people read for them, beside the options. `na` is offered only where the practice allows it."""

BESIDE_NUMBERS = {DONT_KNOW: 98, NOT_APPLICABLE: 99}
"""Their numbers where a tool numbers answers: an option's number is its rank, and no scale is so long."""

MOST_SHORT = 20
"""How many characters the code of a question has at most in LimeSurvey; the first is a letter."""
_SUFFIXES: Mapping[Part, str] = {"answer": "", "note": "_note", "because": "_because"}
_LETTERS: Mapping[Part, str] = {"answer": "p", "note": "n", "because": "b"}
_NO_CODE = re.compile(r"[^a-z0-9]+")
_IN_TITLE = re.compile(r"\[([a-z0-9_]+)\]$")
_PATH = re.compile(r"[/.:\-]")
_CHOICE = re.compile(r"[Aa]([1-9][0-9]?)")


class Field(Struct, frozen=True):
    """What a question asks for; `practice` is a full id, empty where it is about who answers."""

    practice: str
    part: Part


def codes_of(questionnaire: Questionnaire, part: Part = "answer") -> dict[str, str]:
    """For each practice the code of its answer, note or reason: `insight_closed_loop`, `insight_closed_loop_note`.

    No two fields of a questionnaire share one, whatever its ids are.
    """
    suffix = _SUFFIXES[part]
    return {id_: code + suffix for id_, code in _codes(questionnaire).items()}


def short_codes_of(questionnaire: Questionnaire, part: Part = "answer") -> dict[str, str]:
    """The same of at most `MOST_SHORT` letters and digits, with the practice's number: `p13closedloop`."""
    width = max(2, len(str(len(questionnaire.practices))))
    return {
        id_: f"{_LETTERS[part]}{i:0{width}}{_NO_CODE.sub('', id_.rpartition('.')[2])}"[:MOST_SHORT]
        for i, id_ in enumerate(questionnaire.practices, 1)
    }


def fields_by_code(questionnaire: Questionnaire) -> dict[str, Field]:
    """Every field by each of its codes, in small letters: long, short, and a practice's own id."""
    fields: dict[str, Field] = {name: Field("", name) for name in ABOUT}
    fields |= {id_: Field(id_, "answer") for id_ in questionnaire.practices}
    for part in _SUFFIXES:
        for codes in (codes_of(questionnaire, part), short_codes_of(questionnaire, part)):
            fields |= {code: Field(id_, part) for id_, code in codes.items()}
    return fields


def field_of(heading: str, fields: Mapping[str, Field]) -> Field | None:
    """The field that the heading of a column names: a code alone, behind the groups around it, or ending a title."""
    text = heading.strip().lower()
    in_title = _IN_TITLE.search(text)
    field = fields.get(text) or (fields.get(in_title[1]) if in_title else None)
    if field:
        return field
    inner = fields.get(_PATH.split(text)[-1])
    return inner if inner and inner.practice else None  # what ends in "-level" may be another's level


def practice_of(heading: str, questionnaire: Questionnaire) -> str | None:
    """The practice whose answer the heading of a column names, None where it names none."""
    field = field_of(heading, fields_by_code(questionnaire))
    return field.practice if field and field.part == "answer" else None


def titled(title: str, code: str) -> str:
    """A title that says its code, for tools that keep no codes; `field_of` finds it there."""
    return f"{title} [{code}]"


def choice_code(rank: int) -> str:
    """The code of an option where a tool wants one of few letters and digits: `A3`."""
    return f"A{rank}"


def rank_of_choice(code: str) -> int | None:
    """The rank that the code of an option says, None where it is none."""
    match = _CHOICE.fullmatch(code.strip())
    return int(match[1]) if match else None


def level_code(level: str) -> str:
    """The code of one of `LEVELS` where a tool wants few letters and digits: `L1`."""
    return f"L{list(LEVELS).index(level) + 1}"


def level_of(text: str) -> str | None:
    """The level that a text says: its id, what people read for it, or its code; None where it is none of `LEVELS`."""
    plain = _plain(text)
    return next(
        (id_ for id_, title in LEVELS.items() if plain in {_plain(id_), _plain(title), _plain(level_code(id_))}), None
    )


def _plain(text: str) -> str:
    return " ".join(text.casefold().replace("-", " ").split())


def _codes(questionnaire: Questionnaire) -> dict[str, str]:
    """A code for each practice, with which no field of another begins and ends alike."""
    taken: set[str] = set()
    codes: dict[str, str] = {}
    for id_ in questionnaire.practices:
        plain = _NO_CODE.sub("_", id_)
        code = next(
            candidate
            for candidate in _numbered(plain)
            if taken.isdisjoint(candidate + end for end in _SUFFIXES.values())
        )
        taken |= {code + end for end in _SUFFIXES.values()}
        codes[id_] = code
    return codes


def _numbered(code: str) -> Iterator[str]:
    yield code
    number = 2
    while True:
        yield f"{code}_{number}"
        number += 1
