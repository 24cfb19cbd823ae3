"""What moved between two assessments: exact terms of the index, the fewest changes behind a stage, the fate of a plan.

Whoever loses these is told a story about progress that the answers do not tell.
"""

import datetime
from fractions import Fraction
from itertools import combinations
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from cxmaturity.domain.assessment import Assessment, assess
from cxmaturity.domain.change.cohort import cohort
from cxmaturity.domain.change.comparison import compared
from cxmaturity.domain.change.history import history
from cxmaturity.domain.change.index import index_change
from cxmaturity.domain.change.stage import proof_change, stage_change
from cxmaturity.domain.change.steps import step_changes, target_changes
from cxmaturity.domain.model import Questionnaire
from cxmaturity.domain.results.roadmap import Plan, Proof, Standing
from cxmaturity.domain.results.step import Step
from cxmaturity.domain.scoring.outcome import Outcome
from cxmaturity.domain.scoring.rule import program_of
from tests import strategies
from tests.build import read_case

TWO: dict[str, Any] = {
    "scale": [1, 2, 3, 4],
    "tree": {
        "a": {"weight": 2, "practices": {"x": {}, "y": {}}},
        "b": {"practices": {"z": {"na": True}, "w": {}}},
    },
}


def pair(
    case: dict[str, Any], then: dict[str, Any], now: dict[str, Any]
) -> tuple[Assessment, Assessment, Questionnaire]:
    """Two assessments by one questionnaire; `then` and `now` are what differs in the case."""
    old = read_case({**case, "date": "2025-11-22", **then})
    new = read_case({**case, **now})
    return assess(old.questionnaire, old.answers), assess(old.questionnaire, new.answers), old.questionnaire


@st.composite
def pairs(draw: st.DrawFn, *, sweep: bool) -> tuple[Assessment, Assessment, Questionnaire]:
    case = draw(strategies.cases(sweep=sweep))
    places = strategies.leaves(case["tree"])
    weighed = st.dictionaries(st.sampled_from([*places, *case["tree"]]), st.integers(1, 5), max_size=2)
    sides = [
        {
            "answers": {p: one for p, about in places.items() if (one := draw(strategies.answers(about))) is not None},
            "weights": draw(weighed),
        }
        for _ in range(2)
    ]
    return pair(case, *sides)


@pytest.mark.parametrize("sweep", [False, True])
def test_the_terms_add_up_exactly(sweep: bool) -> None:
    """Over 1,000 pairs of assessments, 500 by each rule: 250 as they are drawn, and the other way round."""

    @given(pairs(sweep=sweep))
    @settings(max_examples=250, deadline=None)
    def adds_up(two: tuple[Assessment, Assessment, Questionnaire]) -> None:
        *both, bare = two
        for old, new in (both, reversed(both)):
            change = index_change(old, new, bare)
            then, now = old.scores.answered.index(), new.scores.answered.index()
            assert (change.old, change.new) == (then, now)
            if then is None or now is None:
                assert change.terms == ()
            else:
                assert sum(term.change for term in change.terms) == Fraction(now) - Fraction(then)
                assert all(term.change for term in change.terms)
            printed = compared(old, new, bare).index
            assert [Fraction(term.fraction) for term in printed.terms] == [term.change for term in change.terms]

    adds_up()


def test_the_terms_of_an_example_by_hand() -> None:
    """Then x=1, y=2, z=3, w unknown; now x=3, y unknown, z=3, w=4, and b weighs 3.

    Index then: (2*1.5 + 3)/3 = 2, so 33 1/3. Without y: (2*1 + 3)/3 = 5/3, 22 2/9: -11 1/9. x to 3: (2*3 + 3)/3 = 3,
    66 2/3: +44 4/9. With w: (2*3 + 3.5)/3 = 19/6, 72 2/9: +5 5/9. With b at 3: (2*3 + 3*3.5)/5 = 3.3, 76 2/3: +4 4/9.
    """
    old, new, bare = pair(
        TWO,
        {"answers": {"a.x": 1, "a.y": 2, "b.z": 3}},
        {"answers": {"a.x": 3, "b.z": 3, "b.w": 4}, "weights": {"b": 3}},
    )
    change = index_change(old, new, bare)
    assert (change.old, change.new) == (Fraction(100, 3), Fraction(230, 3))
    assert [(term.kind, term.practice, term.change) for term in change.terms] == [
        ("no_longer_known", None, Fraction(-100, 9)),
        ("practice", "a.x", Fraction(400, 9)),
        ("newly_known", None, Fraction(50, 9)),
        ("weights", None, Fraction(40, 9)),
    ]


