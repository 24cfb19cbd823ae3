"""A form as a script for Google Apps Script, which makes a Google Form when it is run.

https://developers.google.com/apps-script/reference/forms

The script is the same for every form; what it asks stands in front as JSON of letters, digits and escapes, so that no
text can end the string, the line or the page it stands in. Google keeps no codes of questions: they end the titles.
"""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from cxmaturity.domain.codes import titled
from cxmaturity.domain.language import say
from cxmaturity.reports.forms.content import BECAUSE_ASKED, NOTE_ASKED, Choice, Form

TEMPLATE = "form/google.js"


def write(form: Form, templates: Path) -> bytes:
    """The script."""
    asked = {
        "title": form.title,
        "description": "\n\n".join((form.rule, *form.before)),
        "done": say("Made from {questionnaire}. Look through it, then publish it:", questionnaire=form.reference),
        "items": list(_items(form)),
    }
    data = json.dumps(asked, indent=1).replace("<", "\\u003c").replace(">", "\\u003e")
    return f"var FORM = {data};\n\n{(templates / TEMPLATE).read_text('utf-8')}".encode()


def _items(form: Form) -> Iterator[dict[str, Any]]:
    for asked in form.about:
        title = titled(asked.title, asked.code.long)
        yield _choice(title, "", asked.choices) if asked.choices else {"kind": "line", "title": title, "help": ""}
    for group in form.groups:
        yield {"kind": "page", "title": group.name, "help": group.about}
        for question in group.questions:
            yield _choice(question.coded(question.code), question.help, question.choices)
            if question.na:
                yield _text(question.coded(question.because, say(BECAUSE_ASKED)))
            yield _text(question.coded(question.note, say(NOTE_ASKED)))


def _choice(title: str, help_: str, choices: tuple[Choice, ...]) -> dict[str, Any]:
    return {"kind": "choice", "title": title, "help": help_, "choices": [choice.text for choice in choices]}


def _text(title: str) -> dict[str, Any]:
    return {"kind": "text", "title": title, "help": ""}
