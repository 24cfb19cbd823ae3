"""The session: saves before it changes, asks what matters, and stops exactly when nothing can matter any more."""

import datetime
import itertools
from collections.abc import Callable, Iterator
from math import prod

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cxmaturity.domain.answers import MISSING, Answer, Answers, Evidence, Respondent, Target
from cxmaturity.domain.model import Practice, Questionnaire, reweighted
from cxmaturity.domain.scoring.rule import program_of
from cxmaturity.interview.session import Session
from tests.build import Case, read_case
from tests.strategies import cases

EXAMPLES = settings(max_examples=40, deadline=None, derandomize=True)

ANY = st.one_of(cases(), cases(sweep=True))
DAY = datetime.date(2026, 11, 22)
MOST = 300
"""How many completions of the open answers a property goes through at most."""

SMALL: Case = {
    "scale": [1, 2, 3],
    "tree": {
        "a": {"practices": {"one": {}, "two": {"na": True}}},
        "b": {"dimensions": {"c": {"practices": {"three": {"points": [1, 3]}, "four": {}}}}},
    },
}


class RefusedError(Exception):
    """The disk is full."""


class Disk:
    """Keeps what is saved, or refuses it."""

    def __init__(self) -> None:
        self.saved: list[Answers] = []
        self.full = False

    def __call__(self, answers: Answers) -> None:
        if self.full:
            raise RefusedError
        self.saved.append(answers)


def small(*, quick: bool = False, **answers: object) -> tuple[Session, Disk]:
    read = read_case({**SMALL, "answers": {key.replace("_", "."): value for key, value in answers.items()}})
    disk = Disk()
    return Session(read.questionnaire, read.answers, disk, quick=quick), disk


def of(case: Case, *, quick: bool = False) -> Session:
    read = read_case(case)
    return Session(read.questionnaire, read.answers, Disk(), quick=quick)


# what changes


def changes(session: Session) -> dict[str, Callable[[], None]]:
    one, two = session.practices[:2]
    return {
        "choose": lambda: session.choose(one, 2),
        "between": lambda: session.between(one, 3, 1),
        "not applicable": lambda: session.not_applicable(two, " sold "),
        "don't know": lambda: session.dont_know(one),
        "clear": lambda: session.clear(two),
        "note": lambda: session.note(one, " said "),
        "evidence": lambda: session.evidence(one, (Evidence("report", DAY),)),
        "who": lambda: session.who("Case", DAY, Respondent("Head")),
        "aim": lambda: session.aim(Target(2)),
    }


MADE = {
    "choose": ("a.one", Answer("answered", 2, 2)),
    "between": ("a.one", Answer("range", 1, 3)),
    "not applicable": ("a.two", Answer("na", because="sold", note="kept")),
    "don't know": ("a.one", Answer("dk")),
    "clear": ("a.two", Answer("missing", note="kept")),
    "note": ("a.one", Answer("missing", note="said")),
    "evidence": ("a.one", Answer("missing", evidence=(Evidence("report", DAY),))),
}


def prepared() -> tuple[Session, Disk]:
    session, disk = small(a_two=2)
    session.note(session.practices[1], "kept")
    disk.saved.clear()
    return session, disk


@pytest.mark.parametrize("change", changes(prepared()[0]))
def test_a_change_is_saved_before_it_stands(change: str) -> None:
    session, disk = prepared()
    before, position = session.answers, session.position
    seen: list[Answers] = []

    def save(answers: Answers) -> None:
        seen.append(session.answers)
        disk(answers)

    session._save = save
    changes(session)[change]()
    assert seen == [before]
    assert disk.saved == [session.answers]
    assert session.answers != before
    assert session.position == position
    if change in MADE:
        id_, answer = MADE[change]
        assert session.answers.of(id_) == answer


@pytest.mark.parametrize("change", changes(prepared()[0]))
def test_a_save_that_fails_changes_nothing(change: str) -> None:
    session, disk = prepared()
    before, assessed = session.answers, session.assessment
    disk.full = True
    with pytest.raises(RefusedError):
        changes(session)[change]()
    assert session.answers is before
    assert session.assessment is assessed


