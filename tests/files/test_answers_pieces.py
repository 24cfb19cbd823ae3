"""What texts of an answers file name, and how answers are written: each slip on its line, each answer read back.

An answer that is taken for another, or a note that comes back changed, is worse than one that is refused.
"""

import datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cxmaturity.domain.answers import Answer, Answers, Behind, Respondent, Votes
from cxmaturity.domain.model import Requirement
from cxmaturity.domain.problems import ProblemsFoundError
from cxmaturity.files.answers.load import read_answers
from cxmaturity.files.answers.outside import brought_inside
from cxmaturity.files.answers.resolving import Resolver
from cxmaturity.files.answers.written import answers_text
from cxmaturity.files.questionnaire.load import read_questionnaire
from cxmaturity.files.yaml.findings import Findings
from cxmaturity.files.yaml.source import Source
from cxmaturity.files.yaml.tree import Document, read_tree
from tests.build import Case, OneQuestionnaire, document, questionnaire_data

CASE: Case = {
    "scale": [1, 2, 3],
    "tree": {
        "people": {"practices": {"hiring": {}, "goals": {"na": True}}},
        "work": {"practices": {"hiring": {"points": [1, 3]}, "tools": {}}},
    },
}
READ = read_questionnaire(document(questionnaire_data(CASE)), "")
QUESTIONNAIRE = READ.questionnaire
CATALOGUE = OneQuestionnaire(READ)
HEAD = "schema: cxmaturity/answers@1\nquestionnaire: case@1\ndate: 2026-11-22\n"


def opened(text: str) -> Document:
    return read_tree(Source("answers.yaml", text, ""))


def answered(text: str) -> Answers:
    return read_answers(opened(HEAD + text), "", CATALOGUE).answers


def problems(text: str) -> list[tuple[int | None, str, str, str]]:
    with pytest.raises(ProblemsFoundError) as refused:
        answered(text)
    return [(each.line, each.code, each.message, each.hint) for each in refused.value.problems]


# names


@pytest.mark.parametrize(
    ("name", "hint"),
    [
        ("Practice goals", "write people.goals"),
        ("goals", "write people.goals"),
        ("hiring", "write people.hiring or work.hiring"),
        ("is", "indent it by 2 more spaces where it belongs to the answer above it"),
        ("people.goals:p2", "write a space after the colon: `people.goals: p2`"),
        ("people.goalz", "did you mean people.goals?"),
    ],
)
def test_a_practice_that_is_named_another_way_is_not_guessed_but_said(name: str, hint: str) -> None:
    findings = Findings(opened("a: b\n"))
    assert Resolver(QUESTIONNAIRE, findings).practice(name, ("a",)) is None
    assert [(problem.code, problem.hint) for problem in findings.problems] == [("unknown-practice", hint)]


@pytest.mark.parametrize(
    ("practice", "text", "rank", "code"),
    [
        ("people.hiring", "p2", 2, None),
        ("people.hiring", "3", 3, None),
        ("work.hiring", "p2", None, "no-option"),
        ("work.hiring", "2", None, "no-option"),
        ("people.hiring", "p4", None, "unknown-point"),
        ("people.hiring", "", None, "unknown-point"),
    ],
)
def test_an_option_is_one_of_its_practice(practice: str, text: str, rank: int | None, code: str | None) -> None:
    findings = Findings(opened("a: b\n"))
    resolver = Resolver(QUESTIONNAIRE, findings)
    assert resolver.option(QUESTIONNAIRE.practices[practice], text, ("a",)) == rank
    assert [problem.code for problem in findings.problems] == ([code] if code else [])


def test_no_step_leads_to_the_lowest_point() -> None:
    findings = Findings(opened("a: b\n"))
    resolver = Resolver(QUESTIONNAIRE, findings)
    practice = QUESTIONNAIRE.practices["people.hiring"]
    assert resolver.step(practice, "p2", ("a",)) == Requirement("people.hiring", 2)
    assert resolver.step(practice, "p1", ("a",)) is None
    assert [problem.code for problem in findings.problems] == ["no-step"]


# the plan


