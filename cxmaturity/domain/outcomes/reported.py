"""What a report is told of customers: the measures with their figures, and what is at stake."""

from collections.abc import Iterator

from msgspec import Struct

from cxmaturity.domain.outcomes.figures import Figures, MeasureFigures
from cxmaturity.domain.outcomes.sample import Measure
from cxmaturity.domain.outcomes.stakes import Stakes


class Reported(Struct, frozen=True):
    """The outcomes of one organisation: what its file declares, in figures; `stakes` is None where it names none."""

    measures: tuple[Measure, ...]
    figures: Figures
    stakes: Stakes | None

    @property
    def pairs(self) -> Iterator[tuple[Measure, MeasureFigures]]:
        """Each measure with its figures."""
        yield from zip(self.measures, self.figures.measures, strict=True)