def test_the_same_answer_again_is_not_saved_again() -> None:
    session, disk = prepared()
    session.choose(session.practices[1], 2)
    assert disk.saved == []


def test_clearing_an_answer_without_words_leaves_nothing_in_the_file() -> None:
    session, _ = small(a_one=2)
    session.clear(session.practices[0])
    assert session.answers.answers == {}
    assert session.answer(session.practices[0]) == MISSING


def test_a_new_answer_keeps_words_and_drops_the_reason() -> None:
    session, _ = small(a_two="na")
    two = session.practices[1]
    session.note(two, "kept")
    session.choose(two, 3)
    assert session.answer(two) == Answer("answered", 3, 3, note="kept")


def test_not_applicable_needs_leave_and_a_reason() -> None:
    session, disk = small()
    with pytest.raises(ValueError, match="applies to everyone"):
        session.not_applicable(session.practices[0], "sold")
    with pytest.raises(ValueError, match="a reason is needed"):
        session.not_applicable(session.practices[1], " ")
    assert disk.saved == []


def test_who_keeps_the_target() -> None:
    session, _ = small()
    session.aim(Target(3, DAY, {"a": 2}))
    session.who("Other", DAY, Respondent(level="leader"))
    assert session.answers.organisation == "Other"
    assert session.answers.respondent.level == "leader"
    assert session.answers.target == Target(3, DAY, {"a": 2})


def test_undo_takes_back_one_change_after_the_other_to_where_the_session_began() -> None:
    session, disk = small(a_two=2)
    one, two, three, _ = session.practices
    before = session.answers
    assert not session.undoable
    session.choose(one, 1)
    session.choose(one, 3)
    session.note(two, "words")
    session.go(three)
    assert session.undo()
    assert (session.position, session.answer(two)) == (two, Answer("answered", 2, 2))
    assert session.undo()
    assert (session.position, session.answer(one)) == (one, Answer("answered", 1, 1))
    assert session.undo()
    assert session.answers == before == disk.saved[-1]
    assert not session.undoable
    assert not session.undo()


def test_an_undo_that_is_not_saved_can_be_tried_again() -> None:
    session, disk = small()
    session.choose(session.practices[0], 1)
    session.step(1)
    disk.full = True
    with pytest.raises(RefusedError):
        session.undo()
    assert (session.position.id, session.answers.of("a.one").low) == ("a.two", 1)
    disk.full = False
    assert session.undo()
    assert session.open == session.practices


def test_undo_keeps_who_and_the_target() -> None:
    session, _ = small()
    session.choose(session.practices[0], 1)
    session.who("Case", DAY, Respondent())
    session.aim(Target(2))
    assert session.undo()
    assert (session.answers.organisation, session.answers.target) == ("Case", Target(2))


def test_blind_sessions_name_no_point() -> None:
    case: Case = {**SMALL, "steps": {"b.c.four": {2: {"requires": {"a.one": 3}}}}}
    read = read_case({**case, "answers": {"a.one": 2, "b.c.four": 2}})
    seeing, blind = (Session(read.questionnaire, read.answers, Disk(), blind=hidden) for hidden in (False, True))
    assert (seeing.point_name(2), blind.point_name(2)) == ("Point 2", "option 2")
    assert (len(seeing.unsupported), blind.unsupported) == (1, ())
    assert seeing.assessment.result == blind.assessment.result


@EXAMPLES
@given(ANY, st.data())
def test_undoing_everything_leads_back_to_the_start(case: Case, data: st.DataObject) -> None:
    session = of(case)
    before = session.answers
    for _ in range(data.draw(st.integers(1, 6))):
        anything(session, data.draw(st.sampled_from(session.practices)), data)
    while session.undo():
        assert session.assessment.result == Session(session.questionnaire, session.answers, Disk()).assessment.result
    assert session.answers == before


@EXAMPLES
@given(ANY, st.data())
def test_whatever_is_done_the_disk_holds_what_stands(case: Case, data: st.DataObject) -> None:
    session = of(case)
    disk = Disk()
    session._save = disk
    last = session.answers
    for _ in range(data.draw(st.integers(1, 6))):
        practice = data.draw(st.sampled_from(session.practices))
        disk.full = data.draw(st.booleans())
        before = session.answers
        try:
            anything(session, practice, data)
        except RefusedError:
            assert session.answers is before
        last = disk.saved[-1] if disk.saved else last
        assert session.answers == last
        fresh = Session(session.questionnaire, session.answers, disk)
        assert session.assessment.result == fresh.assessment.result


