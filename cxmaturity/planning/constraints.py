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
    questionnaire = situation.ahead.questionnaire
    asked = () if stage is None else rule_of(questionnaire).demands(questionnaire, situation.start, stage)
    return (*asked, *(Demand("level", id_, rank) for id_, rank in dimensions.items()))


class Terms(Struct, frozen=True):
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


def terms(situation: Situation, asked: Sequence[Demand]) -> Terms:
    """What a target asks for, with what the answers file says of steps and what steps require."""
    return Terms(
        demands=tuple(asked),
        ruled_out=situation.ruled_out,
        forced=tuple(sorted({*situation.under_way, *situation.wanted})),
        needs=tuple((i, need) for i, step in enumerate(situation.steps) for need in step.requires),
    )


class Condition(Struct, frozen=True):
    """One of the terms, by its name; `step` and `need` are numbers of steps."""

    kind: Literal["demand", "ruled out", "forced", "requires", "budget", "capacity", "months"]
    demand: Demand | None = None
    step: int = -1
    need: int = -1


def conditions(held: Terms) -> list[Condition]:
    """The terms one by one; those that explain the most come first."""
    found = [Condition("demand", demand=demand) for demand in held.demands]
    found += [Condition("ruled out", step=i) for i in held.ruled_out]
    found += [Condition("forced", step=i) for i in held.forced]
    found += [Condition("budget")] if held.budget is not None else []
    found += [Condition("capacity")] if held.quarters is not None and held.capacity is not None else []
    found += [Condition("months")] if held.quarters is not None and held.paced else []
    return found + [Condition("requires", step=i, need=need) for i, need in held.needs]


def only(held: Terms, kept: Iterable[Condition]) -> Terms:
    """The terms with only some of their conditions."""
    chosen = list(kept)
    kinds = {one.kind for one in chosen}
    return replace(
        held,
        demands=tuple(one.demand for one in chosen if one.demand is not None),
        ruled_out=tuple(one.step for one in chosen if one.kind == "ruled out"),
        forced=tuple(one.step for one in chosen if one.kind == "forced"),
        needs=tuple((one.step, one.need) for one in chosen if one.kind == "requires"),
        budget=held.budget if "budget" in kinds else None,
        capacity=held.capacity if "capacity" in kinds else None,
        paced="months" in kinds,
    )


def irreducible(found: Sequence[Condition], possible: Callable[[Sequence[Condition]], bool]) -> list[Condition]:
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

    return blamed([], False, found) if found else []
