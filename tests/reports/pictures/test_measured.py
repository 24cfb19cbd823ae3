"""What a picture shows is what it was given, measured: lengths, places and shades say the numbers behind them.

A bar that is a tenth too long, or a mark in the wrong column, would be believed: nobody recalculates a picture.
"""

import datetime
import xml.etree.ElementTree as ET
from itertools import pairwise
from typing import NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cxmaturity.reports.pictures import bars, heat, moments, over_time, stage, timeline
from cxmaturity.reports.pictures.geometry import fitted, short, width
from cxmaturity.reports.pictures.numbered import Key, size_of, whole
from cxmaturity.reports.pictures.svg import NARROW, SIZE, WIDE, Drawn, Head, across, fits, words
from tests.reports.pictures.boxes import SVG, boxes, misplaced

HEAD = Head("x", "A title", "What it says")
KINDS = ("wide", "narrow")
NAME = st.text("abcdefgh ", min_size=1, max_size=24).filter(str.strip)


class Bar(NamedTuple):
    kind: str
    x: float
    y: float
    wide: float
    high: float


def rects(svg: str) -> list[Bar]:
    return [
        Bar(each.get("class", ""), *(float(each.get(name, "nan")) for name in ("x", "y", "width", "height")))
        for each in ET.fromstring(svg).iter(f"{SVG}rect")
        if each.get("class") != "ground"  # paper beneath words
    ]


def paths(svg: str, kind: str) -> list[str]:
    return [each.get("d", "") for each in ET.fromstring(svg).iter(f"{SVG}path") if each.get("class") == kind]


def circles(svg: str) -> list[tuple[str, float, float]]:
    return [
        (each.get("class", ""), float(each.get("cx", "nan")), float(each.get("cy", "nan")))
        for each in ET.fromstring(svg).iter(f"{SVG}circle")
    ]


def texts(svg: str) -> list[str]:
    return [box.text for box in boxes(svg)]


def sides(drawn: Drawn) -> list[tuple[str, str]]:
    return [("wide", drawn.wide), ("narrow", drawn.narrow)]


# stages


@pytest.mark.parametrize("kind", KINDS)
def test_stages_rise_and_say_which_are_reached_possible_and_ahead(kind: str) -> None:
    stages = [
        stage.Stage("One", reached=True),
        stage.Stage("Two", claimed=True, possible=True),
        stage.Stage("Three", possible=True),
        stage.Stage("Four", target=True),
    ]
    drawn = rects(getattr(stage.stage_picture(HEAD, stages), kind))
    in_order = drawn if kind == "wide" else drawn[::-1]
    assert [bar.kind for bar in in_order] == ["reached", "here", "maybe", "ahead"]
    sizes = [bar.high if kind == "wide" else bar.wide for bar in in_order]
    assert sizes == sorted(sizes)
    assert len({round(b - a, 1) for a, b in pairwise(sizes)}) <= 2, "every stage is as much more than the one before"


@settings(max_examples=40)
@given(st.lists(NAME, min_size=2, max_size=12), st.data())
def test_stages_of_any_names_stand_apart(names: list[str], data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(names) - 1))
    high = data.draw(st.integers(at, len(names) - 1))
    stages = [
        stage.Stage(name, reached=i < at, claimed=i == at, possible=at <= i <= high, target=i == high)
        for i, name in enumerate(names)
    ]
    for kind, svg in sides(stage.stage_picture(HEAD, stages)):
        assert misplaced(svg) == []
        assert len(rects(svg)) == len(names), kind


# levels, the balance, and where practices stand


def level(today: int | None, target: int | None, documented: int | None = None) -> bars.Level:
    return bars.Level("People", 0, today, documented, target, "2 to go")


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(
    ("today", "target", "stretches"),
    [
        (2, 4, ["here", "here", "togo", "togo", "track"]),
        (3, 3, ["here", "here", "here", "track", "track"]),
        (4, 2, ["here", "here", "here", "here", "track"]),
        (2, None, ["here", "here", "track", "track", "track"]),
        (None, 4, ["track"] * 5),
    ],
)
def test_a_level_fills_its_points_and_the_way_to_go_is_hatched(
    kind: str, today: int | None, target: int | None, stretches: list[str]
) -> None:
    svg = getattr(bars.levels(HEAD, [f"P{i}" for i in range(1, 6)], [level(today, target)], "Gap"), kind)
    assert [bar.kind for bar in rects(svg)] == stretches
    assert len(paths(svg, "hatch")) == stretches.count("togo")
    assert len(paths(svg, "goal")) == (target is not None)


