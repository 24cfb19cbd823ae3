"""What each picture shows of what it is given."""

import itertools
import re
import xml.etree.ElementTree as ET

import pytest

from cxmaturity.reports.pictures import agreement, bars, heat, stage, timeline
from cxmaturity.reports.pictures.numbered import Key
from cxmaturity.reports.pictures.svg import SIZE, Head, fits, words
from tests.reports.pictures.boxes import SVG, boxes
from tests.reports.pictures.samples import ARABIC, FIVE, HOSTILE, NINE, SAMPLES, head


def texts(svg: str) -> list[str]:
    """The lines of a picture."""
    return [box.text for box in boxes(svg)]


def classes(svg: str) -> list[str]:
    """The classes of a picture's shapes, a shape each."""
    return [element.get("class", "") for element in ET.fromstring(svg).iter() if element.tag != f"{SVG}text"]


@pytest.mark.parametrize("kind", ["wide", "narrow"])
def test_where_no_stage_is_claimed_nothing_is_drawn_as_claimed(kind: str) -> None:
    svg = getattr(SAMPLES["stage nothing claimed"], kind)
    assert not {"here", "reached"} & set(classes(svg))
    assert not any("claimed" in text for text in texts(svg))
    assert any("possible" in text for text in texts(svg))


@pytest.mark.parametrize("sample", ["stage nine", "heat nine", "levels nine"])
@pytest.mark.parametrize("kind", ["wide", "narrow"])
def test_names_of_points_are_whole(sample: str, kind: str) -> None:
    shown = texts(getattr(SAMPLES[sample], kind))
    for name in NINE:
        assert any(re.fullmatch(rf"(\d )?{name}", text) for text in shown), name


def test_six_points_of_usual_names_stand_above_their_columns() -> None:
    six = (*FIVE, "Embed")
    level = bars.Level("Strategy", 0, 1, None, 3, "2 levels")
    row = heat.Row("Strategy", 0, (heat.Share("50", "P"),) * 6)
    above = heat.heat(head("heat"), heat.Heat(tuple(heat.Point(name) for name in six), (row,), "", ""))
    for svg in (bars.levels(head("levels"), six, [level], "Gap").wide, above.wide):
        assert set(six) <= set(texts(svg))
        assert "<g" not in svg


def test_a_tag_of_the_whole_scale_stands_on_its_own_line_not_on_names() -> None:
    tags = [box for box in boxes(SAMPLES["stage whole interval"].wide) if box.text == "possible"]
    names = [box for box in boxes(SAMPLES["stage whole interval"].wide) if box.text in FIVE]
    assert len(tags) == 1
    assert all(tags[0].top > name.bottom for name in names)


def test_what_is_spent_in_all_and_when_the_line_starts_is_always_said() -> None:
    for sample in ("plan of months", "plan of quarters", "plan of ten years", "plan of sixty"):
        for svg in (SAMPLES[sample].wide, SAMPLES[sample].narrow):
            end = {"plan of months": 18, "plan of quarters": 6, "plan of ten years": 40, "plan of sixty": 24}[sample]
            assert {"0", f"{end * 1200:,}", "Person-days spent before"} <= set(texts(svg))


def test_every_step_has_a_bar_in_the_colour_of_its_owner() -> None:
    for svg in (SAMPLES["plan of sixty"].wide, SAMPLES["plan of sixty"].narrow):
        drawn = [kind.split()[1] for kind in classes(svg) if kind.startswith("bar ")]
        assert drawn == [timeline.owner_class(i % 10 + 1) for i in range(1, 61)]
    assert {timeline.owner_class(0), timeline.owner_class(9)} == {"owner-0"}


def test_steps_under_way_have_a_sign_and_say_so() -> None:
    for svg in (SAMPLES["plan of months"].wide, SAMPLES["plan of months"].narrow):
        assert classes(svg).count("ring") == 3
        assert [text for text in texts(svg) if " days" in text][:2] == ["7 days · under way", "14 days"]


def test_loads_stand_against_what_a_quarter_can_carry() -> None:
    svg = SAMPLES["plan of quarters"].wide
    assert "120 of 120" in texts(svg)
    assert classes(svg).count("capacity") == 6
    assert "120" in texts(SAMPLES["plan of quarters"].narrow)  # where the whole text has no room, the days
    assert "120 of 1200" in texts(SAMPLES["plan of ten years"].wide)  # where days have none, the most of them


def test_days_that_matter_have_a_line_a_flag_and_a_name() -> None:
    for svg in (SAMPLES["plan of months"].wide, SAMPLES["plan of months"].narrow):
        assert {"Explore opens", "Mobilise opens", "Operationalise opens", "31 December 2027"} <= set(texts(svg))
        assert [classes(svg).count(kind) for kind in ("opens", "flag opens", "due", "flag due")] == [3, 3, 1, 1]


