"""What is wrong with a template of the user's own: where, what is missing, and what is near it."""

import difflib
import re
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from jinja2 import (
    FileSystemLoader,
    StrictUndefined,
    TemplateNotFound,
    TemplateRuntimeError,
    TemplateSyntaxError,
    UndefinedError,
)
from jinja2.environment import Environment, TemplateModule
from jinja2.ext import Extension
from jinja2.lexer import TokenStream
from jinja2.loaders import ModuleLoader, split_template_path
from jinja2.utils import missing
from msgspec import Struct

from cxmaturity.domain.problems import Problem

SEEN = ("document", "view", "part", "chapter")
ALWAYS = "text from files is always escaped"
SAFE = f"{ALWAYS}, and what a macro or {{% set %}} block makes is not escaped twice"
_MOST_NAMES = 30
_SAID: dict[type[Exception], str] = {
    MemoryError: "it takes too much memory",
    RecursionError: "templates, or its macros, call each other without an end; "
    "a name that begins with builtin/ is that of a built-in one",
    SyntaxError: "its blocks stand too deep in each other",
    IndentationError: "its blocks stand too deep in each other",
}


class SpeakingUndefined(StrictUndefined):
    """A name or attribute that is not there, which says what is."""

    __slots__ = ()

    def __init__(
        self,
        hint: str | None = None,
        obj: Any = missing,
        name: Any = None,
        exc: type[TemplateRuntimeError] = UndefinedError,
    ) -> None:
        super().__init__(hint or _undefined(obj, name), obj, name, exc)


class TextIsText(Extension):
    """Refuses `autoescape` blocks: text from files is always escaped, or a page could be made to act."""

    def filter_stream(self, stream: TokenStream) -> Iterable[Any]:
        """Hand every token on, until one starts such a block."""
        before = ""
        for token in stream:
            if before == "block_begin" and token.value == "autoescape":
                raise TemplateSyntaxError(f"{ALWAYS}; leave this block out", token.lineno, stream.name, stream.filename)
            before = token.type
            yield token


class OwnLoader(FileSystemLoader):
    """Templates of a folder of the user's; says which of them is no text, or leads out of the folders of templates."""

    def __init__(self, own: Path, built_in: Path) -> None:
        super().__init__(own)
        self._homes = own.resolve(), built_in.resolve()

    def get_source(self, environment: Environment, template: str) -> tuple[str, str, Any]:
        """The text of a template, where it lies, and whether that is so still."""
        path = Path(self.searchpath[0], *split_template_path(template))
        if path.is_file() and not any(path.resolve().is_relative_to(home) for home in self._homes):
            message = "this link leads out of the folders of templates; put a copy there"
            raise TemplateSyntaxError(message, 1, template, str(path))
        try:
            return super().get_source(environment, template)
        except UnicodeDecodeError as error:
            line = error.object.count(b"\n", 0, error.start) + 1
            message = f"byte {error.object[error.start]:#04x} is not UTF-8; save the file with that encoding"
            place = str(Path(self.searchpath[0], template))
            raise TemplateSyntaxError(message, line, template, place) from None


def template_problem(error: Exception, built_in: Path, own: Path | None, filters: Iterable[str]) -> Problem:
    """The problem that an error in a template is, at its template and line. `filters` are the ones that there are."""
    place, line, inside = _place(error, built_in, own)
    what = _SAID.get(type(error)) or str(error) or type(error).__name__
    if isinstance(error, TemplateNotFound):
        what = _not_found(str(error.name), built_in, own)
    elif isinstance(error, TemplateSyntaxError):
        what = (error.message or what).rstrip(".")
        if unknown := re.fullmatch(r"No filter named '(.+)'", what):
            hint = SAFE if unknown[1] == "safe" else _meant(unknown[1], sorted(filters))
            what += f"; {hint}" if hint else ""
    return Problem(place, line, "", "template", f"the template can not be used: {what}{inside}")


