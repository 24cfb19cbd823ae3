"""Whether everybody can use the HTML report: axe-core, html-validate, the keyboard, and paper."""

import json
import re
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.cli.running import NORTHWIND, ROOT, TELECOM, Cx
from tests.conftest import Needs
from tests.reports.axe import LOOKS, violations
from tests.reports.conftest import ARGUMENTS, FOOTER, KINDS, Given, Tool
from tests.reports.extremes import arguments
from tests.reports.formats.pages import read, sheets
from tests.reports.formats.test_html import BROKEN, OVERFLOWING, PAPER, SMALLEST

WHOLE = {"northwind-telecom", "two instruments", "sweep", "hostile", "plan", "brand", "team"}
"""The kinds that are printed, and looked at in the dark; the others differ from the first in texts."""
WIDE = WHOLE - {"hostile", "plan", "brand"}
"""The kinds that are looked at in every width: those left out lay out what the first does."""
OPEN_ALL = "document.querySelectorAll('details').forEach(one => one.open = true)"
# what a person can act on, in the order of the page: links, controls, what opens, and what scrolls
REACHABLE = """() => [...document.querySelectorAll('a[href], button, input, select, textarea, summary, [tabindex="0"]')]
    .filter(one => !one.disabled && one.checkVisibility({visibilityProperty: true}))"""
FOLLOW = f"""() => {{
    const all = ({REACHABLE})();
    all.forEach((one, place) => one.dataset.place = place);
    window.seen = [];
    document.addEventListener('focusin', event => window.seen.push(Number(event.target.dataset.place ?? -1)));
    return all.length;
}}"""

Report = Callable[[str], Path]


def opened(browser: Browser, path: Path) -> Page:
    """A page with every part open, in a context that lets a checker's script run."""
    page = browser.new_context(bypass_csp=True).new_page()
    page.goto(path.as_uri())
    page.evaluate(OPEN_ALL)
    return page


@pytest.mark.slow
@pytest.mark.parametrize("kind", KINDS)
def test_axe_finds_no_violation(kind: str, browser: Browser, page: Report, tool: Tool) -> None:
    axe = tool("axe-core/axe.min.js")
    shown = opened(browser, page(kind))
    shown.add_script_tag(path=axe)
    for width, scheme, rules, passes in LOOKS if kind in WIDE else LOOKS[:2] if kind in WHOLE else LOOKS[:1]:
        shown.set_viewport_size({"width": width, "height": 900})
        shown.emulate_media(color_scheme=scheme)
        assert violations(shown, rules, passes) == [], (width, scheme)
    shown.context.close()


@pytest.mark.slow
def test_extremes_can_be_used_with_letters_of_twice_the_size_and_forced_colours(
    browser: Browser, chromium: str, cx: Cx, tool: Tool, tmp_path: Path
) -> None:
    """On a phone, by who needs both: nothing sticks out, is small, broken or without a name."""
    larger = [*ARGUMENTS, "--blink-settings=defaultFontSize=32"]
    opened_large = browser.browser_type.launch(executable_path=chromium, args=larger)
    context = opened_large.new_context(bypass_csp=True, forced_colors="active", viewport={"width": 390, "height": 900})
    shown = context.new_page()
    for kind in ("one answer", "long words", "right to left"):
        given = arguments(kind, tmp_path / kind)
        first = given.index("--questionnaires") + 2 if "--questionnaires" in given else 0
        path = tmp_path / kind / "report.html"
        assert cx(*given[:first], "report", "--no-plan", "-o", path, *given[first:]).code == 0
        shown.goto(path.as_uri())
        shown.evaluate(OPEN_ALL)
        assert shown.evaluate(OVERFLOWING) == [], kind
        assert shown.evaluate(BROKEN) == [], kind
        assert shown.evaluate(SMALLEST) >= 12, kind
        shown.add_script_tag(path=tool("axe-core/axe.min.js"))
        assert violations(shown) == [], kind
    opened_large.close()


def test_a_long_name_has_room_on_paper(browser: Browser, cx: Cx, tmp_path: Path) -> None:
    """Beside the title of a questionnaire that is as long, it would stand on a page of its own, two letters a line."""
    given = arguments("long names", tmp_path)
    path = tmp_path / "report.html"
    assert cx(*given[:2], "report", "--no-plan", "-o", path, *given[2:]).code == 0
    shown = browser.new_page(viewport={"width": PAPER, "height": 900})
    shown.goto(path.as_uri())
    shown.emulate_media(media="print")
    title = shown.locator("h1").bounding_box()
    assert title is not None
    assert title["width"] > PAPER / 2
    assert title["height"] < 500
    shown.close()


def test_axe_sees_what_is_wrong(browser: Browser, page: Report, tool: Tool) -> None:
    path = page("northwind-telecom")
    path.write_text(path.read_text().replace("</main>", '<img src="data:,"></main>'))
    shown = opened(browser, path)
    shown.add_script_tag(path=tool("axe-core/axe.min.js"))
    assert [violation.partition(":")[0] for violation in violations(shown)] == ["image-alt"]
    shown.context.close()


