"""A document as a PDF, through Typst: tagged, PDF/UA where every character has a font, the same bytes every time.

Typst is handed the document as JSON and reads nothing else: its root is the folder of the built-in templates, or one
made of these and the user's own, which come first; the built-in ones stand under `builtin/` there too. Texts are
strings of that JSON, which Typst never reads as markup.
"""

import contextlib
import datetime
import os
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import msgspec

from cxmaturity.domain.problems import Problem, ProblemsFoundError
from cxmaturity.reports.document.blocks import Document
from cxmaturity.reports.document.names import PARTS
from cxmaturity.reports.formats.format import Setting
from cxmaturity.reports.formats.paper import brand_of, on_paper, places_in, printable
from cxmaturity.reports.formats.typst_problems import falls_short, problem_of, unknown_parts

FOLDER, MAIN = "typst", "typst/document.typ"
FONTS = "typst/fonts"
"""Where a user lays fonts."""
OWN_PARTS = "typst/parts.typ"
"""Where a user lays parts out: a dictionary from their names."""


class Pdf:
    """The document on paper.

    Fonts are those that Typst brings along and those that own templates hold; only for characters that they lack those
    of the machine are looked at.
    """

    name = "pdf"
    suffixes = (".pdf",)
    extra = "pdf"

    def write(self, document: Document, setting: Setting) -> bytes:
        """The PDF; what falls short of PDF/UA is told.

        ProblemsFoundError where a template has an error, naming the template and the line; ModuleNotFoundError, of
        "typst", where Typst is not installed.
        """
        with _root(setting.templates, setting.own) as root, _no_network():
            paper = _Paper(root, _inputs(document, setting), document.day)
            try:
                pdf, shortfall = paper.printed()
                unknown = (
                    paper.own_parts() - set(PARTS) if setting.own and (setting.own / OWN_PARTS).exists() else set()
                )
            except paper.error as error:
                raise ProblemsFoundError([problem_of(error, root, setting, MAIN)]) from None
        if unknown and setting.own:
            raise ProblemsFoundError(unknown_parts(setting.own / OWN_PARTS, unknown))
        if shortfall:
            setting.tell(shortfall)
        return pdf


def _inputs(document: Document, setting: Setting) -> Mapping[str, str]:
    """What templates see: the document, the brand or none, every place in it, and for the user's own the view."""
    laid_out = on_paper(document)
    seen: dict[str, Any] = {
        "document": laid_out,
        "brand": brand_of(setting.view.brand) if setting.view and setting.view.brand else None,
        "places": dict.fromkeys(places_in(laid_out), True),
    }
    if setting.own and setting.view:
        seen["view"] = printable(msgspec.to_builtins(setting.view))
    return {name: msgspec.json.encode(value).decode() for name, value in seen.items()}


NO_DAY = "1980-01-01"
"""The day that a PDF bears whose document has none: the clock's would give other bytes every time."""


class _Paper:
    """Typst with one document's inputs; `error` is what it raises."""

    def __init__(self, root: Path, inputs: Mapping[str, str], day: str) -> None:
        import typst  # noqa: PLC0415  an extra, and slow to load

        self.error = typst.TypstError
        self._typst = typst
        self._day = datetime.datetime.combine(datetime.date.fromisoformat(day or NO_DAY), datetime.time(), datetime.UTC)
        self._given: dict[str, Any] = {
            "input": root / MAIN,
            "root": root,
            "sys_inputs": inputs,
            "font_paths": [root / FONTS],
            "package_path": root / "no-packages",
            "package_cache_path": root / "no-packages",
        }

    def printed(self) -> tuple[bytes, str]:
        """The PDF, and how it falls short of PDF/UA, empty where it does not. TypstError for an error of a template."""
        shortfall = ""
        for system_fonts in (False, True):
            try:
                return self._compiled(["ua-1"], system_fonts=system_fonts), ""
            except self.error as error:
                if "PDF/UA-1 error" not in error.message:
                    raise
                shortfall = falls_short(error.message, error.diagnostic)
        return self._compiled([], system_fonts=True), shortfall

    def own_parts(self) -> set[str]:
        """The names of the parts that templates lay out in a way of their own."""
        dictionaries: str = self._typst.Compiler(**self._given).query("<own-parts>", field="value")
        return {name for names in msgspec.json.decode(dictionaries) for name in names}

    def _compiled(self, standards: list[Any], *, system_fonts: bool) -> bytes:
        compiled: bytes = self._typst.compile(
            **self._given, ignore_system_fonts=not system_fonts, timestamp=self._day, pdf_standards=standards
        )
        return compiled


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


FORMAT = Pdf()
