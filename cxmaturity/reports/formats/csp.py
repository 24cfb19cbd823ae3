"""The security policy of a page, computed from what the finished page holds, and what in a page it would block.

The policy goes into the page as a meta element, before anything that it governs: a browser then uses the styles
and scripts that the templates wrote, by their hashes, and images and fonts that lie in the page, and nothing else.
Text from files can not get itself hashed: it is escaped in every page, so that none of it is an element. What is
blocked a browser would leave out without a word; it is said when the page is made, at the template's line.
https://www.w3.org/TR/CSP3/
"""

import base64
import hashlib
import html
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from msgspec import Struct

from cxmaturity.domain.problems import Problem
from cxmaturity.domain.styles import loads

# what is inside a tag up to its end, taken once and never given back; a quoted value may hold the sign that ends tags
_INSIDE = r"(?:[^>\"']++|\"[^\"]*+\"|'[^']*+')*+"
# letters in both cases one by one, as ignoring the case of a whole pattern makes the search several times slower
_STYLE, _SCRIPT = ("".join(f"[{letter}{letter.upper()}]" for letter in name) for name in ("style", "script"))
_END = r"(?=[\s/>])"
_COMMENT_OR_INLINE = re.compile(
    rf"<(?:!--.*?-->"
    rf"|{_STYLE}{_END}{_INSIDE}>(?P<style>.*?)</{_STYLE}{_END}"
    rf"|{_SCRIPT}{_END}{_INSIDE}>(?P<script>.*?)</{_SCRIPT}{_END})",
    re.DOTALL,
)
_TAG = re.compile(rf"<([a-zA-Z][^\s/>]*){_INSIDE}>")
_ATTRIBUTE = re.compile(r"""[\s"'/]([^\s"'<>/=]+)(?:\s*=\s*("[^"]*"|'[^']*'|[^\s>"']+))?""")
_IMAGE_IN_STYLE = re.compile(r"url\(\s*[\"']?data:image/", re.IGNORECASE)
_FONT_IN_STYLE = re.compile(r"url\(\s*[\"']?data:(?:font/|application/(?:x-)?font)", re.IGNORECASE)
_PLACES = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        r"<meta\s[^>\"']*charset[^>]*>\n?",  # within the first kilobyte, so it stays before a long policy
        rf"<head(?=[\s>]){_INSIDE}>\n?",
        rf"<html(?=[\s>]){_INSIDE}>\n?",
        r"<!doctype[^>]*>\n?",
    )
)
_LINKS = {"stylesheet", "icon", "preload", "modulepreload", "prefetch", "manifest"}
_SOURCES = ("src", "srcset", "href", "xlink:href")
_IMAGES = {"img", "image", "feimage", "source", "input", "use"}
_FRAMES = {"iframe", "frame", "object", "embed", "audio", "video", "track", "portal"}


class Blocked(Struct, frozen=True):
    """Something that would not be let through: its text in the page, what it is, what would do instead."""

    text: str
    line: int
    message: str
    hint: str


def with_policy(page: str) -> str:
    """A page of HTML with its policy: after its charset, else as early as the page lets it be."""
    meta = f'<meta http-equiv="Content-Security-Policy" content="{policy(page)}">\n'
    body = re.search(r"<body[\s>]", page, re.IGNORECASE)
    head = page[: body.start()] if body else page
    at = next((place.end() for pattern in _PLACES if (place := pattern.search(head))), 0)
    return f"{page[:at]}{meta}{page[at:]}"


def policy(page: str) -> str:
    """The policy of a page, in which every style and script that stands in it is let through."""
    inline: dict[str, dict[str, None]] = {"style": {}, "script": {}}
    for element in _COMMENT_OR_INLINE.finditer(page):
        if element.lastgroup:
            inline[element.lastgroup][element[element.lastgroup]] = None
    styles, scripts = inline["style"], inline["script"]
    images = _holds_images(page) or any(map(_IMAGE_IN_STYLE.search, styles))
    sources = {
        "default-src": ["'none'"],
        "style-src": _hashes(styles),
        "script-src": _hashes(scripts),
        "img-src": ["data:"] if images else [],
        "font-src": ["data:"] if any(map(_FONT_IN_STYLE.search, styles)) else [],
        "base-uri": ["'none'"],
        "form-action": ["'none'"],
    }
    return "; ".join(" ".join([name, *allowed]) for name, allowed in sources.items() if allowed)


