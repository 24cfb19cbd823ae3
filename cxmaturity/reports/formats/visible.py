"""Text from files on a terminal: nothing in it acts, and nothing in it is invisible."""

from cxmaturity.reports import sanitise as plain

_SHOWN = {ord(character): f"<U+{ord(character):04X}>" for character in plain.INVISIBLE}


def visible(text: str) -> str:
    """Text without characters that act instead of showing; those that do not show stand as their number."""
    text = plain.visible(text)
    return text if text.isascii() or plain.INVISIBLE.isdisjoint(text) else text.translate(_SHOWN)


def one_line(text: str) -> str:
    """The same without line ends, for a place that has one line."""
    return visible(plain.one_line(text))