def anything(session: Session, practice: Practice, data: st.DataObject) -> None:
    ranks = [option.rank for option in practice.options]
    kind = data.draw(st.sampled_from(["choose", "between", "dk", "na", "clear", "note"]))
    if kind == "choose":
        session.choose(practice, data.draw(st.sampled_from(ranks)))
    elif kind == "between":
        session.between(practice, *data.draw(st.permutations(ranks))[:2])
        answer = session.answer(practice)
        assert answer.low is not None
        assert answer.high is not None
        assert answer.low < answer.high
    elif kind == "dk":
        session.dont_know(practice)
    elif kind == "na" and practice.na:
        session.not_applicable(practice, "sold")
    elif kind == "clear":
        session.clear(practice)
    else:
        session.note(practice, data.draw(st.text(max_size=5)))


# what stands


def test_marks_progress_and_counts() -> None:
    session, _ = small(a_one=2, a_two="na", b_c_three=[1, 3], b_c_four="dk")
    assert [session.mark(p) for p in session.practices] == ["answered", "na", "between", "dk"]
    assert session.answered == (2, 3)
    assert session.open == ()
    session.clear(session.practices[0])
    assert session.mark(session.practices[0]) == "open"
    assert [(p.dimension.id, p.done, p.of) for p in session.progress] == [("a", 1, 2), ("b.c", 2, 2)]


@EXAMPLES
@given(ANY)
def test_progress_counts_every_practice_once(case: Case) -> None:
    session = of(case)
    assert sum(p.of for p in session.progress) == len(session.practices)
    assert sum(p.of - p.done for p in session.progress) == len(session.open)


# where next


def test_resuming_starts_at_the_first_open_practice() -> None:
    session, _ = small(a_one=1)
    assert session.position.id == "a.two"
    session, _ = small(a_one=1, a_two=1, b_c_three=1, b_c_four="dk")
    assert session.position.id == "a.one"
    assert session.finished
    assert not session.advance()


def test_steps_stay_inside() -> None:
    session, _ = small()
    session.step(-1)
    assert session.position == session.practices[0]
    session.step(2)
    assert session.position == session.practices[2]
    session.step(9)
    assert session.position == session.practices[-1]
    session.go(session.practices[1])
    assert session.position.id == "a.two"


def test_advancing_goes_round_to_the_first_open_practice() -> None:
    session, _ = small(a_two=1)
    session.go(session.practices[-1])
    session.choose(session.position, 1)
    assert session.advance()
    assert session.position.id == "a.one"


def test_advancing_leaves_out_what_was_skipped() -> None:
    for quick in (False, True):
        session, _ = small(quick=quick)
        skipped = [session.position.id]
        while session.advance(besides=skipped):
            assert session.position.id not in skipped
            skipped.append(session.position.id)
        assert sorted(skipped) == sorted(p.id for p in session.practices)
        assert session.position.id == skipped[-1]


@EXAMPLES
@given(ANY, st.booleans(), st.data())
def test_the_next_practice_is_open_and_wanted(case: Case, quick: bool, data: st.DataObject) -> None:
    session = of(case, quick=quick)
    session.go(data.draw(st.sampled_from(session.practices)))
    besides = data.draw(st.sets(st.sampled_from([p.id for p in session.practices])))
    found = session.next_open(besides=besides)
    allowed = [p for p in session.practices if session.mark(p) == "open" and p.id not in besides]
    assert found in allowed if allowed else found is None
    before = session.position
    moved = session.advance(besides=besides)
    assert moved == (bool(allowed) and not session.finished)
    assert session.position == (found if moved else before)


# quick mode


def stages(questionnaire: Questionnaire, answers: Answers) -> set[object]:
    """The stage as answered, of every way to complete the answers.

    Open practices take each option, and not applicable where they allow it. What nobody could say for certain
    (don't know, between) may turn out as any option it leaves, as the interval must hold for that too.
    """
    weighted = reweighted(questionnaire, answers.weights)
    program = program_of(weighted)
    return {program.run(reading)["stage"] for reading in completions(weighted, answers)}


