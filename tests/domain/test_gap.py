"""The gap to a target: its steps in their order, and the months along what they rest on."""

from functools import cache
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cxmaturity.domain.ahead import Goal, unmet
from cxmaturity.domain.assessment import Assessment, assess
from cxmaturity.domain.gap import Gap, gaps
from cxmaturity.domain.model import Requirement, walk
from cxmaturity.domain.scoring import rule
from cxmaturity.files.answers import read_answers
from cxmaturity.files.questionnaires import read_questionnaire
from tests.build import Case, OneQuestionnaire, answers_data, document, questionnaire_data
from tests.strategies import cases, leaves


def assessed(case: Case) -> Assessment:
    """The assessment of a case, which may also name `aims` (a stage, dimensions) and steps to `exclude`."""
    data = answers_data(case)
    data["target"] = case.get("aims", {})
    data["plan"]["exclude"] = case.get("exclude", [])
    catalogue = OneQuestionnaire(read_questionnaire(document(questionnaire_data(case)), ""))
    read = read_answers(document(data), "", catalogue)
    return assess(read.questionnaire, read.answers)


def gaps_of(assessment: Assessment) -> list[Gap]:
    target, outcome = assessment.result.target, assessment.scores.answered
    levels: dict[str, Any] = {d.id: outcome[f"level({d.id})"] for d in walk(assessment.questionnaire.dimensions)}
    goal = Goal(target.rank) if target else None
    return list(gaps(assessment.ahead, goal, assessment.result.stage.rank, levels))


def steps(gap: Gap) -> list[tuple[str, int, int, int, int]]:
    """Practice, from, to, begins, ends."""
    return [(s.practice, s.from_, s.to, s.begins, s.ends) for s in gap.steps]


PROPERTY = settings(
    max_examples=60,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow],  # which measures how busy the machine is
)
PAIR: Case = {"a": {"practices": {"a1": {}, "a2": {}}}}


def test_months_run_along_the_longest_chain() -> None:
    """Both must reach 3. a1@2: 0 to 2; a2@2: 0 to 4; a2@3: 4 to 5; a1@3 waits for a2@3: 5 to 8."""
    chain = {
        "a.a1": {2: {"months": 2}, 3: {"months": 3, "requires": {"a.a2": 3}}},
        "a.a2": {2: {"months": 4, "effort": 7}, 3: {"months": 1}},
    }
    case = {
        "scale": [1, 2, 3],
        "tree": PAIR,
        "steps": chain,
        "answers": {"a.a1": 1, "a.a2": 1},
        "aims": {"stage": "p3"},
    }
    (gap,) = gaps_of(assessed(case))
    assert steps(gap) == [("a.a1", 1, 2, 0, 2), ("a.a2", 1, 2, 0, 4), ("a.a2", 2, 3, 4, 5), ("a.a1", 2, 3, 5, 8)]
    assert (gap.goal, gap.today, gap.months, gap.below_today) == (Goal(3), 1, 8, False)
    assert [step.days for step in gap.steps] == [5, 7, 5, 5]
    assert gap.way is not None
    assert gap.way.days == 22


def test_what_stands_already_delays_nothing() -> None:
    """The same, with a2 at 3 already: a1 alone, 0 to 2 and 2 to 5."""
    chain = {"a.a1": {2: {"months": 2}, 3: {"months": 3, "requires": {"a.a2": 3}}}, "a.a2": {3: {"months": 9}}}
    case = {
        "scale": [1, 2, 3],
        "tree": PAIR,
        "steps": chain,
        "answers": {"a.a1": 1, "a.a2": 3},
        "aims": {"stage": "p3"},
    }
    (gap,) = gaps_of(assessed(case))
    assert steps(gap) == [("a.a1", 1, 2, 0, 2), ("a.a1", 2, 3, 2, 5)]


