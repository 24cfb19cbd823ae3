"""Answers as the text of a new answers file: of one respondent, or of a team with the votes behind each answer."""

from collections.abc import Iterator, Mapping

from cxmaturity.domain.answers import MISSING, Answer, Answers
from cxmaturity.domain.model import Questionnaire
from cxmaturity.files.answers.team import WITHOUT
from cxmaturity.files.yaml.prose import on_lines
from cxmaturity.files.yaml.quoting import needs_no_quotes, quoted

SHORT = 80
"""How many characters of a reason stand behind its key; a longer one stands on lines of its own, as every note does."""


def answers_text(answers: Answers, questionnaire: Questionnaire) -> str:
    """The text of an answers file: who answered, or who stands behind it, and every answer that there is."""
    return "".join(f"{line}\n" for line in _lines(answers, questionnaire))


def _lines(answers: Answers, questionnaire: Questionnaire) -> Iterator[str]:
    yield "schema: cxmaturity/answers@1"
    yield f"questionnaire: {questionnaire.id}@{questionnaire.version}"
    if answers.organisation:
        yield f"organisation: {_text(answers.organisation)}"
    yield f"date: {answers.date.isoformat()}"
    who = answers.respondent
    about = {key: text for key, text in (("role", who.role), ("level", who.level), ("function", who.function)) if text}
    if about:
        yield "respondent:"
        yield from (f"  {key}: {_text(text)}" for key, text in about.items())
    if answers.team:
        yield "team:"
        yield f"  respondents: {answers.team.respondents}"
        for name, people in (("levels", answers.team.levels), ("functions", answers.team.functions)):
            if people:
                yield f"  {name}: {_mapping(people)}"
    given = [(id_, answer) for id_ in questionnaire.practices if (answer := answers.of(id_)) != MISSING]
    yield "answers:" if given else "answers: {}"
    for id_, answer in given:
        details = [*_details(answer, questionnaire)]
        point = _point(answer, questionnaire)
        yield f"  {id_}:" if details or not point else f"  {id_}: {point}"
        if details and point:
            yield f"    is: {point}"
        yield from details


def _point(answer: Answer, questionnaire: Questionnaire) -> str:
    if answer.low is None or answer.high is None:
        return "" if answer.status == MISSING.status else answer.status
    ends = [questionnaire.point(rank).id for rank in dict.fromkeys((answer.low, answer.high))]
    return ends[0] if len(ends) == 1 else f"[{', '.join(ends)}]"


def _details(answer: Answer, questionnaire: Questionnaire) -> Iterator[str]:
    if answer.because:
        yield from _prose("because", answer.because, short=SHORT)
    if answer.note:
        yield from _prose("note", answer.note)
    if answer.votes:
        without = {word: n for word in WITHOUT if (n := getattr(answer.votes, word))}
        chosen = {questionnaire.point(rank).id: n for rank, n in answer.votes.counts.items() if n}
        yield f"    votes: {_mapping(chosen | without)}"
        if answer.votes.medians:
            medians = {level: questionnaire.point(rank).id for level, rank in answer.votes.medians.items()}
            yield f"    medians: {_mapping(medians)}"


def _prose(key: str, text: str, short: int = 0) -> Iterator[str]:
    """A text on lines of its own, or behind its key where it is short or needs quotes."""
    lines = None if len(text) <= short and "\n" not in text else on_lines(text, 6)
    if lines is None:
        yield f"    {key}: {_text(text)}"
    else:
        yield f"    {key}: {lines[0]}"
        yield from (f"      {line}" if line else "" for line in lines[1])


def _mapping(values: Mapping[str, object]) -> str:
    return "{" + ", ".join(f"{_text(key, between=True)}: {value}" for key, value in values.items()) + "}"


def _text(text: str, *, between: bool = False) -> str:
    return text if needs_no_quotes(text, between=between) else quoted(text)
