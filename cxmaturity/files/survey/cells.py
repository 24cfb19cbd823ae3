"""What a cell says: an option by its whole text, by a code, a letter or a number, or that somebody does not know.

Text is compared without regard to blanks, quotation marks, dashes, case, and how a page writes signs; nothing else may
differ. A cell that says none of these is never taken for the nearest: that is only named.
"""

import difflib
import html
import re
from collections.abc import Mapping
from typing import Literal

from msgspec import Struct

from cxmaturity.domain.codes import BESIDE_NUMBERS, BESIDE_OPTIONS, DONT_KNOW, NOT_APPLICABLE, rank_of_choice
from cxmaturity.domain.model import Practice, Questionnaire

CUT = 20
"""From how many letters on a cell that begins an option counts as one that was cut off."""
_SIGNS = str.maketrans(
    {"’": "'", "‘": "'", "“": '"', "”": '"', "–": "-", "—": "-", "−": "-", "\u00ad": None, "…": "..."}
)
_LEAD = re.compile(r"^(?:[a-z]|[0-9]{1,2})[.):]\s+")
_SEVERAL = re.compile(r"\s*[;|\n]\s*|,\s*(?=[A-Za-z0-9])")


class Said(Struct, frozen=True):
    """What a cell says of a practice: the rank of an option, or `dk` or `na` with None."""

    status: Literal["answered", "dk", "na"]
    rank: int | None = None


class Wrong(Struct, frozen=True):
    """Why a cell says nothing that can be taken, by its kind, and what would be right."""

    code: str
    message: str
    hint: str


BESIDE = {DONT_KNOW: Said("dk"), NOT_APPLICABLE: Said("na")}


def plain(text: str) -> str:
    """A text as it is compared."""
    return " ".join(html.unescape(text).translate(_SIGNS).split()).casefold().rstrip(".")


class Answering:
    """How the answers to one practice can be written, and what they mean."""

    def __init__(self, practice: Practice, questionnaire: Questionnaire, given: Mapping[str, Said] = {}) -> None:
        """`given` are texts that a mapping explains, as they are compared."""
        self.practice = practice
        self.texts = {plain(option.text): Said("answered", option.rank) for option in practice.options}
        self._said: dict[str, Said] = {**self.texts, **given}
        self._read: dict[str, Said | Wrong] = {}
        for text, status in ((text, key) for key, text in BESIDE_OPTIONS.items()):
            if status != NOT_APPLICABLE or practice.na:
                self._said.setdefault(plain(text), BESIDE[status])
        for status in BESIDE if practice.na else (DONT_KNOW,):
            self._said.setdefault(status, BESIDE[status])
            self._said.setdefault(str(BESIDE_NUMBERS[status]), BESIDE[status])
        ranks = [option.rank for option in practice.options]
        for rank in ranks:
            point = questionnaire.point(rank)
            for name in (point.id, plain(point.name)):
                self._said.setdefault(name, Said("answered", rank))
        self._ranks = ranks
        self._numbers = ranks == list(range(1, len(ranks) + 1)) and all(point.numbered for point in questionnaire.scale)

    def read(self, cell: str) -> Said | Wrong:
        """What a cell says; one that was read once is not looked at again."""
        known = self._read.get(cell)
        if known is None:
            text = plain(cell)
            known = self._read[cell] = self._said.get(text) or self._coded(text) or self._wrong(cell, text)
        return known

    def is_option(self, cell: str) -> bool:
        """Whether a cell holds the whole text of an option."""
        return plain(cell) in self.texts

    def _coded(self, text: str) -> Said | Wrong | None:
        lead = _LEAD.match(text)
        if lead and text[lead.end() :] in self.texts:
            return self.texts[text[lead.end() :]]
        rank = rank_of_choice(text)
        if rank is not None and rank in self._ranks:
            return Said("answered", rank)
        if len(text) == 1 and "a" <= text <= "z" and ord(text) - ord("a") < len(self._ranks):
            return Said("answered", self._ranks[ord(text) - ord("a")])
        if text.isascii() and text.isdigit() and len(text) < 3:
            if not self._numbers:
                message = f"{text} can be a rank, a value or a place in the list of options"
                return Wrong("number", message, "export the texts of answers, or say what it means with --map")
            if int(text) in self._ranks:
                return Said("answered", int(text))
        return None

    def _wrong(self, cell: str, text: str) -> Wrong:
        shown = f"“{_short(cell)}”"
        parts = [part for part in _SEVERAL.split(text) if part]
        if len(parts) > 1 and all(part in self._said or part.isdigit() for part in parts):
            return Wrong(
                "several", f"{shown} names {len(parts)} options", "ask for one option; a range stands in a file"
            )
        begun = [option for option in self.texts if len(text) >= CUT and option.startswith(text)]
        held = [option for option in self.texts if option in text]
        if begun:
            hint = "export whole texts; if this option is meant, say so with --map"
            return Wrong("cut-off", f"{shown} is cut off after {len(cell.strip())} characters", hint)
        if len(held) > 1:
            return Wrong(
                "several", f"{shown} holds {len(held)} options", "ask for one option; a range stands in a file"
            )
        near = difflib.get_close_matches(text, self.texts, n=1, cutoff=0.5)
        hint = f"the nearest is “{self._text(near[0])}”" if near else "its options are those of the questionnaire"
        return Wrong("no-option", f"{shown} is no option of {self.practice.id}", hint)

    def _text(self, compared: str) -> str:
        return next(_short(option.text) for option in self.practice.options if plain(option.text) == compared)


def _short(text: str, most: int = 90) -> str:
    line = " ".join(text.split())
    return line if len(line) <= most else f"{line[: most - 1]}…"
