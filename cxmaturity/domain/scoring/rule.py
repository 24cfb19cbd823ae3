"""The rule: a level is reached when most of what counts stands at it, nearly all of it one level below, and
nothing is further behind; a stage when all its signs are there and the whole is no more than `lead` behind.

The idea is ISO/IEC 33020's (largely achieved at a level, fully below it); the thresholds and their use over
weighted shares are this project's own. `rule()` writes the rule out for one questionnaire as a program whose
lines are named `quantity(group)` or `quantity(group, point)`; the group that holds everything is `ROOT`.

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
| `open(k, practice)` | 1 when this gate is open |
| `harmless(d)`, `free_of_harm` | under sweep: 1 when nothing in a dimension takes away; in how many nothing does |
| `passed(k)`, `stage` | 1 when stage k is reached; the stage's rank, or the number of dimensions won |
"""

from collections.abc import Iterator, Mapping
from fractions import Fraction

from cxmaturity.domain.model import Dimension, Questionnaire, Scoring, walk
from cxmaturity.domain.scoring.program import Limit, Line, Program, Value

ROOT = "ROOT"
PARTLY = 15
"""The share above which a level counts as partly reached, in per cent."""
LARGELY, FULLY = 2, 3
RATINGS = "NPLF"
"""Letters of the ratings 0..3: not, partly, largely, fully."""


def limits(scoring: Scoring) -> tuple[Limit, Limit, Limit]:
    """What a share passes to count as partly, largely and fully: over 15 %, over `most`, at least `nearly`.

    Where both are the same number, a share of exactly that is not over `most`, and so not nearly all either.
    """
    return Limit(PARTLY), Limit(scoring.most), Limit(scoring.nearly, at_least=scoring.nearly > scoring.most)


def root(questionnaire: Questionnaire) -> Dimension:
    """The group that holds everything."""
    return Dimension(ROOT, "Everything", "", 1, questionnaire.dimensions)


def groups(questionnaire: Questionnaire) -> list[Dimension]:
    """Every group, the whole first, each before the groups inside it."""
    return list(walk((root(questionnaire),)))


def grip(dimension: str, questionnaire: Questionnaire, outcome: Mapping[str, Value]) -> Value:
    """The grip on a section of a ladder: its share at the point that it is named after; slip is 100 less grip.

    None where the dimension is named after no point, or has no share.
    """
    named = any(point.id == dimension for point in questionnaire.scale)
    return outcome[f"share({dimension}, {dimension})"] if named else None


def rule(questionnaire: Questionnaire) -> Program:
    """The rule of a questionnaire as a program whose inputs are the ranks of its practices.

    It is made once and kept with the questionnaire, as many answers files are scored by the same one.
    """
    kept = vars(questionnaire)
    if "rule" not in kept:
        kept["rule"] = _rule(questionnaire)
    made: Program = kept["rule"]
    return made


def _rule(questionnaire: Questionnaire) -> Program:
    lines = [
        Line(
            f"value({p})",
            "value",
            (p,),
            tuple(_whole_if_possible(point.value) for point in questionnaire.scale),
        )
        for p in questionnaire.practices
    ]
    for group in reversed(groups(questionnaire)):
        lines += _score_lines(group, questionnaire)
        lines += _level_lines(group, questionnaire)
    lines += _sweep_lines(questionnaire) if questionnaire.scoring.rule == "sweep" else _stage_lines(questionnaire)
    return Program(questionnaire.practices, lines)


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
    g, bands = group.id, limits(questionnaire.scoring)
    ids = [point.id for point in questionnaire.scale]
    whole = f"standing({g}, {ids[0]})"
    for k in ids:
        yield Line(f"share({g}, {k})", "ratio", (f"standing({g}, {k})", whole), (100,), g)
        yield Line(f"rating({g}, {k})", "bands", (f"standing({g}, {k})", whole), bands, g)
        yield Line(f"all({g}, {k})", "whole", (f"standing({g}, {k})", whole), about=g)
    for i in range(1, len(ids)):
        # shares never rise with the point, so nothing two points below means nothing further behind
        needs = [(f"rating({g}, {ids[i]})", LARGELY), (f"rating({g}, {ids[i - 1]})", FULLY)]
        needs += [(f"all({g}, {ids[i - 2]})", 1)] if i > 1 else []
        yield Line(f"holds({g}, {ids[i]})", "each", tuple(n for n, _ in needs), tuple(b for _, b in needs), g)
    yield Line(f"level({g})", "add", tuple(f"holds({g}, {k})" for k in ids[1:]), (1,), g)


def _stage_lines(questionnaire: Questionnaire) -> Iterator[Line]:
    tops = tuple(f"level({d.id})" for d in questionnaire.dimensions)
    passed: list[str] = []
    for point in questionnaire.scale[1:]:
        doors = [gate.practice for gate in questionnaire.gates if gate.stage == point.rank]
        for practice in doors:
            yield Line(f"open({point.id}, {practice})", "stands", (practice,), (point.rank,))
        needs = (f"level({ROOT})", *(f"open({point.id}, {p})" for p in doors), *passed[-1:])
        bounds = (point.rank - questionnaire.scoring.lead, *(1 for _ in needs[1:]))
        passed.append(f"passed({point.id})")
        yield Line(passed[-1], "each", needs, bounds)
    yield Line("stage", "add", tuple(passed), (1,))
    ones = tuple(1 for _ in tops)
    yield Line("dimensions", "mass", tops, (1, ones))
    for point in questionnaire.scale[1:]:
        yield Line(f"dimensions({point.id})", "mass", tops, (point.rank, ones))
        yield Line(f"every({point.id})", "whole", (f"dimensions({point.id})", "dimensions"))
        yield Line(f"above({point.id})", "each", (f"score({ROOT})",), (point.value,))
    later = questionnaire.scale[1:]
    yield Line("weakest_dimension", "add", tuple(f"every({p.id})" for p in later), (1,))
    yield Line("rounded_down", "add", tuple(f"above({p.id})" for p in later), (1,))


def _sweep_lines(questionnaire: Questionnaire) -> Iterator[Line]:
    first = questionnaire.scale[0].id
    won = tuple(f"won({d.id})" for d in questionnaire.dimensions)
    for d in questionnaire.dimensions:
        yield Line(f"won({d.id})", "bands", (f"total({d.id})", f"standing({d.id}, {first})"), (Limit(0),))
    yield Line("stage", "total", won, tuple(1 for _ in won))
    harmless = next(point.id for point in questionnaire.scale if point.value >= 0)
    for d in questionnaire.dimensions:
        yield Line(f"harmless({d.id})", "whole", (f"standing({d.id}, {harmless})", f"standing({d.id}, {first})"))
    free = tuple(f"harmless({d.id})" for d in questionnaire.dimensions)
    yield Line("free_of_harm", "total", free, tuple(1 for _ in free))
    yield Line("balance", "ratio", (f"total({ROOT})", f"standing({ROOT}, {first})"), (100,))
