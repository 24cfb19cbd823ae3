"""Random small questionnaires and answers, in the compact form of `tests/build.py`."""

import datetime
from typing import Any

from hypothesis import strategies as st

from tests.build import Case


@st.composite
def practices(draw: st.DrawFn, points: int) -> dict[str, Any]:
    names = [f"x{i}" for i in range(draw(st.integers(1, 4)))]
    made: dict[str, Any] = {}
    for name in names:
        between = draw(st.sets(st.integers(2, points - 1))) if points > 2 else set()
        made[name] = {
            "weight": draw(st.integers(1, 5)),
            "points": sorted({1, points} | between) if draw(st.booleans()) else list(range(1, points + 1)),
            "na": draw(st.booleans()),
        }
    return made


@st.composite
def trees(draw: st.DrawFn, points: int, depth: int) -> dict[str, Any]:
    made: dict[str, Any] = {}
    for name in [f"d{i}" for i in range(draw(st.integers(1, 3)))]:
        inside = {"dimensions": draw(trees(points, depth - 1))} if depth and draw(st.booleans()) else None
        made[name] = {"weight": draw(st.integers(1, 5)), **(inside or {"practices": draw(practices(points))})}
    return made


def leaves(tree: dict[str, Any], within: str = "") -> dict[str, dict[str, Any]]:
    found: dict[str, dict[str, Any]] = {}
    for name, node in tree.items():
        if "dimensions" in node:
            found |= leaves(node["dimensions"], f"{within}{name}.")
        else:
            found |= {f"{within}{name}.{p}": about for p, about in node["practices"].items()}
    return found


@st.composite
def thresholds(draw: st.DrawFn) -> dict[str, Any]:
    """Thresholds, often such that shares of small weights meet them exactly, and both the same."""
    most = draw(st.one_of(st.sampled_from([20, 25, 40, 50, 60, 75, 80]), st.integers(16, 90)))
    higher = [k for k in (50, 60, 75, 80) if k >= most]
    return {"most": most, "nearly": draw(st.one_of(st.just(most), *map(st.just, higher), st.integers(most, 99)))}


@st.composite
def cases(draw: st.DrawFn, sweep: bool = False) -> Case:
    """A questionnaire with gates, nesting, missing options and prerequisites, and answers of every kind."""
    points = 3 if sweep else draw(st.integers(2, 5))
    tree = draw(trees(points, 0 if sweep else 2))
    found = leaves(tree)
    scoring: dict[str, Any] = {"rule": "sweep"} if sweep else draw(thresholds())
    gates: dict[str, list[str]] = {}
    doors = [] if sweep else [p for p, about in found.items() if not about["na"]]
    if doors:
        scoring["lead"] = draw(st.integers(0, 1))
        for k in range(2, points + 1):
            # a lead needs a gate at every stage
            chosen = draw(st.sets(st.sampled_from(doors), min_size=scoring["lead"], max_size=2))
            if chosen:
                gates[f"p{k}"] = sorted(chosen)
    return {
        "scale": [-1, 0, 1] if sweep else list(range(1, points + 1)),
        "scoring": scoring,
        "gates": gates,
        "tree": tree,
        "steps": draw(steps(found)),
        "answers": {p: answer for p, about in found.items() if (answer := draw(answers(about))) is not None},
    }


@st.composite
def steps(draw: st.DrawFn, found: dict[str, dict[str, Any]]) -> dict[str, Any]:
    """Efforts, and requirements that only look to practices before, at most as high: so they form no circle."""
    made: dict[str, Any] = {}
    names = list(found)
    for i, name in enumerate(names):
        made[name] = {}
        for rank in found[name]["points"][1:]:
            step: dict[str, Any] = {"effort": draw(st.sampled_from([0, 5, 20, 60]))}
            if i and draw(st.integers(0, 3)) == 0:
                other = draw(st.sampled_from(names[:i]))
                ranks = [r for r in found[other]["points"][1:] if r <= rank]
                if ranks:
                    step["requires"] = {other: draw(st.sampled_from(ranks))}
            made[name][rank] = step
    return made


DAYS = st.lists(st.dates(datetime.date(2025, 1, 1), datetime.date(2027, 6, 30)), max_size=1)
"""Days of evidence, about half of them within the twelve months before the assessment day of `tests/build.py`."""


@st.composite
def answers(draw: st.DrawFn, about: dict[str, Any]) -> object:
    points = about["points"]
    kind = draw(st.sampled_from(["point", "point", "point", "range", "dk", "na", "missing"]))
    if kind == "missing":
        return None
    if kind == "na" and about["na"]:
        return "na"
    if kind in {"range", "point"}:
        pair = st.lists(st.sampled_from(points), min_size=2, max_size=2, unique=True)
        return {"is": draw(st.sampled_from(points)) if kind == "point" else sorted(draw(pair)), "evidence": draw(DAYS)}
    return "dk"
