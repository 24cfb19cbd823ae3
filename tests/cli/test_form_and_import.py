"""Out and back: what each survey tool exports of its own form is taken back as the answers that were given.

A user would lose a survey if the form and the import called questions or options by different names.
"""

import csv
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest

from cxmaturity.cli.loading import load
from cxmaturity.domain.answers import Respondent
from cxmaturity.domain.codes import BESIDE_NUMBERS, choice_code, level_code
from cxmaturity.files.questionnaire.catalogue import Catalogue
from cxmaturity.reports.forms.content import Asked, Choice, Code, Form, Question, form_of
from tests.cli.running import QUESTIONNAIRES, Cx

LEVEL = 2
"""Which level is chosen, counted from 0: front line."""
Say = Callable[[Choice], str]
Call = Callable[[Asked | Question, Code, str], str]


def text(choice: Choice) -> str:
    return choice.text


def name(choice: Choice) -> str:
    return choice.value


def lime_code(choice: Choice) -> str:
    if choice.rank is not None:
        return choice_code(choice.rank)
    return choice.value.upper() if choice.value in BESIDE_NUMBERS else level_code(choice.value)


def number(choice: Choice) -> str:
    return str(choice.rank or BESIDE_NUMBERS.get(choice.value, LEVEL + 1))


def in_title(asked: Asked | Question, code: Code, title: str) -> str:
    return f"{title or asked.title} [{code.long}]"


def long(_: Asked | Question, code: Code, __: str) -> str:
    return code.long


def short(_: Asked | Question, code: Code, __: str) -> str:
    return code.short


def in_group(asked: Asked | Question, code: Code, _: str) -> str:
    return code.long if isinstance(asked, Asked) else f"group-1/{code.long}"


TOOLS: dict[str, tuple[Call, Say, int]] = {
    "google": (in_title, text, 1),
    "lime, codes": (short, lime_code, 1),
    "lime, texts": (short, text, 1),
    "kobo, names": (in_group, name, 1),
    "kobo, labels": (in_group, text, 1),
    "qualtrics": (long, text, 3),
}
"""How a tool calls a question and an answer, and how many rows stand above its data."""


def chosen(question: Question) -> Choice:
    """Another place in the list of choices for each question, so that every kind is chosen somewhere."""
    return question.choices[question.number % len(question.choices)]


def export(form: Form, call: Call, say: Say, heads: int) -> Iterable[list[str]]:
    """The table that a tool exports of one respondent."""
    columns = [
        (call(asked, asked.code, ""), say(asked.choices[LEVEL]) if asked.choices else "care") for asked in form.about
    ]
    for question in form.questions:
        is_na = chosen(question).value == "na"
        columns.append((call(question, question.code, ""), say(chosen(question))))
        if question.na:
            columns.append((call(question, question.because, "If not: why?"), "we have none" if is_na else ""))
        columns.append((call(question, question.note, "Note"), "" if question.number > 1 else "first; second\nthird"))
    head = [title for title, _ in columns]
    yield head
    yield from [head, ['{"ImportId":"QID1"}'] * len(head)][: heads - 1]
    yield [value for _, value in columns]


@pytest.mark.parametrize("questionnaire", [path.stem for path in QUESTIONNAIRES])
@pytest.mark.parametrize("tool", TOOLS)
def test_what_comes_back_is_what_was_answered(tool: str, questionnaire: str, cx: Cx, tmp_path: Path) -> None:
    _comes_back(TOOLS[tool], questionnaire, cx, tmp_path)


def test_numbers_come_back_where_they_are_ranks(cx: Cx, tmp_path: Path) -> None:
    """Numbers of Qualtrics: the option's rank, 98 for don't know and 99 for what does not apply."""
    _comes_back((long, number, 3), "digital", cx, tmp_path, level="3")


def _comes_back(tool: tuple[Call, Say, int], id_: str, cx: Cx, folder: Path, level: str = "front-line") -> None:
    questionnaire = Catalogue().find(id_)
    assert questionnaire is not None
    form = form_of(questionnaire)
    path = folder / "export.csv"
    with path.open("w", newline="", encoding="utf-8") as file:
        csv.writer(file).writerows(export(form, *tool))
    ran = cx("import", path, "--questionnaire", id_, "--date", "2026-11-20", "-o", folder / "back")
    assert ran.code == 0, ran.err
    files = sorted((folder / "back").glob("*.yaml"))
    assert len(files) == 1
    answers = load([str(files[0])], Catalogue())[0].answers
    assert answers.respondent == Respondent("care", level, "care")
    for question in form.questions:
        answer, choice = answers.of(question.practice), chosen(question)
        expected = choice.value if choice.rank is None else "answered"
        assert (answer.status, answer.low) == (expected, choice.rank), question.practice
        assert answer.because == ("we have none" if choice.value == "na" else "")
        assert answer.note == ("" if question.number > 1 else "first; second\nthird")
