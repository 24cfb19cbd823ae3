"""Names along a picture: as they are where all are whole, else their numbers, with a key below the picture."""

from collections.abc import Iterator, Sequence

from cxmaturity.reports.pictures.svg import LEADING, SIZE, across, fits, words

LINE = SIZE * LEADING
"""From line to line of a key."""
GAP = 16
"""Between the columns of a key, and above it."""
LEAST = 12
"""The least size of text."""
LINES = 3
"""How many lines a name of a key has at most."""


def whole(names: Sequence[str], room: float, kind: str = "name", *, lines: int = 1, size: float = SIZE) -> bool:
    """Whether every name is whole in a room of so many lines."""
    return all(fits(name, room, kind, lines=lines, size=size) for name in names)


def size_of(names: Sequence[str], room: float) -> float | None:
    """The size in which every name is whole in two lines of a room: the least that can be read, or the usual."""
    return next((size for size in (SIZE, LEAST) if whole(names, room, lines=2, size=size)), None)


class Key:
    """What numbers stand for, in as many columns as the longest name leaves room for; from 1.

    `only` are the places of the names that it holds, where it does not hold all.
    """

    def __init__(self, names: Sequence[str], wide: float, only: Sequence[int] | None = None) -> None:
        entries = [f"{i + 1}  {names[i]}" for i in (range(len(names)) if only is None else only)]
        longest = max((across(entry) for entry in entries), default=1)
        columns = max(1, min(4, int((wide + GAP) // (longest + GAP)), len(entries)))
        self._entries, self._rows = entries, -(-len(entries) // columns)
        self._column = (wide + GAP) / columns
        self._lines = next((n for n in range(1, LINES) if whole(entries, self._column - GAP, lines=n)), LINES)
        self.height = GAP + self._rows * self._lines * LINE + (self._rows - 1) * 4 if entries else 0.0

    def shapes(self, y: float) -> Iterator[str]:
        """The key below a height."""
        high = self._lines * LINE
        for i, entry in enumerate(self._entries):
            column, row = divmod(i, self._rows)
            middle = y + GAP + row * (high + 4) + high / 2
            yield words(entry, column * self._column, middle, self._column - GAP, "soft", lines=self._lines)