def test_what_a_file_says_of_the_plan() -> None:
    choices = answered(
        "plan:\n  exclude: [people.goals@p2]\n  started: [work.hiring@p3]\n  must: [work.tools@p2, work.tools@p3]\n"
        "  effort: {people.hiring: {p2: 7, p3: 0}}\n  staff: 120\n"
    ).plan
    assert choices.exclude == (Requirement("people.goals", 2),)
    assert choices.started == (Requirement("work.hiring", 3),)
    assert choices.must == (Requirement("work.tools", 2), Requirement("work.tools", 3))
    assert choices.effort == {Requirement("people.hiring", 2): 7, Requirement("people.hiring", 3): 0}
    assert choices.staff == 120


@pytest.mark.parametrize(
    ("plan", "line", "code"),
    [
        ("  exclude: [people.hiring]\n", 5, "no-step"),
        ("  exclude: [people.hiring@p1]\n", 5, "no-step"),
        ("  must:\n    - people.hiring@p9\n", 6, "unknown-point"),
        ("  started: [people.hirin@p2]\n", 5, "unknown-practice"),
        ("  exclude: [people.hiring@p2]\n  must:\n    - people.goals@p2\n    - people.hiring@p2\n", 8, "contradiction"),
        ("  effort:\n    people.hiring:\n      p2: 5\n      2: 6\n", 8, "repeated-step"),
        ("  effort: {people.nobody: {p2: 5}}\n", 5, "unknown-practice"),
    ],
)
def test_each_choice_that_can_not_be_taken_is_told_on_its_line(plan: str, line: int, code: str) -> None:
    assert [problem[:2] for problem in problems(f"plan:\n{plan}")] == [(line, code)]


def test_all_that_is_wrong_is_told_at_once() -> None:
    codes = [code for _, code, _, _ in problems("plan:\n  exclude: [x@p2, people.hiring@p9]\nanswers:\n  y: p2\n")]
    assert sorted(codes) == ["unknown-point", "unknown-practice", "unknown-practice"]


# targets, weights and ranges


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("target: {stage: p9}\n", "unknown-point"),
        ("target: {dimensions: {nobody: p2}}\n", "unknown-dimension"),
        ("target: {dimensions: {people: p9}}\n", "unknown-point"),
        ("weights: {nobody: 2}\n", "unknown-practice-or-dimension"),
        ("answers: {people.hiring: [p2, p2]}\n", "range-order"),
        ("answers: {people.hiring: [p3, p2]}\n", "range-order"),
        ("answers: {people.hiring: na}\n", "na-not-allowed"),
        ("answers: {people.goals: na}\n", "na-without-reason"),
        ("answers: {people.goals: {is: na, because: ' '}}\n", "na-without-reason"),
    ],
)
def test_what_a_file_says_must_be_there(text: str, code: str) -> None:
    assert [problem[1] for problem in problems(text)] == [code]


@pytest.mark.parametrize(
    ("given_", "answer"),
    [
        ("p2", Answer("answered", 2, 2)),
        ("2", Answer("answered", 2, 2)),
        ("Point 2", Answer("answered", 2, 2)),
        ("[p1, p3]", Answer("range", 1, 3)),
        ("1-3", Answer("range", 1, 3)),
        ("dk", Answer("dk")),
        ("{is: p2, note: seen}", Answer("answered", 2, 2, note="seen")),
        ("{is: na, because: no branches}", Answer("na", because="no branches")),
        ("{note: asked}", Answer("missing", note="asked")),
    ],
)
def test_an_answer_in_a_file(given_: str, answer: Answer) -> None:
    assert answered(f"answers:\n  people.goals: {given_}\n").of("people.goals") == answer


# answers that stand outside


def test_answers_that_are_not_indented_are_read_and_told() -> None:
    inside = brought_inside(opened(f"{HEAD}answers:\n  people.hiring: p1\npeople.goals: p2\nwork.tools: p3\n"))
    assert inside.data["answers"] == {"people.hiring": "p1", "people.goals": "p2", "work.tools": "p3"}
    assert [(slip.line, slip.code) for slip in inside.slips] == [(6, "not-indented"), (7, "not-indented")]
    assert inside.line(("answers", "people.goals")) == 6


def test_an_answer_inside_is_not_replaced_by_one_outside() -> None:
    inside = brought_inside(opened(f"{HEAD}answers:\n  people.hiring: p1\npeople.hiring: p2\n"))
    assert inside.data["answers"] == {"people.hiring": "p1"}


def test_a_file_in_which_all_stands_inside_is_left_alone() -> None:
    document_ = opened(f"{HEAD}answers:\n  people.hiring: p1\n")
    assert brought_inside(document_) is document_
    wrong = opened(f"{HEAD}answers: [x]\npeople.hiring: p1\n")
    assert brought_inside(wrong) is wrong, "what `answers` holds is no set of answers, which is told elsewhere"