def test_a_step_without_months_still_stands_before_what_rests_on_it() -> None:
    """a1 needs a2, which needs a3; a2 and a3 take no time, so that all begin at once."""
    three: Case = {"a": {"practices": {"a1": {}, "a2": {}, "a3": {}}}}
    chain = {
        "a.a1": {2: {"months": 3, "requires": {"a.a2": 2}}},
        "a.a2": {2: {"months": 0, "requires": {"a.a3": 2}}},
        "a.a3": {2: {"months": 0}},
    }
    case = {"scale": [1, 2], "tree": three, "steps": chain, "answers": {"a.a1": 1, "a.a2": 1, "a.a3": 1}}
    case["aims"] = {"dimensions": {"a": "p2"}, "stage": "p2"}
    whole, dimension = gaps_of(assessed(case))
    # two of three are most of a, and the dearest that can go goes: a1
    assert steps(whole) == steps(dimension) == [("a.a3", 1, 2, 0, 0), ("a.a2", 1, 2, 0, 0)]
    case["gates"] = {"p2": ["a.a1"]}
    whole, _ = gaps_of(assessed(case))
    assert steps(whole) == [("a.a3", 1, 2, 0, 0), ("a.a2", 1, 2, 0, 0), ("a.a1", 1, 2, 0, 3)]


def test_an_option_that_is_missing_is_stepped_over() -> None:
    tree: Case = {"a": {"practices": {"a1": {"points": [1, 3]}}}}
    case = {
        "scale": [1, 2, 3],
        "tree": tree,
        "steps": {"a.a1": {3: {"months": 6, "effort": 60}}},
        "answers": {"a.a1": 1},
    }
    (gap,) = gaps_of(assessed(case))  # the next stage, 2, is only reached with 3
    assert steps(gap) == [("a.a1", 1, 3, 0, 6)]
    assert gap.goal == Goal(2)


def test_steps_elsewhere_belong_to_the_gap_of_a_dimension() -> None:
    tree: Case = {"a": {"practices": {"a1": {}}}, "b": {"practices": {"b1": {}, "b2": {}}}}
    requires = {"a.a1": {2: {"months": 1, "requires": {"b.b2": 2}}}, "b.b2": {2: {"months": 5}}}
    answers = {"a.a1": 1, "b.b1": 1, "b.b2": 1}
    case = {"scale": [1, 2], "tree": tree, "steps": requires, "answers": answers, "aims": {"dimensions": {"a": "p2"}}}
    _, gap = gaps_of(assessed(case))
    assert gap.goal == Goal(2, "a")
    assert steps(gap) == [("b.b2", 1, 2, 0, 5), ("a.a1", 1, 2, 5, 6)]


def test_a_target_below_today() -> None:
    case = {"scale": [1, 2, 3], "tree": PAIR, "answers": {"a.a1": 3, "a.a2": 3}}
    case["aims"] = {"stage": "p2", "dimensions": {"a": "p1"}}
    for gap in gaps_of(assessed(case)):
        assert gap.below_today
        assert (gap.today, gap.steps, gap.months) == (3, (), 0)


def test_a_target_that_is_reached() -> None:
    case = {"scale": [1, 2, 3], "tree": PAIR, "answers": {"a.a1": 2, "a.a2": 2}}
    case["aims"] = {"stage": "p2", "dimensions": {"a": "p2"}}
    for gap in gaps_of(assessed(case)):
        assert not gap.below_today
        assert gap.way is not None
        assert (gap.today, gap.steps, gap.months, gap.way.practices, gap.way.days) == (2, (), 0, (), 0)


def test_a_target_that_is_reached_only_while_something_is_unknown() -> None:
    """As answered a1 alone is a, at 2. In the worst case half of a stands at 2, which is not most of it."""
    case = {"scale": [1, 2], "tree": PAIR, "answers": {"a.a1": 2, "a.a2": "dk"}, "aims": {"dimensions": {"a": "p2"}}}
    (gap,) = [gap for gap in gaps_of(assessed(case)) if gap.goal.dimension]
    assert (gap.today, gap.below_today) == (2, False)
    assert steps(gap) == [("a.a2", 1, 2, 0, 1)]
    assert gap.way is not None
    assert [raised.unknown for raised in gap.way.practices] == [True]


def test_no_steps_lead_past_one_that_is_ruled_out() -> None:
    case = {"scale": [1, 2, 3], "tree": PAIR, "answers": {"a.a1": 1, "a.a2": 1}, "exclude": ["a.a2@p2"]}
    case["aims"] = {"stage": "p3", "dimensions": {"a": "p3"}}
    for gap in gaps_of(assessed(case)):
        assert (gap.way, gap.steps, gap.months, gap.today, gap.below_today) == (None, (), 0, 1, False)


