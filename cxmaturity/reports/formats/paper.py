"""What paper needs of a document: every text printable, every address one, every place that a link can lead to."""

import base64
from collections.abc import Iterator
from typing import Any

import msgspec

from cxmaturity.reports.document.blocks import Document
from cxmaturity.reports.formats.jinja import is_web, unparted
from cxmaturity.reports.sanitise import INVISIBLE, visible
from cxmaturity.reports.view.brand import BrandView

_SVG = "http://www.w3.org/2000/svg"
_LOGO = f'<svg xmlns="{_SVG}" viewBox="0 0 400 100"><image width="400" height="100" {{}}/></svg>'
_UNSEEN = dict.fromkeys(map(ord, INVISIBLE))
_AS_WRITTEN = {"id", "to", "day", "date"}
"""Fields that are no text for people."""


def on_paper(document: Document) -> dict[str, Any]:
    """A document as built-in values, every text of which can be printed.

    The tables of pictures stand in the annex only: in a body the text of a picture says the same.
    """
    laid_out: dict[str, Any] = _flowing(printable(msgspec.to_builtins(document)))
    # what programs read, not pages
    laid_out |= {"title": visible(document.title), "finding": visible(document.finding)}
    for chapter in laid_out["chapters"]:
        chapter["body"] = _without_tables(chapter["body"])
    return laid_out


def _flowing(value: Any) -> Any:
    """Values whose texts end no line of their own, but for those of entries, which are as people wrote them."""
    if isinstance(value, str):
        return " ".join(value.split("\n"))
    if isinstance(value, dict):
        return value if value.get("type") == "entries" else {key: _flowing(inside) for key, inside in value.items()}
    return [_flowing(inside) for inside in value] if isinstance(value, list) else value


def _without_tables(value: Any) -> Any:
    """Values in which no picture has a table."""
    if isinstance(value, dict):
        return {key: None if key == "table" else _without_tables(inside) for key, inside in value.items()}
    return [_without_tables(inside) for inside in value] if isinstance(value, list) else value


def printable(value: Any) -> Any:
    """Built-in values with every text harmless, and in none a line between a number and its unit.

    Code is left as it is typed; what stands as an address and is none is beside the text only. The pictures for narrow
    pages are left out.
    """
    if isinstance(value, str):
        return _shown(value)
    if isinstance(value, dict):
        if "style" in value and "to" in value:
            return _span(value)
        return {key: _field(key, inside) for key, inside in value.items() if key != "narrow"}
    return [printable(inside) for inside in value] if isinstance(value, list | tuple) else value


def _field(name: str, value: Any) -> Any:
    if name == "wide":
        return _standalone(value)
    return visible(value) if name in _AS_WRITTEN and isinstance(value, str) else printable(value)


def _standalone(svg: str) -> str:
    """A picture as an SVG of its own, which says what it is; within a page of HTML it need not.

    Paper has no glyph for the signs that isolate a direction; a label on its own keeps its order without them.
    """
    bare = visible(svg.translate(_UNSEEN | dict.fromkeys((0x2068, 0x2069))))
    return bare if "xmlns=" in bare else bare.replace("<svg", f'<svg xmlns="{_SVG}"', 1)


def _span(span: dict[str, str]) -> dict[str, str]:
    """A part of a text: an address, and code, as they are typed."""
    if span["style"] == "code":
        return {key: visible(text) for key, text in span.items()}
    if span["style"] == "web":
        style = "web" if is_web(span["text"]) else "soft"
        return {**span, "text": visible(span["text"]), "style": style}
    return {**span, "text": _shown(span["text"])}


def _shown(text: str) -> str:
    """Text without what acts instead of showing, and without what shows nothing, for which fonts have no glyph."""
    plain = text if text.isprintable() else text.translate(_UNSEEN)
    return unparted(visible(plain))


def places_in(value: Any) -> Iterator[str]:
    """Every `id` in a document."""
    if isinstance(value, dict):
        if value.get("id"):
            yield value["id"]
        for inside in value.values():
            yield from places_in(inside)
    elif isinstance(value, list):
        for inside in value:
            yield from places_in(inside)


def brand_of(brand: BrandView) -> dict[str, Any]:
    """A brand as templates see it: `logo` is an SVG, `says` what it shows, `light` holds the colours on light paper."""
    light = {name: getattr(brand.light, name) for name in brand.light.__struct_fields__}
    says = brand.alt or brand.name
    return {
        **printable({"name": brand.name, "footer": brand.footer, "says": says}),
        "logo": _svg(brand.logo),
        "light": light,
    }


def _svg(logo: str) -> str:
    """The logo as an SVG: decoded where it is one, as Typst leaves out the text of one that is within another."""
    kind, _, data = logo.partition(";base64,")
    if kind == "data:image/svg+xml":
        return base64.b64decode(data).decode()
    return _LOGO.format(f'preserveAspectRatio="xMinYMid" href="{logo}"') if logo else ""
