"""What customers say, as templates and machines see it, beside the practices that act on it."""

from msgspec import Struct

from cxmaturity.domain.outcomes.figures import MeasureFigures


class ActingView(Struct, frozen=True):
    """A practice that acts on a measure, and where it stands; `anchor` is that of the section."""

    anchor: str
    questionnaire: str
    practice: str
    title: str
    stands: str


class MeasureView(Struct, frozen=True):
    """A measure: its figures, the same in words, and the practices that act on it, those of the file first.

    `expected_said` and `perceived_said` are empty for all but pairs.
    """

    figures: MeasureFigures
    value_said: str
    interval_said: str
    n_said: str
    expected_said: str
    perceived_said: str
    acting: tuple[ActingView, ...]


class CustomersView(Struct, frozen=True):
    """What customers say: where the first measure stands, up to three findings, the measures, and their scale of pairs.

    `scale` are the ends of the scale on which all pairs lie, None where they do not share one.
    """

    lead: str
    findings: tuple[str, ...]
    measures: tuple[MeasureView, ...]
    scale: tuple[float, float] | None
