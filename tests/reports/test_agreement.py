"""How far people agree, as the report says it: a sentence that is not so would set leaders against their people."""

from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from cxmaturity.domain.agreement.remembered import remembered
from cxmaturity.domain.answers import Answer, Answers, Behind, Votes
from cxmaturity.domain.assessment import assess
from cxmaturity.files.answers.load import read_answers
from cxmaturity.files.questionnaire.load import read_questionnaire
from cxmaturity.reports.build.people import agreement_view
from cxmaturity.reports.view.agreement import AgreementView
from tests.build import OneQuestionnaire, document, questionnaire_data, questionnaire_of
from tests.interview.seen import DAY

ASKED = {"scale": [1, 2, 3], "tree": {"a": {"practices": {"one": {}}}, "b": {"practices": {"two": {"na": True}}}}}
CASES = yaml.safe_load((Path(__file__).parents[1] / "cases" / "agreement.yaml").read_text())


def view_of(case: dict[str, Any]) -> AgreementView:
    """The view of the file of a case."""
    read = read_questionnaire(document(questionnaire_data(ASKED)), "")
    head = {"schema": "cxmaturity/answers@1", "questionnaire": "case@1", "date": "2026-11-22"}
    file = document({**head, "team": case["team"], "answers": case["answers"]})
    answered = read_answers(file, "", OneQuestionnaire(read))
    view = agreement_view(assess(answered.questionnaire, answered.answers))
    assert view is not None
    return view


@pytest.mark.parametrize("case", CASES, ids=lambda case: str(case["case"]))
def test_what_is_said_of_peoples_answers(case: dict[str, Any]) -> None:
    view = view_of(case)
    assert view.respondents == case["team"]["respondents"]
    assert (view.who, view.agree, view.gap) == (case["who"], case["agree"], case["gap"])
    assert view.settled == case.get("settled", "")
    assert [one.unknown for one in view.practices] == case["unknown"]
    assert [one.practice for one in view.agenda] == [one["practice"] for one in case["topics"]]
    for topic, wanted in zip(view.agenda, case["topics"], strict=True):
        assert list(topic.sides) == wanted.get("sides", list(topic.sides))
        assert topic.settled == wanted.get("settled", "")


def test_one_persons_answers_have_no_agreement() -> None:
    asked = questionnaire_of(ASKED)
    alone = Answers("a.yaml", "", DAY, answers={"a.one": Answer("answered", 2, 2)})
    assert agreement_view(assess(asked, alone)) is None
    unvoted = Answers("a.yaml", "", DAY, team=Behind(5), answers={"a.one": Answer("answered", 2, 2)})
    assert agreement_view(assess(asked, unvoted)) is None


def test_a_topic_says_what_settling_it_does_to_the_stage() -> None:
    """Who leads the meeting starts with what matters; the file says why it comes first."""
    answers = {
        "a.one": {"is": ["p1", "p3"], "votes": {"p1": 5, "p3": 5}},
        "b.two": {"is": "p3", "votes": {"p3": 10}},
    }
    (topic,) = view_of({"team": {"respondents": 10}, "answers": answers}).agenda
    assert topic.why == "settled low it makes Point 1, settled high Point 3."


@given(st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9), st.integers(0, 9)), min_size=2, max_size=2))
def test_the_agenda_is_what_the_votes_say_whatever_was_settled(votes: list[tuple[int, int, int]]) -> None:
    """A meeting that goes on must find its agenda as it was, and settling one item must not change another."""
    asked = questionnaire_of(ASKED)
    people = Behind(30)
    given_ = {
        id_: Answer("range", 1, 3, votes=Votes(dict(enumerate(counts, 1))))
        for id_, counts in zip(asked.practices, votes, strict=True)
    }
    before = remembered(asked, Answers("a.yaml", "", DAY, team=people, answers=given_))
    one = {id_: Answer("answered", 2, 2, votes=answer.votes) for id_, answer in given_.items()}
    after = remembered(asked, Answers("a.yaml", "", DAY, team=people, answers=one))
    assert before == after
    assert before is not None
    spread = [one.practice for one in before.practices if one.low != one.high]
    assert sorted(topic.practice for topic in before.agenda) == sorted(spread)
    assert [sum(one.counts.values()) for one in before.practices] == [sum(v) for v in votes]
