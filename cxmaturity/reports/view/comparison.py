"""Several questionnaires side by side, as templates see them."""

from msgspec import Struct

from cxmaturity.domain.crosswalk import ConflictKind


class SideView(Struct, frozen=True):
    """One side of what does not fit together: a practice or dimension, or the stage, at a point, with its words.

    `anchor` is that of the section, empty outside a report; `practice` is the full id, empty for the stage.
    """

    anchor: str
    questionnaire: str
    practice: str
    title: str
    point: str
    text: str


class ContradictionView(Struct, frozen=True):
    """Two answers that do not fit together, and why: what is claimed, and what speaks against it.

    `kind` is whether they contradict each other or ask for an explanation; `explained` is the one that an answers
    file gives. `said` says all of it in a sentence or two.
    """

    id: str
    title: str
    kind: ConflictKind
    claim: SideView
    denial: SideView
    why: str
    explained: str
    said: str


class InstrumentView(Struct, frozen=True):
    """A questionnaire among others: what it measures, in a phrase; empty where no crosswalk says it."""

    anchor: str
    id: str
    title: str
    measures: str


class ScaleRow(Struct, frozen=True):
    """Points of several scales that mean roughly the same: a name for each instrument, empty where it has none."""

    says: str
    points: tuple[str, ...]


class FactPlace(Struct, frozen=True):
    """A practice that rests on a fact: the point that each level of the fact means for it, and where it stands."""

    anchor: str
    questionnaire: str
    practice: str
    title: str
    points: tuple[str, ...]
    stands: str


class FactView(Struct, frozen=True):
    """A fact on which practices of several questionnaires rest; `levels` say what is true, from least to most."""

    id: str
    title: str
    fact: str
    evidence: str
    levels: tuple[str, ...]
    places: tuple[FactPlace, ...]


class ComparisonView(Struct, frozen=True):
    """Several questionnaires side by side: never added together.

    `scales` has a column for each instrument that any row names, by the instrument's title. `no_conflict` says that
    nothing was found that does not fit together; it is empty where something was, or nothing was looked for.
    """

    title: str
    about: str
    instruments: tuple[InstrumentView, ...]
    columns: tuple[str, ...]
    scales: tuple[ScaleRow, ...]
    facts: tuple[FactView, ...]
    no_conflict: str
