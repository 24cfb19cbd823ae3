"""A form as one page of HTML that loads nothing and sends nothing: it saves an answers file where it is opened."""

from pathlib import Path
from typing import Any

from cxmaturity.domain.codes import DONT_KNOW, NOT_APPLICABLE
from cxmaturity.reports.formats.csp import with_policy
from cxmaturity.reports.formats.jinja import Layout, renderer, unparted
from cxmaturity.reports.forms.content import Form
from cxmaturity.reports.forms.words import (
    open_words,
    option_words,
    page_words,
    place_words,
    progress_words,
    question_words,
)
from cxmaturity.reports.sanitise import visible

MOST_NOTE, MOST_LINE, MOST_EVIDENCE = 10_000, 500, 20
"""How many characters a note and a line take at most, and how many pieces of evidence an answer: a file has 5 MiB."""


def write(form: Form, templates: Path) -> bytes:
    """The page."""
    page = renderer(LAYOUT, templates, None).render(
        form=form,
        words=page_words(form),
        places={question.practice: place_words(question, form) for question in form.questions},
        higher={choice: option_words(choice) for question in form.questions for choice in question.options},
        data=_data(form),
        most_note=MOST_NOTE,
        most_line=MOST_LINE,
    )
    return with_policy(page).encode()


def _data(form: Form) -> dict[str, Any]:
    """What the script of the page reads: what it writes into files, where it keeps answers, and what it says."""
    return {
        "reference": form.reference,
        "id": form.questionnaire.id,
        "organisation": form.organisation,
        "key": f"cxmaturity/form/{form.reference}/{form.questionnaire.sha256}",
        "questions": [
            {
                "id": question.practice,
                "points": [choice.value for choice in question.options],
                "said": question_words(question),
            }
            for question in form.questions
        ],
        "levels": [choice.value for asked in form.about for choice in asked.choices],
        "beside": {"dk": DONT_KNOW, "na": NOT_APPLICABLE},
        "most_evidence": MOST_EVIDENCE,
        "words": page_words(form),
        "progress": progress_words(form),
        "open": open_words(form),
    }


def _text(value: Any) -> Any:
    """Text for HTML, in which no line parts a number from its unit; Jinja escapes it after this."""
    return unparted(visible(value)) if type(value) is str else value  # all else is escaped where it is made


LAYOUT = Layout("form-page", "form/page/page.html.j2", _text)
