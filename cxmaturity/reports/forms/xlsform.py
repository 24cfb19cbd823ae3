"""A form as an XLSForm, the spreadsheet from which KoBoToolbox, ODK and others make theirs. https://xlsform.org

Every question names its choices by a list of its own; their names are what answers files hold. A text of braces behind
a dollar sign would be read as the answer to another question, and there is no way to quote it. What is no question has
a hyphen in its name, which no code of a practice has.
"""

import datetime
import io
from collections.abc import Iterator, Sequence
from pathlib import Path

import xlsxwriter  # type: ignore[import-untyped]

from cxmaturity.domain.codes import NOT_APPLICABLE
from cxmaturity.domain.language import say
from cxmaturity.domain.problems import Problem, ProblemsFoundError
from cxmaturity.reports.forms.content import BECAUSE_ASKED, NOTE_ASKED, Asked, Choice, Form, Group, Question

SURVEY = ("type", "name", "label", "hint", "relevant", "appearance")
CHOICES = ("list_name", "name", "label")
SETTINGS = ("form_title", "form_id", "version")
WIDTHS = {"label": 60, "hint": 40, "relevant": 30}
MOST_CHARACTERS = 32_767
"""How many a cell holds at most."""
_MADE = datetime.datetime(2000, 1, 1)  # the same bytes on any day
Row = dict[str, str]


def write(form: Form, _: Path) -> bytes:
    """The workbook. ProblemsFoundError where a text is longer than a cell can be."""
    title = {"form_title": form.title, "form_id": form.questionnaire.id, "version": str(form.questionnaire.version)}
    sheets: dict[str, tuple[Sequence[str], list[Row]]] = {
        "survey": (SURVEY, list(_survey(form))),
        "choices": (CHOICES, list(_choices(form))),
        "settings": (SETTINGS, [title]),
    }
    _check(form, [row for _, rows in sheets.values() for row in rows])
    data = io.BytesIO()
    with xlsxwriter.Workbook(data, {"in_memory": True}) as book:
        book.set_properties({"title": form.title, "created": _MADE})
        bold, wrapped = book.add_format({"bold": True}), book.add_format({"text_wrap": True, "valign": "top"})
        for name, (columns, rows) in sheets.items():
            sheet = book.add_worksheet(name)
            sheet.freeze_panes(1, 0)
            for at, column in enumerate(columns):
                sheet.set_column(at, at, WIDTHS.get(column, 24))
                for line, text in enumerate((column, *(row.get(column, "") for row in rows))):
                    if text:
                        sheet.write_string(line, at, text, wrapped if line else bold)
    return data.getvalue()


def _check(form: Form, rows: Sequence[Row]) -> None:
    long = [text for row in rows for text in row.values() if len(text) > MOST_CHARACTERS]
    if long:
        hint = f"shorten it to {MOST_CHARACTERS:,} characters, or hand out another form"
        message = "“{}…” is longer than a cell of a spreadsheet can be"
        raise ProblemsFoundError(
            Problem(form.reference, None, "", "long-cell", message.format(text[:40]), hint) for text in long
        )


def _survey(form: Form) -> Iterator[Row]:
    for number, text in enumerate((form.rule, *form.before), 1):
        yield {"type": "note", "name": f"before-{number}", "label": _label(text)}
    for asked in form.about:
        yield {"type": _type(asked), "name": asked.code.long, "label": _label(asked.title)}
    for number, group in enumerate(form.groups, 1):
        yield from _group(group, f"group-{number}")


def _type(asked: Asked) -> str:
    return f"select_one {asked.code.long}" if asked.choices else "text"


def _group(group: Group, name: str) -> Iterator[Row]:
    yield {"type": "begin_group", "name": name, "label": _label(group.name)}
    if group.about:
        yield {"type": "note", "name": f"{name}-about", "label": _label(group.about)}
    for question in group.questions:
        yield from _question(question)
    yield {"type": "end_group"}


def _question(question: Question) -> Iterator[Row]:
    code = question.code.long
    label, hint = _label(question.heading), _label(question.help)
    yield {"type": f"select_one {code}", "name": code, "label": label, "hint": hint}
    if question.na:
        relevant = f"${{{code}}} = '{NOT_APPLICABLE}'"
        yield {"type": "text", "name": question.because.long, "label": say(BECAUSE_ASKED), "relevant": relevant}
    yield {"type": "text", "name": question.note.long, "label": say(NOTE_ASKED), "appearance": "multiline"}


def _choices(form: Form) -> Iterator[Row]:
    lists: dict[str, tuple[Choice, ...]] = {asked.code.long: asked.choices for asked in form.about}
    lists |= {question.code.long: question.choices for question in form.questions}
    for name, choices in lists.items():
        yield from ({"list_name": name, "name": choice.value, "label": _label(choice.text)} for choice in choices)


def _label(text: str) -> str:
    return text.replace("${", "$ {")