def ways(practice: Practice, answer: Answer) -> list[int | None]:
    ranks: list[int | None] = [o.rank for o in practice.options]
    if answer.status == "na":
        return [None]
    if answer.low is not None and answer.high is not None:
        return [rank for rank in ranks if rank is not None and answer.low <= rank <= answer.high]
    return [*ranks, None] if answer.status == "missing" and practice.na else ranks


def completions(questionnaire: Questionnaire, answers: Answers) -> Iterator[dict[str, int | None]]:
    practices = questionnaire.practices
    for ranks in itertools.product(*(ways(p, answers.of(p.id)) for p in practices.values())):
        yield dict(zip(practices, ranks, strict=True))


def few(questionnaire: Questionnaire, answers: Answers) -> bool:
    return prod(len(ways(p, answers.of(p.id))) for p in questionnaire.practices.values()) <= MOST


def pruned(session: Session, data: st.DataObject) -> None:
    """Answer practices until the completions of the rest are few enough to go through."""
    for practice in session.practices:
        if few(session.questionnaire, session.answers):
            return
        if len(ways(practice, session.answer(practice))) > 1:
            session.choose(practice, data.draw(st.sampled_from(practice.options)).rank)


def no_range_or_dont_know(case: Case) -> Case:
    """Only open practices are unknown, so that settling is the open answers' alone."""

    def said(answer: object) -> object:
        return answer["is"] if isinstance(answer, dict) else answer

    answers = {p: a for p, a in case["answers"].items() if said(a) != "dk" and not isinstance(said(a), list)}
    return {**case, "answers": answers}


@EXAMPLES
@given(ANY, st.data())
def test_settled_means_that_every_completion_has_the_same_stage(case: Case, data: st.DataObject) -> None:
    session = of(case, quick=True)
    pruned(session, data)
    found = stages(session.questionnaire, session.answers)
    stage = session.assessment.result.stage
    if session.settled:
        assert found == {stage.worst}
        assert stage.claimed
        assert session.finished
    elif stage.worst is not None:
        assert len(found) > 1


@EXAMPLES
@given(ANY.map(no_range_or_dont_know), st.data())
def test_quick_mode_stops_at_the_first_answer_after_which_none_matters(case: Case, data: st.DataObject) -> None:
    session = of(case, quick=True)
    pruned(session, data)
    session.advance()
    asked, all_ = 0, len(session.open)
    while not session.finished:
        assert len(stages(session.questionnaire, session.answers)) > 1
        assert session.mark(session.position) == "open"
        assert session.position == session.next_open()
        if session.position.na and data.draw(st.booleans()):
            session.not_applicable(session.position, "sold")
        else:
            session.choose(session.position, data.draw(st.sampled_from(session.position.options)).rank)
        asked += 1
        session.advance()
    assert len(stages(session.questionnaire, session.answers)) == 1
    if session.settled:
        assert session.spared == all_ - asked
        assert session.assessment.result.stage.claimed
    else:
        assert session.assessment.result.applicable == 0


def test_quick_mode_asks_first_what_moves_the_stage_the_most() -> None:
    case: Case = {
        "scale": [1, 2, 3],
        "gates": {"p2": ["d.door"]},
        "tree": {"d": {"practices": {"one": {}, "door": {}, "two": {}}}},
    }
    session = of(case, quick=True)
    assert session.position.id == "d.door"
    assert session.spared == 0
    session.choose(session.position, 1)
    assert session.settled
    assert session.finished
    assert session.spared == 2
    assert not session.advance()
    session.quick = False
    assert not session.finished
    assert session.spared == 0
    assert session.advance()
    assert session.position.id == "d.two"


def test_what_nobody_knows_keeps_quick_mode_from_stopping() -> None:
    session, _ = small(quick=True, a_one="dk")
    while session.open:
        assert not session.finished
        session.choose(session.position, 3)
        session.advance()
    assert session.finished
    assert not session.settled
    assert session.spared == 0
