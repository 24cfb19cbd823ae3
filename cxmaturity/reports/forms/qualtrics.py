"""A form as the text from which Qualtrics makes a survey, in its advanced format.

https://www.qualtrics.com/support/survey-platform/survey-module/survey-tools/import-and-export-surveys/

Texts are HTML there. A line of double brackets is an instruction and a dollar sign before a brace takes a value from
elsewhere, so both are written as entities. An option's number is its rank, as it is in answers files.
"""

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from cxmaturity.domain.codes import BESIDE_NUMBERS
from cxmaturity.domain.language import say
from cxmaturity.reports.forms.content import BECAUSE_ASKED, NOTE_ASKED, Choice, Form, Question

LIST, SHORT_TEXT, LONG_TEXT, SHOWN = "MC:SingleAnswer:Vertical", "TE:SingleLine", "TE:Essay", "DB"
_ACTING = re.compile(r"<|>|&(?=#?\w+;)|\[(?=\[)|\$(?=\{)")


def write(form: Form, _: Path) -> bytes:
    """The text, in UTF-8."""
    return ("\n\n".join(["[[AdvancedFormat]]", *_parts(form)]) + "\n").encode()


def _parts(form: Form) -> Iterator[str]:
    yield _tag("Block", say("About you"))
    yield _asked(SHOWN, "", "<br>".join(map(_html, (form.rule, *form.before))))
    for asked in form.about:
        yield _asked(LIST if asked.choices else SHORT_TEXT, asked.code.long, _html(asked.title), asked.choices)
    for group in form.groups:
        yield _tag("Block", group.name)
        if group.about:
            yield _asked(SHOWN, "", _html(group.about))
        for place, question in enumerate(group.questions):
            if place:
                yield "[[PageBreak]]"
            yield from _question(question)


def _question(question: Question) -> Iterator[str]:
    heading = "<br>".join(map(_html, filter(None, (question.heading, question.help))))
    yield _asked(LIST, question.code.long, heading, question.choices)
    if question.na:
        yield _asked(LONG_TEXT, question.because.long, _html(say(BECAUSE_ASKED)))
    yield _asked(LONG_TEXT, question.note.long, _html(say(NOTE_ASKED)))


def _asked(kind: str, id_: str, html: str, choices: Sequence[Choice] = ()) -> str:
    lines = [_tag("Question", kind), *([_tag("ID", id_)] if id_ else []), html]
    if choices:
        lines += ["", "[[AdvancedChoices]]"]
    for place, choice in enumerate(choices, 1):
        number = choice.rank or BESIDE_NUMBERS.get(choice.value, place)
        lines += [_tag("Choice", str(number)), _html(choice.text)]
    return "\n".join(lines)


def _tag(name: str, value: str) -> str:
    return f"[[{name}:{_html(value.replace('[', '(').replace(']', ')'))}]]"


def _html(text: str) -> str:
    """Text as HTML in which nothing acts; all else stays as it is, so that it comes back as it was."""
    return _ACTING.sub(lambda match: f"&#{ord(match[0])};", text)
