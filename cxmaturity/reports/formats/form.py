"""An answers file to fill in: every practice with its options as comments."""

import textwrap
from pathlib import Path
from typing import Any

from markupsafe import Markup

from cxmaturity.domain.glossary import answering
from cxmaturity.domain.model import Questionnaire
from cxmaturity.domain.scoring.rule import rule_of
from cxmaturity.reports.formats.jinja import Layout, renderer
from cxmaturity.reports.sanitise import one_line


def answers_form(questionnaire: Questionnaire, templates: Path) -> str:
    """The form of a questionnaire."""
    highest = rule_of(questionnaire).stages(questionnaire, len(questionnaire.dimensions))[-1]
    return renderer(LAYOUT, templates, None).render(
        questionnaire=questionnaire, highest=highest.id, answering=answering(questionnaire)
    )


def _text(value: Any) -> Any:
    """Text for a comment in YAML, on one line."""
    is_text = isinstance(value, str) and not isinstance(value, Markup)
    return Markup(one_line(value)) if is_text else value  # noqa: S704  nothing ends a comment but a line end


def _comment(text: str, width: int, indent: str, margin: str = "  ") -> Markup:
    """Text as lines of a comment in YAML, the first one for after `# `, the others indented below it
    behind the margin."""
    lines = textwrap.wrap(one_line(text), width, break_long_words=False, break_on_hyphens=False)
    return Markup(f"\n{margin}# {indent}".join(lines))  # noqa: S704  nothing ends a comment but a line end


LAYOUT = Layout("form", "form/answers.yaml.j2", _text, {"comment": _comment})
