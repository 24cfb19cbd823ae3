"""A form as the structure of a survey that LimeSurvey imports: tab-separated values, one row for each thing.

https://manual.limesurvey.org/Tab_Separated_Value_survey_structure

Texts are HTML there, and what stands in braces is computed: every sign that acts is written as an entity. That leaves
nothing in a cell that needs quotes, which LimeSurvey's reader and spreadsheets undo in different ways.
"""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from cxmaturity.domain.codes import choice_code, level_code
from cxmaturity.domain.language import say
from cxmaturity.reports.forms.content import BECAUSE_ASKED, NOTE_ASKED, Asked, Choice, Code, Form, Question

COLUMNS = (
    "class", "type/scale", "name", "relevance", "text", "help", "language", "validation", "mandatory", "other",
    "default", "same_default",
)  # fmt: skip
LANGUAGE = "en"
LIST, SHORT_TEXT, LONG_TEXT = "L", "S", "T"
SETTINGS = {
    "language": LANGUAGE,
    "format": "G",  # a page a group
    "anonymized": "Y",  # no answer leads to who gave it
    "ipaddr": "N",
    "refurl": "N",
    "allowprev": "Y",
    "allowsave": "Y",
    "showprogress": "Y",
    "showwelcome": "Y",
    "shownoanswer": "Y",
}
_ACTING = re.compile(r"[&<>\"{}\\]|^[=+\-@]")
Row = dict[str, str]


def write(form: Form, _: Path) -> bytes:
    """The survey. LimeSurvey takes it as a `.txt` or `.tsv` file, in UTF-8."""
    lines = ("\t".join(row.get(column, "") for column in COLUMNS) for row in _rows(form))
    return "".join(line + "\n" for line in ("\t".join(COLUMNS), *lines)).encode()


def _rows(form: Form) -> Iterator[Row]:
    yield from ({"class": "S", "name": name, "text": text} for name, text in SETTINGS.items())
    welcome = "<br />".join(map(_html, (form.rule, *form.before)))
    texts = {"surveyls_title": _html(form.title), "surveyls_welcometext": welcome}
    yield from ({"class": "SL", "name": name, "text": text, "language": LANGUAGE} for name, text in texts.items())
    yield _group(1, say("About you"), "")
    for asked in form.about:
        yield from _asked(asked)
    for number, group in enumerate(form.groups, 2):
        yield _group(number, group.name, group.about)
        for question in group.questions:
            yield from _question(question)


def _group(number: int, name: str, about: str) -> Row:
    return {
        "class": "G", "type/scale": str(number), "name": _html(name), "relevance": "1", "text": _html(about),
        "language": LANGUAGE,
    }  # fmt: skip


def _asked(asked: Asked) -> Iterator[Row]:
    yield _field(LIST if asked.choices else SHORT_TEXT, asked.code, asked.title)
    yield from _choices(asked.choices, [level_code(choice.value) for choice in asked.choices])


def _question(question: Question) -> Iterator[Row]:
    yield _field(LIST, question.code, question.heading, question.help)
    yield from _choices(question.choices, map(_choice_code, question.choices))
    if question.na:
        relevance = f"{question.code.short}.NAOK == '{_choice_code(question.beside[-1])}'"
        yield _field(LONG_TEXT, question.because, BECAUSE_ASKED, relevance=relevance)
    yield _field(LONG_TEXT, question.note, NOTE_ASKED)


def _choice_code(choice: Choice) -> str:
    """The code of an option by its rank, else what files hold, in capitals: `A3`, `DK`, `NA`."""
    return choice.value.upper() if choice.rank is None else choice_code(choice.rank)


def _field(kind: str, code: Code, text: str, help: str = "", relevance: str = "1") -> Row:  # noqa: A002  its column
    return {
        "class": "Q", "type/scale": kind, "name": code.short, "relevance": relevance, "text": _html(text),
        "help": _html(help), "language": LANGUAGE, "mandatory": "N", "other": "N", "same_default": "0",
    }  # fmt: skip


def _choices(choices: Iterable[Choice], codes: Iterable[str]) -> Iterator[Row]:
    for choice, code in zip(choices, codes, strict=True):
        text = _html(choice.text)
        yield {"class": "A", "type/scale": "0", "name": code, "relevance": "0", "text": text, "language": LANGUAGE}


def _html(text: str) -> str:
    """Text as HTML in which nothing acts: no element, no expression, no formula of a spreadsheet, no quote."""
    return _ACTING.sub(lambda match: f"&#{ord(match[0])};", text)
