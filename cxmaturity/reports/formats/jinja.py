"""Jinja as formats use it: in a sandbox, the user's templates first, then the built-in ones, also by `builtin/`.

`{% extends "builtin/html/document.html.j2" %}` so replaces one block. A part of a document is laid out by the block of
its name where a template has one, else by the block `part`. Whatever a template prints is escaped for its format
unless a macro or filter made it.
"""

import functools
import re
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any

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
from jinja2.runtime import Context
from jinja2.utils import pass_context
from markupsafe import Markup
from msgspec import Struct

from cxmaturity.domain import language
from cxmaturity.domain.problems import ProblemsFoundError
from cxmaturity.reports.document.blocks import Block
from cxmaturity.reports.formats.sandbox import Sandbox
from cxmaturity.reports.sanitise import isolated, one_line, visible

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
_WEB = re.compile(r"https?://[^\s<>\"'`\\]+")


class Layout(Struct, frozen=True, eq=False):
    """Templates that make one thing: the `main` one, in a folder of their format; compiled ones lie under `name`.

    `escape` turns what a template prints into what stands there for it; `filters` are those of this format alone.
    """

    name: str
    main: str
    escape: Callable[[Any], Any]
    filters: Mapping[str, Callable[..., Any]] = {}


class Renderer:
    """Renders one thing after another in one layout: templates are read once, and again where they change."""

    def __init__(self, layout: Layout, built_in: Path, own: Path | None = None) -> None:
        self._layout = layout
        self._folders = built_in, own
        self._environment = _environment(layout, built_in, own)

    def render(self, **seen: Any) -> str:
        """What the main template makes of what it sees. ProblemsFoundError where a template has an error."""
        built_in, own = self._folders
        refused = (TemplateError, *_OWN_ERRORS) if own else TemplateError
        try:
            return self._environment.output(self._layout.main, **seen).strip("\n") + "\n"
        except refused as error:
            from cxmaturity.reports.formats.template_problems import template_problem  # noqa: PLC0415  only then

            raise ProblemsFoundError([template_problem(error, built_in, own, self._environment.filters)]) from None


@functools.lru_cache(maxsize=8)
def renderer(layout: Layout, built_in: Path, own: Path | None) -> Renderer:
    """The renderer of a layout, made once for many documents."""
    return Renderer(layout, built_in, own)


def compile_layouts(layouts: Iterable[Layout], built_in: Path, folder: Path) -> None:
    """Compile the built-in templates of layouts into Python modules below a folder."""
    for layout in layouts:
        environment = _environment(layout, built_in, None)
        inside = layout.main.rpartition("/")[0] + "/"
        target = _compiled(folder, layout)
        target.mkdir(parents=True)
        names = [name for name in environment.list_templates() if name.startswith(inside)]
        environment.compile_templates(target, zip=None, filter_func=names.__contains__)


def is_web(text: str) -> bool:
    """Whether all of a text is an address on the web."""
    return bool(_WEB.fullmatch(text))


def unparted(text: str) -> str:
    """Text in which no line parts a number from its unit."""
    return language.unparted(text, "\N{NO-BREAK SPACE}")


def _compiled(folder: Path, layout: Layout) -> Path:
    """Where compiled templates lie: only the version of Jinja that made them can use them."""
    return folder / f"jinja2-{jinja2.__version__}" / layout.name


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
    environment = _sandbox(own)(
        loader=ChoiceLoader(loaders),
        undefined=StrictUndefined,
        autoescape=True,
        finalize=layout.escape,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= {"kind": _kind, "is_web": is_web, "css_string": css_string, **layout.filters}
    environment.globals["laid_out"] = _laid_out
    del environment.filters["safe"]  # text from files is text, whatever a template does with it
    environment.policies["json.dumps_function"] = _json
    if own:
        _speak_of_own(environment, built_in, own, loaders)
    return environment


def _speak_of_own(environment: Sandbox, built_in: Path, own: Path, others: list[BaseLoader]) -> None:
    """Look into the user's folder first, and say what is wrong with what lies there."""
    from cxmaturity.reports.formats.limits import LimitedSandbox  # noqa: PLC0415  likewise
    from cxmaturity.reports.formats.template_problems import (  # noqa: PLC0415  likewise
        OwnLoader,
        SpeakingUndefined,
        TextIsText,
    )

    environment.loader = ChoiceLoader([others[0], OwnLoader(own, built_in), *others[1:]])
    environment.undefined = SpeakingUndefined
    environment.add_extension(TextIsText)
    assert isinstance(environment, LimitedSandbox)  # noqa: S101  made so for own templates
    environment.limit_filters()


@pass_context
def _laid_out(context: Context, name: str, /, **seen: Any) -> Markup:
    """What the block of a name makes of what it sees; the block `part` is what it falls back to, and its `super()`."""
    blocks = [*context.blocks.get(name, ()), *context.blocks["part"]]
    inside = context.derived(seen)
    inside.blocks[name] = blocks
    return Markup(context.environment.concat(blocks[0](inside)))  # noqa: S704  templates escape what they print


def _kind(block: Block) -> str:
    """What kind of block one is: the tag of its type."""
    return str(block.__struct_config__.tag)


def _json(value: Any, **_: Any) -> str:
    """What a script of the page reads, the view and its parts included."""
    return msgspec.json.encode(value).decode()


def css_string(text: str) -> Markup:
    """Text on one line as a string in a style, where nothing of it can end the string or the style."""
    return css_quoted(one_line(text))


def css_quoted(text: str) -> Markup:
    """The same with every blank."""
    plain = "".join(c if c.isalnum() or c == " " else f"\\{ord(c):x} " for c in isolated(visible(text)))
    return Markup(f'"{plain}"')  # noqa: S704  letters, digits and escapes
