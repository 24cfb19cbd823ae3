"""From the view to Markdown and HTML, and from questionnaires to documents, through Jinja's sandbox.

Templates are looked for in the user's folder first, then among the built-in ones, which also stand under
`builtin/`, so that `{% extends "builtin/html/report.html.j2" %}` replaces one block. Whatever a template
prints is escaped for the format unless a macro or filter made it.
"""

import calendar
import re
import textwrap
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, Literal

import jinja2
import msgspec
from jinja2 import (
    BaseLoader,
    ChoiceLoader,
    FileSystemLoader,
    ModuleLoader,
    PrefixLoader,
    StrictUndefined,
    TemplateError,
)
from markupsafe import Markup

from cxmaturity.domain.glossary import glossary
from cxmaturity.domain.language import counted, counted_plain, listed, number, percent, rounded, signed
from cxmaturity.domain.model import Questionnaire
from cxmaturity.domain.problems import ProblemsFoundError
from cxmaturity.reports import diagrams, drawing
from cxmaturity.reports.formats.csp import with_policy
from cxmaturity.reports.formats.sandbox import Sandbox
from cxmaturity.reports.roadmap import RoadmapView
from cxmaturity.reports.sanitise import one_line, visible
from cxmaturity.reports.sure_view import SureView
from cxmaturity.reports.together_view import ContradictionView, Together
from cxmaturity.reports.view import View
from cxmaturity.reports.words import reasons, share
from cxmaturity.reports.words_effort import step_effort
from cxmaturity.reports.words_rule import rule_words

Layout = Literal["html", "md", "summary", "plan", "show", "crosswalk", "form", "sure"]
TEMPLATES: dict[Layout, str] = {
    "html": "html/report.html.j2",
    "md": "markdown/report.md.j2",
    "summary": "markdown/summary.md.j2",
    "plan": "markdown/plan.md.j2",
    "show": "markdown/questionnaire.md.j2",
    "crosswalk": "markdown/crosswalk.md.j2",
    "form": "form/answers.yaml.j2",
    "sure": "markdown/sure.md.j2",
}

# what else a user's own template can raise, as its expressions run
_OWN_ERRORS = (
    TypeError,
    ValueError,
    ArithmeticError,
    LookupError,
    AttributeError,
    RuntimeError,
    MemoryError,
    OSError,
    SyntaxError,
)
# what Markdown, or GitHub's tables, mathematics and mentions, would read as more than text
_MARKDOWN = re.compile(r"([\\`*_{}\[\]<>|~$&@])|(:)(?=[\w+-]+:)|(?<=\bwww)(\.)|^([#+=:-])|^(\d+)(?=[.)](?:\s|$))")
_MONTHS = "|".join(calendar.month_name[1:])
_UNIT = re.compile(rf"(?<=[0-9]) (?=(?:%|person-days?|days?|months?|{_MONTHS})(?!\w))")
_WEB = re.compile(r"https?://[^\s<>\"'`\\]+")
# within a text, what follows an address is not taken for a part of it
_WEB_IN_TEXT = re.compile(r"\bhttps?://[^\s<>\"'`\\|()\[\]{}]*[\w/=&+%#~$@-]")


def render(view: View, layout: Literal["html", "md", "summary"], built_in: Path, own: Path | None = None) -> str:
    """The report of a view, by the built-in templates and the user's own before them.

    ProblemsFoundError where a template has an error, naming the template and the line. Several reports in one
    layout are made faster by one `Renderer`.
    """
    return Renderer(layout, built_in, own).render(view=view)


def render_roadmap(roadmap: RoadmapView, built_in: Path) -> str:
    """A plan, or what effort buys, as a document in Markdown."""
    return Renderer("plan", built_in).render(roadmap=roadmap)


def render_questionnaire(questionnaire: Questionnaire, layout: Literal["show", "form"], built_in: Path) -> str:
    """A questionnaire as a readable document in Markdown, or as an answers file to fill in."""
    seen = {"step_effort": step_effort, "rule": rule_words(questionnaire), "glossary": glossary(questionnaire)}
    return Renderer(layout, built_in).render(questionnaire=questionnaire, **seen)


def render_crosswalk(together: Together, conflicts: Sequence[ContradictionView], built_in: Path) -> str:
    """How questionnaires relate as a readable document in Markdown; `conflicts` are what does not fit together."""
    return Renderer("crosswalk", built_in).render(together=together, conflicts=conflicts)


def render_sure(sure: SureView, built_in: Path) -> str:
    """How sure a stage is, as a part of a summary in Markdown."""
    return Renderer("sure", built_in).render(sure=sure, depth=2)


class Renderer:
    """Renders one thing after another in one layout: templates are read once."""

    def __init__(self, layout: Layout, built_in: Path, own: Path | None = None) -> None:
        self._layout = layout
        self._folders = built_in, own
        self._environment = _environment(layout, built_in, own)

    def render(self, **seen: Any) -> str:
        """A report of `view=`, or a document of `questionnaire=`.

        ProblemsFoundError where a template has an error, or makes a page that holds what its policy would block.
        """
        built_in, own = self._folders
        refused = (TemplateError, *_OWN_ERRORS) if own else TemplateError
        try:
            text = self._environment.output(TEMPLATES[self._layout], **seen).strip("\n") + "\n"
        except refused as error:
            from cxmaturity.reports.formats.template_problems import template_problem  # noqa: PLC0415  only then

            raise ProblemsFoundError([template_problem(error, built_in, own, self._environment.filters)]) from None
        if self._layout != "html":
            # parts of a template that print nothing leave empty lines, of which one says as much as many
            return re.sub(r"\n{3,}", "\n\n", text)
        if own:
            from cxmaturity.reports.formats.csp import problems_of_page  # noqa: PLC0415  only then

            if problems := problems_of_page(text, own):
                raise ProblemsFoundError(problems)
        return with_policy(text)


