"""What all rules have in common: scores, shares, ratings and levels of groups, as lines of a program.

The lines are named `quantity(group)` or `quantity(group, point)`; the group that holds everything is `ROOT`. Every
rule adds its own, `stage` among them.

| quantity | meaning |
|---|---|
| `value(practice)` | the value of its option |
| `total(g)`, `score(g)` | the weighted sum of the children's scores; divided by their weight |
| `index(g)` | where the score lies between the ends of the scale, 0..100 |
| `standing(g, k)` | the weight of the children at point k or above; at the first point, all with a score |
| `share(g, k)` | the same in per cent of all with a score |
| `rating(g, k)` | 0 not, 1 partly, 2 largely, 3 fully: how many of 15, `most`, `nearly` the share passes |
| `all(g, k)` | 1 when nothing stands below point k |
| `holds(g, k)` | 1 when level k holds |
| `level(g)` | the rank of the level reached |
"""

from collections.abc import Iterator
from fractions import Fraction

from cxmaturity.domain.model import Dimension, Questionnaire, walk
from cxmaturity.domain.scoring.level import level_rule
from cxmaturity.domain.scoring.outcome import ROOT, Outcome
from cxmaturity.domain.scoring.primitives import Value
from cxmaturity.domain.scoring.program import Line


def root(questionnaire: Questionnaire) -> Dimension:
    """The group that holds everything."""
    return Dimension(ROOT, "Everything", "", 1, questionnaire.dimensions)


def groups(questionnaire: Questionnaire) -> list[Dimension]:
    """Every group, the whole first, each before the groups inside it."""
    return list(walk((root(questionnaire),)))


def grip(dimension: str, questionnaire: Questionnaire, outcome: Outcome) -> Value:
    """The grip on a section of a ladder: its share at the point that it is named after; slip is 100 less grip.

    None where the dimension is named after no point, or has no share.
    """
    named = any(point.id == dimension for point in questionnaire.scale)
    return outcome.share(dimension, dimension) if named else None


def common_lines(questionnaire: Questionnaire) -> Iterator[Line]:
    """The scores and levels of all groups, each after what it rests on."""
    values = tuple(_whole_if_possible(point.value) for point in questionnaire.scale)
    for practice in questionnaire.practices:
        yield Line(f"value({practice})", "value", (practice,), values)
    for group in reversed(groups(questionnaire)):
        yield from _score_lines(group, questionnaire)
        yield from _level_lines(group, questionnaire)


def _whole_if_possible(value: Fraction) -> int | Fraction:
    return value.numerator if value.denominator == 1 else value


def _score_lines(group: Dimension, questionnaire: Questionnaire) -> Iterator[Line]:
    g = group.id
    if group.practices:
        weights = tuple(p.weight for p in group.practices)
        scores = tuple(f"value({p.id})" for p in group.practices)
        levels = tuple(p.id for p in group.practices)
    else:
        weights = tuple(d.weight for d in group.dimensions)
        scores = tuple(f"score({d.id})" for d in group.dimensions)
        levels = tuple(f"level({d.id})" for d in group.dimensions)
    for point in questionnaire.scale:
        yield Line(f"standing({g}, {point.id})", "mass", levels, (point.rank, weights), g)
    lowest, highest = (_whole_if_possible(questionnaire.scale[i].value) for i in (0, -1))
    whole = f"standing({g}, {questionnaire.scale[0].id})"
    yield Line(f"total({g})", "total", scores, weights, g)
    yield Line(f"score({g})", "ratio", (f"total({g})", whole), (1,), g)
    yield Line(f"index({g})", "rescale", (f"score({g})",), (lowest, highest), g)


def _level_lines(group: Dimension, questionnaire: Questionnaire) -> Iterator[Line]:
    g, rule = group.id, level_rule(questionnaire.scoring)
    ids = [point.id for point in questionnaire.scale]
    whole = f"standing({g}, {ids[0]})"
    for k in ids:
        yield Line(f"share({g}, {k})", "ratio", (f"standing({g}, {k})", whole), (100,), g)
        yield Line(f"rating({g}, {k})", "bands", (f"standing({g}, {k})", whole), rule.limits, g)
        yield Line(f"all({g}, {k})", "whole", (f"standing({g}, {k})", whole), about=g)
    for point in questionnaire.scale[1:]:
        # shares never rise with the point, so nothing two points below means nothing further behind
        needed = rule.needed(point.rank)
        conditions = tuple(f"{need.quantity}({g}, {ids[need.rank - 1]})" for need in needed)
        yield Line(f"holds({g}, {point.id})", "each", conditions, tuple(need.bound for need in needed), g)
    yield Line(f"level({g})", "add", tuple(f"holds({g}, {k})" for k in ids[1:]), (1,), g)