def _undefined(owner: Any, name: Any) -> str:
    """Why a name or attribute is not there."""
    if owner is missing:
        if name in {"part", "chapter"}:
            return f"'{name}' is undefined here; blocks of parts see it, and {{% for chapter in document.chapters %}}"
        if name == "section":
            return "'section' is undefined here; go through them with {% for section in view.sections %}"
        return f"'{name}' is undefined; " + (_meant(str(name), SEEN) or f"a template sees {' and '.join(SEEN)}")
    if owner is None:
        return f"there is nothing here that has '{name}'; ask with {{% if %}} before"
    if isinstance(owner, Mapping):
        return f"there is no '{name}'; " + _names(str(name), [str(key) for key in owner])
    return _no_attribute(owner, name)


def _no_attribute(owner: Any, name: Any) -> str:
    if isinstance(owner, list | tuple) and isinstance(name, int):
        return f"the list has {len(owner)} entries, and none numbered {name} (the first is 0)"
    if isinstance(owner, list | tuple):
        return f"a list has no attribute '{name}'; go through it with {{% for %}}, or take the first with [0]"
    if isinstance(owner, TemplateModule):
        return f"{owner.__name__} has no macro '{name}'; " + _names(
            str(name), [key for key in vars(owner) if key[0] != "_"]
        )
    if isinstance(owner, Struct):
        known = (
            *owner.__struct_fields__,
            *(key for key, value in vars(type(owner)).items() if isinstance(value, property)),
        )
        return f"{type(owner).__name__} has no attribute '{name}'; " + _names(str(name), known)
    return f"{'text' if isinstance(owner, str) else type(owner).__name__} has no attribute '{name}'"


def _names(wrong: str, known: Sequence[str]) -> str:
    more = ", ..." if len(known) > _MOST_NAMES else ""
    return _meant(wrong, known) or f"it has {', '.join(known[:_MOST_NAMES]) or 'nothing'}{more}"


def _meant(wrong: str, known: Sequence[str]) -> str:
    parts = [name for name in known if wrong in name.split("_")]
    near = list(dict.fromkeys([*difflib.get_close_matches(wrong.lower(), known, n=3, cutoff=0.6), *parts]))[:3]
    return f"did you mean {' or '.join(near)}?" if near else ""


def _not_found(name: str, built_in: Path, own: Path | None) -> str:
    inside = name.removeprefix("builtin/")
    where = "among the built-in ones"
    if inside == name and own:
        where = f"in {own}, then {where}"
    known = template_names(built_in)
    same = [template for template in known if Path(template).name == inside] or difflib.get_close_matches(
        inside, known, 1, 0.8
    )
    return f"no such template: {name}, looked for {where}" + (f"; did you mean {same[0]}?" if same else "")


def template_names(folder: Path) -> list[str]:
    """The names of the templates in a folder, as templates call each other."""
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())


def _place(error: Exception, built_in: Path, own: Path | None) -> tuple[str, int | None, str]:
    """The template and line of an error, and in words where inside the built-in ones it came up, if it did there.

    The place is the innermost one of the user's own in the traceback, else the innermost of all.
    """
    if isinstance(error, TemplateSyntaxError) and (line := error.lineno) is not None:
        return str(getattr(error, "filename", None) or getattr(error, "name", None) or "template"), line, ""
    names = template_names(built_in)
    shipped = {ModuleLoader.get_module_filename(name): name for name in names}
    shipped |= {str(built_in / name): name for name in names}
    mine: tuple[str, int] | None = None
    theirs: tuple[str, int] | None = None
    trace = error.__traceback__
    while trace is not None:
        file, line = trace.tb_frame.f_code.co_filename, trace.tb_lineno
        if own and Path(file).is_relative_to(own):
            mine, theirs = (file, line), None
        elif name := shipped.get(file) or shipped.get(Path(file).name):
            theirs = (f"the built-in {name}", line)
        trace = trace.tb_next
    if mine is None:
        return (*(theirs or ("template", None)), "")
    return (*mine, f" (in {theirs[0]}, line {theirs[1]})" if theirs else "")