# answers as a text


WORDS = st.text(st.sampled_from("ab: #'\"-\n[]{},é…|>"), max_size=100)
NAMES = (
    st.text(st.sampled_from("abc 1:#'é-"), min_size=1, max_size=12)
    .map(lambda text: " ".join(text.split()))
    .filter(bool)
)


@st.composite
def some_answers(draw: st.DrawFn) -> Answers:
    """Answers of a person, or of a team with votes, with notes of any signs."""
    team = draw(st.booleans())
    given_: dict[str, Answer] = {}
    for id_, practice in QUESTIONNAIRE.practices.items():
        ranks = [option.rank for option in practice.options]
        low, high = sorted((draw(st.sampled_from(ranks)), draw(st.sampled_from(ranks))))
        answer = draw(
            st.sampled_from(
                [Answer("answered", low, low), Answer("dk"), Answer("missing")]
                + ([Answer("range", low, high)] if low < high else [])
                + ([Answer("na", because="it does not apply")] if practice.na else [])
            )
        )
        note = draw(WORDS)
        votes = Votes({low: 2}, dk=1, na=0, missing=1) if team and answer.status == "answered" else None
        answer = Answer(answer.status, answer.low, answer.high, answer.because, note, votes=votes)
        if answer != Answer("missing"):
            given_[id_] = answer
    return Answers(
        file="answers.yaml",
        sha256="",
        date=draw(st.dates(datetime.date(2000, 1, 1))),
        organisation=draw(NAMES),
        respondent=Respondent() if team else Respondent(draw(NAMES), "leader", draw(NAMES)),
        team=Behind(4, {"leader": 1}, {}) if team else None,
        answers=given_,
    )


@settings(max_examples=40, deadline=None)
@given(some_answers())
def test_what_is_written_is_read_back(answers: Answers) -> None:
    text = answers_text(answers, QUESTIONNAIRE)
    again = read_answers(opened(text), "", CATALOGUE).answers
    assert (again.date, again.organisation, again.respondent) == (
        answers.date,
        answers.organisation,
        answers.respondent,
    )
    assert again.team == answers.team
    for id_ in QUESTIONNAIRE.practices:
        before, after = answers.of(id_), again.of(id_)
        assert (after.status, after.low, after.high, after.because) == (
            before.status,
            before.low,
            before.high,
            before.because,
        )
        assert after.note == before.note
        assert (after.votes is None) == (before.votes is None)
        if before.votes and after.votes:
            assert (dict(after.votes.counts), after.votes.dk) == (dict(before.votes.counts), before.votes.dk)
    assert answers_text(again, QUESTIONNAIRE) == text, "written again it is the same"


def test_a_file_of_nothing_is_a_file() -> None:
    answers = Answers(file="answers.yaml", sha256="", date=datetime.date(2026, 11, 22), organisation="")
    text = answers_text(answers, QUESTIONNAIRE)
    assert text == f"{HEAD}answers: {{}}\n"
    assert read_answers(opened(text), "", CATALOGUE).answers.answers == {}


def test_a_file_is_written_as_a_person_would() -> None:
    given_: dict[str, Any] = {
        "people.hiring": Answer("answered", 2, 2),
        "people.goals": Answer("na", because="no: branches"),
        "work.hiring": Answer("range", 1, 3, note="Seen in two teams."),
        "work.tools": Answer("dk"),
    }
    who = Respondent("Head of CX", "leader", "")
    answers = Answers(
        file="answers.yaml",
        sha256="",
        date=datetime.date(2026, 11, 22),
        organisation="No",
        respondent=who,
        answers=given_,
    )
    assert answers_text(answers, QUESTIONNAIRE) == (
        "schema: cxmaturity/answers@1\n"
        "questionnaire: case@1\n"
        'organisation: "No"\n'
        "date: 2026-11-22\n"
        "respondent:\n"
        "  role: Head of CX\n"
        "  level: leader\n"
        "answers:\n"
        "  people.hiring: p2\n"
        "  people.goals:\n"
        "    is: na\n"
        '    because: "no: branches"\n'
        "  work.hiring:\n"
        "    is: [p1, p3]\n"
        "    note: >-\n"
        "      Seen in two teams.\n"
        "  work.tools: dk\n"
    )