def test_html_is_valid(cx: Cx, given: Given, tool: Tool, needs: Needs, tmp_path: Path) -> None:
    """By the recommended rules, save three: an organisation's name may be longer than search engines like, a text
    from a file may end a line with a blank, and ids may hold dots, as the ids of practices do.
    """
    validator = tool("html-validate/bin/html-validate.mjs")
    rules = ROOT / "tests" / "web" / "htmlvalidate.json"
    reports = [tmp_path / f"{kind}.html" for kind in KINDS]
    for kind, path in zip(KINDS, reports, strict=True):
        assert cx("report", "-o", path, *given(kind)).code == 0
    with (tmp_path / "found.json").open("w+") as found:  # a file, as what is written to a pipe can end too early
        done = subprocess.run(
            [needs("node"), validator, "--config", rules, "--formatter", "json", *reports],
            stdout=found,
            stderr=subprocess.PIPE,
            check=False,
        )
        found.seek(0)
        messages = [(file["filePath"], message) for file in json.load(found) for message in file["messages"]]
    assert [f"{file}:{one['line']}:{one['column']} {one['ruleId']}: {one['message']}" for file, one in messages] == []
    assert (done.returncode, done.stderr) == (0, b"")


@pytest.mark.parametrize("javascript", [True, False])
def test_keyboard_reaches_everything(javascript: bool, browser: Browser, cx: Cx, tmp_path: Path) -> None:
    """One way through the page by the Tab key, in the order in which it is read, and back to where it began."""
    path = tmp_path / "report.html"
    assert cx("report", "-o", path, NORTHWIND).code == 0
    text = path.read_text()
    if not javascript:  # the test itself needs some, so the page's own is taken out
        path.write_text(re.sub(r"<script.*?</script>", "", text, flags=re.DOTALL))
    shown = opened(browser, path)
    count: int = shown.evaluate(FOLLOW)
    assert count > 50
    for _ in range(count):
        shown.keyboard.press("Tab")
    assert shown.evaluate("window.seen") == list(range(count))
    shown.context.close()


def test_keyboard_opens_a_part_and_follows_a_link(browser: Browser, page: Report) -> None:
    shown = browser.new_page()
    shown.goto(page("northwind-telecom").as_uri())
    first = shown.locator("details.fold > summary").first
    first.focus()
    assert shown.evaluate("document.querySelector('details.fold').open") is False
    shown.keyboard.press("Enter")
    assert shown.evaluate("document.querySelector('details.fold').open") is True
    shown.keyboard.press("Space")
    assert shown.evaluate("document.querySelector('details.fold').open") is False
    link = shown.locator(".contents a").nth(3)
    link.focus()
    shown.keyboard.press("Enter")
    assert shown.evaluate("location.hash") == link.get_attribute("href")
    shown.close()


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind in WHOLE])
def test_printed_pages(kind: str, browser: Browser, page: Report, tmp_path: Path) -> None:
    """Every sheet says which it is, and of how many; none is empty."""
    shown = browser.new_page()
    shown.goto(page(kind).as_uri())
    shown.pdf(path=tmp_path / "report.pdf", prefer_css_page_size=True)
    shown.close()
    pages = sheets(read(tmp_path / "report.pdf"))
    assert len(pages) >= 5
    for number, text in enumerate(pages, 1):
        assert (FOOTER in text) == (kind == "brand")
        lines = text.replace(FOOTER, "").strip().splitlines()  # margins stand before the page or behind it
        assert {lines[0].strip(), lines[-1].strip()} & {f"{number}", f"{number} of {len(pages)}"}
        assert len(lines) > 3, f"sheet {number} is empty"


def test_one_page_is_one_sheet(browser: Browser, cx: Cx, tmp_path: Path) -> None:
    """What is printed for a board is one page from a browser, too: the fullest of the examples."""
    shown, path = browser.new_page(), tmp_path / "report.html"
    for example in TELECOM[-3:]:
        assert cx("report", "--one-page", "--force", "-o", path, example).code == 0
        shown.goto(path.as_uri())
        shown.pdf(path=tmp_path / "report.pdf", prefer_css_page_size=True)
        assert len(read(tmp_path / "report.pdf").pages) == 1, example
    shown.close()


def test_no_sheet_holds_the_end_alone(browser: Browser, page: Report, tmp_path: Path) -> None:
    """Wherever the last part ends: what is pushed over the edge of the sheet takes something of that part along."""
    shown = browser.new_context(bypass_csp=True).new_page()
    shown.goto(page("sweep").as_uri())

    def last_sheet(lower: int) -> tuple[int, list[str]]:
        """How many sheets there are, and the lines of the last, where the last part stands some pixels lower."""
        shown.evaluate(f"document.querySelector('.part:last-child').style.paddingTop = '{lower}px'")
        shown.pdf(path=tmp_path / "report.pdf", prefer_css_page_size=True)
        printed = sheets(read(tmp_path / "report.pdf"))
        return len(printed), printed[-1].strip().splitlines()

    fits, over = 0, 1200
    fewest, _ = last_sheet(fits)
    assert last_sheet(over)[0] > fewest
    while over - fits > 8:
        middle = (fits + over) // 2
        fits, over = (middle, over) if last_sheet(middle)[0] == fewest else (fits, middle)
    for lower in range(over, over + 40, 8):
        assert len(last_sheet(lower)[1]) > 3, lower
    shown.context.close()
