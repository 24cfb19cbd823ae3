"""What must hold for every questionnaire and all answers."""

import copy
import datetime
from collections.abc import Iterator
from fractions import Fraction
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from cxmaturity.domain.assessment import assess
from cxmaturity.domain.improvement.reach import reachable_stages
from cxmaturity.domain.model import Questionnaire
from cxmaturity.domain.results.result import DimensionResult, Result
from cxmaturity.domain.scoring.lines import groups
from cxmaturity.domain.scoring.outcome import ROOT, Outcome
from cxmaturity.domain.scoring.rule import program_of
from tests.build import Case, assess_case, questionnaire_of, read_case
from tests.strategies import cases, leaves

settings.register_profile("properties", max_examples=60, deadline=None, derandomize=True)
settings.load_profile("properties")

ANY = st.one_of(cases(), cases(sweep=True))
JUDGED = ("score(", "index(", "level(", "share(", "standing(", "stage", "passed(", "weakest", "rounded")


def not_lower(before: Outcome, after: Outcome, names: tuple[str, ...] = JUDGED) -> None:
    for name, value in before.items():
        other = after[name]
        if name.startswith(names) and value is not None and other is not None:
            assert value <= other, name


@given(ANY, st.data())
def test_raising_an_answer_lowers_nothing(case: Case, data: st.DataObject) -> None:
    questionnaire = questionnaire_of(case)
    state: dict[str, Any] = {}
    for id_, practice in questionnaire.practices.items():
        options: list[int | None] = [option.rank for option in practice.options]
        state[id_] = data.draw(st.sampled_from([*options, None]))
    raised = dict(state)
    id_ = data.draw(st.sampled_from(list(state)))
    up = questionnaire.practices[id_].next_option(state[id_] or 0)
    if state[id_] is not None and up is not None:
        raised[id_] = up.rank
    program = program_of(questionnaire)
    not_lower(Outcome(program.run(state)), Outcome(program.run(raised)))


@given(ANY, st.data())
def test_a_rerun_gives_what_a_run_gives(case: Case, data: st.DataObject) -> None:
    assessment = assess_case(case)
    program, reading = assessment.scores.program, dict(assessment.scores.readings.answered)
    changes: dict[str, int | None] = {}
    for id_ in data.draw(st.sets(st.sampled_from(list(reading)))):
        options = [option.rank for option in assessment.questionnaire.practices[id_].options]
        changes[id_] = data.draw(st.sampled_from([*options, None]))
    assert program.rerun(assessment.scores.answered, changes) == program.run({**reading, **changes})


@given(ANY)
def test_worst_as_answered_and_best_are_in_order(case: Case) -> None:
    scores = assess_case(case).scores
    names = ("stage", "score(ROOT)", "index(ROOT)", "level(ROOT)")
    not_lower(scores.worst, scores.answered, names)
    not_lower(scores.answered, scores.best, names)


@given(ANY)
def test_levels_and_stages_are_what_their_definitions_say(case: Case) -> None:
    assessment = assess_case(case)
    scores, questionnaire = assessment.scores, assessment.questionnaire
    readings = scores.readings
    for reading, outcome in (
        (readings.answered, scores.answered),
        (readings.worst, scores.worst),
        (readings.best, scores.best),
        (readings.documented, scores.documented),
    ):
        levels = {group.id: level_by_definition(questionnaire, outcome, group.id) for group in groups(questionnaire)}
        assert {id_: outcome[f"level({id_})"] for id_ in levels} == levels
        if questionnaire.scoring.rule == "staged":
            assert outcome["stage"] == stage_by_definition(questionnaire, reading, levels[ROOT])


@st.composite
def near_the_limits(draw: st.DrawFn) -> Case:
    """One dimension with a practice at each point, so weighted that every share lies at a limit or beside it."""
    most = draw(st.integers(16, 99))
    nearly = draw(st.one_of(st.just(most), st.integers(most, 99)))
    near = sorted({limit + by for limit in (15, most, nearly) for by in (-1, 0, 1)} | {0, 100})
    shares = [100, *sorted(draw(st.lists(st.sampled_from(near), min_size=1, max_size=4)), reverse=True), 0]
    weights = {k: shares[k - 1] - shares[k] for k in range(1, len(shares)) if shares[k - 1] > shares[k]}
    return {
        "scale": list(range(1, len(shares))),
        "scoring": {"most": most, "nearly": nearly},
        "tree": {"d": {"practices": {f"x{k}": {"weight": weight} for k, weight in weights.items()}}},
        "answers": {f"d.x{k}": k for k in weights},
    }


