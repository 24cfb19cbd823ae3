"""The votes of a team in an answers file: read as they were written, and every error told with its place."""

import pytest

from cxmaturity.domain.answers import Answer, Answers, Behind, Votes
from cxmaturity.domain.problems import ProblemsFoundError
from cxmaturity.files.answers.load import read_answers
from cxmaturity.files.answers.written import answers_text
from cxmaturity.files.questionnaire.load import read_questionnaire
from cxmaturity.files.yaml.source import Source
from cxmaturity.files.yaml.tree import read_tree
from tests.build import OneQuestionnaire, document, questionnaire_data, read_case

CASE = {"scale": [1, 2, 3], "tree": {"a": {"practices": {"x": {}, "y": {}, "n": {"na": True}}}}}
BASE = read_case(CASE)


def read(text: str) -> Answers:
    catalogue = OneQuestionnaire(read_questionnaire(document(questionnaire_data(CASE)), ""))
    return read_answers(read_tree(Source("team.yaml", text, "")), "", catalogue).answers


def test_what_is_written_is_what_is_read() -> None:
    """Else a meeting would talk about other votes than people gave."""
    levels = {'say "hello": {x}': 20, "no": 9, "the rest": 9}
    answers = Answers(
        file="team.yaml",
        sha256="",
        date=BASE.answers.date,
        organisation="Ünïted: #1",
        team=Behind(38, levels, {"Claims, north": 38}),
        answers={
            "a.x": Answer("range", 1, 3, votes=Votes({1: 20, 3: 10}, 5, 0, 3, {"no": 1, 'say "hello": {x}': 3})),
            "a.y": Answer("dk", votes=Votes({}, 38)),
            "a.n": Answer("na", because="30 of 38: \n none", note="a: b", votes=Votes({2: 8}, 0, 30)),
        },
    )
    text = answers_text(answers, BASE.questionnaire)
    assert read(text) == answers


HEAD = "schema: cxmaturity/answers@1\nquestionnaire: case@1\ndate: 2026-11-22\n"
TEAM = HEAD + "team: {respondents: 9, levels: {leader: 9}}\nanswers:\n"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (TEAM + "  a.x: {is: p1, votes: {p9: 3}}", "names no option"),
        (TEAM + "  a.x: {is: p1, votes: {p1: 3, 1: 3}}", "stand here already"),
        (TEAM + "  a.x: {is: p1, votes: {p1: 8, dk: 2}}", "10 answers stand here, and the team has 9 people"),
        (TEAM + "  a.x: {is: p1, votes: {p1: 8}, medians: {boss: p1}}", "no such level"),
        (TEAM + "  a.x: {is: p1, votes: {p1: 8}, medians: {leader: p7}}", "names no option"),
        (TEAM + "  a.x: {is: p1, votes: {p1: -1}}", "a whole number"),
        (TEAM + "  a.x: {is: p1, votes: 3}", "votes"),
        (HEAD + "team: 38\n", "team"),
        (HEAD + "team: {levels: {leader: 3}}\n", "respondents"),
        (HEAD + "team: {respondents: many}\n", "a whole number"),
    ],
)
def test_an_error_in_the_votes_is_told_with_its_line(text: str, words: str) -> None:
    with pytest.raises(ProblemsFoundError) as found:
        read(text)
    told = str(found.value)
    assert words in told
    assert "team.yaml, line " in told
