"""What Typst says of a template or of a document, as problems and messages."""

import contextlib
import difflib
import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from cxmaturity.domain.language import say
from cxmaturity.domain.problems import Problem
from cxmaturity.reports.document.names import PARTS
from cxmaturity.reports.formats.format import Setting
from cxmaturity.reports.sanitise import one_line

MOST_NAMED = 20
"""How many characters without a font a message names at most."""

_PLACE = re.compile(r"┌─ (.+?):(\d+):\d+$", re.MULTILINE)
_NO_FONT = re.compile(r'the text `"(.+?)"` could not be displayed')
_DOWNLOAD = "failed to download package"


def problem_of(error: Any, root: Path, setting: Setting, main: str) -> Problem:
    """An error of a template as a problem, at the template's own place."""
    place = _PLACE.search(error.diagnostic)
    name, line = (place[1], int(place[2])) if place else (main, None)
    with contextlib.suppress(ValueError):
        inside = Path(name).resolve().relative_to(root.resolve())
        homes = [folder for folder in (setting.own, setting.templates) if folder and (folder / inside).is_file()]
        name = str(homes[0] / inside if homes else inside)
    message, hint = one_line(error.message), "; ".join(map(one_line, error.hints))
    if _DOWNLOAD in message or "package not found" in message:
        message = "packages are not loaded"
        hint = "put the package's files beside the template, and import them by their path"
    if "outside of the project" in hint or "escape" in message:
        hint = "templates read files of their own folder only"
    return Problem(name, line, "", "template", f"the template can not be used: {message}", hint)


def unknown_parts(path: Path, names: Iterable[str]) -> list[Problem]:
    """Problems for parts that are laid out and that no document has: at the line of each, with the nearest name."""
    problems = []
    lines = path.read_text("utf-8", errors="replace").splitlines()
    for name in sorted(names):
        near = difflib.get_close_matches(name, PARTS, 1)
        hint = (
            say("did you mean {name}?", name=near[0]) if near else say("the parts are {names}", names=", ".join(PARTS))
        )
        message = say("no report has a part {name}", name=one_line(name))
        key = re.compile(rf"(?<![\w-])[\"']?{re.escape(name)}[\"']?\s*:")
        line = next((number for number, text in enumerate(lines, 1) if key.search(text.partition("//")[0])), None)
        problems.append(Problem(str(path), line, "", "template", message, hint))
    return problems


def falls_short(message: str, diagnostic: str) -> str:
    """Why a PDF is no PDF/UA."""
    lacking = _NO_FONT.findall(diagnostic)
    if not lacking:
        return f"The PDF is tagged, but no PDF/UA: {message.partition('PDF/UA-1 error: ')[2]}"
    shown = list(dict.fromkeys(text for text in lacking if not text.startswith("\\u"))) or ["some characters"]
    named = ", ".join(shown[:MOST_NAMED]) + (", ..." if len(shown) > MOST_NAMED else "")
    return (
        f"No font of this machine has {named}: boxes stand in their place, and the PDF is no PDF/UA;"
        " install a font that has them, for example one of Noto"
    )