@given(near_the_limits())
def test_levels_and_ratings_at_their_limits_are_what_their_definitions_say(case: Case) -> None:
    assessment = assess_case(case)
    outcome, questionnaire = assessment.scores.answered, assessment.questionnaire
    dimension, scoring = assessment.result.dimensions[0], questionnaire.scoring
    assert dimension.level == level_by_definition(questionnaire, outcome, "d")
    for share, rating in zip(dimension.shares, dimension.ratings, strict=True):
        assert share is not None and share == int(share)
        limits = {"N": share <= 15, "P": share <= scoring.most, "L": share < scoring.nearly, "F": True}
        assert rating == next(letter for letter, holds in limits.items() if holds)


def level_by_definition(questionnaire: Questionnaire, outcome: Outcome, group: str) -> int | None:
    """The largest k with share(k) > most, share(k-1) >= nearly and share(j) = 100 for all j <= k-2."""
    scoring = questionnaire.scoring
    found = [outcome[f"share({group}, {point.id})"] for point in questionnaire.scale]
    shares = [Fraction(share) for share in found if share is not None]
    if not shares:
        return None
    held = [
        k
        for k in range(2, len(shares) + 1)
        if shares[k - 1] > scoring.most and shares[k - 2] >= scoring.nearly and set(shares[: k - 2]) <= {Fraction(100)}
    ]
    return max(held, default=1)


def stage_by_definition(questionnaire: Questionnaire, reading: dict[str, int | None], level: int | None) -> int | None:
    """The largest k <= level + lead such that every gate of every stage <= k is open."""
    if level is None:
        return None
    shut = [gate.stage for gate in questionnaire.gates if (reading[gate.practice] or 0) < gate.stage]
    return min(level + questionnaire.scoring.lead, len(questionnaire.scale), *(stage - 1 for stage in shut))


@given(cases())
def test_a_level_or_stage_holds_only_where_the_one_below_holds(case: Case) -> None:
    assessment = assess_case(case)
    points = assessment.questionnaire.scale
    for outcome in (assessment.scores.answered, assessment.scores.worst, assessment.scores.best):
        lines = [f"holds({group.id}, " for group in groups(assessment.questionnaire)]
        for line in lines:
            held = [outcome[f"{line}{point.id})"] or 0 for point in points[1:]]
            assert held == sorted(held, reverse=True)
        passed = [outcome[f"passed({point.id})"] or 0 for point in points[1:]]
        assert passed == sorted(passed, reverse=True)


@given(ANY)
def test_documented_is_what_the_documented_answers_carry_and_never_above_all_answers(case: Case) -> None:
    documented = {
        practice: given
        for practice, given in case["answers"].items()
        if given == "na"
        or (isinstance(given, dict) and any(IN_TIME[0] <= day <= IN_TIME[1] for day in given["evidence"]))
    }
    all_, alone = assess_case(case), assess_case({**case, "answers": documented})
    found = {"stage": all_.result.stage.documented}
    found |= {f"level({d.id})": d.documented for d in dimensions(all_.result)}
    for line, value in found.items():
        carried, at_most = alone.scores.answered[line], all_.scores.answered[line]
        assert value == (None if carried is None or at_most is None else min(carried, at_most)), line
    if all(given == "na" for given in documented.values()):
        assert set(found.values()) == {None}


IN_TIME = (datetime.date(2025, 11, 22), datetime.date(2026, 11, 22))
"""The days on which evidence counts on the assessment day of a case."""


def dimensions(result: Result) -> Iterator[DimensionResult]:
    waiting = list(result.dimensions)
    while waiting:
        found = waiting.pop()
        waiting += found.dimensions
        yield found


@given(cases().filter(lambda case: case["scoring"].get("lead") == 1))
def test_a_lead_adds_one_stage_at_most_and_takes_none(case: Case) -> None:
    with_, without = (assess_case({**case, "scoring": {**case["scoring"], "lead": lead}}).result for lead in (1, 0))
    stages = [(without.stage.worst, with_.stage.worst), (without.stage.best, with_.stage.best)]
    if with_.stage.claimed and without.stage.claimed:
        stages.append((without.stage.rank, with_.stage.rank))
    for before, after in stages:
        assert before is not None and after is not None and before <= after <= before + 1
    assert with_.stage.breadth == without.stage.breadth
    if with_.stage.rank is not None and with_.stage.breadth is not None:
        assert with_.stage.rank <= with_.stage.breadth + 1


