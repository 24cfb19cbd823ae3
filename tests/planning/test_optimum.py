"""The cheapest plan, its runner-up and the minimal sets agree with trying every set of steps."""

from fractions import Fraction

from hypothesis import given, settings
from hypothesis import strategies as st

from cxmaturity.domain.scoring.outcome import ROOT
from cxmaturity.domain.scoring.primitives import Value
from cxmaturity.planning.clock import Clock
from cxmaturity.planning.constraints import Constraints, constraints_of, demands
from cxmaturity.planning.plan.cheapest import Cheapest
from cxmaturity.planning.plan.optimum import optimum, purchase
from cxmaturity.planning.plan.ways import Sets
from cxmaturity.planning.program.frontier import budgets, index_points
from cxmaturity.planning.situation import Situation, situation_of
from cxmaturity.planning.solution import UnreachableError
from tests.build import Case, assess_case
from tests.planning.small import every_set, small_cases, stages

ANY = st.one_of(small_cases(), small_cases(), small_cases(sweep=True))
Rank = tuple[int, Fraction, int]


def rank(made: Situation, taken: frozenset[int], outcome: dict[str, Value]) -> Rank:
    """What plans are compared by: days, then the higher index, then the earlier steps."""
    index = Fraction(outcome[f"index({ROOT})"] or 0)
    return made.days(taken), -index, sum(1 << i for i in taken)


def minimal(sets: list[frozenset[int]]) -> set[frozenset[int]]:
    return {one for one in sets if not any(other < one for other in sets)}


@settings(max_examples=500, deadline=None)
@given(ANY, st.data())
def test_the_optimum_is_the_best_of_all_sets_of_steps(case: Case, data: st.DataObject) -> None:
    assessment = assess_case(case)
    made = situation_of(assessment.basis)
    stage = data.draw(st.sampled_from([None, *stages(assessment)]))
    groups = [d.id for d in assessment.questionnaire.dimensions]
    dimensions = data.draw(
        st.dictionaries(st.sampled_from(groups), st.integers(1, len(assessment.questionnaire.scale)), max_size=1)
    )
    held = constraints_of(made, demands(made, stage, dimensions))
    good = {one[0]: rank(made, *one) for one in every_set(made) if all(d.met(one[1]) for d in held.demands)}
    try:
        planned = optimum(made, held, Clock())
    except UnreachableError:
        assert good == {}
        return
    found = planned.solution
    assert found.settled and found.optimal
    assert rank(made, found.taken, assessment.basis.scores.program.run(made.state(found.taken))) == min(good.values())
    others = [ranked[0] for taken, ranked in good.items() if not found.taken <= taken]
    other = planned.runner_up() if found.taken else None
    assert (None if other is None else other.days) == min(others, default=None)
    if other is not None:
        assert other.days >= found.days and other.taken in good
    ways_agree(made, held)


def ways_agree(made: Situation, held: Constraints) -> None:
    reaching = [taken for taken, outcome in every_set(made, forced=False) if all(d.met(outcome) for d in held.demands)]
    ways = Sets(made, held, Clock())
    sets, complete = ways.minimal()
    least = minimal(reaching)
    assert set(sets) <= least and len(set(sets)) == len(sets)
    assert complete == (len(least) <= 20)
    assert sorted(map(len, sets)) == sorted(map(len, least))[: len(sets)]
    everywhere = set.intersection(*({made.steps[i].at.practice for i in one} for one in least)) if least else set()
    assert set(ways.no_way_round()) == everywhere


@settings(max_examples=100, deadline=None)
@given(ANY, st.sampled_from([0, 1, 5, 25, 65, 100_030, 10**9]))
def test_a_budget_buys_the_highest_stage_then_the_highest_index(case: Case, budget: int) -> None:
    assessment = assess_case(case)
    now = assessment.result.stage.worst
    if now is None:
        return
    made = situation_of(assessment.basis)
    asked = {stage: constraints_of(made, demands(made, stage, {})) for stage in stages(assessment) if stage >= now}
    affordable = [
        (-int(outcome["stage"] or 0), *(ranked := rank(made, taken, outcome))[1::-1], ranked[2])
        for taken, outcome in every_set(made)
        if made.days(taken) <= budget
    ]
    try:
        bought = purchase(made, asked, budget, Clock())
    except UnreachableError:
        assert affordable == []
        return
    found = bought.solution
    days, index, positions = rank(made, found.taken, assessment.basis.scores.program.run(made.state(found.taken)))
    assert (-bought.stage, index, days, positions) == min(affordable)
    assert found.settled and found.optimal
    if bought.next is not None:
        stage, following = bought.next
        costs = [made.days(taken) for taken, outcome in every_set(made) if (outcome["stage"] or 0) >= stage]
        assert following.days == min(costs) > budget


@settings(max_examples=40, deadline=None)
@given(ANY)
def test_frontier_points_are_efficient(case: Case) -> None:
    assessment = assess_case(case)
    now = assessment.result.stage.worst
    if now is None:
        return
    made = situation_of(assessment.basis)
    asked = {stage: constraints_of(made, demands(made, stage, {})) for stage in stages(assessment) if stage >= now}
    every = [(made.days(taken), rank(made, taken, outcome), outcome["stage"]) for taken, outcome in every_set(made)]
    bought: list[int] = []
    for stage, held in asked.items():
        costs = [days for days, _, reached in every if (reached or 0) >= stage]
        if costs:
            bought.append(Cheapest(made, held, Clock()).best().days)
            assert bought[-1] == min(costs)
    points, complete = index_points(made, constraints_of(made, ()), budgets(bought), Clock())
    assert complete and len(points) <= 40
    for point in points:
        index = -rank(made, point.taken, made.basis.scores.program.run(made.state(point.taken)))[1]
        better = [d for d, ranked, _ in every if d < point.days and -ranked[1] >= index]
        higher = [d for d, ranked, _ in every if d <= point.days and -ranked[1] > index]
        assert better == higher == []
