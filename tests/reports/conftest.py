"""What the tests of reports share: the tools of `tests/web`, which npm installs, and reports of every kind."""

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from cxmaturity.domain.brand import DARK, LIGHT
from cxmaturity.domain.colour import nearest
from tests.cli.running import EXAMPLES, NORTHWIND, RETAIL, ROOT, TEAM, Cx
from tests.conftest import Needs
from tests.reports.hostile import HOSTILE, made, write

if TYPE_CHECKING:
    from playwright.sync_api import Browser

TOOLS = ROOT / "tests" / "web" / "node_modules"
KINDS = [*(example.stem for example in EXAMPLES), "two instruments", "sweep", "hostile", "plan", "brand", "team"]
"""The kinds of reports that every format is tried with; "plan" has a schedule, "team" has many people behind it."""

FOOTER = "For the board only"
"""What stands on every printed page of the kind "brand"."""

ARGUMENTS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]
"""How the tests start Chromium."""

Tool = Callable[[str], Path]
Given = Callable[[str], list[str]]


@pytest.fixture(scope="session")
def tool() -> Tool:
    """The path of a tool below `tests/web/node_modules`: without it the test is skipped, but fails where CI is true."""

    def find(inside: str) -> Path:
        path = TOOLS / inside
        if not path.exists():
            reason = f"{inside} is not installed: npm ci --prefix tests/web"
            if os.environ.get("CI") == "true":
                pytest.fail(reason)
            pytest.skip(reason)
        return path

    return find


@pytest.fixture(scope="session")
def chromium(needs: Needs) -> str:
    """The path of Chromium: where Debian's build without windows is installed, that, as it takes half as long."""
    return shutil.which("chromium-headless-shell") or needs("chromium")


@pytest.fixture(scope="module")
def browser(chromium: str) -> "Iterator[Browser]":
    from playwright.sync_api import sync_playwright  # most tests of reports go without

    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=chromium, args=ARGUMENTS)
        yield opened
        opened.close()


@pytest.fixture
def given(tmp_path: Path) -> Given:
    """The arguments of `report` that name the answers of a kind of report."""

    def arguments(kind: str) -> list[str]:
        if kind in {"hostile", "sweep"}:
            files = write(tmp_path / kind, any_hostile if kind == "hostile" else str)
            chosen = files.answers if kind == "hostile" else files.answers[1:]
            return ["--questionnaires", str(files.questionnaires), *map(str, chosen)]
        if kind == "plan":
            return [NORTHWIND, "--quarters", "6", "--capacity", "90"]
        if kind == "brand":
            return [NORTHWIND, "--brand", str(_brand(tmp_path))]
        if kind == "two instruments":
            return [_same_organisation(file, tmp_path) for file in (NORTHWIND, RETAIL)]
        if kind == "team":
            return [str(TEAM)]
        return [str(ROOT / "examples" / f"{kind}.yaml")]

    return arguments


def _brand(folder: Path) -> Path:
    """A brand with a logo, and with colours that can just be read on both papers."""
    corner = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M0 0h9v9z"/></svg>'
    (folder / "logo.svg").write_text(corner)
    shades = [f'{{light: "{nearest(one, LIGHT)}", dark: "{nearest(one, DARK)}"}}' for one in ("#ff8800", "#00aaff")]
    path = folder / "brand.yaml"
    head = "schema: cxmaturity/brand@1\nname: Bright Consulting\nlogo: logo.svg\nalt: A corner\n"
    path.write_text(f"{head}footer: {FOOTER}\naccent: {shades[0]}\nsecond: {shades[1]}\n")
    return path


def any_hostile(word: str) -> str:
    """Another hostile text for every place, so that all of them stand in one report."""
    names = list(HOSTILE)
    return made(names[int(word[2:5]) % len(names)], word)


def _same_organisation(file: str, folder: Path) -> str:
    lines = Path(file).read_text().splitlines()
    fixed = {"organisation": "One", "date": "2026-11-22"}
    changed = [next((f"{key}: {to}" for key, to in fixed.items() if line.startswith(key)), line) for line in lines]
    path = folder / Path(file).name
    path.write_text("\n".join(changed))
    return str(path)


@pytest.fixture
def page(given: Given, tmp_path: Path, cx: Cx) -> Callable[[str], Path]:
    """The HTML report of a kind, as a file."""

    def report(kind: str) -> Path:
        path = tmp_path / "report.html"
        assert cx("report", "-o", path, *given(kind)).code == 0
        return path

    return report
