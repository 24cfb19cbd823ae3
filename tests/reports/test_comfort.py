"""The script of the page: where the reader is, the filter, opening all; and that nothing is lost without it."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.cli.running import EXAMPLES, NORTHWIND, ROOT, Cx

SHOWN = "() => [...document.querySelectorAll('.practice')].filter(one => one.checkVisibility()).length"
OPEN = "() => document.querySelectorAll('.practice[open]').length"
# what a reader sees, white space aside
WORDS = "() => document.querySelector('main').textContent.replace(/\\s+/g, ' ')"
FIND, DIMENSION, STATUS = (
    f".filter label:has(span:text-is('{name}')) :is(input, select)" for name in ("Find", "Dimension", "Status")
)
Opened = Callable[..., Page]


@pytest.fixture
def opened(browser: Browser, cx: Cx, tmp_path: Path) -> Iterator[Opened]:
    """The report of the telecom example in a browser."""
    path = tmp_path / "report.html"
    assert cx("report", "-o", path, NORTHWIND).code == 0
    contexts = []

    def open_(place: str = "", scripts: bool = True) -> Page:
        contexts.append(browser.new_context(java_script_enabled=scripts, viewport={"width": 1280, "height": 800}))
        page = contexts[-1].new_page()
        page.goto(path.as_uri() + place)
        return page

    yield open_
    for context in contexts:
        context.close()


def test_filter(opened: Opened) -> None:
    page = opened()
    assert page.evaluate(SHOWN) == 28
    page.locator(FIND).fill("expectation GAP")
    assert page.locator(".practice:visible .title").all_text_contents() == ["Expectation gap"]
    assert page.get_by_role("status").inner_text() == "1 of 28 practices"
    assert page.locator(".group:visible h4").all_text_contents() == ["Insight"]
    page.locator(FIND).fill("nobody says xyzzy")
    assert page.evaluate(SHOWN) == 0
    assert page.get_by_role("button", name="Open all").is_disabled()
    page.locator(FIND).fill("")
    page.locator(DIMENSION).select_option("People")
    assert page.get_by_role("status").inner_text() == "6 of 28 practices"
    page.locator(STATUS).select_option("holds the target back")
    assert page.evaluate(SHOWN) == 1
    page.locator(DIMENSION).select_option("every dimension")
    assert page.evaluate(SHOWN) == 2
    page.locator(STATUS).select_option("does not apply")
    assert page.locator(".practice:visible .title").all_text_contents() == ["Partners and outsourcers"]


def test_statuses_that_nothing_has_are_not_offered(browser: Browser, cx: Cx, tmp_path: Path) -> None:
    path = tmp_path / "report.html"
    assert cx("report", "-o", path, ROOT / "examples" / "harbour-bank.yaml").code == 0
    page = browser.new_page()
    page.goto(path.as_uri())
    offered = page.locator(STATUS).locator("option").all_text_contents()
    assert offered[0] == "any status"
    assert "not answered" not in offered
    page.close()


def test_all_are_opened_and_closed(opened: Opened) -> None:
    page = opened()
    page.locator(DIMENSION).select_option("Operations")
    page.get_by_role("button", name="Open all").click()
    assert page.evaluate(OPEN) == 7
    page.get_by_role("button", name="Close all").click()
    assert page.evaluate(OPEN) == 0
    page.locator(".practice:visible summary").first.press("Enter")
    assert page.evaluate(OPEN) == 1
    assert page.get_by_role("button", name="Open all").is_visible()  # some are closed still


def test_a_link_opens_its_practice_whatever_is_filtered(opened: Opened) -> None:
    page = opened("#organisational.people.hiring")
    assert page.evaluate(OPEN) == 1
    assert page.locator("[id='organisational.people.hiring']").is_visible()
    page.locator(DIMENSION).select_option("Strategy")
    page.locator(".doors a", has_text="Expectation gap").click()
    expect(page.locator(".practice[open]")).to_have_count(2)
    assert page.evaluate(SHOWN) == 28


def test_contents_show_where_the_reader_is(opened: Opened) -> None:
    page = opened()
    expect(page.locator("[aria-current]")).to_have_text(["Where we stand"])
    for part, title in {"profile": "Profile", "method": "Method", "annex": "Annex: beside the plan"}.items():
        page.evaluate("document.documentElement.style.scrollBehavior = 'auto'")
        page.locator(f"[id='organisational.{part}']").evaluate("heading => heading.scrollIntoView()")
        expect(page.locator("[aria-current]")).to_have_text([title])


def test_paper_holds_every_practice(opened: Opened) -> None:
    page = opened()
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert page.evaluate(OPEN) == 28
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert page.evaluate(OPEN) == 0


def test_without_scripts_nothing_is_missing_and_nothing_is_dead(opened: Opened) -> None:
    with_scripts, without = opened(), opened(scripts=False)
    with_scripts.evaluate("document.querySelectorAll('.filter').forEach(one => one.remove())")
    assert without.evaluate(WORDS) == with_scripts.evaluate(WORDS)
    assert without.locator("button, input, select").count() == 0
    without.locator(".practice summary").first.click()
    assert without.locator(".practice .body").first.is_visible()


def test_sizes(cx: Cx) -> None:
    assert len((ROOT / "templates" / "html" / "comfort.js").read_bytes()) < 6000
    for example in EXAMPLES:
        assert len(cx("report", example).out.encode()) < 300_000


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.stem)
def test_first_screen(example: Path, browser: Browser, cx: Cx, tmp_path: Path) -> None:
    """Stage, target, picture and the first moves: all of it without scrolling."""
    path = tmp_path / "report.html"
    assert cx("report", "-o", path, example).code == 0
    page = browser.new_page(viewport={"width": 1280, "height": 800})
    page.goto(path.as_uri())
    moves = page.locator(".moves li")
    assert 2 <= moves.count() <= 3
    for part in (
        ".headline",
        "p.aim",
        ".first svg.wide",
        *(f".moves li:nth-child({n + 1})" for n in range(moves.count())),
    ):
        box = page.locator(part).bounding_box()
        assert box is not None
        assert box["y"] + box["height"] <= 800, part
    page.close()
