"""Measures planning: the exact search against the integer program, a whole roadmap, schedules, and how dear greedy is.

`python -m benchmarks.planning`. Times are processor milliseconds of one core, so that a busy machine counts little;
both ways are taken in the same run, and find the same days. The random questionnaires have weights of 1 to 3, gates,
prerequisites on a fifth of the steps, efforts of 5 to 200 person-days and up to six months a step; each row is the
median and the worst of several seeds. The built-in ones are answered at random.
"""

import argparse
import random
import statistics
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from msgspec.structs import replace

from cxmaturity.cli.loading import load
from cxmaturity.domain.answers import Answer
from cxmaturity.domain.assessment import Assessment, assess
from cxmaturity.files.questionnaire.catalogue import Catalogue
from cxmaturity.planning.clock import Clock
from cxmaturity.planning.constraints import Constraints, constraints_of, demands
from cxmaturity.planning.plan.cheapest import Cheapest
from cxmaturity.planning.plan.optimum import optimum
from cxmaturity.planning.plan.planner import plan_of
from cxmaturity.planning.plan.request import Request, goal_of
from cxmaturity.planning.program.integer import Search
from cxmaturity.planning.program.quarters import soonest
from cxmaturity.planning.situation import Situation, situation_of
from cxmaturity.planning.solution import UnreachableError
from tests.build import assess_case

QUARTERS = 8
GREEDY = 200
EXAMPLES = Path(__file__).parents[1] / "examples"


def instance(practices: int, points: int, seed: int) -> Assessment:
    """A random questionnaire in six dimensions, answered low, aiming one stage below the top."""
    draw = random.Random(seed)
    ids = [f"d{i % 6}.x{i}" for i in range(practices)]
    tree: dict[str, dict[str, object]] = {}
    for id_ in ids:
        group, _, name = id_.partition(".")
        inside = tree.setdefault(group, {"weight": draw.randint(1, 3), "practices": {}})["practices"]
        assert isinstance(inside, dict)
        inside[name] = {"weight": draw.randint(1, 3)}
    steps: dict[str, dict[int, dict[str, object]]] = {}
    for i, id_ in enumerate(ids):
        steps[id_] = {}
        for rank in range(2, points + 1):
            step: dict[str, object] = {"effort": draw.choice([5, 20, 20, 60, 60, 200]), "months": draw.randint(1, 6)}
            if i and draw.random() < 0.2:
                step["requires"] = {draw.choice(ids[:i]): draw.randint(2, rank)}
            steps[id_][rank] = step
    case = {
        "scale": list(range(1, points + 1)),
        "tree": tree,
        "steps": steps,
        "gates": {f"p{k}": draw.sample(ids, 2) for k in range(2, points + 1)},
        "answers": {id_: draw.choice([1, 1, 2, 2, 3]) for id_ in ids},
        "target": points - 1,
    }
    return assess_case(case)


def held(assessment: Assessment, points: int) -> tuple[Situation, Constraints]:
    """The situation and what the target asks for."""
    made = situation_of(assessment.basis)
    return made, constraints_of(made, demands(made, points - 1, {}))


def seconds(work: Callable[[], object]) -> float:
    """The processor seconds that something takes."""
    start = time.process_time()
    work()
    return time.process_time() - start


def greedy(made: Situation, asked: Constraints) -> int:
    """The days of the plan that takes the best gain a day, with all it requires, until the target is reached.

    What turns out not to be needed is left out again at the end, the dearest first.
    """

    def reached(taken: frozenset[int]) -> bool:
        outcome = made.basis.scores.program.run(made.state(taken))
        return all(demand.met(outcome) for demand in asked.demands)

    def closed(i: int) -> frozenset[int]:
        step = made.steps[i]
        before = [*step.requires, *([] if step.below is None else [step.below])]
        return frozenset({i}).union(*map(closed, before))

    bundles = {i: closed(i) for i in range(len(made.steps))}
    taken: frozenset[int] = frozenset()
    while not reached(taken):
        left = {i: bundle - taken for i, bundle in bundles.items() if i not in taken}
        best = max(left, key=lambda i: sum(made.steps[s].gain for s in left[i]) / (made.days(left[i]) or 0.01))
        taken |= left[best]
    for i in sorted(taken, key=lambda i: -made.steps[i].days):
        needed = any(i in bundles[other] for other in taken if other != i)
        if i in taken and not needed and reached(taken - {i}):
            taken -= {i}
    return made.days(taken)


