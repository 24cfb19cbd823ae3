"""What a page of the user's own templates holds that its security policy would not let through.

A browser would leave it out without a word, so that someone finds a chart missing in front of a board. It is said
when the report is made, at the line of the template that wrote it.
"""

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import NamedTuple

from cxmaturity.domain.problems import Problem
from cxmaturity.domain.styles import loads

_LINKS = {"stylesheet", "icon", "preload", "modulepreload", "prefetch", "manifest"}
_IMAGES = {"img", "image", "feimage", "source", "input", "use"}
_FRAMES = {"iframe", "frame", "object", "embed", "audio", "video", "track", "portal"}


class Blocked(NamedTuple):
    """Something that would not be let through: its text in the page, what it is, what would do instead."""

    text: str
    line: int
    message: str
    hint: str


def problems_of_page(page: str, own: Path) -> list[Problem]:
    """Everything in a page that its policy blocks, at the line of the own template that holds it."""
    parser = _Parser()
    parser.feed(page)
    parser.close()
    return [_problem(blocked, own) for blocked in dict.fromkeys(parser.found)]


def _problem(blocked: Blocked, own: Path) -> Problem:
    for path in sorted(own.rglob("*")):
        text = path.read_text(errors="replace") if path.is_file() else ""
        if (at := text.find(blocked.text)) >= 0:
            return Problem(str(path), text.count("\n", 0, at) + 1, "", "blocked", blocked.message, blocked.hint)
    message = f"line {blocked.line} of the page: {blocked.message}"
    return Problem(str(own), None, "", "blocked", message, blocked.hint)


class _Parser(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[Blocked] = []
        self.in_style = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Hold an element to the policy."""
        self.in_style = tag == "style"
        given = {name: (value or "").strip() for name, value in attrs}
        if "style" in given:
            self._note("style", "a style attribute has no effect in a report", "write a class, and a rule in <style>")
        for name in given:
            if name.startswith("on"):
                hint = "listen to the event in a <script> of the page"
                self._note(name, f"the handler {name} does not run in a report", hint)
        for name, message, hint in _of_element(tag, given):
            self._note(name, message, hint)

    def handle_data(self, data: str) -> None:
        """Hold a style to the policy."""
        for address in loads(data) if self.in_style else ():
            self._add(address, f"the style loads {address[:80]}, which a report does not", "put that into it as data:")

    def handle_endtag(self, tag: str) -> None:
        """Leave a style."""
        self.in_style = False

    def _note(self, name: str, message: str, hint: str) -> None:
        tag = self.get_starttag_text() or ""
        text = next((found[0] for found in re.finditer(rf"{name}\s*=[^\s>]*", tag, re.IGNORECASE)), tag)
        self._add(text if name else tag, message, hint)

    def _add(self, text: str, message: str, hint: str) -> None:
        self.found.append(Blocked(text, self.getpos()[0], message, hint))


def _of_element(tag: str, given: dict[str, str]) -> Iterator[tuple[str, str, str]]:
    """The attribute, the message and the hint for everything that an element would load or do."""
    if tag == "script" and "src" in given:
        yield (
            "src",
            f"the script {given['src'][:80]} is not loaded by a report",
            "write its text between <script> and </script>",
        )
    if tag == "link" and _LINKS & set(given.get("rel", "").lower().split()) and not _inside(given.get("href", "")):
        yield (
            "href",
            f"{given.get('href', '')[:80]} is not loaded by a report",
            "write its text between <style> and </style>",
        )
    if tag in _IMAGES:
        for name in ("src", "srcset", "href", "xlink:href"):
            if not _inside(given.get(name, "")):
                yield name, f"the image {given[name][:80]} is not loaded by a report", "put it in as data:image/..."
    if tag in _FRAMES:
        yield "", f"<{tag}> stays empty in a report", "a report loads nothing"
    if tag == "base":
        yield "", "<base> has no effect in a report", "leave it out"
    if tag == "form" and "action" in given:
        yield "action", "a form in a report can not be sent", "leave the action out"


def _inside(address: str) -> bool:
    return not address or address.startswith(("data:image/", "#"))