@given(ANY, st.data())
def test_every_completion_lies_in_the_interval(case: Case, data: st.DataObject) -> None:
    assessment = assess_case(case)
    completed: dict[str, int | None] = {}
    for id_, practice in assessment.questionnaire.practices.items():
        answer = assessment.answers.of(id_)
        if answer.status == "na":
            completed[id_] = None
        elif answer.unknown:
            completed[id_] = data.draw(st.sampled_from([option.rank for option in practice.options]))
        else:
            completed[id_] = data.draw(st.sampled_from([answer.low, answer.high]))
    stage = program_of(assessment.questionnaire).run(completed)["stage"]
    worst, best = assessment.result.stage.worst, assessment.result.stage.best
    if stage is None:
        assert worst is None and best is None
    else:
        assert worst is not None and best is not None and worst <= stage <= best


@given(ANY, st.integers(2, 1000))
def test_scaled_weights_change_nothing(case: Case, factor: int) -> None:
    scaled = copy.deepcopy(case)
    multiply(scaled["tree"], factor)
    before, after = assess_case(case).result, assess_case(scaled).result
    assert (before.stage, before.index, before.target, before.prove, before.find_out) == (
        after.stage,
        after.index,
        after.target,
        after.prove,
        after.find_out,
    )


def multiply(tree: dict[str, Any], factor: int) -> None:
    for node in tree.values():
        node["weight"] *= factor
        for practice in node.get("practices", {}).values():
            practice["weight"] *= factor
        multiply(node.get("dimensions", {}), factor)


@given(ANY)
def test_weights_of_the_answers_file_are_the_weights(case: Case) -> None:
    weights = {p: 1 + i for i, p in enumerate(leaves(case["tree"]))}
    inside = copy.deepcopy(case)
    for i, practice in enumerate(leaves(inside["tree"]).values()):
        practice["weight"] = 1 + i
    overridden, written = assess_case({**case, "weights": weights}), assess_case(inside)
    assert overridden.result.dimensions == written.result.dimensions
    assert overridden.result.stage == written.result.stage


@given(ANY)
def test_raising_all_blockers_reaches_the_target(case: Case) -> None:
    assessment = assess_case(case)
    target = assessment.result.target
    if target is None:
        return
    state = {**assessment.scores.readings.worst, **{b.practice: b.to for b in target.blockers}}
    stage = program_of(assessment.questionnaire).run(state)["stage"]
    assert stage is not None and stage >= target.rank


@given(ANY)
def test_a_stage_is_claimed_by_coverage_or_because_nothing_can_change_it(case: Case) -> None:
    result = assess_case(case).result
    covered = result.answered > 0 and 100 * result.answered >= 70 * result.applicable
    fixed = result.stage.worst is not None and result.stage.worst == result.stage.best
    assert result.stage.claimed == (covered or fixed)
    assert (result.stage.rank is not None) == result.stage.claimed


@given(cases())
def test_stages_said_to_be_reachable_are_reached_by_some_answers(case: Case) -> None:
    questionnaire = questionnaire_of(case)
    stages = reachable_stages(questionnaire)
    assert {1, len(questionnaire.scale)} <= stages | {1}
    assert max(stages) == len(questionnaire.scale)


def test_a_stage_between_the_options_of_a_practice_is_reachable() -> None:
    """b has no option at 2: half of y at 2 is not most of it, but with b at 3 and the others at 2 all stands at 2."""
    practices = {"a": {}, "b": {"points": [1, 3]}}
    tree: Case = {"x": {"practices": {"c": {}}}, "y": {"practices": practices}}
    assert reachable_stages(questionnaire_of({"scale": [1, 2, 3], "tree": tree})) == {1, 2, 3}


@given(ANY)
def test_the_same_answers_give_the_same_result(case: Case) -> None:
    first, again = read_case(case), read_case(case)
    assert assess(first.questionnaire, first.answers).result == assess(again.questionnaire, again.answers).result
