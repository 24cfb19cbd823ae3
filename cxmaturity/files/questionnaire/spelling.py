"""British spelling: American forms, and words that are one slip away from a word that the questionnaires use.

The words stand in `words.txt` beside the questionnaires, one a line, in small letters. A word that is not there is
no error, as every field has its own; only one that a single slip turns into a listed word is.
"""

import re
from collections.abc import Iterator
from functools import cache, lru_cache

from cxmaturity.files.questionnaire.catalogue import data_folder

SHORTEST = 6
"""The length from which a word is looked up: short ones are too near each other."""
_WORD = re.compile(r"[A-Za-z]+(?:['’][a-z]+)?")
_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_ENDINGS = ("s", "d", "r", "y", "n", "ly", "ed", "er", "es", "al", "ic")
_SIZED = "(?:cap|re|down|up|over|under|out|super|mid)?siz"
_AFTER_OUR = "|s|ed|ing|er|ers|al|ally|ite|ites|able|ably|ful|less|hood|hoods|ly"  # laboratory, honorary keep their or

_AMERICAN = (
    (re.compile(rf"\b(?!{_SIZED}|pri[zs]|sei[zs])(\w{{3,}})iz(e|es|ed|ing|ation|ations|er|ers|able)\b"), r"\1is\2"),
    (re.compile(r"\b(anal|paral|catal)yz(e|es|ed|ing|er|ers)\b"), r"\1ys\2"),
    (re.compile(rf"\b(behavi|col|fav|hon|lab|neighb|harb|endeav|rum|hum|flav|vap)or({_AFTER_OUR})\b"), r"\1our\2"),
    (re.compile(r"\b(cent|theat|fib|lit|calib)er(s?)\b"), r"\1re\2"),
    (re.compile(r"\b(cent)ered\b"), r"\1red"),
    (re.compile(r"\bprogram(s?)\b"), r"programme\1"),
    (re.compile(r"\b(catal|dial|anal)og(s?)\b"), r"\1ogue\2"),
    (re.compile(r"\b(def|off|pret)ense(s?)\b"), r"\1ence\2"),
    (re.compile(r"\b(cancel|label|model|travel|level|signal|total|channel|counsel)(ed|ing|er|ers)\b"), r"\1l\2"),
    (re.compile(r"\b(enrol|fulfil|instal)l(ment|ments)\b"), r"\1\2"),
    (re.compile(r"\b(fulfil|enrol)l(s?)\b"), r"\1\2"),
    (re.compile(r"\bskillful\b"), "skilful"),
    (re.compile(r"\bgray\b"), "grey"),
    (re.compile(r"\bjudgment(s?)\b"), r"judgement\1"),
)
_BRITISH = re.compile(r"\w{3,}[iy]s(e|es|ed|ing|ation|ations|er|ers|able)")
"""What takes the place of American forms must not look like a slip then: prioritise is none of priorities."""


@cache
def known_words() -> frozenset[str]:
    """The words of the list."""
    return frozenset((data_folder("questionnaires") / "words.txt").read_text(encoding="utf-8").split())


def words_of(text: str) -> Iterator[str]:
    """The words of a text as they stand, without a possessive's ending."""
    for match in _WORD.finditer(text):
        yield re.sub(r"['’]s?$", "", match[0])


def misspelt(text: str) -> Iterator[tuple[str, str]]:
    """Words that are no British spelling, or probably a slip, each with the one probably meant."""
    seen: set[str] = set()
    for word in words_of(text):
        if word in seen:
            continue
        seen.add(word)
        right = _british(word) or (_meant(word) if len(word) >= SHORTEST and word.islower() else "")
        if right:
            yield word, right


@lru_cache(100_000)
def _british(word: str) -> str:
    """The British form of an American one, empty for other words."""
    small = word.lower()
    for american, british in _AMERICAN:
        if american.fullmatch(small):
            return american.sub(british, small)
    return ""


@cache
def _longest() -> int:
    return max(map(len, known_words()))


@lru_cache(100_000)
def _meant(word: str) -> str:
    """The listed word that is one slip away from a word, empty where it is listed itself or none is near."""
    if len(word) > _longest() + 1:  # no slip of any listed word
        return ""
    known, family = known_words(), _family(word)
    if not family.isdisjoint(known) or any(word + ending in known for ending in ("s", "d", "ed", "e")):
        return ""
    nears = (near for near in _slips(word) if near in known and family.isdisjoint(_family(near)))
    return min((near for near in nears if _BRITISH.fullmatch(near) or not _BRITISH.fullmatch(word)), default="")


def _family(word: str) -> set[str]:
    """A word with and without its ending: those of which one is in the other's family differ on purpose."""
    return {word} | {word.removesuffix(ending) for ending in _ENDINGS if len(word) - len(ending) >= 3}


def _slips(word: str) -> Iterator[str]:
    """Every string that one letter left out, doubled, swapped or mistaken turns into a word.

    The first letter stands: people rarely get it wrong, and many words differ in nothing else.
    """
    for i in range(1, len(word) + 1):
        head, tail = word[:i], word[i:]
        if tail:
            yield head + tail[1:]
        if len(tail) > 1:
            yield head + tail[1] + tail[0] + tail[2:]
        for letter in _LETTERS:
            yield head + letter + tail
            if tail:
                yield head + letter + tail[1:]
