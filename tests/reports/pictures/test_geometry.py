"""Pictures can be read whatever is in them: nothing lies over anything, nothing is small, nothing is torn or run."""

import subprocess
import sys
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest

from cxmaturity.reports.pictures.svg import NARROW, WIDE
from tests.reports.pictures.boxes import SVG, boxes, misplaced
from tests.reports.pictures.samples import SAMPLES

EACH = [(name, kind) for name in SAMPLES for kind in ("wide", "narrow")]
LEAST = 12


@pytest.mark.parametrize(("name", "kind"), EACH)
def test_no_text_lies_over_another_or_outside(name: str, kind: str) -> None:
    assert misplaced(getattr(SAMPLES[name], kind)) == []


@pytest.mark.parametrize(("name", "kind"), EACH)
def test_every_text_can_be_read_at_the_width_it_is_shown_at(name: str, kind: str) -> None:
    svg = getattr(SAMPLES[name], kind)
    assert float(ET.fromstring(svg).get("viewBox", "").split()[2]) == {"wide": WIDE, "narrow": NARROW}[kind]
    assert all(box.size >= LEAST for box in boxes(svg))


@pytest.mark.parametrize(("name", "kind"), EACH)
def test_pictures_have_a_name_and_say_what_they_show_and_nothing_in_them_acts(name: str, kind: str) -> None:
    root = ET.fromstring(getattr(SAMPLES[name], kind))
    named = [root.find(f".//*[@id='{id_}']") for id_ in root.get("aria-labelledby", "").split()]
    assert [element.tag if element is not None else None for element in named] == [f"{SVG}title", f"{SVG}desc"]
    drawn = {element.tag.removeprefix(SVG) for element in root.iter()}
    assert drawn <= {"svg", "title", "desc", "g", "rect", "path", "circle", "text", "tspan"}
    attributes = {name for element in root.iter() for name in element.attrib}
    assert not {name for name in attributes if name.startswith("on") or name in {"style", "href", "fill", "stroke"}}


def test_pictures_are_the_same_bytes_in_every_run() -> None:
    code = "from tests.reports.pictures.samples import SAMPLES; print(*SAMPLES.values())"
    root = Path(__file__).parents[3]
    again = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=root)
    assert again.stdout == f"{' '.join(map(str, SAMPLES.values()))}\n"