def test_no_steps_lead_past_one_that_needs_one_ruled_out() -> None:
    tree: Case = {**PAIR, "b": {"practices": {"b1": {}}}}
    requires = {"a.a1": {2: {"requires": {"b.b1": 2}}}}
    answers = {"a.a1": 1, "a.a2": 1, "b.b1": 1}
    case = {"scale": [1, 2], "tree": tree, "steps": requires, "answers": answers, "exclude": ["b.b1@p2"]}
    case["aims"] = {"dimensions": {"a": "p2"}}
    assert gaps_of(assessed(case))[1].way is None


def test_a_way_round_a_step_that_is_ruled_out() -> None:
    """Two of three are most of a; without the ruling the two cheap ones, with it the two others."""
    three: Case = {"a": {"practices": {"a1": {}, "a2": {}, "a3": {}}}}
    efforts = {"a.a1": {2: {"effort": 1}}, "a.a2": {2: {"effort": 2}}, "a.a3": {2: {"effort": 200}}}
    case = {"scale": [1, 2], "tree": three, "steps": efforts, "answers": {"a.a1": 1, "a.a2": 1, "a.a3": 1}}
    (free,) = gaps_of(assessed(case))
    assert [step.practice for step in free.steps] == ["a.a1", "a.a2"]
    (ruled,) = gaps_of(assessed({**case, "exclude": ["a.a1@p2"]}))
    assert [(step.practice, step.days) for step in ruled.steps] == [("a.a2", 2), ("a.a3", 200)]
    (own,) = gaps_of(assessed({**case, "plan_effort": {"a.a3": {2: 0}}}))
    assert [(step.practice, step.days) for step in own.steps] == [("a.a1", 1), ("a.a3", 0)]


def test_dimension_targets_stand_in_the_order_of_the_questionnaire() -> None:
    """Outer before inner; no gap for the whole at the top, nor for a dimension without an applicable practice."""
    inner = {"x": {"practices": {"x1": {}}}, "y": {"practices": {"y1": {"na": True}}}}
    tree: Case = {"a": {"dimensions": inner}, "b": {"practices": {"b1": {}}}}
    case = {"scale": [1, 2, 3], "tree": tree, "answers": {"a.x.x1": 3, "a.y.y1": "na", "b.b1": 3}}
    case["aims"] = {"dimensions": {"b": "p3", "a.y": "p3", "a.x": "p2", "a": "p3"}}
    found = gaps_of(assessed(case))
    assert [(gap.goal, gap.today) for gap in found] == [(Goal(3, "a"), 3), (Goal(2, "a.x"), 3), (Goal(3, "b"), 3)]


def test_a_dimension_without_an_answer_has_a_gap() -> None:
    case = {"scale": [1, 2], "tree": PAIR, "answers": {"a.a1": "dk"}, "aims": {"dimensions": {"a": "p2"}}}
    (gap,) = [gap for gap in gaps_of(assessed(case)) if gap.goal.dimension]
    assert (gap.today, gap.below_today) == (None, False)
    assert {step.practice for step in gap.steps} == {"a.a1", "a.a2"}


def test_a_sweep_raises_until_the_dimensions_are_won() -> None:
    """Two of two: a has 0, so one of its practices must add; b has -1, so both of its steps are needed."""
    tree: Case = {"a": {"practices": {"a1": {}, "a2": {}}}, "b": {"practices": {"b1": {}}}}
    steps_ = {"a.a1": {3: {"effort": 60}}, "b.b1": {2: {"months": 2}, 3: {"months": 3, "requires": {"a.a2": 3}}}}
    case = {"scale": [-1, 0, 1], "scoring": {"rule": "sweep"}, "tree": tree, "steps": steps_, "aims": {"stage": "2"}}
    case["answers"] = {"a.a1": 2, "a.a2": 2, "b.b1": 1}
    (gap,) = gaps_of(assessed(case))
    assert (gap.goal, gap.today) == (Goal(2), 0)
    assert steps(gap) == [("a.a2", 2, 3, 0, 1), ("b.b1", 1, 2, 0, 2), ("b.b1", 2, 3, 2, 5)]


