"""The security policy of a page, computed from what the finished page holds.

The policy goes into the page as a meta element, before anything that it governs: a browser then uses the styles
and scripts that the templates wrote, by their hashes, and images and fonts that lie in the page, and nothing else.
Text from files can not get itself hashed: it is escaped in every page, so that none of it is an element.
https://www.w3.org/TR/CSP3/
"""

import base64
import hashlib
import re
from collections.abc import Iterable

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
_TAG = re.compile(rf"<[a-zA-Z]{_INSIDE}>")
_IMAGE = re.compile(r"\s(?:xlink:)?(?:src|href|srcset)\s*=\s*[\"']?data:image/", re.IGNORECASE)
_LINK = re.compile(r"<a\s", re.IGNORECASE)
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


def with_policy(page: str) -> str:
    """A page of HTML with its policy: after its charset, else as early as the page lets it be."""
    meta = f'<meta http-equiv="Content-Security-Policy" content="{policy(page)}">\n'
    body = re.search(r"<body[\s>]", page, re.IGNORECASE)
    head = page[: body.start()] if body else page
    at = next((found.end() for place in _PLACES if (found := place.search(head))), 0)
    return f"{page[:at]}{meta}{page[at:]}"


def policy(page: str) -> str:
    """The policy of a page, in which every style and script that stands in it is let through."""
    inline: dict[str, dict[str, None]] = {"style": {}, "script": {}}
    for found in _COMMENT_OR_INLINE.finditer(page):
        if found.lastgroup:
            inline[found.lastgroup][found[found.lastgroup]] = None
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


def _holds_images(page: str) -> bool:
    """Whether an element shows an image that lies in the page itself."""
    if "data:image/" not in page:
        return False
    tags = (found[0] for found in _TAG.finditer(page) if "data:image/" in found[0])
    return any(_IMAGE.search(tag) and not _LINK.match(tag) for tag in tags)


def _hashes(texts: Iterable[str]) -> list[str]:
    # a browser reads every line end as a line feed before it hashes
    texts = (re.sub(r"\r\n?", "\n", text) for text in texts)
    return [f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'" for text in texts]