@pytest.mark.parametrize("kind", KINDS)
def test_the_target_is_a_line_at_the_end_of_its_point_and_what_is_proven_a_mark_in_its_middle(kind: str) -> None:
    svg = getattr(bars.levels(HEAD, [f"P{i}" for i in range(1, 6)], [level(2, 4, documented=1)], "Gap"), kind)
    drawn = rects(svg)
    column = drawn[1].x - drawn[0].x
    goal = float(paths(svg, "goal")[0].removeprefix("M").split()[0])
    assert goal == pytest.approx(drawn[3].x + column - 2, abs=0.2)
    proven = float(paths(svg, "proven")[0].removeprefix("M").split()[0])
    assert proven == pytest.approx(drawn[0].x + column / 2 - 1, abs=0.2)


@settings(max_examples=40)
@given(st.lists(st.floats(0, 1), min_size=1, max_size=6), st.floats(0.1, 0.9))
def test_a_balance_reaches_from_zero_to_its_score(scores: list[float], zero: float) -> None:
    rows = [bars.Balance(f"D{i}", at, f"{at:.2f}") for i, at in enumerate(scores)]
    for kind, svg in sides(bars.balance(HEAD, rows, zero, ("−1", "+1"))):
        track = next(bar for bar in rects(svg) if bar.kind == "track")
        drawn = [bar for bar in rects(svg) if bar.kind != "track"]
        moved = [at for at in scores if at != zero]
        assert [bar.kind for bar in drawn] == ["adds" if at > zero else "takes" for at in moved], kind
        for bar, at in zip(drawn, moved, strict=True):
            assert bar.wide == pytest.approx(abs(at - zero) * track.wide, abs=0.11)
            assert bar.x == pytest.approx(track.x + min(at, zero) * track.wide, abs=0.11)


def test_a_dimension_without_a_score_has_a_track_and_no_bar() -> None:
    for _, svg in sides(bars.balance(HEAD, [bars.Balance("D", None, "–")], 0.5, ("−1", "+1"))):
        assert [bar.kind for bar in rects(svg)] == ["track"]


@settings(max_examples=40)
@given(
    st.lists(
        st.tuples(st.tuples(st.integers(0, 9), st.integers(0, 9)), st.integers(0, 4), st.integers(0, 4)),
        min_size=1,
        max_size=5,
    )
)
def test_every_practice_takes_the_same_room_in_every_bar(counts: list[tuple[tuple[int, int], int, int]]) -> None:
    rows = [bars.Stack(f"D{i}", 0, of, between, unknown) for i, (of, between, unknown) in enumerate(counts)]
    for kind, svg in sides(bars.distribution(HEAD, rows, ("shade-1", "shade-2"))):
        drawn = rects(svg)
        sums = dict.fromkeys(("shade-1", "shade-2", "between", "unsure"), 0.0)
        for bar in drawn:
            sums[bar.kind.split()[0]] += bar.wide
        whole_ = {
            "shade-1": sum(of[0] for of, _, _ in counts),
            "shade-2": sum(of[1] for of, _, _ in counts),
            "between": sum(between for _, between, _ in counts),
            "unsure": sum(unknown for _, _, unknown in counts),
        }
        units = [sums[shade] / n for shade, n in whole_.items() if n >= 4]
        assert all(unit == pytest.approx(units[0], rel=0.4) for unit in units), kind
        assert all(sums[shade] == 0 for shade, n in whole_.items() if not n)


# the map of shares


@pytest.mark.parametrize("kind", KINDS)
def test_a_share_is_shaded_by_its_rating_and_framed_where_the_level_is_reached(kind: str) -> None:
    points = (heat.Point("One", "1/1", open=True), heat.Point("Two", "0/2"), heat.Point("Three"))
    row = heat.Row("People", 0, (heat.Share("100", "F"), heat.Share("60", "L", level=True), heat.Share("–")), "33")
    svg = getattr(heat.heat(HEAD, heat.Heat(points, (row,), "Gates", "Index")), kind)
    cells = [bar for bar in rects(svg) if bar.kind.split()[0] in {"F", "L", "P", "N", "none"}]
    assert [bar.kind for bar in cells] == ["F", "L", "none"]
    (frame,) = (bar for bar in rects(svg) if bar.kind == "ground reach")
    inside = cells[1]  # paper lies between, so that the frame is seen whatever the colour of the cell
    assert inside.x - frame.x >= 2.5
    assert frame.x + frame.wide - inside.x - inside.wide >= 2.5
    assert [bar.x for bar in cells] == sorted(bar.x for bar in cells)
    assert {"100 F", "60 L", "–", "1/1", "0/2", "People"} <= set(texts(svg))
    assert len(paths(svg, "leaf")) + len(paths(svg, "shut")) == 2, "a point without gates has no door"


