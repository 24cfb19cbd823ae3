"""Measures planning: how long the first proven plan takes, then its ties and its runner-up, and how dear greedy is.

`python -m benchmarks.planning`. Times are processor seconds of one core, so that a busy machine counts little.
The random questionnaires have weights of 1 to 3, gates, prerequisites on a fifth of the steps, efforts of 5 to
200 person-days and up to six months a step; each row is the median and the worst of several seeds.
"""

import argparse
import random
import statistics
import time
from collections.abc import Callable

from msgspec.structs import replace

from cxmaturity.domain.assessment import Assessment
from cxmaturity.planning.clock import Clock
from cxmaturity.planning.found import UnreachableError
from cxmaturity.planning.plan.optimum import Optimum
from cxmaturity.planning.program.integer import Search
from cxmaturity.planning.program.quarters import soonest
from cxmaturity.planning.situation import Situation, situation
from cxmaturity.planning.terms import Terms, demands, terms
from tests.build import assess_case

QUARTERS = 8
GREEDY = 200


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


def held(assessment: Assessment, points: int) -> tuple[Situation, Terms]:
    """The situation and what the target asks for."""
    made = situation(assessment.ahead)
    return made, terms(made, demands(made, points - 1, {}))


def seconds(work: Callable[[], object]) -> float:
    """The processor seconds that something takes."""
    start = time.process_time()
    work()
    return time.process_time() - start


def greedy(made: Situation, asked: Terms) -> int:
    """The days of the plan that takes the best gain a day, with all it requires, until the target is reached.

    What turns out not to be needed is left out again at the end, the dearest first.
    """

    def reached(taken: frozenset[int]) -> bool:
        outcome = made.ahead.program.run(made.state(taken))
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


def without_quarters(practices: int, points: int, seeds: int) -> None:
    """The first proven plan, its ties and its runner-up, without quarters."""
    times: list[tuple[float, float, float]] = []
    for seed in range(seeds):
        made, asked = held(instance(practices, points, seed), points)
        search = Search(made, asked, Clock())
        found = search.cheapest()
        assert found.optimal
        first = seconds(lambda made=made, asked=asked: Search(made, asked, Clock()).cheapest())  # type: ignore[misc]
        ties = seconds(lambda search=search, found=found: search.settle(found))  # type: ignore[misc]
        rival = Search(made, asked, Clock())
        rival.leave_out(found.taken)
        times.append((first, ties, seconds(rival.cheapest)))
    row(f"{practices} practices x {points} points", times)


def with_quarters(practices: int, points: int, seeds: int) -> None:
    """The same over quarters whose capacity makes the target take about six of eight."""
    times: list[tuple[float, float, float]] = []
    for seed in range(seeds):
        made, asked = held(instance(practices, points, seed), points)
        least = Search(made, asked, Clock()).cheapest().days
        asked = replace(asked, quarters=QUARTERS, capacity=(least // 5,) * QUARTERS)
        start = time.process_time()
        schedule, found = soonest(made, asked, Clock())
        first = time.process_time() - start
        assert found.optimal
        start = time.process_time()
        assert found.settled or schedule.settle(found).settled
        ties = time.process_time() - start
        optimum = Optimum(made, asked, Clock())
        times.append((first, ties, seconds(lambda o=optimum: o.without(o.found.taken))))  # type: ignore[misc]
    row(f"{practices} practices x {points} points x {QUARTERS} quarters", times)


def row(label: str, times: list[tuple[float, float, float]]) -> None:
    """Print a row of the table."""
    cells = [f"{statistics.median(column):.2f} ({max(column):.2f})" for column in zip(*times, strict=True)]
    print(f"| {label} | {' | '.join(cells)} |")


def dearer() -> None:
    """How much dearer greedy is than the optimum, over random questionnaires of 12 practices and 4 points."""
    ratios: list[float] = []
    seed = 0
    while len(ratios) < GREEDY:
        seed += 1
        made, asked = held(instance(12, 4, seed), 4)
        try:
            best = Search(made, asked, Clock()).cheapest().days
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
    print("| seconds: median (worst) | first proven plan | ties | runner-up |\n| --- | ---: | ---: | ---: |")
    without_quarters(23, 6, seeds)
    with_quarters(60, 5, seeds)
    without_quarters(200, 5, min(seeds, 3))
    dearer()


if __name__ == "__main__":
    main()
