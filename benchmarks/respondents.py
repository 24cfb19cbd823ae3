"""Simulates who might answer the built-in questionnaires, and prints how often each ends at each stage.

`python -m benchmarks.respondents`: the same seed prints the same tables. Every firm has a true level, each point of
the scale as likely as any other. Each of its top-level dimensions stands one point off that level with the
probability `--noise`, and each practice one point off its dimension with the same: as often above as below, and never
beyond the ends of the scale. Its true stage is its true level; under sweep, what it gets when every practice stands
at its dimension. Nobody answers "don't know" or "not applicable", so that every stage is claimed.

| respondent | what is answered |
|---|---|
| honest | of every practice, the option that is true |
| optimistic | for the same firms: of every practice, one time in two, the option above the true one if there is one |
| random | of every practice, any of its options, all as likely |
| straight line | one point for every practice (the next below where a practice lacks it) |
"""

import argparse
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from random import Random
from typing import Literal, NamedTuple

from cxmaturity.domain.assessment import stage_name
from cxmaturity.domain.model import Practice, Questionnaire, walk
from cxmaturity.domain.scoring.rule import program_of
from cxmaturity.files.questionnaire.catalogue import Catalogue

FIRMS, SEED, NOISE = 5_000, 1, 0.25
OPTIMISM = 0.5

Ranks = dict[str, int]
"""A rank by the id of a practice, or of a dimension."""
Quantity = Literal["stage", "free_of_harm"]
HEADINGS = {"stage": "end at each stage", "free_of_harm": "are free of harm in so many dimensions"}


class Ends(NamedTuple):
    """What one firm truly stands at, what its respondents end at, and what one ends at who answers at random."""

    true: int
    honest: int
    optimistic: int
    random: int


class Simulation(NamedTuple):
    """What respondents to one questionnaire end at: ranks of stages or, under sweep, numbers of dimensions.

    `straight` is what each point ends at when it is chosen throughout, the lowest first.
    """

    questionnaire: Questionnaire
    quantity: Quantity
    straight: tuple[int, ...]
    firms: tuple[Ends, ...]


def near(rank: int, questionnaire: Questionnaire, noise: float, draw: Random) -> int:
    """A rank, or with a probability of `noise` the one above or below it, within the scale."""
    chance = draw.random()
    if chance < noise / 2:
        return min(rank + 1, len(questionnaire.scale))
    return max(rank - 1, 1) if chance < noise else rank


def standing(questionnaire: Questionnaire, levels: Ranks, moved: Callable[[int], int]) -> Ranks:
    """Where every practice stands, at the level of its top-level dimension or moved from there."""
    return {
        practice.id: practice.option_at_most(moved(levels[dimension.id])).rank
        for dimension in questionnaire.dimensions
        for group in walk((dimension,))
        for practice in group.practices
    }


def optimistic(questionnaire: Questionnaire, true: Ranks, draw: Random) -> Ranks:
    """The answers of an optimist whose practices truly stand at these ranks."""

    def said(practice: Practice) -> int:
        above = practice.next_option(true[practice.id])
        return above.rank if above and draw.random() < OPTIMISM else true[practice.id]

    return {id_: said(practice) for id_, practice in questionnaire.practices.items()}


def clicked(questionnaire: Questionnaire, draw: Random) -> Ranks:
    """Answers that say nothing: any option of every practice."""
    return {
        id_: practice.options[int(draw.random() * len(practice.options))].rank
        for id_, practice in questionnaire.practices.items()
    }


def simulate(
    questionnaire: Questionnaire, firms: int, seed: int, noise: float = NOISE, quantity: Quantity = "stage"
) -> Simulation:
    """So many firms, each answered for honestly and by an optimist, and as many who answer at random."""
    draw = Random(f"{seed} {questionnaire.id}")
    program = program_of(questionnaire).only(quantity)
    points = [point.rank for point in questionnaire.scale]

    def end(ranks: Ranks) -> int:
        value = program.run(ranks)[quantity]
        assert value is not None  # every practice has an option
        return int(value)

    def off(rank: int) -> int:
        return near(rank, questionnaire, noise, draw)

    def even(levels: Ranks) -> int:
        return end(standing(questionnaire, levels, lambda rank: rank))

    def ends() -> Ends:
        level = points[int(draw.random() * len(points))]
        levels = {dimension.id: off(level) for dimension in questionnaire.dimensions}
        truth = standing(questionnaire, levels, off)
        return Ends(
            true=even(levels) if questionnaire.scoring.rule == "sweep" else level,
            honest=end(truth),
            optimistic=end(optimistic(questionnaire, truth, draw)),
            random=end(clicked(questionnaire, draw)),
        )

    straight = tuple(even({dimension.id: rank for dimension in questionnaire.dimensions}) for rank in points)
    return Simulation(questionnaire, quantity, straight, tuple(ends() for _ in range(firms)))


def per_cent(part: int, whole: int) -> str:
    """A share in whole per cent; what is more than none and less than one is said to be."""
    return "<1" if 0 < 100 * part < whole else f"{100 * part / whole:.0f}"


def differing(moves: Sequence[int]) -> str:
    """How many of these differences are none, how many at most one, and what the others are, in per cent."""
    count = Counter(moves)
    same, within = count[0], count[-1] + count[0] + count[1]
    others = ", ".join(f"{by:+d}: {per_cent(count[by], len(moves))}" for by in sorted(count) if by)
    return f"same {per_cent(same, len(moves))}, within one {per_cent(within, len(moves))} ({others or 'no others'})"


def table(made: Simulation) -> Iterator[str]:
    """The lines that are printed of one simulation."""
    asked, firms = made.questionnaire, made.firms
    dimensions = len(asked.dimensions)
    ends = range(dimensions + 1) if asked.scoring.rule == "sweep" else range(1, len(asked.scale) + 1)
    names = {end: stage_name(asked, end, dimensions) for end in ends}
    yield f"{asked.id}, per cent of {len(firms):,} that {HEADINGS[made.quantity]}"
    yield "  ".join([f"  {'':<10}", *names.values()])
    for who, found in zip(Ends._fields, zip(*firms, strict=True), strict=True):
        count = Counter(found)
        cells = [f"{per_cent(count[end], len(firms)):>{len(name)}}" for end, name in names.items()]
        yield "  ".join([f"  {who:<10}", *cells])
    yield f"  honest against true:       {differing([one.honest - one.true for one in firms])}"
    yield f"  optimistic against honest: {differing([one.optimistic - one.honest for one in firms])}"
    told = [f"{point.name} gives {names[end]}" for point, end in zip(asked.scale, made.straight, strict=True)]
    own = made.straight == tuple(point.rank for point in asked.scale) and asked.scoring.rule == "staged"
    yield f"  straight line:             {'every point gives its own stage' if own else ', '.join(told)}"


def main() -> None:
    """Simulate and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--firms", type=int, default=FIRMS)
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument("--noise", type=float, default=NOISE)
    given = parser.parse_args()
    catalogue = Catalogue()
    for id_ in catalogue.ids():
        questionnaire = catalogue.find(id_)
        assert questionnaire is not None
        quantities: tuple[Quantity, ...] = ("stage", "free_of_harm")
        for quantity in quantities[: 2 if questionnaire.scoring.rule == "sweep" else 1]:
            made = simulate(questionnaire, given.firms, given.seed, given.noise, quantity)
            print("\n".join(table(made)), end="\n\n")


if __name__ == "__main__":
    main()
