"""The pictures of the page: nothing clips or overlaps, whatever is in them; every reader can tell colours apart."""

import math
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from playwright.sync_api import Browser

from cxmaturity.reports.build.schedule import MOST_BARS
from cxmaturity.reports.pictures.geometry import fitted, width
from tests.cli.running import ROOT, Cx
from tests.reports.shapes import SHAPES, write
from tests.reports.test_page import OVERFLOWING, WIDTHS

# texts that reach out of their picture, or into each other; the boxes are those of whole lines, with room above and
# below the letters, which may touch
MISPLACED = """() => [...document.querySelectorAll("svg.chart")].flatMap(svg => {
    const frame = svg.getBoundingClientRect();
    if (!frame.width) return [];
    const texts = [...svg.querySelectorAll("text")].filter(text => text.textContent.trim()).map(text => {
        const box = text.getBoundingClientRect(), upright = text.hasAttribute("transform");
        const across = upright ? box.width * .14 : 0, down = upright ? 0 : Math.min(box.height * .14, 3);
        return {said: text.textContent.trim(), left: box.left + across, right: box.right - across,
            top: box.top + down, bottom: box.bottom - down};
    });
    const outside = texts.filter(text => text.left < frame.left - 1 || text.right > frame.right + 1
        || text.top < frame.top - 1 || text.bottom > frame.bottom + 1).map(text => `outside: ${text.said}`);
    const over = texts.flatMap((one, i) => texts.slice(i + 1).filter(other =>
        Math.min(one.right, other.right) - Math.max(one.left, other.left) > 1 &&
        Math.min(one.bottom, other.bottom) - Math.max(one.top, other.top) > 1)
        .map(other => `over each other: ${one.said} | ${other.said}`));
    return [...outside, ...over];
})"""
SHOWN = "() => [...document.querySelectorAll('svg.chart')].filter(svg => svg.clientWidth).length"
# pictures without a name and a description of their own
NAMELESS = """() => [...document.querySelectorAll("svg.chart")].filter(svg => svg.getAttribute("role") != "img" ||
    !svg.getAttribute("aria-labelledby").split(" ").every(id => document.getElementById(id)?.textContent.trim())
    || !svg.querySelector("title")).map(svg => svg.outerHTML.slice(0, 100))"""


@pytest.mark.parametrize("name", SHAPES)
def test_nothing_clips_or_overlaps(name: str, browser: Browser, cx: Cx, tmp_path: Path) -> None:
    files = write(tmp_path, SHAPES[name])
    path = tmp_path / "report.html"
    assert cx("--questionnaires", files.questionnaires, "report", "-o", path, *files.answers).code == 0
    page = browser.new_page()
    page.goto(path.as_uri())
    for across in WIDTHS:
        page.set_viewport_size({"width": across, "height": 900})
        assert page.evaluate(MISPLACED) == [], across
        assert page.evaluate(OVERFLOWING) == [], across
        assert page.evaluate(SHOWN) >= 2  # it has looked
    assert page.evaluate(NAMELESS) == []
    if SHAPES[name].highest:
        bars, steps = (page.locator(each).count() for each in ("svg.wide.timeline rect.bar", ".cards .card"))
        assert bars == min(steps, MOST_BARS) >= 15
    page.close()


def test_what_is_misplaced_is_found(browser: Browser) -> None:
    page = browser.new_page()
    page.set_content(
        '<svg class="chart" viewBox="0 0 300 100" width="300">'
        '<text x="10" y="50">one</text><text x="20" y="52">two</text><text x="290" y="80">three</text></svg>'
    )
    assert page.evaluate(MISPLACED) == ["outside: three", "over each other: one | two"]
    page.close()


# a letter's width in the widest of the usual fonts is known where that font is: DejaVu Sans on Debian
def test_estimated_widths_suffice(browser: Browser) -> None:
    page = browser.new_page()
    page.set_content("<canvas></canvas>")
    texts = ["Operationalise", "Goals, appraisals and pay", "WWW mmm @", "iiill!!", "Führungskräfte", "Опыт клиентов"]
    texts += ["חוויית לקוח", "تجربة العملاء", "顧客体験", "0123456789 %", "A→B…"]
    measured = page.evaluate(
        """texts => { const pen = document.querySelector("canvas").getContext("2d");
            pen.font = '100px "DejaVu Sans", sans-serif'; return texts.map(text => pen.measureText(text).width); }""",
        texts,
    )
    for text, real in zip(texts, measured, strict=True):
        assert real <= width(text, 100) <= 1.9 * real, text
    page.close()


