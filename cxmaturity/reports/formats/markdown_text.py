"""Text in Markdown: nothing of it is markup, and a link leads to the anchor that GitHub gives a heading."""

import re
import unicodedata
from collections.abc import Mapping
from urllib.parse import quote

from cxmaturity.reports.document.blocks import Span, Words
from cxmaturity.reports.sanitise import isolated, one_line

# what Markdown, or GitHub's tables, mathematics and mentions, would read as more than text
_SIGNS = r"([\\`*_{}\[\]<>|~$&@])|(:)(?=[\w+-]+:)|(?<=\bwww)(\.)"
_WITHIN = re.compile(_SIGNS)
_UNLINKED = re.compile(rf"{_SIGNS}|(:)(?=\S)")
_AT_START = re.compile(rf"{_SIGNS}|^([#+=:-])|^(\d+)(?=[.)](?:\s|$))")
# within a text, what follows an address is not taken for a part of it
_WEB = re.compile(r"https?://[^\s<>\"'`\\]+")
_WEB_IN_TEXT = re.compile(r"\bhttps?://[^\s<>\"'`\\|()\[\]{}]*[\w/=&+%#~$@-]")
_ENDS_SENTENCE = tuple(".,;:!?")


def plain(words: Words) -> str:
    """A text without what sets parts of it apart."""
    return words if isinstance(words, str) else "".join(span.text for span in words)


def escaped(text: str, *, starts: bool = True) -> str:
    """Text in which nothing but an address is markup and no line ends; `starts` says that a line may begin with it."""
    line = isolated(one_line(text))
    if _WEB.fullmatch(line):
        return _address(line)
    pattern = _AT_START if starts else _WITHIN
    pieces, end = [], 0
    for web in _WEB_IN_TEXT.finditer(line):
        pieces += [_without_markup(pattern, line[end : web.start()]), _address(web[0])]
        end, pattern = web.end(), _WITHIN
    return "".join([*pieces, _without_markup(pattern, line[end:])])


def unlinked(text: str) -> str:
    """The same, but for addresses, which would lead elsewhere than the link or the heading whose text it is."""
    return _without_markup(_UNLINKED, isolated(one_line(text)))


def linked(text: str, anchor: str) -> str:
    """A text that leads to an anchor."""
    return f"[{unlinked(text)}](#{anchor})"


def _without_markup(pattern: re.Pattern[str], text: str) -> str:
    return pattern.sub(lambda sign: f"{sign[0]}\\" if sign[0].isdigit() else f"\\{sign[0]}", text)


def _address(text: str) -> str:
    """An address as a link; a bar would end the cell of a table."""
    return f"<{text.replace('|', '%7C')}>"


def inline(words: Words, anchors: Mapping[str, str], *, starts: bool = True) -> str:
    """A text with its links, which lead to `anchors` by the id of what they lead to, and with what is set apart."""
    if isinstance(words, str):
        return escaped(words, starts=starts)
    line = ""
    for span in words:
        text = one_line(span.text)
        before = " " if span.text[:1].isspace() and line else ""
        after = " " if span.text[-1:].isspace() and text else ""
        anchor = anchors.get(span.to)
        styled = _styled(text, span, line + before, starts=starts and not line)
        line += before + (linked(text, anchor) if anchor and text else styled) + after
    return line.strip()


def _styled(text: str, span: Span, before: str, *, starts: bool) -> str:
    if span.style == "code" and text and not re.search(r"[`|\\]", text):
        return f"`{text}`"
    if span.style in {"strong", "accent"} and not before[-1:].isalnum():
        return bold(escaped(text, starts=False))
    return escaped(text, starts=starts)


def bold(text: str) -> str:
    """Text in Markdown, set in bold."""
    return f"**{text}**" if text else ""


def as_sentence(text: str) -> str:
    """A text that ends as a sentence does: a bold line without that would be taken for a heading."""
    return text if text.endswith(_ENDS_SENTENCE) or not text else f"{text}."


class Headings:
    """The headings of one document: each its own, with the anchor that GitHub gives it, one level after the other."""

    def __init__(self) -> None:
        self._anchors: set[str] = set()
        self._level = 0

    def named(self, title: str, beside: str) -> tuple[str, str]:
        """A heading's text and its anchor; `beside` tells it from another of the same text."""
        text = one_line(title).rstrip(".,;:!。，；：！ ") or beside
        choices = [text, *([f"{text} ({beside})"] if beside else [])]
        count = 1
        while (anchor := _anchor(choices[0])) in self._anchors:
            choices = choices[1:]
            if not choices:
                count += 1
                choices = [f"{text} ({count})"]
        self._anchors.add(anchor)
        return choices[0], anchor

    def at(self, level: int, text: str) -> str:
        """The line of a heading; none is more than one level below the one before it."""
        self._level = min(level, self._level + 1, 6)
        return f"{'#' * self._level} {unlinked(text)}"


def _anchor(text: str) -> str:
    """Letters with their marks, numbers, connectors, hyphens, and a hyphen for each space."""
    kept = (
        character
        for character in text.lower()
        if character in "- " or unicodedata.category(character)[0] in "LMN" or _connects(character)
    )
    return quote("".join(kept).replace(" ", "-"))


def _connects(letter: str) -> bool:
    return unicodedata.category(letter) == "Pc"