def test_what_does_nothing_is_a_nought_and_no_dash() -> None:
    for svg in (SAMPLES["moments"].wide, SAMPLES["moments"].narrow):
        assert {"−1", "0", "+1", "?"} <= set(texts(svg))
        assert not any(text[0] in "-–—" for text in texts(svg))


def test_today_and_gap_differ_without_colours() -> None:
    level = bars.Level("Strategy", 0, 1, None, 3, "2 levels")
    svg = bars.levels(head("levels"), FIVE, [level], "Gap").wide
    assert [classes(svg).count(kind) for kind in ("here", "togo", "hatch", "track")] == [1, 2, 2, 2]


def test_an_unknown_dimension_has_neither_today_nor_gap() -> None:
    level = bars.Level("Strategy", 0, None, None, 3, "–")
    svg = bars.levels(head("levels"), FIVE, [level], "Gap").wide
    assert not {"here", "togo", "hatch"} & set(classes(svg))


def test_counts_of_a_distribution_are_never_cut() -> None:
    for svg in (SAMPLES["distribution nine"].wide, SAMPLES["distribution nine"].narrow):
        counts = [text for text in texts(svg) if not text.startswith(("Governance", "experience", "customer"))]
        assert counts
        assert all(count.isdigit() for count in counts)


def test_texts_from_right_to_left_keep_their_direction_to_themselves() -> None:
    assert f">\u2068{ARABIC}\u2069<" in words(ARABIC, 0, 0, 900)
    assert "\u2068" not in words("Customer", 0, 0, 900)


def test_a_long_word_is_cut_and_not_left_out() -> None:
    shown = re.findall(r">([^<>]+)</tspan>", words(f"1. {'W' * 80}", 0, 0, 200))
    assert len(shown) == 1
    assert re.fullmatch(r"1\. W+…", shown[0])


def test_fits_is_about_whole_words() -> None:
    assert fits("Operationalise", 200)
    assert not fits("Operationalise", 40, lines=9)
    assert not fits("two words", SIZE * 4)
    assert fits("two words", SIZE * 4, lines=2)


def test_a_key_of_no_names_takes_no_room() -> None:
    assert Key((), 800).height == 0
    assert list(Key((), 800).shapes(0)) == []
    assert Key(NINE, 800).height < Key(NINE, 200).height


def test_hostile_texts_are_texts() -> None:
    drawn = stage.stage_picture(Head("stage", HOSTILE, HOSTILE), [stage.Stage(HOSTILE), stage.Stage("Low")])
    for svg in (drawn.wide, drawn.narrow):
        assert "<script" not in svg
        assert "\u202e" not in svg
        assert ET.fromstring(svg).get("aria-labelledby", "").endswith("-d")


def _circles(svg: str) -> list[float]:
    """How far to the right the marks of a picture stand."""
    return [float(one.get("cx", "nan")) for one in ET.fromstring(svg).iter(f"{SVG}circle")]


@pytest.mark.parametrize("kind", ["wide", "narrow"])
def test_a_groups_median_is_marked_above_the_votes_for_its_point(kind: str) -> None:
    """A mark above another point would say that leaders see what they do not."""
    row = agreement.Votes("Closed loop", (10, 20, 10), 0, (agreement.Mark("F", 0), agreement.Mark("L", 2)))
    svg = getattr(agreement.agreement(head("votes"), [row], ["shade-1", "shade-4", "shade-8"]), kind)
    pieces = list(ET.fromstring(svg).iter(f"{SVG}rect"))
    spans = [(float(one.get("x", "")), float(one.get("x", "")) + float(one.get("width", ""))) for one in pieces]
    first, last = _circles(svg)
    assert spans[0][0] < first < spans[0][1]
    assert spans[2][0] < last < spans[2][1]
    assert [text for text in texts(svg) if text in "LF"] == ["F", "L"]


def test_marks_on_the_same_point_stand_beside_each_other_and_inside() -> None:
    for at in (0, 2):
        marks = tuple(agreement.Mark(letter, at) for letter in "LMFO")
        row = agreement.Votes("Closed loop", (1, 97, 1), 1, marks)
        svg = agreement.agreement(head("votes"), [row], ["shade-1", "shade-4", "shade-8"]).narrow
        places = sorted(_circles(svg))
        assert all(after - before >= 2 * agreement.RADIUS for before, after in itertools.pairwise(places))
        assert agreement.RADIUS <= places[0] < places[-1] <= 340 - agreement.RADIUS


def test_nobody_who_voted_is_left_out_of_a_bar() -> None:
    row = agreement.Votes("Closed loop", (3, 0, 4), 2)
    svg = agreement.agreement(head("votes"), [row], ["shade-1", "shade-4", "shade-8"]).wide
    assert [one.get("class") for one in ET.fromstring(svg).iter(f"{SVG}rect")] == ["shade-1", "shade-8", "unsure"]
    assert {"3", "4", "2"} <= set(texts(svg))
