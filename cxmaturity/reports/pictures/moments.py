"""A sweep's practices as tiles by dimension: what takes away, does nothing, adds, or is not known."""

from collections.abc import Iterator, Sequence

from msgspec import Struct

from cxmaturity.reports.pictures.svg import NARROW, WIDE, Drawn, Head, box, drawing, words

SIGNS = {"takes": "−1", "nothing": "0", "adds": "+1", "unsure": "?", "absent": ""}
"""What stands in a tile by its kind: a number for what counts, so that no dash can be read as one."""


class Tile(Struct, frozen=True):
    """A practice: its title, and its kind, one of `SIGNS`."""

    title: str
    kind: str


class Tiles(Struct, frozen=True):
    """A dimension with its practices, and what is said of it below its name."""

    name: str
    note: str
    tiles: tuple[Tile, ...]


def moments(head: Head, groups: Sequence[Tiles]) -> Drawn:
    """Rows of tiles: four side by side, two on narrow pages."""
    return Drawn(_tiles(head, groups, narrow=False), _tiles(head, groups, narrow=True))


def _tiles(head: Head, groups: Sequence[Tiles], *, narrow: bool) -> str:
    size, left, most = (NARROW, 0, 2) if narrow else (WIDE, 150, 4)
    columns = min(most, max([3, *(len(group.tiles) for group in groups)]))  # a tile alone stays a tile
    column, row, title = (size - left) / columns, 56, 44 if narrow else 0
    heights = [title + max(-(-len(group.tiles) // columns), 1) * row + 8 for group in groups]

    def shapes() -> Iterator[str]:
        y = 0
        for group, height in zip(groups, heights, strict=True):
            yield words(group.name, 0, y + 14, size if narrow else left - 12, "name on", lines=1 if narrow else 2)
            yield words(group.note, 0, y + (32 if narrow else 44), size if narrow else left - 12, "soft")
            for i, tile in enumerate(group.tiles):
                x, top = left + i % columns * column, y + title + i // columns * row
                yield box(tile.kind, x + 2, top + 2, column - 4, row - 4)
                yield words(SIGNS[tile.kind], x + 20, top + row / 2, 34, f"on-{tile.kind} on", anchor="middle", size=15)
                yield words(tile.title, x + 38, top + row / 2, column - 46, f"on-{tile.kind}", lines=3)
            y += height

    return drawing(head, "narrow map" if narrow else "wide map", size, sum(heights), shapes())
