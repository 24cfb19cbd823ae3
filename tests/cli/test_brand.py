"""`--brand`: what a brand changes in a report, what is refused, and that its texts stay texts."""

import base64
import json
import os
import re
import struct
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from cxmaturity.domain.brand import DARK, LIGHT, Brand, Shade
from cxmaturity.domain.colour import AA, apart, contrast, nearest, weakest
from cxmaturity.reports.build.brand import INKS, OWNERS, branded
from cxmaturity.reports.sanitise import isolated, visible
from cxmaturity.reports.view.brand import PaletteView
from cxmaturity.reports.view.report import View
from tests.cli.running import NORTHWIND, RETAIL, ROOT, Cx
from tests.reports.formats.pages import read, sheets
from tests.reports.hostile import HOSTILE

SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 120 40"><rect width="120" height="40" fill="#123456"/></svg>'
)
PNG = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)
HEAD: dict[str, Any] = {"schema": "cxmaturity/brand@1", "name": "Bright Consulting"}
ACCENTS = {"accent": "#7a1f5c", "second": {"light": "#8a5a00", "dark": "#ffcc55"}}
STYLE = (ROOT / "templates" / "html" / "document.css").read_text()
colours = st.integers(0, 0xFFFFFF).map("#{:06x}".format)


def brand(folder: Path, logo: str | bytes | None = None, **keys: Any) -> Path:
    """A brand file, with a logo beside it."""
    if logo is not None:
        (folder / "logo").write_bytes(logo if isinstance(logo, bytes) else logo.encode())
        keys = {"logo": "logo", **keys}
    path = folder / "brand.yaml"
    path.write_text(yaml.safe_dump({**HEAD, **keys}, allow_unicode=False))
    return path


def test_a_page_of_a_brand(cx: Cx, tmp_path: Path) -> None:
    path = brand(tmp_path, SVG, **ACCENTS, alt="A dark box", footer="For the board only")
    page = cx("report", NORTHWIND, "--brand", path).out
    address = f"data:image/svg+xml;base64,{base64.b64encode(SVG.encode()).decode()}"
    assert f'<img class="logo" src="{address}" alt="A dark box">' in page
    assert '<span dir="auto">Bright Consulting</span>' in page
    assert page.count("For the board only") == 2
    assert re.search(r'@bottom-left \{ content: "For the board only"', page)
    assert re.search(r"<footer.*For the board only.*</footer>", page, re.DOTALL)
    assert "img-src data:;" in page
    light, dark = re.findall(r"--accent: (#\w+); --full: \1; ", page.partition("</style>")[2])
    assert light == "#7a1f5c"
    assert weakest(dark, DARK)[0] >= 7
    assert re.findall(r"--second: (#\w+);", page) == ["#8a5a00", "#ffcc55"]


def test_owners_of_steps_have_the_colours_of_a_brand(cx: Cx, tmp_path: Path) -> None:
    """The first has the accent: in the picture of a plan nothing else is in a colour of another house."""
    page = cx("report", NORTHWIND, "--brand", brand(tmp_path, None, **ACCENTS)).out.partition("</style>")[2]
    light, dark = re.findall(r"--owner-1: (#\w+); --on-owner-1: #\w+;", page)
    assert (light, dark) == tuple(re.findall(r"--accent: (#\w+);", page))
    assert page.count("--owner-8: ") == 2


@settings(deadline=None)
@given(accent=colours)
def test_owners_can_be_told_apart_under_any_brand(accent: str) -> None:
    """The built-in colour that is most like the accent makes room, so that no other comes near it."""
    for palette in view_of(accent, accent):
        assert len(set(palette.owners)) == len(palette.on_owners) == 8
        assert min(apart(palette.owners[0], other) for other in palette.owners[1:]) > 0.1
        assert all(contrast(*pair) >= AA - 0.2 for pair in zip(palette.owners, palette.on_owners, strict=True))


def test_built_in_colours_of_owners_are_the_same_everywhere() -> None:
    typst = (ROOT / "templates" / "typst" / "style.typ").read_text().replace("white", 'rgb("#ffffff")')
    light, dark = (re.findall(r"--(on-)?owner-\d: (#\w+)", part) for part in STYLE.split("@media", 2)[:2])
    for of_page, of_brand in ((light, OWNERS["light"]), (dark, OWNERS["dark"])):
        assert [(a[1], b[1]) for a, b in zip(of_page[::2], of_page[1::2], strict=True)] == list(of_brand)
    grounds, texts = (re.findall(rf'\b{name}_\d: rgb\("(#\w+)"\)', typst) for name in ("owner", "on_owner"))
    assert list(zip(grounds, texts, strict=True)) == list(OWNERS["light"])


