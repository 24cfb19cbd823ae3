"""The sentences on what moved, on days, and on answers together: whole, true, and right for one and for many.

A board reads these and little else: a "rose" for a "fell", or a reason that is none, would be the whole report.
"""

import datetime
from types import SimpleNamespace
from typing import Any

import pytest
from msgspec.structs import replace

from cxmaturity.domain.answers import Answers, Target
from cxmaturity.domain.change.comparison import PlanMovement, compared
from cxmaturity.domain.change.steps import StepChange, TargetChange
from cxmaturity.domain.results.roadmap import Plan, Proof, Roadmap, StageRef, Standing
from cxmaturity.reports.words.change import BECAME, IS, MOST_NAMED, STATES, TERMS, ChangeWords
from cxmaturity.reports.words.days import ending, late
from tests.domain.test_change import pair

CASE: dict[str, Any] = {
    "scale": [1, 2, 3, 4],
    "gates": {"p3": ["a.x"]},
    "tree": {
        "a": {"weight": 2, "practices": {"x": {}, "y": {}}},
        "b": {"practices": {"z": {"na": True}, "w": {}}},
    },
}
IDS = ("a.x", "a.y", "b.z", "b.w")
DAY = "22 November 2025"


def answers(*given: Any, **more: Any) -> dict[str, Any]:
    return {"answers": dict(zip(IDS, given, strict=True)), **more}


def words(then: dict[str, Any], now: dict[str, Any], **more: Any) -> ChangeWords:
    """The words of a comparison; `more` is put into it in the place of what it came to."""
    old, new, bare = pair(CASE, then, now)
    return ChangeWords(replace(compared(old, new, bare), **more), old, new)


STILL = answers(2, 2, 2, 2)

# the stage, and what explains it


@pytest.mark.parametrize(
    ("then", "now", "stage"),
    [
        ((2, 2, 2, 2), (2, 2, 2, 2), f"Point 2, as on {DAY}."),
        ((1, 1, 1, 1), (2, 2, 2, 2), f"Point 2, after Point 1 on {DAY}."),
        ((3, 3, 3, 3), (2, 3, 3, 3), f"Point 2, after Point 3 on {DAY}."),
        ((2, 2, 2, 2), (2, "dk", "dk", "dk"), f"No stage is claimed now; on {DAY} it was Point 2."),
        (("dk", "dk", 1, 1), (2, 2, 2, 2), f"Point 2; on {DAY} no stage was claimed."),
        (("dk", "dk", "dk", 1), ("dk", "dk", "dk", 2), f"No stage is claimed, as on {DAY}."),
    ],
)
def test_the_stage_of_now_and_the_one_before(then: tuple[Any, ...], now: tuple[Any, ...], stage: str) -> None:
    assert words(answers(*then), answers(*now)).stage() == stage


@pytest.mark.parametrize(
    ("then", "now", "sentences"),
    [
        ((2, 2, 2, 2), (2, 2, 2, 2), ["The index is 33.3 of 100, as before."]),
        (
            (1, 1, 1, 1),
            (2, 2, 2, 2),
            [
                "These two changes explain it, and no fewer do: Practice x and Practice y.",
                "The index rose from 0 to 33.3 of 100.",
            ],
        ),
        (
            (3, 3, 3, 3),
            (2, 3, 3, 3),
            [
                "This change alone explains it: Practice x.",
                "One gate shut: Practice x for Point 3.",
                "The index fell from 66.7 to 55.6 of 100.",
            ],
        ),
        (
            (1, 3, 3, 3),
            (3, 3, 3, 3),
            [
                "This change alone explains it: Practice x.",
                "One gate opened: Practice x for Point 3.",
                "The index rose from 44.4 to 66.7 of 100.",
            ],
        ),
        # nothing is explained where no stage is claimed
        ((2, 2, 2, 2), (2, "dk", "dk", "dk"), ["The index is 33.3 of 100, as before."]),
    ],
)
def test_what_explains_it(then: tuple[Any, ...], now: tuple[Any, ...], sentences: list[str]) -> None:
    assert list(words(answers(*then), answers(*now)).beside()) == sentences


def test_weights_move_an_index_and_no_answer_is_blamed() -> None:
    given_ = words(answers(1, 4, 4, 4), answers(1, 4, 4, 4, weights={"a": 9}))
    assert list(given_.beside()) == ["The index fell from 66.7 to 55 of 100."]
    stage = replace(given_.comparison.stage, by_rule=True)
    moved = words(answers(1, 4, 4, 4), answers(1, 4, 4, 4), stage=stage)
    assert next(iter(moved.beside())) == "No answer moved the stage: the weights or the questionnaire did."


