"""A respondent's answers as the text of an answers file."""

import json
import re
from collections.abc import Iterator

from cxmaturity.domain.answers import Answer, Answers
from cxmaturity.domain.model import Questionnaire
from cxmaturity.files.yaml.quoting import needs_no_quotes

_ESCAPED = re.compile("[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")


def answers_text(answers: Answers, questionnaire: Questionnaire) -> str:
    """The text of an answers file: who answered by role, level and function, and every answer on its line."""
    return "".join(f"{line}\n" for line in _lines(answers, questionnaire))


def _lines(answers: Answers, questionnaire: Questionnaire) -> Iterator[str]:
    yield "schema: cxmaturity/answers@1"
    yield f"questionnaire: {questionnaire.id}@{questionnaire.version}"
    if answers.organisation:
        yield f"organisation: {_quoted(answers.organisation)}"
    yield f"date: {answers.date.isoformat()}"
    who = answers.respondent
    about = [
        (key, text) for key, text in (("role", who.role), ("level", who.level), ("function", who.function)) if text
    ]
    if about:
        yield "respondent:"
        yield from (f"  {key}: {_quoted(text)}" for key, text in about)
    yield "answers:" if answers.answers else "answers: {}"
    for id_, answer in answers.answers.items():
        yield from _answer(id_, answer, questionnaire)


def _answer(id_: str, answer: Answer, questionnaire: Questionnaire) -> Iterator[str]:
    value = answer.status if answer.low is None else questionnaire.point(answer.low).id
    if not answer.note and not answer.because:
        yield f"  {id_}: {value}"
        return
    yield f"  {id_}:"
    yield f"    is: {value}"
    if answer.because:
        yield f"    because: {_quoted(answer.because)}"
    if answer.note:
        yield f"    note: {_quoted(answer.note)}"


def _quoted(text: str) -> str:
    if needs_no_quotes(text):
        return text
    return _ESCAPED.sub(lambda match: f"\\u{ord(match[0]):04x}", json.dumps(text, ensure_ascii=False))
