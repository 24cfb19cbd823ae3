"""The view: the one thing that a template sees, and that `report --format json` prints (`cxmaturity/view@2`).

It holds every number and every word of the assessments of one organisation on one day, ready to be laid out:
ranks with their names, sentences, options in full. Text from files is plain text; templates escape it.
"""

from typing import Literal

from msgspec import Struct

from cxmaturity.domain.answers import Respondent
from cxmaturity.domain.model import Scoring, Term
from cxmaturity.domain.results.result import Rating, Result
from cxmaturity.domain.scoring.rule_words import Fact
from cxmaturity.reports.document.blocks import Document, Table
from cxmaturity.reports.view.agreement import AgreementView
from cxmaturity.reports.view.aims import AimView
from cxmaturity.reports.view.brand import BrandView
from cxmaturity.reports.view.comparison import ComparisonView, ContradictionView
from cxmaturity.reports.view.customers import CustomersView
from cxmaturity.reports.view.plan import WayForward
from cxmaturity.reports.view.practice import (
    BlockerView,
    EvidenceView,
    FindOutView,
    GateView,
    PracticeView,
    UnsupportedView,
)
from cxmaturity.reports.view.sensitivity import SensitivityView
from cxmaturity.reports.view.worth import WorthView


class PointView(Struct, frozen=True):
    """A point of the scale; `value` is what it counts in scores."""

    rank: int
    id: str
    name: str
    meaning: str
    value: float


class Sentences(Struct, frozen=True):
    """What the numbers say, in words; empty where there is nothing to say."""

    stage: str
    documented: str
    extremes: str
    way: str
    effort: str


class StageNames(Struct, frozen=True):
    """The names of the stages of a result, and of the levels that other rules say; a dash where there is none."""

    stage: str
    worst: str
    best: str
    documented: str
    breadth: str
    weakest_dimension: str
    rounded_down: str


class Cell(Struct, frozen=True):
    """A dimension at a point: the share that stands there or above (0..100), its rating, whether the level is reached.

    `standing` counts the practices that stand exactly there, ranges at their lower end.
    """

    point: PointView
    share: float | None
    share_said: str
    rating: Rating | None
    reached: bool
    standing: int


class DimensionView(Struct, frozen=True):
    """A dimension of the profile, at any depth (0 at the top), with its target and the gap to it in levels.

    `little` says from how few practices its figures come, where these are too few to claim a stage by.
    `won` says that a sweep has won it. `grip` is the share that stands at the dimension's own point, 0..100, where
    the dimension is named after a point of the scale, as a ladder's sections are; what is missing from 100 is its slip.
    """

    id: str
    name: str
    little: str
    about: str
    depth: int
    score: float | None
    index: float | None
    coverage: float | None
    grip: float | None
    level: int | None
    won: bool
    level_name: str
    documented: int | None
    documented_name: str
    worst_name: str
    best_name: str
    target: int | None
    target_name: str
    gap: int | None
    cells: tuple[Cell, ...]


class Section(Struct, frozen=True):
    """The assessment of one answers file.

    `find_out` are the practices that nobody has answered, those that save most in the plan or can move the stage the
    most first, and `unanswered` the same without reasons. `way` is the one way forward: None where no plan was
    asked for or no practice applies, without steps at the highest stage. `sure` says how sure the stage is, where that
    was asked for. `target_said` is the target as sentences have it, and `by_said` the day set for it; `rule_facts`,
    `rule_sentences` and `profile_table` are what the questionnaire's rule has to say. `agreement` says how far people
    agree, where several answered.
    """

    anchor: str
    questionnaire_id: str
    title: str
    about: str
    version: int
    credits: str
    licence: str
    questionnaire_sha256: str
    file: str
    answers_sha256: str
    respondent: Respondent
    target_by: str
    scale: tuple[PointView, ...]
    scoring: Scoring
    rule: tuple[str, ...]
    glossary: tuple[Term, ...]
    partly: int
    sentences: Sentences
    target_name: str
    target_said: str
    by_said: str
    day: str
    stages: tuple[tuple[int, str], ...]
    pictures: str
    rule_facts: tuple[Fact, ...]
    rule_sentences: tuple[str, ...]
    profile_lead: str
    profile_table: Table | None
    stage_names: StageNames
    profile: tuple[DimensionView, ...]
    gates: tuple[GateView, ...]
    aims: tuple[AimView, ...]
    blockers: tuple[BlockerView, ...]
    practices: tuple[PracticeView, ...]
    find_out: tuple[FindOutView, ...]
    unanswered: tuple[PracticeView, ...]
    not_applicable: tuple[PracticeView, ...]
    unsupported: tuple[UnsupportedView, ...]
    way: WayForward | None
    sure: SensitivityView | None
    result: Result
    agreement: AgreementView | None = None

    @property
    def proofs(self) -> tuple[tuple[PracticeView, EvidenceView], ...]:
        """Every piece of evidence with its practice: those that count first, and the first to expire before others."""
        every = [(practice, piece) for practice in self.practices for piece in practice.evidence]
        return tuple(sorted(every, key=lambda proof: (not proof[1].valid, proof[1].valid_until)))


class View(Struct, frozen=True):
    """One report: an organisation on one day, with a section for every answers file.

    `subject` says what it is about, `title` also of whom. `together` stands where there are several sections;
    `contradictions`, which holds tensions too, also within one; `brand` where one was given, `outcomes` where there are
    measures of customers and `worth` where something is at stake. `document` is what formats lay out: every word and
    number of the report, block by block.
    """

    schema: Literal["cxmaturity/view@2"]
    organisation: str
    date: str
    version: str
    subject: str
    title: str
    together: ComparisonView | None
    contradictions: tuple[ContradictionView, ...]
    sections: tuple[Section, ...]
    brand: BrandView | None = None
    outcomes: CustomersView | None = None
    worth: WorthView | None = None
    document: Document | None = None