def built_in(seeds: int) -> Iterator[tuple[Assessment, Request]]:
    """The questionnaires of the examples, answered at random, on the way to the next stage."""
    read = load([str(path) for path in sorted(EXAMPLES.glob("*.yaml"))], Catalogue())
    for questionnaire in {one.questionnaire.id: one.questionnaire for one in read}.values():
        for seed in range(seeds):
            draw = random.Random(seed)
            answers = {
                id_: Answer("answered", rank, rank)
                for id_, practice in questionnaire.practices.items()
                if draw.random() < 0.9
                for rank in [draw.choice(practice.options[:-1]).rank]
            }
            assessment = assess(questionnaire, replace(read[0].answers, answers=answers, weights={}))
            yield assessment, goal_of(assessment)


def drawn(practices: int, points: int, seeds: int) -> Iterator[tuple[Assessment, Request]]:
    """Random questionnaires, aiming one stage below the top."""
    for seed in range(seeds):
        yield instance(practices, points, seed), Request(points - 1)


def against_the_program(label: str, made: Iterator[tuple[Assessment, Request]]) -> None:
    """The best plan by the search, ties included; the cheapest by the program; a whole roadmap by the search."""
    times: list[tuple[float, ...]] = []
    for assessment, request in made:
        start = time.process_time()
        there = situation_of(assessment.basis)
        asked = constraints_of(there, demands(there, request.stage, request.dimensions))
        try:
            found = Cheapest(there, asked, Clock()).best()
        except UnreachableError:
            continue
        ours = time.process_time() - start
        start = time.process_time()
        other = Search(there, asked, Clock()).cheapest()
        theirs = time.process_time() - start
        assert found.optimal and other.days == found.days
        whole = seconds(lambda a=assessment, r=request: plan_of(a, r, full=True))  # type: ignore[misc]
        times.append((1000 * ours, 1000 * theirs, theirs / ours, 1000 * whole))
    row(label, times)


def with_quarters(practices: int, points: int, seeds: int) -> None:
    """Schedules over quarters whose capacity makes the target take about six of eight."""
    times: list[tuple[float, ...]] = []
    for seed in range(seeds):
        made, asked = held(instance(practices, points, seed), points)
        best = Cheapest(made, asked, Clock()).best()
        asked = replace(asked, quarters=QUARTERS, capacity=(best.days // 5,) * QUARTERS)
        start = time.process_time()
        _, found = soonest(made, asked, best, Clock())
        first = time.process_time() - start
        assert found.optimal
        times.append((1000 * first, 1000 * seconds(lambda m=made, a=asked: optimum(m, a, Clock()))))  # type: ignore[misc]
    print("\n| milliseconds: median (worst) | soonest | settled |\n| --- | ---: | ---: |")
    row(f"{practices} practices x {points} points x {QUARTERS} quarters", times)


def row(label: str, times: list[tuple[float, ...]]) -> None:
    """Print a row of the table."""
    cells = [f"{statistics.median(column):,.1f} ({max(column):,.1f})" for column in zip(*times, strict=True)]
    print(f"| {label} | {' | '.join(cells)} |", flush=True)


def dearer() -> None:
    """How much dearer greedy is than the optimum, over random questionnaires of 12 practices and 4 points."""
    ratios: list[float] = []
    seed = 0
    while len(ratios) < GREEDY:
        seed += 1
        made, asked = held(instance(12, 4, seed), 4)
        try:
            best = Cheapest(made, asked, Clock()).best().days
        except UnreachableError:
            continue
        if best:
            ratios.append(greedy(made, asked) / best)
    exact = sum(ratio == 1 for ratio in ratios)
    mean, median, worst = (f"{100 * (of(ratios) - 1):.0f} %" for of in (statistics.mean, statistics.median, max))
    print(
        f"\nGreedy by gain a day, over {GREEDY} random questionnaires: {mean} dearer on average, {median} in the"
        f" median, {worst} at the worst; as cheap as the optimum in {exact}."
    )


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seeds", type=int, default=5)
    seeds = parser.parse_args().seeds
    print("| milliseconds: median (worst) | search | integer program | x search | whole roadmap |")
    print("| --- | ---: | ---: | ---: | ---: |")
    against_the_program("built-in questionnaires", built_in(4 * seeds))
    for practices, points in ((23, 6), (40, 5), (60, 5)):
        against_the_program(f"{practices} practices x {points} points", drawn(practices, points, seeds))
    against_the_program("200 practices x 5 points", drawn(200, 5, min(seeds, 3)))
    with_quarters(60, 5, min(seeds, 3))
    dearer()


if __name__ == "__main__":
    main()
