"""From the view to Markdown and HTML, and from questionnaires to documents, through Jinja's sandbox.

Templates are looked for in the user's folder first, then among the built-in ones, which also stand under
`builtin/`, so that `{% extends "builtin/html/report.html.j2" %}` replaces one block. Whatever a template
prints is escaped for the format unless a macro or filter made it.
"""

import base64
import hashlib
import re
import textwrap
from collections.abc import Callable
from pathlib import Path
from typing import Any, Literal

import jinja2
from jinja2 import (
    BaseLoader,
    ChoiceLoader,
    FileSystemLoader,
    ModuleLoader,
    PrefixLoader,
    StrictUndefined,
    TemplateError,
    TemplateNotFound,
)
from jinja2.sandbox import SandboxedEnvironment
from markupsafe import Markup

from cxmaturity.domain.model import Questionnaire
from cxmaturity.domain.problems import Problem, ProblemsFoundError
from cxmaturity.domain.text import counted_plain
from cxmaturity.reports.plain import one_line, visible
from cxmaturity.reports.roadmap import RoadmapView
from cxmaturity.reports.view import View
from cxmaturity.reports.words import counted, listed, number, percent, reasons, rounded, share, unlocked

Layout = Literal["html", "md", "summary", "plan", "show", "form"]
TEMPLATES: dict[Layout, str] = {
    "html": "html/report.html.j2",
    "md": "markdown/report.md.j2",
    "summary": "markdown/summary.md.j2",
    "plan": "markdown/plan.md.j2",
    "show": "markdown/questionnaire.md.j2",
    "form": "form/answers.yaml.j2",
}

# what else a user's own template can raise, as its expressions run
_OWN_ERRORS = (TypeError, ValueError, ArithmeticError, LookupError, AttributeError, RuntimeError, MemoryError, OSError)
# what Markdown, or GitHub's tables, mathematics and mentions, would read as more than text
_MARKDOWN = re.compile(r"([\\`*_{}\[\]<>|~$&@])|(:)(?=[\w+-]+:)|(?<=\bwww)(\.)|^([#+=:-])|^(\d+)(?=[.)](?:\s|$))")
_WEB = re.compile(r"https?://[^\s<>\"'`\\]+")


def render(view: View, layout: Literal["html", "md", "summary"], built_in: Path, own: Path | None = None) -> str:
    """The report of a view, by the built-in templates and the user's own before them.

    ProblemsFoundError where a template has an error, naming the template and the line.
    """
    return _render(layout, built_in, own, view=view)


def render_roadmap(roadmap: RoadmapView, built_in: Path) -> str:
    """A plan, or what effort buys, as a document in Markdown."""
    return _render("plan", built_in, None, roadmap=roadmap)


def render_questionnaire(questionnaire: Questionnaire, layout: Literal["show", "form"], built_in: Path) -> str:
    """A questionnaire as a readable document in Markdown, or as an answers file to fill in."""
    return _render(layout, built_in, None, questionnaire=questionnaire)


def _render(layout: Layout, built_in: Path, own: Path | None, **seen: View | Questionnaire | RoadmapView) -> str:
    environment = _environment(layout, built_in, own)
    refused = (TemplateError, *_OWN_ERRORS) if own else TemplateError
    try:
        text = environment.get_template(TEMPLATES[layout]).render(**seen).strip("\n") + "\n"
    except refused as error:
        raise ProblemsFoundError([_template_problem(error, built_in, own)]) from None
    # parts of a template that print nothing leave empty lines, of which one says as much as many
    return text if layout == "html" else re.sub(r"\n{3,}", "\n\n", text)


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


def _environment(layout: Layout, built_in: Path, own: Path | None) -> SandboxedEnvironment:
    shipped = _built_in_loader(layout, built_in)
    loaders = [shipped, PrefixLoader({"builtin": shipped})]
    escapes: dict[Layout, Callable[[Any], Any]] = {"html": _html_text, "form": _comment_text}
    environment = SandboxedEnvironment(
        loader=ChoiceLoader([FileSystemLoader(own), *loaders] if own else loaders),
        undefined=StrictUndefined,
        autoescape=True,
        finalize=escapes.get(layout, _markdown_text),
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= {
        "rounded": rounded,
        "share": share,
        "percent": percent,
        "number": number,
        "counted": counted,
        "counted_plain": counted_plain,
        "listed": listed,
        "reasons": reasons,
        "unlocked": unlocked,
        "is_web": lambda ref: bool(_WEB.fullmatch(ref)),
        "comment": _comment,
        "csp_hash": _csp_hash,
    }
    return environment


def _html_text(value: Any) -> Any:
    """Text for HTML; Jinja escapes it after this."""
    return visible(value) if isinstance(value, str) and not isinstance(value, Markup) else value


def _markdown_text(value: Any) -> Any:
    """Text for Markdown, in which nothing is markup and no line ends."""
    if not isinstance(value, str) or isinstance(value, Markup):
        return value
    if _WEB.fullmatch(value):
        address = visible(value).replace("|", "%7C")  # else it would end the cell of a table
        return Markup(f"<{address}>")  # noqa: S704  no character of it can end the link
    return Markup(_MARKDOWN.sub(_escaped, one_line(value)))  # noqa: S704  escaped here


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


def _csp_hash(text: str) -> Markup:
    """The source expression that lets a page's own style or script through its security policy."""
    digest = hashlib.sha256(str(text).encode()).digest()
    return Markup(f"'sha256-{base64.b64encode(digest).decode()}'")  # noqa: S704  letters of base 64


def _template_problem(error: Exception, built_in: Path, own: Path | None) -> Problem:
    name, line = _place(error, [folder for folder in (own, built_in) if folder])
    what = (
        f"no such template: {error.name}" if isinstance(error, TemplateNotFound) else str(error) or type(error).__name__
    )
    return Problem(name, line, "", "template", f"the template can not be used: {what}")


def _place(error: Exception, folders: list[Path]) -> tuple[str, int | None]:
    """The template and line of an error: its own, else those of the innermost template in its traceback."""
    if (line := getattr(error, "lineno", None)) is not None:
        return str(getattr(error, "filename", None) or getattr(error, "name", None) or "template"), line
    place: tuple[str, int | None] = ("template", None)
    trace = error.__traceback__
    while trace is not None:
        file = trace.tb_frame.f_code.co_filename
        if any(Path(file).is_relative_to(folder) for folder in folders):
            place = (file, trace.tb_lineno)
        trace = trace.tb_next
    return place
