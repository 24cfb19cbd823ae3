"""A form as a page of plain text, to be printed or mailed: 80 columns, boxes to mark, lines to write on."""

import textwrap
from collections.abc import Iterator
from pathlib import Path

from cxmaturity.domain.codes import NOT_APPLICABLE
from cxmaturity.domain.language import say
from cxmaturity.reports.forms.content import BECAUSE_ASKED, NOTE_ASKED, Asked, Choice, Form, Question

WIDTH = 80
BOX = "( ) "
LINE = "_"


def write(form: Form, _: Path) -> bytes:
    """The page, in UTF-8."""
    return ("\n".join(line.rstrip() for line in _lines(form)) + "\n").encode()


def _lines(form: Form) -> Iterator[str]:
    yield from _headed(form.title, "=")
    if form.organisation:
        yield from _wrapped(form.organisation)
    yield from _wrapped(form.reference)
    for text in (
        form.rule,
        *form.before,
        say("Mark one answer to each question. Give the page back when you are done."),
    ):
        yield ""
        yield from _wrapped(text)
    yield from ("", *_headed(say("About you"), "-"))
    for asked in form.about:
        yield ""
        yield from _asked(asked)
    for group in form.groups:
        yield from ("", "", *_headed(group.name, "-"))
        if group.about:
            yield from _wrapped(group.about)
        for question in group.questions:
            yield from ("", *_question(question))


def _asked(asked: Asked) -> Iterator[str]:
    if not asked.choices:
        yield from _to_write_on(asked.title)
        return
    yield from _wrapped(asked.title)
    yield from (f"    {BOX}{choice.text}" for choice in asked.choices)


def _question(question: Question) -> Iterator[str]:
    yield from _wrapped(question.coded(question.code, question.title), f"{question.number}. ")
    yield from _wrapped(question.question, "    ")
    if question.help:
        yield from _wrapped(question.help, "    ")
    yield ""
    for choice in question.choices:
        yield from _wrapped(_choice(choice), f"    {BOX}")
        if choice.value == NOT_APPLICABLE:
            yield from _to_write_on(say(BECAUSE_ASKED), "        ")
    yield from _to_write_on(say(NOTE_ASKED), "    ")


def _choice(choice: Choice) -> str:
    """An option by its number, its rank, with its point's name where that is shown."""
    named = f"{choice.name}: {choice.text}" if choice.name else choice.text
    return named if choice.rank is None else f"{choice.rank}  {named}"


def _headed(title: str, under: str) -> Iterator[str]:
    lines = list(_wrapped(title))
    yield from lines
    yield under * max(map(len, lines))


def _to_write_on(label: str, indent: str = "") -> Iterator[str]:
    *first, last = _wrapped(label, indent)
    yield from first
    yield f"{last} ".ljust(WIDTH, LINE) if len(last) < WIDTH - 20 else last
    if len(last) >= WIDTH - 20:
        yield indent.ljust(WIDTH, LINE)


def _wrapped(text: str, lead: str = "") -> Iterator[str]:
    """Lines of a text, the first behind a lead, the others below its first letter."""
    hanging = " " * len(lead)
    yield from textwrap.wrap(text, WIDTH, initial_indent=lead, subsequent_indent=hanging, break_on_hyphens=False) or [
        lead
    ]
