"""A plan as a value, in exactly the shape that `plan --format json` prints it (`cxmaturity/plan@2`).

Names are the format's: they change only with `SCHEMA`. Steps are named `practice@point`. Days are whole
person-days, and every plan is the cheapest given these estimates: change an estimate, and it may be another.
"""

from typing import Literal

from msgspec import Struct, field

from cxmaturity.domain.references import AnswersRef, QuestionnaireRef
from cxmaturity.domain.results.step import Step
from cxmaturity.domain.results.ways import Conflict, Ways

Unfinished = Literal["ties", "best", "no way round", "runner-up", "growth", "finding out"]
"""What the time limit left undone."""


class StageRef(Struct, frozen=True):
    """A stage: a rank with its id and name, or under sweep a number of dimensions won."""

    rank: int
    id: str
    name: str


class DimensionGoal(Struct, frozen=True):
    """A level that a dimension is to reach."""

    dimension: str
    name: str
    level: StageRef


class Goal(Struct, frozen=True):
    """Where the plan leads to: a stage, levels of dimensions, or both. `by` is the day the answers file names."""

    stage: StageRef | None
    dimensions: tuple[DimensionGoal, ...] = ()
    by: str | None = None


class Standing(Struct, frozen=True):
    """A stage and an index (0..100) in the worst case, as the scoring engine says them; None with nothing to score."""

    stage: StageRef | None
    index: float | None


class Proof(Struct, frozen=True):
    """How sure the optimum is.

    `optimal`: no plan takes fewer than `bound` person-days, and this one takes just that; else the time ended the
    search, and a plan may be cheaper by up to `gap` days. `next_stage` is for a budget: what the stage after the
    one bought costs at least.
    """

    optimal: bool
    bound: int
    gap: int
    next_stage: "StageCost | None" = None


class RunnerUp(Struct, frozen=True):
    """The cheapest plan that leaves out at least one step of this one, and by how much it is dearer."""

    days: int
    more: int
    leaves_out: tuple[str, ...]
    adds: tuple[str, ...]


class Saving(Struct, frozen=True):
    """How many days it would save if a practice turned out to stand at an option."""

    rank: int
    point: str
    name: str
    saves: int


class FindOutSaving(Struct, frozen=True):
    """An answer to find out, and how many days that saves if the practice proves best; None where it is not known.

    `savings` by option, lowest first, where they were asked for.
    """

    practice: str
    status: Literal["dk", "missing", "range"]
    saves_at_best: int | None
    savings: tuple[Saving, ...] = ()


class ToProve(Struct, frozen=True):
    """A practice that carries the stage, at a rank, and whose answer has no valid evidence."""

    practice: str
    rank: int


class CheapStep(Struct, frozen=True):
    """A next step of a known answer that the plan does not need, and what it costs."""

    practice: str
    from_: int = field(name="from")
    to: int
    person_days: int


class QuarterLoad(Struct, frozen=True):
    """A quarter of the schedule: the days planned in it, and what it can carry."""

    quarter: str
    days: int
    capacity: int | None


class Plan(Struct, frozen=True):
    """Steps in an order in which they can be taken, and the proof that no others are cheaper.

    `days_at_best` are the days of the cheapest plan if everything that is not known proves best, None where that was
    not asked or not done in time; `months` is the longest chain of steps. `reached` is the quarter by the end of
    which the goal is reached. `not_done` says what the time limit left undone.
    """

    steps: tuple[Step, ...]
    days: int
    days_at_best: int | None
    months: int
    proof: Proof
    before: Standing
    after: Standing
    quarters: tuple[QuarterLoad, ...] = ()
    reached: str | None = None
    not_done: tuple[Unfinished, ...] = ()


class StageCost(Struct, frozen=True):
    """The fewest days that reach a stage, and the highest index (0..100) that these buy with it.

    `exact` unless the time limit ended the search: then it may be cheaper.
    """

    stage: StageRef
    days: int
    index: float
    exact: bool


class IndexPoint(Struct, frozen=True):
    """The highest index (0..100) that so many days buy, the stage that comes with it, and whether that is exact."""

    days: int
    index: float
    stage: StageRef | None
    exact: bool


class Kink(Struct, frozen=True):
    """So many days buy a stage; nothing more until `until` days, None at the top."""

    days: int
    stage: StageRef
    until: int | None


class Frontier(Struct, frozen=True):
    """What effort buys: each stage at its cost, the index at several budgets, and the kinks between.

    `complete` unless the time limit ended the search before every budget was looked at.
    """

    stages: tuple[StageCost, ...]
    index: tuple[IndexPoint, ...]
    kinks: tuple[Kink, ...]
    complete: bool


class Roadmap(Struct, frozen=True):
    """Everything that planning says of one answers file: a plan, or why there is none, or the frontier.

    Beside the plan: what to find out, the largest saving first; what to prove; what is cheap and not in the plan.
    `only` says that no other plan reaches the goal (as soon), so that there is no runner-up.
    """

    schema: Literal["cxmaturity/plan@2"]
    questionnaire: QuestionnaireRef
    answers: AnswersRef
    goal: Goal | None
    budget: int | None
    plan: Plan | None = None
    conflict: Conflict | None = None
    find_out: tuple[FindOutSaving, ...] = ()
    prove: tuple[ToProve, ...] = ()
    cheap_and_not_needed: tuple[CheapStep, ...] = ()
    runner_up: RunnerUp | None = None
    only: bool = False
    ways: Ways | None = None
    frontier: Frontier | None = None
