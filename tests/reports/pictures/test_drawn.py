"""Pictures as programs draw them: in a browser, where letters have real widths, and on paper."""

import re

import pytest
import typst
from playwright.sync_api import Browser

from tests.reports.pictures.samples import SAMPLES

# lines of text that reach out of their picture, or into each other, in units of the picture; boxes are those of whole
# lines, with room above and below the letters, which may touch
MISPLACED = """() => [...document.querySelectorAll("svg.chart")].flatMap(svg => {
    const frame = svg.getBoundingClientRect();
    const lines = [...svg.querySelectorAll("tspan")].map(line => {
        const box = line.getBoundingClientRect(), upright = Boolean(line.closest("g"));
        const across = upright ? box.width * .2 : 0, down = upright ? 0 : box.height * .2;
        return {says: line.textContent, left: box.left + across, right: box.right - across,
            top: box.top + down, bottom: box.bottom - down};
    });
    const outside = lines.filter(line => line.left < frame.left - 1 || line.right > frame.right + 1
        || line.top < frame.top - 1 || line.bottom > frame.bottom + 1).map(line => `outside: ${line.says}`);
    const over = lines.flatMap((line, i) => lines.slice(i + 1).filter(other =>
        Math.min(line.right, other.right) - Math.max(line.left, other.left) > 1 &&
        Math.min(line.bottom, other.bottom) - Math.max(line.top, other.top) > 1)
        .map(other => `over each other: ${line.says} | ${other.says}`));
    return [...outside, ...over];
})"""
STYLE = (
    "svg { width: %dpx; display: block } text { font-family: 'DejaVu Sans', sans-serif } .on, .tag { font-weight: 650 }"
)


@pytest.mark.parametrize(("kind", "wide"), [("wide", 800), ("narrow", 340)])
def test_letters_of_a_wide_font_stand_where_they_are_estimated(kind: str, wide: int, browser: Browser) -> None:
    page = browser.new_page()
    for name, drawn in SAMPLES.items():
        page.set_content(f"<style>{STYLE % wide}</style>{getattr(drawn, kind)}")
        assert page.locator("svg.chart").count() == 1
        assert page.evaluate(MISPLACED) == [], name
    page.close()


def test_direction_of_the_page_moves_nothing(browser: Browser) -> None:
    page = browser.new_page()
    for direction in ("ltr", "rtl"):
        page.set_content(f"<body dir={direction}><style>{STYLE % 800}</style>{SAMPLES['plan arabic'].wide}")
        assert page.evaluate(MISPLACED) == [], direction
    page.close()


def test_what_is_misplaced_is_found(browser: Browser) -> None:
    page = browser.new_page()
    page.set_content(
        '<svg class="chart" viewBox="0 0 300 100" width="300"><text><tspan x="10" y="50">first</tspan>'
        '<tspan x="20" y="52">second</tspan><tspan x="290" y="80">third</tspan></text></svg>'
    )
    assert page.evaluate(MISPLACED) == ["outside: third", "over each other: first | second"]
    page.close()


def test_paper_takes_every_picture() -> None:
    for name, drawn in SAMPLES.items():
        svg = re.sub(r"[\\\"]", lambda sign: f"\\{sign.group()}", drawn.wide)
        assert typst.compile(f'#image(bytes("{svg}"), format: "svg")'.encode(), format="svg"), name