def compile_templates(built_in: Path, folder: Path) -> None:
    """Compile the built-in templates of every layout into Python modules below a folder."""
    for layout, main in TEMPLATES.items():
        environment = _environment(layout, built_in, None)
        inside = main.split("/")[0] + "/"
        target = _compiled(folder, layout)
        target.mkdir(parents=True)
        names = [name for name in environment.list_templates() if name.startswith(inside)]
        environment.compile_templates(target, zip=None, filter_func=names.__contains__)


def _compiled(folder: Path, layout: Layout) -> Path:
    """Where compiled templates lie: only the version of Jinja that made them can use them."""
    return folder / f"jinja2-{jinja2.__version__}" / layout


def _built_in_loader(layout: Layout, built_in: Path) -> BaseLoader:
    """The built-in templates: compiled where they were shipped so, else from their sources."""
    compiled = _compiled(built_in.parent / "compiled", layout)
    return ModuleLoader(compiled) if compiled.is_dir() else FileSystemLoader(built_in)


def _sandbox(own: Path | None) -> type[Sandbox]:
    if own is None:
        return Sandbox
    from cxmaturity.reports.formats.limits import LimitedSandbox  # noqa: PLC0415  only for own templates

    return LimitedSandbox


def _environment(layout: Layout, built_in: Path, own: Path | None) -> Sandbox:
    shipped = _built_in_loader(layout, built_in)
    loaders: list[BaseLoader] = [PrefixLoader({"builtin": shipped}), shipped]
    escapes: dict[Layout, Callable[[Any], Any]] = {"html": _html_text, "form": _comment_text}
    environment = _sandbox(own)(
        loader=ChoiceLoader(loaders),
        undefined=StrictUndefined,
        autoescape=True,
        finalize=escapes.get(layout, _markdown_text),
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= {
        "rounded": rounded,
        "share": share,
        "signed": signed,
        "percent": percent,
        "number": number,
        "counted": counted,
        "counted_plain": counted_plain,
        "listed": listed,
        "reasons": reasons,
        "is_web": lambda ref: bool(_WEB.fullmatch(ref)),
        "css_string": _css_string,
        **drawing.FILTERS,
        **diagrams.FILTERS,
    }
    if layout == "form":
        environment.filters["comment"] = _comment
    del environment.filters["safe"]  # text from files is text, whatever a template does with it
    environment.policies["json.dumps_function"] = _json
    if own:
        _speak_of_own(environment, built_in, own, loaders)
    return environment


def _speak_of_own(environment: Sandbox, built_in: Path, own: Path, others: list[BaseLoader]) -> None:
    """Look into the user's folder first, and say what is wrong with what lies there."""
    from cxmaturity.reports.formats.limits import LimitedSandbox  # noqa: PLC0415  likewise
    from cxmaturity.reports.formats.template_problems import OwnLoader, SpeakingUndefined, TextIsText  # noqa: PLC0415  likewise

    environment.loader = ChoiceLoader([others[0], OwnLoader(own, built_in), *others[1:]])
    environment.undefined = SpeakingUndefined
    environment.add_extension(TextIsText)
    assert isinstance(environment, LimitedSandbox)  # noqa: S101  made so for own templates
    environment.limit_filters()


def _json(value: Any, **_: Any) -> str:
    """What a script of the page reads, the view and its parts included."""
    return msgspec.json.encode(value).decode()


def _html_text(value: Any) -> Any:
    """Text for HTML, in which no line parts a number from its unit; Jinja escapes it after this."""
    if type(value) is not str:  # what a macro or filter has made
        return value
    return _UNIT.sub("\N{NO-BREAK SPACE}", visible(value))


def _markdown_text(value: Any) -> Any:
    """Text for Markdown, in which nothing is markup and no line ends."""
    if not isinstance(value, str) or isinstance(value, Markup):
        return value
    if _WEB.fullmatch(value):
        return Markup(_address(visible(value)))  # noqa: S704  no character of it can end the link
    text, made, end = one_line(value), "", 0
    for found in _WEB_IN_TEXT.finditer(text):
        made += _MARKDOWN.sub(_escaped, text[end : found.start()]) + _address(found[0])
        end = found.end()
    return Markup(made + _MARKDOWN.sub(_escaped, text[end:]))  # noqa: S704  escaped here


def _address(text: str) -> str:
    """An address as a link."""
    return f"<{text.replace('|', '%7C')}>"  # a bar would end the cell of a table


def _comment_text(value: Any) -> Any:
    """Text for a comment in YAML, on one line."""
    is_text = isinstance(value, str) and not isinstance(value, Markup)
    return Markup(one_line(value)) if is_text else value  # noqa: S704  nothing ends a comment but a line end


def _escaped(found: re.Match[str]) -> str:
    return f"{found[5]}\\" if found[5] else f"\\{found[0]}"


def _comment(text: str, width: int, indent: str) -> Markup:
    """Text as lines of a comment in YAML, the first one for after `# `, the others indented below it."""
    lines = textwrap.wrap(one_line(text), width, break_long_words=False, break_on_hyphens=False)
    return Markup(f"\n  # {indent}".join(lines))  # noqa: S704  nothing ends a comment but a line end


def _css_string(text: str) -> Markup:
    """Text as a string in a style, where nothing of it can end the string or the style."""
    plain = "".join(c if c.isalnum() or c == " " else f"\\{ord(c):x} " for c in one_line(text))
    return Markup(f'"{plain}"')  # noqa: S704  letters, digits and escapes
