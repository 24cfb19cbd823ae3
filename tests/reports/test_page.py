"""The HTML report in a real browser: it shows, fits and prints, loads nothing, and runs nothing.

Pictures of the tops of the pages, and the pages as printed, are left in `artefacts/` for a person to look at.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Literal, NamedTuple

import pytest
from playwright.sync_api import Browser, Dialog, Page

from tests.cli.running import EXAMPLES, NORTHWIND, RETAIL, ROOT, Cx
from tests.reports.conftest import KINDS
from tests.reports.hostile import HOSTILE, made, write

ARTEFACTS = ROOT / "artefacts"
WIDTHS = (360, 768, 1440)
PICTURED = (360, 1440)
REPORTS = [*(example.stem for example in EXAMPLES), "two instruments", "hostile", "long words"]
# what reaches out of the page to the right, save what scrolls in a box of its own, lies in a picture, which ends at its
# edge, or is there for screen readers only
OVERFLOWING = """() => [...document.querySelectorAll("body *")].filter(e => !e.closest(".scroll, .unseen, .skip")
    && !e.ownerSVGElement && e.getBoundingClientRect().right > innerWidth + 1).map(e => e.outerHTML.slice(0, 80))"""
# what is so narrow that its words stand letter under letter
SQUEEZED = """() => [...document.querySelectorAll("p, caption, dt, dd, li, h1, h2, h3, h4, h5")]
    .filter(e => !e.closest(".unseen") && e.offsetWidth < 40 && e.offsetHeight > 150)
    .map(e => e.outerHTML.slice(0, 80))"""


class Report(NamedTuple):
    """A report as a file."""

    name: str
    path: Path


@pytest.fixture(params=REPORTS)
def report(request: pytest.FixtureRequest, tmp_path: Path, cx: Cx) -> Report:
    name: str = request.param
    path = tmp_path / "report.html"
    if name in {"hostile", "long words"}:
        # another text for every place, so that all of them are in one report; or the same
        names = list(HOSTILE) if name == "hostile" else ["long word"]
        files = write(tmp_path, lambda word: made(names[int(word[2:5]) % len(names)], word))
        given = ["--questionnaires", files.questionnaires, *files.answers]
    elif name == "two instruments":
        given = [_same_organisation(file, tmp_path) for file in (NORTHWIND, RETAIL)]
    else:
        given = [ROOT / "examples" / f"{name}.yaml"]
    assert cx("report", "-o", path, *given).code == 0
    return Report(name, path)


def _same_organisation(file: str, folder: Path) -> Path:
    lines = Path(file).read_text().splitlines()
    fixed = {"organisation": "One", "date": "2026-11-22"}
    made = [next((f"{key}: {to}" for key, to in fixed.items() if line.startswith(key)), line) for line in lines]
    path = folder / Path(file).name
    path.write_text("\n".join(made))
    return path


class Seen:
    """A page with everything that it did."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.told: list[str] = []
        self.requests: list[str] = []
        self.loaded: list[str] = []
        self.dialogs: list[str] = []
        page.on("console", lambda message: self.told.append(message.text))
        page.on("pageerror", lambda error: self.told.append(str(error)))
        page.on("request", lambda request: self.requests.append(request.url))
        page.on("requestfinished", lambda request: self.loaded.append(request.url))
        page.on("dialog", self._dismiss)

    def _dismiss(self, dialog: Dialog) -> None:
        self.dialogs.append(dialog.message)
        dialog.dismiss()

    def open(self, path: Path) -> None:
        """Open a file."""
        self.page.goto(path.as_uri(), wait_until="load")


@pytest.fixture
def seen(browser: Browser) -> Iterator[Seen]:
    context = browser.new_context()
    yield Seen(context.new_page())
    context.close()


def picture(page: Page, name: str, width: int) -> None:
    """Leave a picture of the top of a page."""
    ARTEFACTS.mkdir(exist_ok=True)
    page.screenshot(
        path=ARTEFACTS / f"{name}.png", full_page=True, clip={"x": 0, "y": 0, "width": width, "height": 2000}
    )


def test_page(report: Report, seen: Seen) -> None:
    seen.open(report.path)
    page = seen.page
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        assert page.evaluate(OVERFLOWING) == [], width
        assert page.evaluate(SQUEEZED) == [], width
        assert page.evaluate("document.scrollingElement.scrollWidth <= innerWidth"), width
        if width in PICTURED and report.name != "long words":  # which make pictures of a thousand lines
            picture(page, f"{report.name}-{width}", width)
    page.evaluate("document.querySelectorAll('details').forEach(e => e.open = true)")
    for width in WIDTHS if report.name not in KINDS else ():  # open, those are looked at in formats/test_html.py
        page.set_viewport_size({"width": width, "height": 900})
        assert page.evaluate(OVERFLOWING) == [], f"{width}, with every practice open"
    # the security policy lets the page's own style through: the skip link waits outside the page, the body has no edge
    assert page.evaluate("getComputedStyle(document.querySelector('.skip')).position") == "absolute"
    assert page.evaluate("getComputedStyle(document.body).margin") == "0px"
    targets = page.evaluate("[...document.links].map(a => a.getAttribute('href')).filter(h => h[0] == '#')")
    ids = page.evaluate("[...document.querySelectorAll('[id]')].map(e => e.id)")
    assert len(targets) > 20
    assert {target.removeprefix("#") for target in targets} <= set(ids)
    assert len(ids) == len(set(ids))
    pdf = page.pdf(path=ARTEFACTS / f"{report.name}.pdf", format="A4")
    assert pdf.count(b"/Type /Page\n") >= 5
    assert seen.requests == [report.path.as_uri()]
    assert (seen.told, seen.dialogs) == ([], [])


@pytest.mark.parametrize("scheme", ["dark", "light"])
def test_colours_follow_the_reader(scheme: Literal["dark", "light"], browser: Browser, cx: Cx, tmp_path: Path) -> None:
    path = tmp_path / "report.html"
    assert cx("report", "-o", path, NORTHWIND).code == 0
    context = browser.new_context(color_scheme=scheme, viewport={"width": 720, "height": 900})
    page = context.new_page()
    page.goto(path.as_uri())
    if scheme == "dark":
        picture(page, scheme, 720)
    paper = page.evaluate("getComputedStyle(document.body).backgroundColor")
    context.close()
    assert paper == {"dark": "rgb(20, 24, 26)", "light": "rgb(253, 252, 250)"}[scheme]


def test_injected_script_would_not_run(seen: Seen, cx: Cx, tmp_path: Path) -> None:
    """Were anything left unescaped, the security policy would still stop it."""
    path = tmp_path / "report.html"
    assert cx("report", "-o", path, NORTHWIND).code == 0
    attack = (
        "<script>alert(1)</script><img src=x onerror=alert(2)><img src='https://evil.example/x.png'>"
        "<style>h1 { position: fixed }</style><p style='position: fixed' id=styled>x</p>"
        "<iframe src='https://evil.example'></iframe></main>"
    )
    path.write_text(path.read_text().replace("</main>", attack))
    seen.open(path)
    assert seen.dialogs == []
    assert seen.loaded == [path.as_uri()]
    assert len([told for told in seen.told if "Content Security Policy" in told]) >= 6
    for element in ("h1", "#styled"):
        assert seen.page.evaluate(f"getComputedStyle(document.querySelector('{element}')).position") == "static"