@pytest.mark.parametrize(
    ("by", "smallest", "sentence"),
    [
        (("a.x",), True, "This change alone explains it: Practice x."),
        (IDS[:3], True, "These three changes explain it, and no fewer do: Practice x, Practice y and Practice z."),
        (IDS[:2], False, "These two changes explain it, and none can be left out: Practice x and Practice y."),
    ],
)
def test_changes_are_called_the_fewest_only_where_they_are(by: tuple[str, ...], smallest: bool, sentence: str) -> None:
    given_ = words(STILL, STILL)
    stage = replace(given_.comparison.stage, by=by, smallest=smallest)
    assert next(iter(words(STILL, STILL, stage=stage).beside())) == sentence


def test_many_practices_are_named_by_the_first_and_counted() -> None:
    given_ = words(STILL, STILL)
    assert given_.practices(IDS[:2]) == "Practice x and Practice y"
    many = (*IDS, *IDS[:1], *IDS[:2])
    assert given_.practices(many[: MOST_NAMED + 1]).count("Practice") == MOST_NAMED + 1, "one more is named, too"
    assert given_.practices(many) == "Practice x, Practice y, Practice z, Practice w, Practice x and two more"


# evidence


def test_evidence_that_grew_too_old_is_said_with_its_answers() -> None:
    proven = {"is": 2, "evidence": ["2025-11-01"]}
    old = {"is": 2, "evidence": ["2024-01-01"]}
    sentences = list(words(answers(proven, proven, 2, 2), answers(old, 2, 2, 2)).beside())
    assert sentences[1:] == [
        "Nothing is documented any more.",
        "Evidence of two answers has grown too old, and nothing newer stands in its place: Practice x and Practice y.",
    ]


@pytest.mark.parametrize(
    ("then", "now", "sentence"),
    [
        (None, 2, "What is documented carries Point 2; then nothing was documented."),
        (2, None, "Nothing is documented any more."),
        (1, 2, "What is documented carries Point 2, and carried Point 1."),
        (2, 2, ""),
        (None, None, ""),
    ],
)
def test_what_is_documented(then: int | None, now: int | None, sentence: str) -> None:
    given_ = words(STILL, STILL)
    stage = given_.comparison.stage
    moved = replace(stage, old=replace(stage.old, documented=then), new=replace(stage.new, documented=now))
    sentences = list(words(STILL, STILL, stage=moved).beside())
    assert sentences[1:] == ([sentence] if sentence else [])


# targets


def target(state: str, by: str | None = None, dimension: str | None = None) -> TargetChange:
    return TargetChange(dimension, StageRef(3, "p3", "Point 3"), by, state)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("targets", "sentence"),
    [
        ((target("reached"),), "The target of then, Point 3, is reached."),
        ((target("reached", "2026-06-30"),), "The target of then, Point 3, is reached."),
        ((target("missed", "2026-06-30"),), "The target of then, Point 3 by 30 June 2026, is missed."),
        ((target("open", "2026-12-31"),), "The target of then, Point 3 by 31 December 2026, is still open."),
        ((target("open"),), "The target of then, Point 3, is not reached yet."),
        (
            (target("open"), target("open", None, "a")),
            "The targets of then, Point 3 and A at Point 3, are not reached yet.",
        ),
    ],
)
def test_what_became_of_a_target(targets: tuple[TargetChange, ...], sentence: str) -> None:
    assert list(words(STILL, STILL, targets=targets).beside())[-1] == sentence


def test_nothing_is_said_of_targets_that_nobody_set() -> None:
    assert not any("target" in sentence for sentence in words(STILL, STILL).beside())


# the plan


def steps(*states: str) -> tuple[StepChange, ...]:
    return tuple(StepChange(f"s{i}", 2, "A step", "Point 2", 5, state) for i, state in enumerate(states))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("states", "then", "now", "sentence"),
    [
        (("done",), 5, None, f"The one step of the plan of {DAY} is done."),
        (("not known",), 5, None, f"The one step of the plan of {DAY} is not known to be done."),
        (("done", "done"), 9, None, f"Of the 2 steps of the plan of {DAY} two are done."),
        (("done", "under way"), 9, None, f"Of the 2 steps of the plan of {DAY} one is done and one is under way."),
        (
            ("does not apply", "not begun", "not known"),
            9,
            None,
            f"Of the 3 steps of the plan of {DAY} one is not begun, of one it is not known and one does not apply any"
            " more.",
        ),
        (
            ("done",),
            20,
            12,
            f"The one step of the plan of {DAY} is done. The same target took 20 person-days from there, and takes 12"
            " from here.",
        ),
        (
            ("done",),
            1,
            0,
            f"The one step of the plan of {DAY} is done. The same target took 1 person-day from there, and no step is"
            " left.",
        ),
        ((), 9, 9, ""),
    ],
)
def test_what_became_of_the_plan(states: tuple[str, ...], then: int, now: int | None, sentence: str) -> None:
    assert words(STILL, STILL, plan=PlanMovement(then, now, steps(*states))).plan() == sentence