def problems_of_page(page: str, own: Path) -> list[Problem]:
    """Everything in a page that its policy blocks, at the line of the own template that holds it."""
    return [_problem(blocked, own) for blocked in dict.fromkeys(_blocked(page))]


def _holds_images(page: str) -> bool:
    """Whether an element shows an image that lies in the page itself."""
    if "data:image/" not in page:
        return False
    tags = (tag for tag in _TAG.finditer(page) if "data:image/" in tag[0] and tag[1].lower() != "a")
    return any(_attributes(tag[0]).get(name, "").startswith("data:image/") for tag in tags for name in _SOURCES)


def _hashes(texts: Iterable[str]) -> list[str]:
    # a browser reads every line end as a line feed before it hashes
    texts = (re.sub(r"\r\n?", "\n", text) for text in texts)
    return [f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'" for text in texts]


def _attributes(tag: str) -> dict[str, str]:
    """The attributes of a tag by their names in small letters."""
    given: dict[str, str] = {}
    for name, value in _ATTRIBUTE.findall(tag):
        quoted = value[:1] in {'"', "'"}
        given.setdefault(name.lower(), html.unescape(value[1:-1] if quoted else value).strip())
    return given


def _blocked(page: str) -> Iterator[Blocked]:
    """What of a page would be blocked, in its order but for what its styles load, which comes first."""
    texts = list(_COMMENT_OR_INLINE.finditer(page))
    for style in texts:
        for address in loads(style["style"] or ""):
            message = f"the style loads {address[:80]}, which a report does not"
            yield Blocked(address, _line(page, style.start()), message, "put that into it as data:")
    # what stands in comments, styles and scripts is no element; the tag that opens one is
    rest = _COMMENT_OR_INLINE.sub(_opening, page)
    for tag in _TAG.finditer(rest):
        for name, message, hint in _of_element(tag[1].lower(), _attributes(tag[0])):
            place = re.search(rf"{re.escape(name)}\s*=[^\s>]*", tag[0], re.IGNORECASE) if name else None
            yield Blocked(place[0] if place else tag[0], _line(rest, tag.start()), message, hint)


def _opening(element: re.Match[str]) -> str:
    """The tag that opens a style or script, nothing of a comment, and as many lines as there were."""
    tag = _TAG.match(element[0]) if element.lastgroup else None
    kept = tag[0] if tag else ""
    return kept + "\n" * (element[0].count("\n") - kept.count("\n"))


def _line(page: str, at: int) -> int:
    return page.count("\n", 0, at) + 1


def _problem(blocked: Blocked, own: Path) -> Problem:
    for path in sorted(own.rglob("*")):
        text = path.read_text(errors="replace") if path.is_file() else ""
        if (at := text.find(blocked.text)) >= 0:
            return Problem(str(path), _line(text, at), "", "blocked", blocked.message, blocked.hint)
    message = f"line {blocked.line} of the page: {blocked.message}"
    return Problem(str(own), None, "", "blocked", message, blocked.hint)


def _of_element(tag: str, given: dict[str, str]) -> Iterator[tuple[str, str, str]]:
    """The attribute, the message and the hint for everything that an element would load or do."""
    if "style" in given:
        yield "style", "a style attribute has no effect in a report", "write a class, and a rule in <style>"
    for name in given:
        if name.startswith("on"):
            yield name, f"the handler {name} does not run in a report", "listen to the event in a <script> of the page"
    if tag == "script" and "src" in given:
        hint = "write its text between <script> and </script>"
        yield "src", f"the script {given['src'][:80]} is not loaded by a report", hint
    if tag == "link" and _LINKS & set(given.get("rel", "").lower().split()) and not _inside(given.get("href", "")):
        hint = "write its text between <style> and </style>"
        yield "href", f"{given.get('href', '')[:80]} is not loaded by a report", hint
    if tag in _IMAGES:
        for name in _SOURCES:
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