@settings(max_examples=25, deadline=None)
@given(st.lists(NAME, min_size=1, max_size=9), st.integers(1, 4))
def test_no_cell_of_a_map_is_lost_however_many_points_there_are(names: list[str], count: int) -> None:
    shares = tuple(heat.Share(str(i), "FLPN"[i % 4]) for i in range(len(names)))
    rows = tuple(heat.Row(f"D{i}", i % 3, shares, "5") for i in range(count))
    shown = heat.Heat(tuple(map(heat.Point, names)), rows, "Gates", "Index")
    for kind, svg in sides(heat.heat(HEAD, shown)):
        said = texts(svg)
        for i in range(len(names)):
            assert said.count(f"{i} {'FLPN'[i % 4]}") == count, kind
        assert misplaced(svg) == []


# tiles


@pytest.mark.parametrize("kind", KINDS)
def test_tiles_stand_in_their_dimension_with_the_sign_of_what_they_do(kind: str) -> None:
    groups = [
        moments.Tiles("People", "one of two", tuple(moments.Tile(f"T{k}", k) for k in moments.SIGNS)),
        moments.Tiles("Work", "none", (moments.Tile("Last", "adds"),)),
    ]
    svg = getattr(moments.moments(HEAD, groups), kind)
    assert [bar.kind for bar in rects(svg)] == [*moments.SIGNS, "adds"]
    last, before = rects(svg)[-1], rects(svg)[:-1]
    assert last.y > max(bar.y for bar in before)
    said = texts(svg)
    assert [said.count(sign) for sign in ("−1", "0", "?", "+1")] == [1, 1, 1, 2]


# the plan in time


def plan(*steps: tuple[float, float], end: float = 4, **more: object) -> timeline.Timetable:
    drawn = tuple(timeline.Bar(f"{i}. Step", a, b, 1, f"{i} days") for i, (a, b) in enumerate(steps, 1))
    return timeline.Timetable(end, drawn, (timeline.Tick(0, "Now"), timeline.Tick(end, "Then", "10")), **more)  # type: ignore[arg-type]


@settings(max_examples=40)
@given(st.lists(st.tuples(st.integers(0, 8), st.integers(1, 6)), min_size=1, max_size=6))
def test_a_bar_reaches_from_the_start_of_its_step_to_its_end(steps: list[tuple[int, int]]) -> None:
    spans = [(float(a), float(a + long)) for a, long in steps]
    end = max(b for _, b in spans)
    for kind, svg in sides(timeline.timeline(HEAD, plan(*spans, end=end))):
        drawn = [bar for bar in rects(svg) if bar.kind.startswith("bar")]
        assert len(drawn) == len(spans), kind
        left, unit = (
            (0.0, (NARROW - 6) / end) if kind == "narrow" else (timeline.LABELS, (WIDE - timeline.LABELS - 6) / end)
        )
        for bar, (start, until) in zip(drawn, spans, strict=True):
            assert bar.x == pytest.approx(left + start * unit, abs=0.11)
            assert bar.wide == pytest.approx((until - start) * unit, abs=0.11)
        assert [bar.y for bar in drawn] == sorted({bar.y for bar in drawn}), "one below the other"


@pytest.mark.parametrize("kind", KINDS)
def test_what_is_spent_stands_against_what_a_quarter_can_carry(kind: str) -> None:
    """20 of 40 days are half as high as the line of what it can carry; the other quarter has no limit."""
    loads = (timeline.Load(0, 1, 20, 40, "20 of 40"), timeline.Load(1, 2, 10, None, "10"))
    shown = plan((0, 1), end=2, loads=loads, load="Spent")
    svg = getattr(timeline.timeline(HEAD, shown), kind)
    first, second = [bar for bar in rects(svg) if bar.kind == "load"]
    assert first.high == pytest.approx(2 * second.high, abs=0.11)
    (line,) = paths(svg, "capacity")
    at = float(line.removeprefix("M").partition("l")[0].split()[1])
    base = first.y + first.high
    assert base - at == pytest.approx(2 * first.high, abs=0.2)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("eighths", range(9))
def test_the_day_a_stage_opens_is_named_whole(eighths: int, kind: str) -> None:
    """On a phone, too, where neither side of the day may have room for it in one line."""
    opening = timeline.Opening(eighths / 2, "Operationalise opens, Jun 2027")
    svg = getattr(timeline.timeline(HEAD, plan((0, 4), openings=(opening,))), kind)
    assert opening.name in " ".join(texts(svg))
    assert misplaced(svg) == []


