"""How easy a questionnaire is to read: Flesch's Reading Ease.

206.835 - 1.015 x words a sentence - 84.6 x syllables a word (Flesch 1948, A new readability yardstick). 60 to 70
is plain English; the text of a contract lies near 30. Syllables are counted as groups of vowels, without a silent
e at the end, which is right for nine words in ten.
"""

import re

from cxmaturity.domain.model import Questionnaire

_WORD = re.compile(r"[A-Za-z]+(?:['’-][A-Za-z]+)*")
_SENTENCE = re.compile(r"[.!?;:](?=\s|$)")
_VOWELS = re.compile(r"[aeiouy]+")
_SILENT = re.compile(r"(?<!e)(?<![^aeiouy]l)e$")  # that of role, not those of table and fee


def reading_ease(text: str) -> float | None:
    """Flesch's Reading Ease of a text: the higher the easier; None for a text without words."""
    words = _WORD.findall(text)
    if not words:
        return None
    sentences = max(len(_SENTENCE.findall(text)), 1)
    return 206.835 - 1.015 * len(words) / sentences - 84.6 * sum(map(_syllables, words)) / len(words)


def _syllables(word: str) -> int:
    small = word.lower()
    groups = len(_VOWELS.findall(small))
    silent = groups > 1 and _SILENT.search(small) is not None
    return max(groups - silent, 1)


def text_of(questionnaire: Questionnaire) -> str:
    """What somebody who answers a questionnaire reads: questions, options and steps, each ended as a sentence."""
    parts = [
        text
        for practice in questionnaire.practices.values()
        for option in practice.options
        for text in (option.text, option.step.do if option.step else "")
    ]
    parts += [practice.question for practice in questionnaire.practices.values()]
    return "\n".join(
        text if text.rstrip().endswith((".", "!", "?")) else text + "." for text in map(str.strip, parts) if text
    )
