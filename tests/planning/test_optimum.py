"""The cheapest plan agrees with trying every set of steps."""

from fractions import Fraction

from hypothesis import given, settings
from hypothesis import strategies as st

from cxmaturity.domain.expression import Value
from cxmaturity.domain.scoring import ROOT
from cxmaturity.planning.search import Search, UnreachableError
from cxmaturity.planning.situation import Situation, situation
from cxmaturity.planning.solver import Clock
from cxmaturity.planning.terms import demands, terms
from tests.build import Case, assess_case
from tests.planning.small import every_set, small_cases, stages

ANY = st.one_of(small_cases(), small_cases(), small_cases(sweep=True))


def rank(made: Situation, taken: frozenset[int], outcome: dict[str, Value]) -> tuple[int, Fraction, int]:
    """What plans are compared by: days, then the higher index, then the least sum of positions."""
    index = Fraction(outcome[f"index({ROOT})"] or 0)
    return made.days(taken), -index, sum(made.steps[i].position for i in taken)


@settings(max_examples=500, deadline=None)
@given(ANY, st.data())
def test_the_optimum_is_the_best_of_all_sets_of_steps(case: Case, data: st.DataObject) -> None:
    assessment = assess_case(case)
    made = situation(assessment.ahead)
    stage = data.draw(st.sampled_from([None, *stages(assessment)]))
    groups = [d.id for d in assessment.questionnaire.dimensions]
    dimensions = data.draw(
        st.dictionaries(st.sampled_from(groups), st.integers(1, len(assessment.questionnaire.scale)), max_size=1)
    )
    asked = demands(made, stage, dimensions)
    good = [rank(made, *one) for one in every_set(made) if all(demand.met(one[1]) for demand in asked)]
    search = Search(made, terms(made, asked), Clock())
    try:
        found = search.settle(search.cheapest())
    except UnreachableError:
        assert good == []
    else:
        assert found.settled and found.optimal
        assert rank(made, found.taken, assessment.ahead.program.run(made.state(found.taken))) == min(good)
