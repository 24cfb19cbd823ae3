"""The recording in the README is what the program shows: `python docs/recording.py` makes it anew.

A reader would otherwise be shown a program that there is not.
"""

import importlib.util
import re
from html import unescape
from pathlib import Path
from types import ModuleType

import pytest

from cxmaturity.files.questionnaire.catalogue import Catalogue
from tests.conftest import Needs

ROOT = Path(__file__).parents[1]
SVG = ROOT / "docs" / "recording.svg"


@pytest.fixture(scope="module")
def recording() -> ModuleType:
    spec = importlib.util.spec_from_file_location("recording", ROOT / "docs" / "recording.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.slow
def test_it_is_what_the_program_shows(recording: ModuleType, needs: Needs) -> None:
    """Recorded again it is the same, to the byte: no date, no path of a machine, nothing that moves by itself."""
    needs("tmux")
    digital = Catalogue().find("digital")
    assert digital is not None
    again = recording.drawn(recording.record(digital.version))
    assert again == SVG.read_text(), "python docs/recording.py makes it anew"


def test_it_shows_demo_interview_and_report() -> None:
    shown = " ".join(unescape(text) for text in re.findall(r"<text[^>]*>([^<]*)</text>", SVG.read_text()))
    for text in ("cxmaturity demo", "cxmaturity assess digital digital.yaml", "Wrote report.html", "Review"):
        assert text in " ".join(shown.split())
    assert "/home" not in shown and "/work" not in shown and "/tmp" not in shown
    assert "docs/recording.svg" in (ROOT / "README.md").read_text()


def test_it_needs_nothing_from_elsewhere_and_stands_still_for_who_wants_that() -> None:
    text = SVG.read_text().replace("http://www.w3.org/2000/svg", "")
    assert not re.search(r"https?:|url\(|@import|<script|<image", text)
    assert text.count("@media (prefers-reduced-motion:no-preference)") == text.count("@keyframes") > 10
    assert len(re.findall(r"#f\d+\{visibility:visible\}", text)) == 1
    assert len(SVG.read_bytes()) < 200_000


@pytest.mark.parametrize(
    ("codes", "colour", "behind", "bold"),
    [
        ([1], "#d8dee9", "", True),
        ([31], "#e06c75", "", False),
        ([92, 44], "#b5e08f", "#61afef", False),
        ([38, 2, 1, 2, 3], "#010203", "", False),
        ([48, 5, 196], "#d8dee9", "#ff0000", False),
        ([38, 5, 232], "#080808", "", False),
        ([38, 5, 9, 1], "#ff7b86", "", True),
        ([31, 7], "#16181d", "#e06c75", False),
        ([31, 1, 0], "#d8dee9", "", False),
        ([31, 41, 39, 49, 1, 22], "#d8dee9", "", False),
    ],
)
def test_colours(codes: list[int], colour: str, behind: str, bold: bool, recording: ModuleType) -> None:
    assert recording.changed(recording.Look(), codes) == (colour, behind, bold)


def test_a_look_goes_on_in_the_next_line(recording: ModuleType) -> None:
    first, second = recording.rows("\x1b[1mone\ntwo\x1b[0m end")
    assert [text for text, look in first if look.bold] == ["one"]
    assert second[0] == ("two", first[0][1]) and second[-1] == (" end", recording.Look())
