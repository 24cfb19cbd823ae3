"""From the view to a PDF, through Typst: tagged, PDF/UA where every character has a font, the same bytes every time.

Typst reads the view as JSON and nothing else: its root is the folder of the built-in templates, or a folder made of
these and the user's own, which come first; the built-in ones stand under `builtin/` there too. Texts are strings of
that JSON, which Typst never reads as markup.
"""

import base64
import contextlib
import datetime
import os
import re
import shutil
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import msgspec

from cxmaturity.domain.problems import Problem, ProblemsFoundError
from cxmaturity.reports.sanitise import one_line, visible
from cxmaturity.reports.view import View

FOLDER, MAIN = "typst", "typst/report.typ"
MOST_NAMED = 20
"""How many characters without a font a message names at most."""

_PLACE = re.compile(r"┌─ (.+?):(\d+):\d+$", re.MULTILINE)
_NO_FONT = re.compile(r'the text `"(.+?)"` could not be displayed')
_DOWNLOAD = "failed to download package"


def pdf(view: View, built_in: Path, own: Path | None = None, tell: Callable[[str], None] = lambda _: None) -> bytes:
    """The report of a view on paper, by the built-in templates and the user's own before them.

    Fonts are those that Typst brings along; only for characters that they lack those of the machine are looked at.
    `tell` is handed what falls short of PDF/UA. ProblemsFoundError where a template has an error, naming the template
    and the line; ModuleNotFoundError where Typst is not installed.
    """
    import typst  # noqa: PLC0415  an extra, and slow to load

    day = datetime.datetime.combine(datetime.date.fromisoformat(view.date), datetime.time(), datetime.UTC)
    inputs = {"view": msgspec.json.encode(_visible(msgspec.to_builtins(view))).decode(), "logo": _drawn(view)}

    with _root(built_in, own) as root, _no_network():

        def made(standards: list[Any], *, system_fonts: bool) -> bytes:
            return typst.compile(
                root / MAIN,
                root=root,
                ignore_system_fonts=not system_fonts,
                sys_inputs=inputs,
                timestamp=day,
                pdf_standards=standards,
                package_path=root / "no-packages",
                package_cache_path=root / "no-packages",
            )

        for system_fonts in (False, True):
            try:
                return made(["ua-1"], system_fonts=system_fonts)
            except typst.TypstError as error:
                if "PDF/UA-1 error" not in error.message:
                    raise ProblemsFoundError([_problem(error, root, built_in, own)]) from None
                short = error
        tell(_falls_short(short.message, short.diagnostic))
        return made([], system_fonts=True)


def _drawn(view: View) -> str:
    """The logo where it is an SVG, decoded: Typst leaves out the text of one that is within another picture."""
    kind, _, data = view.brand.logo.partition(";base64,") if view.brand else ("", "", "")
    return base64.b64decode(data).decode() if kind == "data:image/svg+xml" else ""


def _visible(value: Any) -> Any:
    """Built-in values with every text in them made harmless."""
    if isinstance(value, str):
        return visible(value)
    if isinstance(value, dict):
        return {key: _visible(one) for key, one in value.items()}
    return [_visible(one) for one in value] if isinstance(value, list | tuple) else value


@contextlib.contextmanager
def _root(built_in: Path, own: Path | None) -> Iterator[Path]:
    """The folder beyond which a template can read nothing."""
    if own is None or not (own / FOLDER).is_dir():
        yield built_in
        return
    with tempfile.TemporaryDirectory(prefix="cxmaturity-") as name:
        root = Path(name).resolve()
        shutil.copytree(built_in / FOLDER, root / FOLDER)
        shutil.copytree(built_in / FOLDER, root / "builtin" / FOLDER)
        _copy_own(own.resolve(), root)
        yield root


def _copy_own(own: Path, root: Path) -> None:
    """Copy the user's own templates over the built-in ones; ProblemsFoundError where a link leads out of the folder."""
    for folder, _, names in os.walk(own / FOLDER):
        for name in names:
            path = Path(folder, name)
            if not path.resolve().is_relative_to(own):
                message = "this link leads out of the folder of templates"
                raise ProblemsFoundError([Problem(str(path), None, "", "template", message, "put a copy there")])
            target = root / path.relative_to(own)
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(path, target)


@contextlib.contextmanager
def _no_network() -> Iterator[None]:
    """Let nothing be downloaded: Typst would fetch a package that a template names, and has no option against it."""
    nowhere = {"HTTPS_PROXY": "http://127.0.0.1:0", "NO_PROXY": ""}
    names = [name for upper in (*nowhere, "ALL_PROXY", "HTTP_PROXY") for name in (upper, upper.lower())]
    before = {name: os.environ.pop(name, None) for name in names}
    os.environ.update({form: value for name, value in nowhere.items() for form in (name, name.lower())})
    try:
        yield
    finally:
        for name, value in before.items():
            os.environ.pop(name, None)
            if value is not None:
                os.environ[name] = value


def _problem(error: Any, root: Path, built_in: Path, own: Path | None) -> Problem:
    """An error of a template as a problem, at the template's own place."""
    found = _PLACE.search(error.diagnostic)
    name, line = (found[1], int(found[2])) if found else (MAIN, None)
    with contextlib.suppress(ValueError):
        inside = Path(name).resolve().relative_to(root.resolve())
        homes = [folder for folder in (own, built_in) if folder and (folder / inside).is_file()]
        name = str(homes[0] / inside if homes else inside)
    message, hint = one_line(error.message), "; ".join(map(one_line, error.hints))
    if _DOWNLOAD in message or "package not found" in message:
        message = "packages are not loaded"
        hint = "put the package's files beside the template, and import them by their path"
    if "outside of the project" in hint or "escape" in message:
        hint = "templates read files of their own folder only"
    return Problem(name, line, "", "template", f"the template can not be used: {message}", hint)


def _falls_short(message: str, diagnostic: str) -> str:
    """Why a PDF is no PDF/UA."""
    lacking = _NO_FONT.findall(diagnostic)
    if not lacking:
        return f"The PDF is tagged, but no PDF/UA: {message.partition('PDF/UA-1 error: ')[2]}"
    shown = list(dict.fromkeys(one for one in lacking if not one.startswith("\\u"))) or ["some characters"]
    named = ", ".join(shown[:MOST_NAMED]) + (", ..." if len(shown) > MOST_NAMED else "")
    return (
        f"No font of this machine has {named}: boxes stand in their place, and the PDF is no PDF/UA;"
        " install a font that has them, for example one of Noto"
    )