def test_a_png_and_a_name_are_enough(cx: Cx, tmp_path: Path) -> None:
    page = cx("report", NORTHWIND, "--brand", brand(tmp_path, PNG)).out
    address = f"data:image/png;base64,{base64.b64encode(PNG).decode()}"
    assert f'<img class="logo" src="{address}" alt="">' in page  # the name stands beside it
    assert "--second" not in page
    assert "@bottom-left" not in page
    page = cx("report", NORTHWIND, "--brand", brand(tmp_path)).out
    assert '<span dir="auto">Bright Consulting</span>' in page
    assert "<img" not in page
    assert "img-src" not in page


def test_other_formats(cx: Cx, tmp_path: Path) -> None:
    path = brand(tmp_path, PNG, **ACCENTS, footer="For the board only")
    text = cx("report", NORTHWIND, "--brand", path, "--format", "md").out
    assert "\n\nBright Consulting\n\n" in text
    assert "\n\n---\n\nFor the board only\n\n" in text
    assert text.endswith("\n\n<!-- cxmaturity report -->\n")
    seen = json.loads(cx("report", NORTHWIND, "--brand", path, "--format", "json").out)["brand"]
    assert seen["name"] == "Bright Consulting"
    assert seen["light"]["accent"] == "#7a1f5c"
    assert base64.b64decode(seen["logo"].removeprefix("data:image/png;base64,")) == PNG
    assert json.loads(cx("report", NORTHWIND, "--format", "json").out)["brand"] is None


def view_of(accent: str, second: str) -> tuple[PaletteView, PaletteView]:
    shades = [Shade(nearest(one, LIGHT), nearest(one, DARK)) for one in (accent, second)]
    empty = View("cxmaturity/view@2", "", "", "", "", "", None, (), ())
    made = branded(empty, Brand("x", accent=shades[0], second=shades[1])).brand
    assert made is not None
    return made.light, made.dark


@settings(deadline=None)
@given(colours, colours)
def test_everything_coloured_can_be_read(accent: str, second: str) -> None:
    """Of every colour there is a nearest one that passes, and every tint of it has a text that can be read on it."""
    for palette, grounds in zip(view_of(accent, second), (LIGHT, DARK), strict=True):
        for name in ("accent", "second"):
            assert weakest(getattr(palette, name), grounds)[0] >= AA
        for name in ("accent", "large", "part", "second"):
            assert contrast(getattr(palette, name), getattr(palette, f"on_{name}")) >= AA, name


@settings(deadline=None)
@given(colours)
def test_the_nearest_colour(colour: str) -> None:
    for grounds in (LIGHT, DARK):
        near = nearest(colour, grounds)
        assert weakest(near, grounds)[0] >= AA
        assert nearest(near, grounds) == near
        if weakest(colour, grounds)[0] >= AA:
            assert near == colour


def test_known_contrasts() -> None:
    """As WCAG's own examples and calculators give them."""
    assert contrast("#000000", "#ffffff") == 21
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.005)
    assert contrast("#0000ff", "#ffffff") == pytest.approx(8.59, abs=0.005)


def test_papers_and_inks_are_those_of_the_style() -> None:
    """Colours are held to what text stands on in the page, and a brand replaces every colour that is the accent's."""
    found = [dict(re.findall(r"(--[\w-]+): (#\w+);", block)) for block in re.findall(r":root \{([^}]*)\}", STYLE)[:2]]
    for variables, grounds, inks in zip(found, (LIGHT, DARK), INKS.values(), strict=True):
        assert (variables["--paper"], variables["--wash"]) == grounds
        assert variables["--ink"] == inks[0]
    replaced = set(re.findall(r"(--[\w-]+):", (ROOT / "templates/html/brand.css.j2").read_text()))
    kept = {"--paper", "--wash", "--ink", "--soft", "--line", "--edge", "--minus", "--on-minus"}
    assert set(found[0]) == set(found[1]) == (replaced - {"--second", "--on-second"}) | kept


