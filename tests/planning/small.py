"""Random questionnaires and answers small enough that every set of steps can be tried."""

from collections.abc import Iterator
from itertools import product
from typing import Any

from hypothesis import strategies as st

from cxmaturity.domain.answers import PlanChoices
from cxmaturity.domain.assessment import Assessment
from cxmaturity.domain.improvement.needs import unmet
from cxmaturity.domain.model import Requirement
from cxmaturity.domain.scoring.primitives import Value
from cxmaturity.planning.situation import Situation
from tests.build import Case
from tests.strategies import answers, leaves, steps

WEIGHTS = st.sampled_from([1, 1, 1, 2, 3, 5, 333_333, 499_999, 500_000, 999_999, 1_000_000])
EFFORTS = st.sampled_from([0, 1, 5, 5, 20, 60, 100_000])


@st.composite
def small_cases(draw: st.DrawFn, sweep: bool = False) -> Case:
    """A case of two to five practices, with everything that a plan has to heed."""
    points = 3 if sweep else draw(st.integers(2, 4))
    names = [f"x{i}" for i in range(draw(st.integers(2, 5)))]
    tree = draw(_trees(names, points, 1 if sweep else 2))
    found = leaves(tree)
    made = {p: {r: {**s, "effort": draw(EFFORTS)} for r, s in of.items()} for p, of in draw(steps(found)).items()}
    most = draw(st.integers(16, 90))
    scoring: dict[str, Any] = {"rule": "sweep"} if sweep else {"most": most, "nearly": draw(st.integers(most, 99))}
    doors = [p for p, about in found.items() if not about["na"]]
    gates: dict[str, list[str]] = {}
    if doors and not sweep:
        lead = draw(st.integers(-1, 1))  # a lead needs a gate at every stage
        guarded = [draw(st.integers(2, points))] if lead < 0 else list(range(2, points + 1))
        gates = {f"p{k}": [draw(st.sampled_from(doors))] for k in guarded}
        scoring["lead"] = max(lead, 0)
    every = [f"{p}@p{r}" for p, about in found.items() for r in about["points"][1:]]
    marks = st.lists(st.sampled_from(every), max_size=1)
    exclude = draw(marks)
    plan = {"exclude": exclude, "started": draw(marks), "must": [m for m in draw(marks) if m not in exclude]}
    return {
        "scale": [-1, 0, 1] if sweep else list(range(1, points + 1)),
        "scoring": scoring,
        "gates": gates,
        "tree": tree,
        "steps": made,
        "answers": {p: given for p, about in found.items() if (given := draw(answers(about))) is not None},
        "plan": {key: value for key, value in plan.items() if draw(st.booleans())},
    }


@st.composite
def _trees(draw: st.DrawFn, names: list[str], points: int, depth: int) -> dict[str, Any]:
    made: dict[str, Any] = {}
    groups = [names[: draw(st.integers(1, len(names)))]]
    groups += [rest] if (rest := names[len(groups[0]) :]) else []
    for i, group in enumerate(groups):
        weight = draw(WEIGHTS)
        if depth > 1 and draw(st.booleans()):
            made[f"d{i}"] = {"weight": weight, "dimensions": draw(_trees(group, points, depth - 1))}
        else:
            made[f"d{i}"] = {"weight": weight, "practices": {name: draw(_practice(points)) for name in group}}
    return made


@st.composite
def _practice(draw: st.DrawFn, points: int) -> dict[str, Any]:
    between = draw(st.sets(st.integers(2, points - 1))) if points > 2 else set()
    return {
        "weight": draw(WEIGHTS),
        "points": sorted({1, points} | between) if draw(st.booleans()) else list(range(1, points + 1)),
        "na": draw(st.booleans()),
    }


def every_set(situation: Situation, forced: bool = True) -> Iterator[tuple[frozenset[int], dict[str, Value]]]:
    """Every set of steps that is closed and heeds the choices of the answers file, with what it scores.

    Without `forced` steps under way and wanted may be left out.
    """
    basis = situation.basis
    practices = basis.questionnaire.practices
    ids = list(situation.start)
    ways: list[list[int | None]] = []
    for id_ in ids:
        stands = situation.start[id_]
        ways.append([None] if stands is None else [o.rank for o in practices[id_].options if o.rank >= stands])
    for ranks in product(*ways):
        state = dict(zip(ids, ranks, strict=True))
        taken = [s for s in situation.steps if s.at.rank <= (state[s.at.practice] or 0)]
        if all(not unmet(practices[s.at.practice].option(s.at.rank), state) for s in taken) and _heeds(
            {s.at for s in taken}, basis.answers.plan, set(situation.number) if forced else set()
        ):
            yield frozenset(situation.number[s.at] for s in taken), basis.scores.program.run(state)


def _heeds(taken: set[Requirement], plan: PlanChoices, open_: set[Requirement]) -> bool:
    return not taken & set(plan.exclude) and ({*plan.started, *plan.must} & open_) <= taken


def stages(assessment: Assessment) -> list[int]:
    """Every stage that a target can name."""
    questionnaire = assessment.questionnaire
    if questionnaire.scoring.rule == "sweep":
        return list(range(len(questionnaire.dimensions) + 1))
    return list(range(1, len(questionnaire.scale) + 1))