@given(st.text(max_size=80), st.integers(30, 300), st.integers(9, 14), st.integers(1, 3))
def test_fitted_lines_fit(text: str, room: int, size: int, lines: int) -> None:
    made = fitted(text, room, size, lines)
    assert len(made) <= lines
    assert all(
        line and width(line, size) <= room + size * 0.8 for line in made
    )  # the mark of direction is drawn as nothing
    if not any("…" in line for line in made):
        assert "".join("".join(made).split()) == "".join(re.sub(r"\s", "", "".join(fitted(text, 1e9, size))).split())


# ---- colours

STYLE = (ROOT / "templates" / "html" / "document.css").read_text()
SCHEMES = dict(zip(("light", "dark"), re.findall(r":root \{([^}]*--paper[^}]*)\}", STYLE)[:2], strict=True))
Colour = tuple[float, float, float]
"""Linear RGB, each 0..1."""

# Machado, Oliveira and Fernandes (2009), severity 1.0, on linear RGB
SEEN_BY: dict[str, tuple[Colour, Colour, Colour]] = {
    "everybody": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "protanopes": (
        (0.152286, 1.052583, -0.204868),
        (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    ),
    "deuteranopes": (
        (0.367322, 0.860646, -0.227968),
        (0.280085, 0.672501, 0.047413),
        (-0.011820, 0.042940, 0.968881),
    ),
    "tritanopes": (
        (1.255528, -0.076749, -0.178779),
        (-0.078411, 0.930809, 0.147602),
        (0.004733, 0.691367, 0.303900),
    ),
    "a printer without colour": ((0.2126, 0.7152, 0.0722),) * 3,
}
# colours that stand side by side and mean different things, with the least difference (CIE 1976)
APART = {
    ("paper", "part"): 4.5,
    ("part", "large"): 10,
    ("large", "full"): 20,
    ("wash", "full"): 30,
    ("wash", "minus"): 20,
    ("minus", "full"): 20,
}
TEXT_ON = [
    ("ink", "paper"),
    ("ink", "wash"),
    ("soft", "paper"),
    ("soft", "wash"),
    ("accent", "paper"),
    ("accent", "wash"),
    ("on-full", "full"),
    ("on-large", "large"),
    ("on-part", "part"),
    ("on-minus", "minus"),
]
SHAPE_ON = [
    ("full", "paper"),
    ("minus", "paper"),
    ("minus", "wash"),
    ("edge", "paper"),
    ("accent", "paper"),
    ("ink", "large"),
]


def colours(scheme: str) -> dict[str, Colour]:
    """The colours of a scheme."""
    found = re.findall(r"--([a-z-]+): (#[0-9a-f]{3,6});", SCHEMES[scheme])
    assert len(found) >= 15
    return {name: _linear(value) for name, value in found}


def _linear(value: str) -> Colour:
    digits = value[1:] if len(value) == 7 else "".join(2 * digit for digit in value[1:])
    red, green, blue = (int(digits[i : i + 2], 16) / 255 for i in (0, 2, 4))

    def linear(part: float) -> float:
        return part / 12.92 if part <= 0.04045 else float(((part + 0.055) / 1.055) ** 2.4)

    return linear(red), linear(green), linear(blue)


def _times(matrix: tuple[Colour, Colour, Colour], colour: Colour) -> Colour:
    one, two, three = (sum(a * b for a, b in zip(row, colour, strict=True)) for row in matrix)
    return one, two, three


def _lab(colour: Colour) -> Colour:
    to_xyz = ((0.4339, 0.3762, 0.1899), (0.2126, 0.7152, 0.0722), (0.0177, 0.1095, 0.8728))  # white is 1, 1, 1
    red, green, blue = (min(max(part, 0), 1) for part in colour)
    x, y, z = (
        part ** (1 / 3) if part > 0.008856 else 7.787 * part + 16 / 116 for part in _times(to_xyz, (red, green, blue))
    )
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


def contrast(one: Colour, other: Colour) -> float:
    """The contrast ratio of WCAG 2."""
    low, high = sorted(0.2126 * red + 0.7152 * green + 0.0722 * blue for red, green, blue in (one, other))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("reader", SEEN_BY)
@pytest.mark.parametrize("scheme", SCHEMES)
def test_colours_differ(scheme: str, reader: str) -> None:
    found = colours(scheme)
    for (one, other), least in APART.items():
        seen = [_lab(_times(SEEN_BY[reader], found[name])) for name in (one, other)]
        assert math.dist(*seen) >= least, (one, other)


@pytest.mark.parametrize("scheme", SCHEMES)
def test_contrast(scheme: str) -> None:
    found = colours(scheme)
    for pairs, least in ((TEXT_ON, 4.5), (SHAPE_ON, 3)):
        for one, other in pairs:
            assert contrast(found[one], found[other]) >= least, (one, other)