def test_no_plan_is_said_nothing_of() -> None:
    assert words(STILL, STILL).plan() == ""


def test_every_state_and_every_kind_of_term_has_its_words() -> None:
    """One that is added without words would end a report with an error."""
    assert BECAME.keys() == IS.keys() == STATES.keys()
    assert set(TERMS) == {"questionnaire", "no_longer_known", "practice", "newly_known", "weights"}


@pytest.mark.parametrize(
    ("low", "high", "status", "said"),
    [
        (2, 2, "answered", "Point 2"),
        (1, 3, "range", "Point 1 to Point 3"),
        (None, None, "dk", "not known"),
        (None, None, "missing", "not answered"),
        (None, None, "na", "does not apply"),
    ],
)
def test_where_an_answer_stood(low: int | None, high: int | None, status: str, said: str) -> None:
    assert words(STILL, STILL).standing(low, high, status) == said


# when a plan ends


STEP = object()


def planned(months: int, reached: str | None = None, *, some: bool = True) -> Plan:
    nowhere = Standing(None, None)
    taken = (STEP,) if some else ()
    return Plan(taken, 10, None, months, Proof(True, 10, 0), nowhere, nowhere, reached=reached)  # type: ignore[arg-type]


def due(by: datetime.date | None) -> Answers:
    given_ = Answers(file="a.yaml", sha256="", date=datetime.date(2026, 11, 22), organisation="")
    return replace(given_, target=Target(None, by, {}))


@pytest.mark.parametrize(
    ("months", "reached", "by", "sentence"),
    [
        (6, None, None, ""),
        (6, None, datetime.date(2027, 5, 22), ""),  # six months to the day
        (6, None, datetime.date(2027, 5, 21), "It takes 6 months at least: 21 May 2027 is too early for that."),
        (1, None, datetime.date(2026, 12, 1), "It takes 1 month at least: 1 December 2026 is too early for that."),
        (6, "2027 Q1", datetime.date(2027, 3, 31), ""),  # the quarter is over then
        (6, "2027 Q1", datetime.date(2027, 3, 30), "It ends in 2027 Q1, after 30 March 2027."),
        (6, "2027 Q1", datetime.date(2026, 12, 31), "It ends in 2027 Q1, after 31 December 2026."),
    ],
)
def test_a_plan_that_ends_too_late_says_so(
    months: int, reached: str | None, by: datetime.date | None, sentence: str
) -> None:
    assert late(due(by), planned(months, reached)) == sentence


def test_a_plan_without_steps_is_never_late() -> None:
    by = datetime.date(2026, 11, 23)
    assert late(due(by), planned(6, some=False)) == ""
    assert ending(due(by), roadmap(), planned(6, some=False)) == ""


def roadmap(*, goal: bool = True) -> Roadmap:
    """A roadmap of which only its goal is asked."""
    return SimpleNamespace(goal=object() if goal else None)  # type: ignore[return-value]


@pytest.mark.parametrize(
    ("months", "by", "sentence"),
    [
        (5, None, "Five months at least, if each step begins as early as it can."),
        (
            5,
            datetime.date(2027, 12, 31),
            "Five months at least, if each step begins as early as it can; 31 December 2027 leaves the time.",
        ),
        (
            14,
            datetime.date(2027, 12, 31),
            "14 months at least, if each step begins as early as it can; 31 December 2027 is too early for that.",
        ),
        (1, None, "One month at least, if each step begins as early as it can."),
    ],
)
def test_when_a_plan_ends(months: int, by: datetime.date | None, sentence: str) -> None:
    assert ending(due(by), roadmap(), planned(months)) == sentence


def test_a_budget_has_no_day() -> None:
    """What a budget buys leads nowhere by a day, even where the answers name one for their target."""
    by = datetime.date(2026, 12, 1)
    expected = "Five months at least, if each step begins as early as it can."
    assert ending(due(by), roadmap(goal=False), planned(5)) == expected


def test_a_plan_in_quarters_says_when_its_last_one_ends() -> None:
    assert ending(due(None), roadmap(), planned(5, "2027 Q2")) == (
        "The end of 2027 Q2 at the soonest, by the months that steps take."
    )
    assert ending(due(datetime.date(2027, 6, 30)), roadmap(), planned(5, "2027 Q2")) == (
        "The end of 2027 Q2 at the soonest, by the months that steps take; in time for 30 June 2027, the day that the"
        " answers file names."
    )
