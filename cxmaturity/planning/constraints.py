"""What a plan is held to: every condition by its name, so that those that can not hold together can be told."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from cxmaturity.domain.scoring.rule import rule_of
from cxmaturity.domain.scoring.values import Demand
from cxmaturity.planning.situation import Situation

MONTHS_A_QUARTER = 3


def demands(situation: Situation, stage: int | None, dimensions: Mapping[str, int]) -> tuple[Demand, ...]:
    """What a stage, and levels of dimensions, ask for."""
    questionnaire = situation.basis.questionnaire
    asked = () if stage is None else rule_of(questionnaire).demands(questionnaire, situation.start, stage)
    return (*asked, *(Demand("level", id_, rank) for id_, rank in dimensions.items()))


class Constraints(Struct, frozen=True):
    """Everything that a plan is held to, over the numbers of steps.

    `needs` are pairs of a step and one that it requires of another practice. Without `quarters` nothing is
    scheduled; `capacity` is the person-days of each, None for as many as it takes; `paced` says whether steps
    take their months.
    """

    demands: tuple[Demand, ...]
    ruled_out: tuple[int, ...] = ()
    forced: tuple[int, ...] = ()
    needs: tuple[tuple[int, int], ...] = ()
    budget: int | None = None
    quarters: int | None = None
    capacity: tuple[int, ...] | None = None
    paced: bool = True


def constraints_of(situation: Situation, asked: Sequence[Demand]) -> Constraints:
    """What a target asks for, with what the answers file says of steps and what steps require."""
    return Constraints(
        demands=tuple(asked),
        ruled_out=situation.ruled_out,
        forced=tuple(sorted({*situation.under_way, *situation.wanted})),
        needs=tuple((i, need) for i, step in enumerate(situation.steps) for need in step.requires),
    )


class Condition(Struct, frozen=True):
    """One of the constraints, by its name; `step` and `need` are numbers of steps."""

    kind: Literal["demand", "ruled out", "forced", "requires", "budget", "capacity", "months"]
    demand: Demand | None = None
    step: int = -1
    need: int = -1


def conditions(constraints: Constraints) -> list[Condition]:
    """The constraints one by one; those that explain the most come first."""
    conditions_ = [Condition("demand", demand=demand) for demand in constraints.demands]
    conditions_ += [Condition("ruled out", step=i) for i in constraints.ruled_out]
    conditions_ += [Condition("forced", step=i) for i in constraints.forced]
    conditions_ += [Condition("budget")] if constraints.budget is not None else []
    conditions_ += (
        [Condition("capacity")] if constraints.quarters is not None and constraints.capacity is not None else []
    )
    conditions_ += [Condition("months")] if constraints.quarters is not None and constraints.paced else []
    return conditions_ + [Condition("requires", step=i, need=need) for i, need in constraints.needs]


def only(constraints: Constraints, conditions: Iterable[Condition]) -> Constraints:
    """The constraints with only some of their conditions."""
    chosen = list(conditions)
    kinds = {condition.kind for condition in chosen}
    return replace(
        constraints,
        demands=tuple(condition.demand for condition in chosen if condition.demand is not None),
        ruled_out=tuple(condition.step for condition in chosen if condition.kind == "ruled out"),
        forced=tuple(condition.step for condition in chosen if condition.kind == "forced"),
        needs=tuple((condition.step, condition.need) for condition in chosen if condition.kind == "requires"),
        budget=constraints.budget if "budget" in kinds else None,
        capacity=constraints.capacity if "capacity" in kinds else None,
        paced="months" in kinds,
    )


def irreducible(conditions: Sequence[Condition], possible: Callable[[Sequence[Condition]], bool]) -> list[Condition]:
    """Conditions that can not hold together, none of which can be left out.

    All together must be impossible. The method is QuickXplain (Junker, AAAI 2004): it asks in halves, so that
    few questions are enough where few conditions are to blame; earlier conditions are kept rather than later.
    """

    def blamed(background: list[Condition], added: bool, rest: Sequence[Condition]) -> list[Condition]:
        if added and not possible(background):
            return []
        if len(rest) == 1:
            return list(rest)
        half = len(rest) // 2
        first, second = rest[:half], rest[half:]
        later = blamed([*background, *first], bool(first), second)
        earlier = blamed([*background, *later], bool(later), first)
        return [*earlier, *later]

    return blamed([], False, conditions) if conditions else []