@st.composite
def aiming(draw: st.DrawFn) -> Case:
    """Cases with months, steps ruled out, and targets for the whole and for dimensions."""
    sweep = draw(st.booleans())
    case = draw(cases(sweep))
    if draw(st.booleans()):  # requirements look backwards: turned round, they go against the questionnaire's order
        case["tree"] = turned(case["tree"])
    for of_practice in case["steps"].values():
        for step in of_practice.values():
            step["months"] = draw(st.sampled_from([0, 0, 1, 3, 12]))
    possible = [f"{id_}@p{rank}" for id_, about in leaves(case["tree"]).items() for rank in about["points"][1:]]
    case["exclude"] = draw(st.lists(st.sampled_from(possible), max_size=2, unique=True))
    points = len(case["scale"])
    stages = [str(n) for n in range(len(case["tree"]) + 1)] if sweep else [f"p{n}" for n in range(1, points + 1)]
    chosen = draw(st.lists(st.sampled_from(sorted(groups(case["tree"]))), max_size=3, unique=True))
    case["aims"] = {
        "stage": draw(st.sampled_from(stages)),
        "dimensions": {id_: f"p{draw(st.integers(1, points))}" for id_ in chosen},
    }
    return case


def turned(tree: dict[str, Any]) -> dict[str, Any]:
    made = {}
    for id_, node in reversed(tree.items()):
        inside = {"dimensions": turned(node["dimensions"])} if "dimensions" in node else {}
        practices = {"practices": dict(reversed(node["practices"].items()))} if "practices" in node else {}
        made[id_] = {**node, **inside, **practices}
    return made


def groups(tree: dict[str, Any], within: str = "") -> set[str]:
    inside = (groups(node.get("dimensions", {}), f"{within}{id_}.") for id_, node in tree.items())
    return {within + id_ for id_ in tree}.union(*inside)


def reached(assessment: Assessment, goal: Goal, state: dict[str, int | None]) -> bool:
    return (rule(assessment.questionnaire).run(state)[goal.line] or 0) >= goal.rank


@PROPERTY
@given(aiming())
def test_steps_taken_in_their_order_are_possible_and_reach_the_goal(case: Case) -> None:
    assessment = assessed(case)
    for gap in gaps_of(assessment):
        state = dict(assessment.scores.readings.worst)
        for step in gap.steps:
            option = assessment.questionnaire.practices[step.practice].option(step.to)
            assert state[step.practice] == step.from_
            assert unmet(option, state) == ()
            assert f"{step.practice}@p{step.to}" not in case["exclude"]
            state[step.practice] = step.to
        if gap.way is not None:
            assert reached(assessment, gap.goal, state)
            assert gap.way.days == sum(step.days for step in gap.steps)


@PROPERTY
@given(aiming())
def test_there_is_no_way_only_where_all_possible_steps_do_not_suffice(case: Case) -> None:
    assessment = assessed(case)
    excluded = assessment.answers.plan.exclude
    state, taken = dict(assessment.scores.readings.worst), True
    while taken:
        taken = False
        for id_, practice in assessment.questionnaire.practices.items():
            at = state[id_]
            option = None if at is None else practice.next_option(at)
            if option and Requirement(id_, option.rank) not in excluded and not unmet(option, state):
                state[id_], taken = option.rank, True
    for gap in gaps_of(assessment):
        assert (gap.way is not None) == reached(assessment, gap.goal, state)


@PROPERTY
@given(aiming())
def test_months_are_those_of_the_longest_chain(case: Case) -> None:
    assessment = assessed(case)
    for gap in gaps_of(assessment):
        ends = chains(assessment, gap)
        assert {(step.practice, step.to): step.ends for step in gap.steps} == ends
        assert gap.months == max(ends.values(), default=0)
        begins = [step.begins for step in gap.steps]
        assert begins == sorted(begins)


def chains(assessment: Assessment, gap: Gap) -> dict[tuple[str, int], int]:
    """The months of the longest chain of steps that ends with each step of a gap."""
    taken = [(step.practice, step.to) for step in gap.steps]

    @cache
    def ends(practice: str, to: int) -> int:
        step = assessment.questionnaire.practices[practice].option(to).step
        assert step is not None
        needed = [(practice, to - 1), *((need.practice, need.rank) for need in step.requires)]
        before = [key for key in taken for id_, rank in needed if key[0] == id_ and key[1] <= rank]
        return step.months + max((ends(*key) for key in before), default=0)

    return {key: ends(*key) for key in taken}