def test_without_anything_known_in_both_all_of_it_is_newly_known() -> None:
    old, new, bare = pair(TWO, {"answers": {"a.x": 1}}, {"answers": {"b.w": 4}})
    assert [(term.kind, term.change) for term in index_change(old, new, bare).terms] == [("newly_known", Fraction(100))]


def test_another_questionnaire_is_a_term_of_its_own() -> None:
    """The same answers, but the questionnaire of now has other weights of its own: no practice moved."""
    old, new, _ = pair(TWO, {"answers": {"a.x": 1, "b.w": 4}}, {"answers": {"a.x": 1, "b.w": 4}})
    other = read_case({**TWO, "tree": {**TWO["tree"], "b": {"weight": 6, **TWO["tree"]["b"]}}}).questionnaire
    moved = assess(other, new.answers)
    change = index_change(old, moved, other)
    assert [(term.kind, term.practice) for term in change.terms] == [("questionnaire", None)]
    assert compared(old, moved, other).answers == ()


@pytest.mark.parametrize("sweep", [False, True])
def test_the_fewest_changes_explain_a_stage(sweep: bool) -> None:
    @given(pairs(sweep=sweep))
    @settings(max_examples=150, deadline=None)
    def explains(two: tuple[Assessment, Assessment, Questionnaire]) -> None:
        old, new, bare = two
        change = stage_change(old, new, bare)
        then, now = old.scores.answered.stage, new.scores.answered.stage
        if then == now or None in {then, now} or change.by_rule or old.answers.weights != new.answers.weights:
            return
        before, after = old.scores.readings.answered, new.scores.readings.answered
        program = program_of(new.questionnaire)

        def stage(practices: tuple[str, ...]) -> int | None:
            return Outcome(program.run({**before, **{id_: after[id_] for id_ in practices}})).stage

        assert stage(change.by) == now
        changed = [id_ for id_ in before if before[id_] != after[id_]]
        assert set(change.by) <= set(changed)
        assert change.smallest
        assert not any(stage(fewer) == now for fewer in combinations(changed, len(change.by) - 1))

    explains()


def test_many_changes_without_a_small_set_are_narrowed_down() -> None:
    """A gate on each of 26 practices: none can be left out, and no search through all sets is made."""
    names = [f"x{i}" for i in range(26)]
    case = {
        "scale": [1, 2],
        "gates": {"p2": [f"a.{name}" for name in names]},
        "tree": {"a": {"practices": {name: {} for name in names}}},
    }
    old, new, bare = pair(
        case,
        {"answers": {f"a.{name}": 1 for name in names}},
        {"answers": {f"a.{name}": 2 for name in names}},
    )
    change = stage_change(old, new, bare)
    assert (len(change.by), change.smallest) == (26, False)
    assert [gate.open for gate in change.gates] == [True] * 26


def test_weights_alone_can_move_a_stage_and_that_is_said() -> None:
    answers = {"answers": {"a.x": 4, "a.y": 4, "b.z": 1, "b.w": 1}}
    old, new, bare = pair(TWO, {**answers, "weights": {"a": 1, "b": 9}}, {**answers, "weights": {"a": 9, "b": 1}})
    assert old.result.stage.rank != new.result.stage.rank
    change = stage_change(old, new, bare)
    assert (change.by_rule, change.by) == (True, ())


def test_evidence_that_grew_too_old_is_named_and_only_where_the_answer_stands() -> None:
    shown = {"is": 3, "evidence": ["2025-06-01"]}
    old, new, _ = pair(
        TWO,
        {"answers": {"a.x": shown, "a.y": shown, "b.w": 2}},
        {"answers": {"a.x": shown, "a.y": {**shown, "is": 4}, "b.w": {"is": 2, "evidence": ["2026-10-01"]}}},
    )
    change = proof_change(old, new)
    assert (change.stale, change.gained) == (("a.x",), ("b.w",))