# what is wrong with a logo, and a piece of what is said about it
BAD_LOGOS: dict[str, tuple[bytes | str, str]] = {
    "neither": (b"GIF89a", "is neither an SVG nor a PNG; save it as one of these"),
    "jpeg": (b"\xff\xd8\xff\xe0", "is neither an SVG nor a PNG but a JPEG"),
    "empty": (b"", "is neither an SVG nor a PNG"),
    "large": (PNG + b"\0" * 100 * 1024, "is over 100 KiB"),
    "half a png": (PNG[:40], "is not a whole one"),
    "no picture": (PNG[:16] + struct.pack(">II", 0, 0) + PNG[24:], "is not a whole one"),
    "half an svg": (SVG[:-10], "line 1: this is no SVG"),
    "utf-16": (SVG.encode("utf-16"), "is not UTF-8; save it with that encoding"),
    "another encoding": (SVG.replace("><rect", "><title>é</title><rect").encode("latin-1"), "is not UTF-8"),
    "no svg": ("<html></html>", "the file starts with html, not with svg; start it with <svg xmlns="),
    "no namespace": ("<svg></svg>", "the file starts with svg, not with svg; start it with <svg xmlns="),
    "entities": ('<!DOCTYPE svg [\n<!ENTITY a "b">]>' + SVG, "entities are not allowed; save it as plain SVG"),
    "many entities": (
        '<!DOCTYPE svg [<!ENTITY a "' + "b" * 99 + '"><!ENTITY c "&a;&a;&a;">]>' + SVG.replace("></rect", ">&c;</rect"),
        "entities are not allowed",
    ),
    "file by entity": ('<!DOCTYPE svg [<!ENTITY a SYSTEM "/etc/hostname">]>' + SVG, "entities are not allowed"),
    "outside image": (
        SVG.replace("<rect", '\n<image href="https://evil.example/x.png"/><rect'),
        "line 2: it loads https://evil.example/x.png, which a report does not",
    ),
    "outside image, older": (
        SVG.replace("<rect", '<image xmlns:x="http://www.w3.org/1999/xlink" x:href="x.png"/><rect'),
        "it loads x.png",
    ),
    "outside font": (
        SVG.replace("<rect", "<style>@font-face { src: url(https://evil.example/f) }</style><rect"),
        "it loads https://evil.example/f",
    ),
    "outside style": (SVG.replace("<rect", "<style>@import 'x.css';</style><rect"), "it loads x.css"),
    "outside paint": (SVG.replace("#123456", "url(x.svg#a)"), "it loads x.svg#a"),
    **{
        f"outside, as {style}": (SVG.replace("<rect", f"<style>p {{ fill: {style} }}</style><rect"), f"it loads {said}")
        for style, said in {
            "URL(x.svg)": "x.svg",
            "u\\72l(x.svg)": "x.svg",
            "\\000075 rl( 'x.svg' )": "x.svg",
            "ur/* */l(x.svg)": "x.svg",
            "red } @IMPORT 'x.css'; p { x: y": "x.css",
            "red } @\\69mport url(x.css); p { x: y": "x.css",
            "red } @import/**/url(x.css); p { x: y": "x.css",
            "image-set('x.png' 1x)": "image-set",
            "-webkit-image-set('x.png' 1x)": "-webkit-image-set",
            "src('x.png')": "x.png",
        }.items()
    },
    "outside style sheet": ('<?xml-stylesheet href="x.css"?>' + SVG, "it loads what <?xml-stylesheet ...?> names"),
    "a page in it": (SVG.replace("<rect", "<foreignObject/><rect"), "foreignObject brings a page into the picture"),
    "doctype": ('<!DOCTYPE svg SYSTEM "https://evil.example/x.dtd">' + SVG, "it loads https://evil.example/x.dtd"),
    "doctype of others": ('<!DOCTYPE svg PUBLIC "x" "x.dtd">' + SVG, "it loads x.dtd"),
    "in itself": (SVG.replace("<rect", '<g id="a"><use href="#a"/></g><rect'), "repeat each other in a circle"),
    "in each other": (
        SVG.replace("<rect", '<g id="a"><use href="#b"/></g><g id="b"><g fill="url( #a)"/></g><rect'),
        "repeat each other in a circle",
    ),
    "many times": (
        SVG.replace(
            "<rect",
            "".join(f'<g id="a{i}">' + f'<use href="#a{i + 1}"/>' * 10 + "</g>" for i in range(20)) + "<rect",
        ),
        "repeat each other over 10,000 times",
    ),
    "huge png": (
        PNG[:16] + b"\xff" * 8 + PNG[24:],
        "it has 4,294,967,295 x 4,294,967,295 pixels; at most 5,000 a side",
    ),
    **{
        f"encoding {name}": (
            f'<?xml version="1.0" encoding="{name}"?>' + SVG,
            f"it says that its encoding is {name}; save it with the encoding UTF-8",
        )
        for name in ("UTF-7", "Shift-JIS", "Big5", "EUC-JP", "GB18030", "UTF-16", "ISO-8859-1", "nonsense", "utf-32")
    },
}


