"""From the view to Markdown and HTML, through Jinja's sandbox.

Templates are looked for in the user's folder first, then among the built-in ones, which also stand under
`builtin/`, so that `{% extends "builtin/html/report.html.j2" %}` replaces one block. Whatever a template
prints is escaped for the format unless a macro or filter made it.
"""

import base64
import hashlib
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any, Literal

from jinja2 import ChoiceLoader, FileSystemLoader, PrefixLoader, StrictUndefined, TemplateError
from jinja2.sandbox import SandboxedEnvironment
from markupsafe import Markup

from cxmaturity.domain.problems import Problem, ProblemsFoundError
from cxmaturity.reports.view import View
from cxmaturity.reports.words import REASONS, counted, counted_plain, listed, number, percent, rounded

Format = Literal["html", "md"]
TEMPLATES: dict[Format, str] = {"html": "html/report.html.j2", "md": "markdown/report.md.j2"}

# what else a user's own template can raise, as its expressions run
_OWN_ERRORS = (TypeError, ValueError, ArithmeticError, LookupError, AttributeError, RecursionError, OSError)
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ufeff]")
# what Markdown, or GitHub's tables, mathematics and mentions, would read as more than text
_MARKDOWN = re.compile(r"([\\`*_{}\[\]<>|~$&@])|^([#+=:-])|^(\d+)(?=[.)])")
_WEB = re.compile(r"https?://[^\s<>\"'`\\]+")


def visible(text: str) -> str:
    """Text without characters that act instead of showing: control codes and changes of direction."""
    return _CONTROL.sub("\ufffd", text)


def render(view: View, format: Format, built_in: Path, own: Path | None = None) -> str:  # noqa: A002
    """The report of a view in a format, by the built-in templates and the user's own before them.

    ProblemsFoundError where a template has an error, naming the template and the line.
    """
    environment = _environment(format, built_in, own)
    try:
        return environment.get_template(TEMPLATES[format]).render(view=view) + "\n"
    except (TemplateError, *(_OWN_ERRORS if own else ())) as error:
        raise ProblemsFoundError([_template_problem(error, built_in, own)]) from None


def _environment(format: Format, built_in: Path, own: Path | None) -> SandboxedEnvironment:  # noqa: A002
    shipped = FileSystemLoader(built_in)
    loaders = [shipped, PrefixLoader({"builtin": shipped})]
    finalize: Callable[[Any], Any] = _html_text if format == "html" else _markdown_text
    environment = SandboxedEnvironment(
        loader=ChoiceLoader([FileSystemLoader(own), *loaders] if own else loaders),
        undefined=StrictUndefined,
        autoescape=True,
        finalize=finalize,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= {
        "rounded": rounded,
        "percent": percent,
        "number": number,
        "counted": counted,
        "counted_plain": counted_plain,
        "listed": listed,
        "reason": lambda why: REASONS[why],
        "is_web": lambda ref: bool(_WEB.fullmatch(ref)),
        "csp_hash": _csp_hash,
        "anchor": lambda id_: str(id_).replace(".", "-"),
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
        return Markup(f"<{visible(value)}>")  # noqa: S704  no character of it can end the link
    return Markup(_MARKDOWN.sub(_escaped, visible(" ".join(value.split()))))  # noqa: S704  escaped here


def _escaped(found: re.Match[str]) -> str:
    return f"{found[3]}\\" if found[3] else f"\\{found[0]}"


def _csp_hash(text: str) -> Markup:
    """The source expression that lets a page's own style or script through its security policy."""
    digest = hashlib.sha256(str(text).encode()).digest()
    return Markup(f"'sha256-{base64.b64encode(digest).decode()}'")  # noqa: S704  letters of base 64


def _template_problem(error: Exception, built_in: Path, own: Path | None) -> Problem:
    name, line = _place(error, [folder for folder in (own, built_in) if folder])
    return Problem(name, line, "", "template", f"the template can not be used: {error}")


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
