"""Practices as templates see them: the answer in words, what it rests on, and what it holds back."""

from msgspec import Struct

from cxmaturity.domain.answers import Status
from cxmaturity.domain.results.result import Why


class GateView(Struct, frozen=True):
    """A gate: the stage that it guards, the practice that it asks for, where that stands, and whether it is open."""

    stage: str
    stage_name: str
    practice: str
    title: str
    stands_name: str
    open: bool


class OptionView(Struct, frozen=True):
    """An option in full, with the step that leads to it: none for the lowest."""

    rank: int
    point: str
    name: str
    text: str
    step: str
    effort_days: int | None
    months: int | None
    owner: str
    measure: str
    requires: tuple[str, ...]


class EvidenceView(Struct, frozen=True):
    """Evidence, whether it counts, and until which assessment day it would."""

    what: str
    date: str
    ref: str
    valid: bool
    valid_until: str


class PracticeView(Struct, frozen=True):
    """A practice with its answer. `upper` is the higher option of a range, `next` the option above the answer.

    `dimension` is the name of its dimension, `dimension_id` the full id; `carries`: whether the stage claimed rests on
    the answer, which stands at its point or above; nothing carries the lowest stage.
    """

    id: str
    title: str
    question: str
    help: str
    source: str
    dimension: str
    dimension_id: str
    status: Status
    chosen: OptionView | None
    upper: OptionView | None
    next: OptionView | None
    because: str
    note: str
    evidence: tuple[EvidenceView, ...]
    documented: bool
    carries: bool


class BlockerView(Struct, frozen=True):
    """A practice that holds the target back: from where to where, and why. Gates come first.

    `why_said` puts that in words; `gates` names the stages whose gates ask for it; `needs` says what its steps require
    that does not hold yet; `planned` whether the plan raises it.
    """

    practice: PracticeView
    from_name: str
    to_name: str
    why: tuple[Why, ...]
    why_said: str
    unknown: bool
    to_text: str
    gates: tuple[str, ...]
    needs: tuple[str, ...]
    planned: bool


class FindOutView(Struct, frozen=True):
    """A practice that nobody has answered, and why it matters.

    `stages` counts the stages that its answer alone can move: up from the worst case, down from the best. `index`
    (0..100) is how many points of the index its highest option adds to the worst case; `gates` names the stages whose
    gates ask for it; `why` says all of it, and `saves` what finding out saves in the plan, where it saves any.
    """

    practice: PracticeView
    stages: int
    index: float
    gates: tuple[str, ...]
    why: str
    saves: str


class UnsupportedView(Struct, frozen=True):
    """A practice, by its id, said to stand where what its own steps require does not hold; `said` names what."""

    practice: str
    said: str
