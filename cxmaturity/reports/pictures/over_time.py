"""The stage over time: a step for each assessment, what was possible around it, and the target."""

import datetime
from collections.abc import Iterator, Sequence

from msgspec import Struct

from cxmaturity.reports.pictures.svg import NARROW, WIDE, Drawn, Head, across, box, circle, drawing, line, path, words

ROW = 34
"""How high a stage is."""
EDGE, GAP = 14, 8
"""How far assessments stand from the edges, and dates from each other."""


class Moment(Struct, frozen=True):
    """An assessment: its day, the stage claimed (None for none), and between which it lay; ranks count from `Scale`."""

    day: datetime.date
    text: str
    claimed: int | None
    worst: int
    best: int

    @property
    def stands(self) -> int:
        """The stage that counts: the claimed one, else the worst case's."""
        return self.worst if self.claimed is None else self.claimed


class Scale(Struct, frozen=True):
    """The stages by rank, lowest first, and the rank aimed at, None for none."""

    names: Sequence[tuple[int, str]]
    target: int | None
    aim: str


def over_time(head: Head, moments: Sequence[Moment], scale: Scale) -> Drawn:
    """A step chart: days to the right in their distance, stages upwards."""
    return Drawn(_chart(head, moments, scale, WIDE, "wide"), _chart(head, moments, scale, NARROW, "narrow"))


def _chart(head: Head, moments: Sequence[Moment], scale: Scale, width: int, kind: str) -> str:
    place = _Place(moments, scale, width)

    def shapes() -> Iterator[str]:
        yield from place.stages(scale)
        for moment in moments:
            if moment.worst < moment.best:
                low, high = place.row(moment.worst), place.row(moment.best)
                yield box("unsure", place.at(moment) - 5, high - 5, 10, low - high + 10)
        yield path("span", "".join(place.step(moment, first=i == 0) for i, moment in enumerate(moments)))
        for moment in moments:
            yield circle("ring" if moment.claimed is None else "here", place.at(moment), place.row(moment.stands), 5)
        yield from place.dates(moments)

    return drawing(head, kind, width, place.height + 26, shapes())


class _Place:
    """Where things stand: days to the right, stages upwards."""

    def __init__(self, moments: Sequence[Moment], scale: Scale, width: int) -> None:
        self.left = min(max(across(name, "name on") for _, name in scale.names) + 14, width * 0.4)
        self.right = width - 10
        self.height = len(scale.names) * ROW
        self._rows = {rank: self.height - (i + 0.5) * ROW for i, (rank, _) in enumerate(scale.names)}
        self._first = moments[0].day.toordinal()
        self._days = moments[-1].day.toordinal() - self._first

    def row(self, rank: int) -> float:
        """The height of a stage."""
        return self._rows[rank]

    def at(self, moment: Moment) -> float:
        """Where a day is, in the middle where there is but one."""
        share = (moment.day.toordinal() - self._first) / self._days if self._days else 0.5
        return self.left + EDGE + share * (self.right - self.left - 2 * EDGE)

    def step(self, moment: Moment, *, first: bool) -> str:
        """The way to an assessment from the one before it."""
        x, y = f"{self.at(moment):.1f}", f"{self.row(moment.stands):.1f}"
        return f"M{x} {y}" if first else f"H{x}V{y}"

    def stages(self, scale: Scale) -> Iterator[str]:
        """The names of the stages, and the line of the target."""
        for rank, name in scale.names:
            kind = "name on" if rank == scale.target else "name"
            yield words(name, self.left - 10, self.row(rank), self.left - 12, kind, anchor="end")
            yield line("rule", self.left, self.row(rank), self.right - self.left, 0)
        if scale.target is not None:
            y = self.row(scale.target)
            yield line("goal", self.left, y, self.right - self.left, 0)
            yield words(scale.aim, self.left + 4, y - 10, self.right - self.left, "tag clear")

    def dates(self, moments: Sequence[Moment]) -> Iterator[str]:
        """The days below: each where it does not touch another; the last always."""
        last = moments[-1]
        end = min(self.at(last), self.right - across(last.text) / 2) - across(last.text) / 2
        free = 0.0
        for moment in moments:
            half = across(moment.text) / 2
            x = min(self.at(moment), self.right - half)
            if moment is last or (x - half >= free and x + half <= end - GAP):
                yield words(moment.text, x, self.height + 12, 2 * half + 4, "soft", anchor="middle")
                free = x + half + GAP
