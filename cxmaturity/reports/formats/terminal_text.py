"""Text on a terminal: wrapped between words, numbers on one line with their units."""

from rich.cells import cell_len
from rich.console import Console
from rich.text import Text

from cxmaturity.domain.language import unparted
from cxmaturity.reports.document.blocks import Words
from cxmaturity.reports.formats.visible import one_line
from cxmaturity.reports.sanitise import isolated

STYLES = {"strong": "bold", "accent": "bold cyan", "soft": "dim", "code": "cyan", "web": "", "": ""}
"""How the parts of a text that are set apart look."""

JOIN = "\ufdd0"
"""What stands for a space at which no line ends, until all is laid out; Unicode has no character there."""

BETWEEN = Text(f"{JOIN}· ")
"""What stands between texts in one line, at the end of a line rather than at the start of the next."""
INDENT = 2
"""The columns by which a text stands behind what it belongs to."""

_WRAPPING = Console(width=80)


def joined(text: str) -> str:
    """Text that can not act, on one line, its numbers joined to their units."""
    line = one_line(text.replace(JOIN, "\N{REPLACEMENT CHARACTER}"))
    return unparted(isolated(line), JOIN)


def text_of(words: Words, style: str = "") -> Text:
    """A text with its styles, on one line."""
    if isinstance(words, str):
        return Text(joined(words), style)
    text = Text(style=style)
    for span in words:
        before = " " if span.text[:1].isspace() and text.plain else ""
        after = " " if span.text[-1:].isspace() else ""
        text.append(f"{before}{joined(span.text)}{after}", STYLES[span.style] or None)
    text.rstrip()
    return text


def lines_of(text: Text, width: int) -> list[Text]:
    """A text in lines of a width at most: it is broken between words, and within one that is longer than a line."""
    if text.cell_len <= width:
        return [text.copy()]
    lines = _parting(text, width).wrap(_WRAPPING, max(width, 1), overflow="fold")
    for line in lines:
        line.rstrip()
    return list(lines) or [Text("")]


def _parting(text: Text, width: int) -> Text:
    """The text, where a number with its unit is longer than a line, with lines that may end between them."""
    if longest_word(text) <= width:
        return text
    parted = text.copy()
    parted.plain = " ".join(
        word.replace(JOIN, " ") if cell_len(word) > width else word for word in text.plain.split(" ")
    )
    return parted


def run_in(text: Text, width: int) -> list[Text]:
    """A text in lines of a width at most, all but the first indented."""
    first, *others = lines_of(text, width)
    if not others:
        return [first]
    rest = text[len(first.plain) :]
    rest = rest[len(rest.plain) - len(rest.plain.lstrip()) :]
    return [first, *(Text(" " * INDENT).append(line) for line in lines_of(rest, width - INDENT))]


def longest_word(text: Text) -> int:
    """How many columns the longest word of a text takes."""
    return max((cell_len(word) for word in text.plain.split(" ")), default=0)