@pytest.mark.parametrize("what", BAD_LOGOS)
def test_bad_logo(what: str, cx: Cx, tmp_path: Path) -> None:
    data, message = BAD_LOGOS[what]
    path = brand(tmp_path, data)
    for command in (["check", path], ["report", NORTHWIND, "--brand", path]):
        ran = cx(*command)
        told = ran.out or ran.err
        assert ran.code == 1
        assert told.startswith(f"{path}, line 1: logo: logo")
        assert message in told


GOOD_LOGOS = {
    "plain": SVG,
    "declared": '\ufeff<?xml version="1.0" encoding="UTF-8"?>\n<!-- made by hand -->\n' + SVG,
    "doctype": '<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd">'
    + SVG,
    "own parts": SVG.replace("#123456", "url(#a)").replace(
        "<rect", '<use href="#b"/><a href="https://a.example"/><rect'
    ),
    "own parts twice": SVG.replace(
        "<rect",
        '<g id="a"><rect id="b" fill="url(#c)"/></g><use href="#a"/><use href="#a"/><linearGradient id="c"/><rect',
    ),
    "what moves around itself": SVG.replace("<rect", '<g id="a"><animate href="#a"/></g><rect'),
    "own image": SVG.replace("<rect", '<image href="data:image/png;base64,AA=="/><rect'),
}


@pytest.mark.parametrize("what", GOOD_LOGOS)
def test_good_logo(what: str, cx: Cx, tmp_path: Path) -> None:
    ran = cx("check", "--strict", brand(tmp_path, GOOD_LOGOS[what]))
    assert (ran.code, ran.out) == (0, "")


def test_script_in_a_logo(cx: Cx, tmp_path: Path) -> None:
    """An image runs none, so it is only told."""
    path = brand(tmp_path, SVG.replace("<rect", "<script>alert(1)</script><rect"))
    ran = cx("check", path)
    assert ran.code == 0
    assert "warning: logo: logo, line 1: a script in a logo does not run; leave it out" in ran.out
    assert cx("report", NORTHWIND, "--brand", path).code == 0


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("../secret.svg", "lies outside the folder of the brand file"),
        ("inner/../../secret.svg", "lies outside the folder of the brand file"),
        ("ABSOLUTE", "lies outside the folder of the brand file"),
        ("link.svg", "lies outside the folder of the brand file"),
        ("missing.svg", "there is no such file beside the brand file"),
        ("inner", "this is a folder"),
        ("a\0b", "can not be read"),
        ("a" * 300, "can not be read"),
        ("loop.svg", "can not be read"),
    ],
)
def test_where_a_logo_may_lie(name: str, message: str, cx: Cx, tmp_path: Path) -> None:
    secret = tmp_path / "secret.svg"
    secret.write_text(SVG)
    folder = tmp_path / "own"
    (folder / "inner").mkdir(parents=True)
    (folder / "link.svg").symlink_to(secret)
    (folder / "loop.svg").symlink_to("loop.svg")
    path = brand(folder)
    path.write_text(yaml.safe_dump({**HEAD, "logo": name.replace("ABSOLUTE", str(secret))}, width=1000))
    ran = cx("check", path)
    assert ran.code == 1
    assert message in ran.out
    assert len(ran.out.splitlines()) == 1


def test_a_logo_below_the_folder(cx: Cx, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "pictures").mkdir()
    (tmp_path / "pictures" / "logo.svg").write_text(SVG)
    brand(tmp_path, logo=None).write_text(yaml.safe_dump({**HEAD, "logo": "pictures/logo.svg"}))
    monkeypatch.chdir(tmp_path)
    assert cx("check", "brand.yaml").code == 0
    assert cx("check", "-", stdin=Path("brand.yaml").read_bytes()).code == 0
    assert "<img" in cx("report", NORTHWIND, "--brand", "-", stdin=Path("brand.yaml").read_bytes()).out