def planned_step(practice: str, from_: int, to: int) -> Step:
    return Step(
        *(practice, from_, to, "Do it.", 20, 1, 0, "Owner", "Measure", ("level",), ()),
        *(f"{practice}@p{to}", f"Practice {practice}", "a", f"Point {from_}", f"Point {to}", False, ""),
    )


def test_what_became_of_the_steps_of_a_plan() -> None:
    steps = (
        planned_step("a.x", 1, 2),
        planned_step("a.x", 2, 4),
        planned_step("a.y", 1, 2),
        planned_step("b.z", 1, 2),
        planned_step("b.w", 1, 2),
    )
    nowhere = Standing(None, None)
    plan = Plan(steps, 100, None, 1, Proof(True, 100, 0), nowhere, nowhere)
    _, new, _ = pair(TWO, {}, {"answers": {"a.x": 3, "a.y": 1, "b.z": "na"}, "plan": {"started": ["a.y@p2"]}})
    states = [step.state for step in step_changes(plan, new)]
    assert states == ["done", "under way", "under way", "does not apply", "not known"]


@pytest.mark.parametrize(
    ("by", "stands", "state"),
    [(None, 3, "reached"), ("2026-01-01", 1, "missed"), ("2027-01-01", 1, "open"), (None, 1, "open")],
)
def test_targets_are_reached_missed_or_open(by: str | None, stands: int, state: str) -> None:
    every = {"a.x": stands, "a.y": stands, "b.w": stands, "b.z": stands}
    old, new, _ = pair(TWO, {"answers": dict.fromkeys(every, 1)}, {"answers": every})
    day = datetime.date.fromisoformat(by) if by else None
    target = replace(old.answers.target, stage=3, by=day, dimensions={"a": 3})
    aimed = replace(old, answers=replace(old.answers, target=target))
    changes = list(target_changes(aimed, new))
    assert [(one.dimension, one.state) for one in changes] == [(None, state), ("a", state)]


def test_a_history_has_one_entry_a_day_the_oldest_first() -> None:
    assessed = []
    for day, rank in (("2026-03-01", 2), ("2025-03-01", 1), ("2026-03-01", 3)):
        read = read_case({**TWO, "date": day, "answers": {"a.x": rank, "a.y": rank, "b.w": rank}})
        assessed.append(assess(read.questionnaire, read.answers))
    told = history(assessed)
    assert [(entry.date, entry.stage.rank) for entry in told.entries] == [("2025-03-01", 1), ("2026-03-01", 3)]


def assessed_at(rank: int, **more: Any) -> Assessment:
    read = read_case({**TWO, "answers": {"a.x": rank, "a.y": rank, "b.w": rank, "b.z": rank, **more}})
    return assess(read.questionnaire, read.answers)


def test_percentiles_count_half_of_those_that_stand_the_same() -> None:
    others = [assessed_at(rank) for rank in (1, 2, 2, 3, 4)]
    among = cohort(others, assessed_at(2), [(1, "p1", "Point 1"), (2, "p2", "Point 2")])
    assert among.whole.percentile is not None
    assert (among.whole.percentile.low, among.whole.percentile.high) == (40, 40)
    assert (among.whole.lower_quartile, among.whole.median, among.whole.upper_quartile) == pytest.approx(
        (100 / 3, 100 / 3, 200 / 3)
    )
    assert [stage.n for stage in among.stages] == [1, 2]


def test_open_answers_make_a_percentile_a_range() -> None:
    others = [assessed_at(rank) for rank in (1, 2, 2, 3, 4)]
    mine = cohort(others, assessed_at(2, **{"b.w": "dk"}), []).whole.percentile
    assert mine is not None and mine.low < 40 < mine.high
    assert mine.stands == 40


def test_nothing_is_said_of_a_dimension_that_fewer_than_five_others_have() -> None:
    others = [assessed_at(2, **{"b.z": "na", "b.w": "dk"}) for _ in range(2)] + [assessed_at(3) for _ in range(4)]
    among = cohort(others, assessed_at(2), [])
    b = among.dimensions[1]
    assert (b.n, b.median, b.percentile) == (4, None, None)
    assert among.dimensions[0].percentile is not None
