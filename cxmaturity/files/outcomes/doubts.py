"""Answers that are all points of their scale, and look like those of another: a number that is right, of a wrong name.

Customers use the ends of a scale. Where many answers leave one out, it was hardly there to be chosen.
"""

from collections.abc import Iterator, Sequence

from cxmaturity.domain.language import listed
from cxmaturity.domain.outcomes.sample import Measure
from cxmaturity.domain.outcomes.variants import VARIANTS
from cxmaturity.files.survey.cells import Wrong

LEAST = 20
"""From how many answers on nobody believes that they leave out the upper end of a scale by chance."""
LOWEST = 10
"""How often the second lowest point has to stand there, where nobody chose the lowest: it is the lowest then."""
_SHORTER = ((0, 1), (1, 2), (1, 5), (1, 7))
"""Other scales, which may lie within."""


def doubts(measure: Measure, columns: Sequence[Sequence[float]]) -> Iterator[Wrong]:
    """What to ask of the answers to a measure, which are those of one column, or of a pair of columns."""
    if measure.formula.kind == "share" and measure.variant == "share":
        return
    answers = [value for column in columns for value in set(column)]
    n, low, high = len(columns[0]), min(answers), max(answers)
    most = measure.scale[1] if measure.scale else None
    inside = [ends for ends in _SHORTER if ends[0] <= low and high <= ends[1] and (most is None or ends[1] < most - 1)]
    if n >= LEAST and inside and (most is not None or inside[0] == (0, 1)):
        least, most_chosen = inside[0]
        goes_to = "" if most is None else f", and the scale of {measure.variant} goes to {most}"
        message = f"all {n:,} answers lie between {least} and {most_chosen}{goes_to}"
        yield Wrong("other-scale", message, _hint(measure, inside[0]))
    elif measure.variant == "nps" and columns[0].count(1) >= LOWEST and not columns[0].count(0):
        message = f"nobody of {n:,} chose 0, and {columns[0].count(1):,} chose 1"
        yield Wrong("other-scale", message, "an NPS is asked from 0 to 10; if it was from 1 to 10, name mean")


def _hint(measure: Measure, ends: tuple[int, int]) -> str:
    """What would be right if these are the ends of the scale that was asked for."""
    asked = f"if it was asked from {ends[0]} to {ends[1]}, "
    if measure.formula.paired:
        return f"{asked}write `scale: [{ends[0]}, {ends[1]}]`"
    if ends[1] == 1:
        return "if 1 is yes and 0 is no, name share"
    if ends[1] == 2:
        return "if it is yes and no, name share and say which is which with `values`"
    same = [name for name, variant in VARIANTS.items() if variant.most == ends[1] and not variant.paired]
    return f"{asked}name {listed(same, 'or')}"