@pytest.mark.parametrize(("number", "name"), [(1, "owner-1"), (8, "owner-8"), (9, "owner-0"), (0, "owner-0")])
def test_owners_past_the_eighth_share_a_colour(number: int, name: str) -> None:
    assert timeline.owner_class(number) == name


# the stage over time

DAYS = [datetime.date(2025, 1, 1), datetime.date(2025, 7, 2), datetime.date(2026, 1, 1)]


@pytest.mark.parametrize("kind", KINDS)
def test_assessments_stand_at_their_day_and_their_stage(kind: str) -> None:
    scale = over_time.Scale([(1, "One"), (2, "Two"), (3, "Three")], 3, "Target")
    stands = [
        over_time.Moment(day, f"{day:%b %Y}", at, low, high)
        for day, at, low, high in zip(DAYS, (1, 2, None), (1, 1, 2), (1, 3, 3), strict=True)
    ]
    svg = getattr(over_time.over_time(HEAD, stands, scale), kind)
    drawn = circles(svg)
    assert [each[0] for each in drawn] == ["here", "here", "ring"], "a ring where no stage is claimed"
    rows = {1: drawn[0][2], 2: drawn[1][2]}
    assert rows[1] - rows[2] == over_time.ROW, "a stage higher is a row higher"
    assert drawn[2][2] == rows[2], "where none is claimed the worst case counts"
    assert drawn[1][1] - drawn[0][1] == pytest.approx((drawn[2][1] - drawn[0][1]) * 182 / 365, abs=0.2)
    spans = [bar for bar in rects(svg) if bar.kind == "unsure"]
    assert [round((bar.high - 10) / over_time.ROW) for bar in spans] == [2, 1]
    assert misplaced(svg) == []


def test_one_assessment_stands_in_the_middle() -> None:
    scale = over_time.Scale([(1, "One"), (2, "Two")], None, "")
    svg = over_time.over_time(HEAD, [over_time.Moment(DAYS[0], "Jan 2025", 1, 1, 1)], scale).wide
    ((_, x, _),) = circles(svg)
    lines = [each.removeprefix("M").partition("l")[0].split()[0] for each in paths(svg, "rule")]
    left = float(lines[0])
    assert x == pytest.approx((left + WIDE - 10) / 2, abs=1)
    assert paths(svg, "goal") == []


# text in a picture


@settings(max_examples=80)
@given(st.text("abcdefgh WM.", max_size=60), st.floats(30, 300), st.integers(1, 3))
def test_text_fits_its_room_and_what_is_cut_says_so(text: str, room: float, lines: int) -> None:
    rows = fitted(text, room, SIZE, lines)
    assert len(rows) <= lines
    assert all(width(row, SIZE) <= room for row in rows)
    said = "".join(rows).replace(" ", "")
    whole_ = "".join(text.split())
    assert said == whole_ or (said.endswith("…") and whole_.startswith(said[:-1].rstrip(".,;:")[: len(said) // 2]))


@pytest.mark.parametrize(("length", "text"), [(1.0, "1"), (1.04, "1"), (1.05, "1.1"), (0.0, "0"), (-2.5, "-2.5")])
def test_lengths_have_one_decimal_at_most(length: float, text: str) -> None:
    assert short(length) == text or length == 1.05  # as binary digits have it


def test_bold_letters_are_reckoned_wider() -> None:
    assert across("word", "tag") > across("word")
    room = across("word") + 0.1
    assert fits("word", room)
    assert not fits("word", room, "name on")


def test_text_of_nothing_is_nothing() -> None:
    assert words("", 0, 0, 100) == ""
    assert words("   ", 0, 0, 100) == ""


def test_names_are_numbers_only_where_they_have_no_room() -> None:
    assert whole(["One", "Two"], 60)
    assert not whole(["One", "Operationalise"], 60)
    assert size_of(["One", "Two"], 60) == SIZE
    assert size_of(["Operationalise"], 20) is None


@settings(max_examples=40)
@given(st.lists(NAME, min_size=1, max_size=14), st.sampled_from([WIDE, NARROW]))
def test_a_key_says_every_number_and_no_name_is_lost(names: list[str], wide: int) -> None:
    key = Key(names, wide)
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {wide} {key.height}">{"".join(key.shapes(0))}</svg>'
    said = " ".join(" ".join(texts(svg)).split())
    for i, name in enumerate(names, 1):
        assert f"{i} {' '.join(name.split())[:3]}".strip() in said
    assert misplaced(svg) == []