def test_every_problem_of_brand_and_answers_at_once(cx: Cx, tmp_path: Path) -> None:
    path = brand(tmp_path, b"GIF", accent="#ffffff", second="red")
    answers = tmp_path / "answers.yaml"
    answers.write_text("schema: cxmaturity/answers@1\nquestionnaire: digital@2\ndate: soon\n")
    ran = cx("report", answers, "--brand", path, "-o", tmp_path / "report.html")
    assert ran.code == 1
    assert len(ran.err.splitlines()) == 4
    assert not (tmp_path / "report.html").exists()


def test_wrong_usage(cx: Cx, tmp_path: Path) -> None:
    assert cx("report", "-", "--brand", "-").code == 2
    ran = cx("report", NORTHWIND, "--brand", tmp_path / "none.yaml")
    assert (ran.code, ran.out) == (1, "")
    assert "no such file" in ran.err
    ran = cx("report", NORTHWIND, "--brand", NORTHWIND)
    assert ran.code == 1
    assert "this file holds answers; name a file with a brand here" in ran.err


class Elements(HTMLParser):
    """The elements of a page, its text, and its styles."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, list[tuple[str, str | None]]]] = []
        self.text: list[str] = []
        self.styles: list[str] = []
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, [(name, value) for name, value in attrs if name not in {"alt", "content"}]))

    def handle_data(self, data: str) -> None:
        (
            self.styles if self.elements and self.elements[-1][0] == "style" and self.lasttag == "style" else self.text
        ).append(data)


def css_text(style: str) -> str:
    """The string of the footer as a browser reads it."""
    found = re.search(r'@bottom-left \{ content: "((?:[^"\\\n]|\\.)*)"', style)
    assert found is not None
    return re.sub(r"\\([0-9a-f]+) ", lambda code: chr(int(code[1], 16)), found[1])


@pytest.fixture(scope="module")
def plain_elements() -> dict[str, list[tuple[str, list[tuple[str, str | None]]]]]:
    """The elements of a page with harmless texts, once it was made."""
    return {}


@pytest.mark.parametrize("what", HOSTILE)
def test_hostile_texts_stay_texts(
    what: str, cx: Cx, tmp_path: Path, plain_elements: dict[str, list[tuple[str, list[tuple[str, str | None]]]]]
) -> None:
    fits = HOSTILE[what][:250].strip()
    texts = {"name": f"{fits} Zn", "alt": f"{fits} Za", "footer": fits}

    def report(layout: str, keys: dict[str, str]) -> str:
        return cx("report", RETAIL, "--format", layout, "--brand", brand(tmp_path, SVG, **keys)).out

    if not plain_elements:
        plain_elements["page"] = Elements(report("html", {"name": "Zn", "alt": "Za", "footer": "Zf"})).elements
    page = Elements(report("html", texts))
    assert page.elements == plain_elements["page"]
    text = " ".join("".join(page.text).replace("\u2068", "").replace("\u2069", "").split())
    for key in ("name", "footer"):
        assert " ".join(visible(texts[key]).split()) in text
    style = next(style for style in page.styles if "@bottom-left" in style)
    assert css_text(style) == isolated(visible(" ".join(fits.split())))
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f\u202e\u2066]", report("md", texts))
    seen = json.loads(report("json", texts))["brand"]
    assert {key: seen[key] for key in texts} == texts


def test_the_same_file_gives_the_same_bytes(cx: Cx, tmp_path: Path) -> None:
    path = brand(tmp_path, SVG, **ACCENTS)
    first = cx("report", NORTHWIND, "--brand", path).out
    os.utime(tmp_path / "logo", (0, 0))
    assert cx("report", NORTHWIND, "--brand", path).out == first


@pytest.mark.parametrize("what", ["script", "terminal controls", "backslashes", "change of direction", "mathematics"])
def test_hostile_texts_stay_texts_on_paper(what: str, cx: Cx, tmp_path: Path) -> None:
    pytest.importorskip("typst")
    fits = HOSTILE[what].strip()
    path = brand(tmp_path, PNG, name=f"{fits} Zn", alt=fits, footer=f"Zf {fits}")
    ran = cx("report", RETAIL, "--format", "pdf", "-o", tmp_path / "report.pdf", "--brand", path)
    assert ran.code == 0
    pages = sheets(read(tmp_path / "report.pdf"))
    assert "Zn" in pages[0]
    assert all("Zf" in page for page in pages[1:])
    if what in {"script", "backslashes", "mathematics"}:
        assert "".join(fits.split()) in "".join(pages[0].split())
