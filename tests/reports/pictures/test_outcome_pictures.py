"""What the pictures of a value and of gaps show: bars where amounts are, marks where answers are."""

import re
import xml.etree.ElementTree as ET

import pytest

from cxmaturity.reports.pictures.gaps import EXPECTED, PERCEIVED, Gap, gaps
from cxmaturity.reports.pictures.scatter import Axes, Mark, scatter
from cxmaturity.reports.pictures.tornado import HIGH, LOW, Bar, Middle, tornado
from tests.reports.pictures.boxes import SVG, boxes, misplaced
from tests.reports.pictures.samples import head

Stretch = tuple[float, float]


def stretches(svg: str, kind: str) -> list[Stretch]:
    """From where to where each box of a class goes."""
    found = [rect for rect in ET.fromstring(svg).iter(f"{SVG}rect") if rect.get("class") == kind]
    return [(float(rect.get("x", "")), float(rect.get("x", "")) + float(rect.get("width", ""))) for rect in found]


def uprights(svg: str, kind: str) -> list[float]:
    """Where the lines of a class stand."""
    return [float(x) for x in re.findall(rf'<path class="{kind}" d="M([\d.]+) ', svg)]


def drawn(*bars: Bar, likely: float = 100.0, kind: str = "wide") -> str:
    return str(getattr(tornado(head("tornado"), bars, Middle(likely, "EUR 100", "0")), kind))


@pytest.mark.parametrize("kind", ["wide", "narrow"])
def test_a_bar_goes_from_its_low_to_its_high_end_around_the_likely_value(kind: str) -> None:
    """A board compares lengths: twice as far must be twice as long."""
    svg = drawn(Bar("Wide", "1", "3", 0, 300), Bar("Narrow", "1", "2", 50, 200), kind=kind)
    (line,) = uprights(svg, "zero")
    (low, narrow_low), (high, narrow_high) = stretches(svg, LOW), stretches(svg, HIGH)
    assert (low[1], high[0]) == pytest.approx((line, line), abs=0.2)
    assert (high[1] - high[0]) == pytest.approx(2 * (low[1] - low[0]), abs=0.4)
    assert (narrow_high[1] - narrow_high[0]) == pytest.approx((high[1] - high[0]) / 2, abs=0.4)
    assert (narrow_low[1] - narrow_low[0]) == pytest.approx((low[1] - low[0]) / 2, abs=0.4)


def test_what_costs_more_at_its_high_end_goes_the_other_way() -> None:
    """A higher discount rate lowers the value: its dark end lies to the left."""
    svg = drawn(Bar("Discount rate", "8 %", "12 %", 120, 80))
    (low,), (high,) = stretches(svg, LOW), stretches(svg, HIGH)
    assert high[0] < high[1] == pytest.approx(low[0], abs=0.2)
    words = {box.text: box.left for box in boxes(svg)}
    assert words["12 %"] < high[0] < low[1] < words["8 %"]


def test_nothing_is_marked_where_a_value_can_fall_below_it_and_nowhere_else() -> None:
    """The reader sees which input alone can make the plan lose money."""
    losing, safe = drawn(Bar("Uplift", "0", "1", -50, 200)), drawn(Bar("Uplift", "0", "1", 20, 200))
    assert len(uprights(losing, "opens")) == 1
    assert "0" in [box.text for box in boxes(losing)][1:]
    assert uprights(safe, "opens") == []


@pytest.mark.parametrize("kind", ["wide", "narrow"])
def test_both_marks_of_a_gap_stand_where_they_are(kind: str) -> None:
    """What is expected is never drawn as what is perceived, and a gap that may be chance is drawn thin."""
    rows = [Gap("Bill", 1.0, 0.5, "-3", clear=True), Gap("Order", 0.5, 0.5, "0", clear=False)]
    svg = getattr(gaps(head("gaps"), rows, ("1", "7")), kind)
    discs = [float(at.get("cx", "")) for at in ET.fromstring(svg).iter(f"{SVG}circle") if at.get("class") == PERCEIVED]
    start, end = uprights(svg, EXPECTED)[1], uprights(svg, EXPECTED)[0]
    assert discs[0] == discs[1] == pytest.approx(start, abs=0.1)
    assert end > start
    assert uprights(svg, "goal") == [end]
    assert uprights(svg, "zero") == [start]
    assert {"Bill", "Order", "-3", "1", "7"} <= {box.text for box in boxes(svg)}


@pytest.mark.parametrize("kind", ["wide", "narrow"])
def test_a_unit_stands_where_both_of_its_numbers_are(kind: str) -> None:
    """To the right is more mature, upwards is a higher value: turned round a board reads the opposite."""
    marks = [Mark("Low", 0, 10), Mark("High", 100, 30), Mark("Middle", 50, 20)]
    axes = Axes("Index", "NPS", ("0", "100"), ("10", "30"))
    svg = getattr(scatter(head("scatter"), marks, axes), kind)
    places = [(float(at.get("cx", "")), float(at.get("cy", ""))) for at in ET.fromstring(svg).iter(f"{SVG}circle")]
    (low_x, low_y), (high_x, high_y), (middle_x, middle_y) = places
    assert low_x < middle_x < high_x and low_y > middle_y > high_y
    assert middle_x == pytest.approx((low_x + high_x) / 2, abs=0.1)
    assert {"Low", "High", "Middle", "Index", "NPS", "0", "100", "10", "30"} <= {box.text for box in boxes(svg)}


def test_a_name_without_room_is_left_to_the_table() -> None:
    """Names over each other can not be read; the table has all of them."""
    crowd = [Mark(f"Depot number {i}", 50, 50) for i in range(9)]
    svg = scatter(head("scatter"), crowd, Axes("Index", "NPS", ("0", "100"), ("0", "1"))).wide
    assert len([box for box in boxes(svg) if box.text.startswith("Depot")]) == 4  # on each side of the mark
    assert misplaced(svg) == []
    assert len(list(ET.fromstring(svg).iter(f"{SVG}circle"))) == 9


def test_a_unit_between_the_edge_and_its_neighbour_is_named_above_or_below() -> None:
    """The best unit stands at the edge, and is the one that is asked for."""
    marks = [Mark("Depot 1", 0, 0), Mark("Depot 10", 94, 100), Mark("Depot 11", 100, 100)]
    drawn = scatter(head("scatter"), marks, Axes("Index", "NPS", ("0", "32"), ("-100", "0")))
    for svg in (drawn.wide, drawn.narrow):
        assert {"Depot 1", "Depot 10", "Depot 11"} <= {box.text for box in boxes(svg)}
        assert misplaced(svg) == []
