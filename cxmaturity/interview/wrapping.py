"""Text in lines between words, numbers with their units, for both faces of the interview."""

from rich.console import Console
from rich.text import Text

from cxmaturity.domain.language import unparted

JOIN = "\ufdd0"
"""What stands for a blank at which no line ends until the text is in lines; Unicode has no character there."""


def wrapped(text: Text, console: Console, width: int) -> list[Text]:
    """The lines of a text at a width, at least one."""
    joined = text.copy()
    joined.plain = " ".join(
        word if len(word) <= width else word.replace(JOIN, " ") for word in unparted(text.plain, JOIN).split(" ")
    )
    lines = list(joined.wrap(console, max(width, 1)))
    for line in lines:
        line.plain = line.plain.replace(JOIN, " ")
        line.rstrip()
    return lines or [Text("")]
