"""A document as one page of HTML that loads nothing, works without scripts, and prints."""

import re
from typing import Any, Literal

from markupsafe import Markup, escape

from cxmaturity.domain.problems import ProblemsFoundError
from cxmaturity.reports.document.blocks import Document, Picture, Table, Words
from cxmaturity.reports.formats.csp import problems_of_page, with_policy
from cxmaturity.reports.formats.format import Setting
from cxmaturity.reports.formats.jinja import Layout, css_quoted, renderer, unparted
from cxmaturity.reports.sanitise import begins_against, isolated, visible

_LONG = re.compile(r"(\S{25,})")
"""A word that a narrow column need not hold whole: an address, a name without blanks."""

_WHOLE = re.compile("([0-9][0-9,.]*\N{NO-BREAK SPACE}person-days?)")
"""A number with a unit in whose hyphen no line ends."""

_PLACE = re.compile(r"\{(page|pages)\}")


class Html:
    """The page of a document."""

    name = "html"
    suffixes = (".html", ".htm")
    extra = ""

    def write(self, document: Document, setting: Setting) -> bytes:
        """The page. ProblemsFoundError where a template has an error or makes what the page's policy would block."""
        brand = setting.view.brand if setting.view else None
        page = renderer(LAYOUT, setting.templates, setting.own).render(
            document=document, view=setting.view, brand=brand
        )
        if setting.own and (problems := problems_of_page(page, setting.own)):
            raise ProblemsFoundError(problems)
        return with_policy(page).encode()


def _text(value: Any) -> Any:
    """Text for HTML, in which no line parts a number from its unit; Jinja escapes it after this."""
    return unparted(isolated(visible(value))) if type(value) is str else value  # all else a macro or filter has made


def _shown(text: str) -> Markup:
    """Text between tags: as everywhere, and what is longer than words are may break where its line ends."""
    parts = _LONG.split(unparted(isolated(visible(text))))
    return Markup("").join(_set(part, "long") if i % 2 else _wholes(part) for i, part in enumerate(parts))


def _wholes(text: str) -> Markup:
    return Markup("").join(_set(part, "whole") if i % 2 else escape(part) for i, part in enumerate(_WHOLE.split(text)))


def _set(text: str, kind: str) -> Markup:
    return Markup('<span class="{}">{}</span>').format(kind, text)


def _direction(words: Words) -> str:
    """What `dir` says of a text: that browsers see it by its first letter, but where most others run the other way."""
    text = words if isinstance(words, str) else "".join(span.text for span in words)
    return "ltr" if begins_against(text) else "auto"


def _drawn(picture: Picture, size: Literal["wide", "narrow"]) -> Markup:
    """A picture's own drawing, in which text was escaped when it was drawn."""
    if not isinstance(picture, Picture):
        raise TypeError("only a picture can be drawn")
    return Markup(picture.wide if size == "wide" else picture.narrow)  # noqa: S704


def _shaded(table: Table) -> bool:
    """Whether the cells of a table are shaded by what they say."""
    return any(cell.shade for row in table.rows for cell in row.cells)


def _css_counter(words: str) -> Markup:
    """What stands on every sheet, for a style: `{page}` and `{pages}` are counted by whoever prints it."""
    parts = _PLACE.split(words)
    strings = map(css_quoted, parts[::2])
    counters = [f"counter({name})" for name in parts[1::2]]
    woven = [piece for pair in zip(strings, [*counters, ""], strict=True) for piece in pair]
    return Markup(" ".join(filter(None, woven)))  # noqa: S704  letters, digits and escapes


LAYOUT = Layout(
    "html-document",
    "html/document.html.j2",
    _text,
    {"shown": _shown, "direction": _direction, "drawn": _drawn, "shaded": _shaded, "css_counter": _css_counter},
)
FORMAT = Html()
