"""The sentences on what customers say: right for every unit and number, and never more than the answers allow.

A board would read a difference where there is none, or a number without its unit.
"""

from typing import Any

import pytest
from msgspec.structs import replace

from cxmaturity.domain.outcomes.figures import (
    Difference,
    Figures,
    GroupCount,
    MeasureFigures,
    Month,
    Period,
    RunChart,
    Segment,
)
from cxmaturity.domain.outcomes.run_chart import run_chart
from cxmaturity.domain.outcomes.sample import LeftOut
from cxmaturity.reports.build.measures import MOST_DIFFERENCES, measure_blocks, measures_table, run_chart_picture
from cxmaturity.reports.build.outcomes import outcomes_document
from cxmaturity.reports.document.blocks import Bullets, Paragraph, Picture, Table
from cxmaturity.reports.words.outcomes import MeasureWords, finding, group_name, month_name, period_name
from tests.reports.pictures.boxes import misplaced


def figures(**changes: Any) -> MeasureFigures:
    """An NPS of twelve answers, with what is changed of it."""
    base = MeasureFigures(
        id="nps",
        variant="nps",
        title="Relationship",
        unit="",
        journey="",
        stage="",
        n=12,
        value=25.0,
        low=-8.25,
        high=52.04,
        by=(),
        differences=(),
        period=None,
        periods=(),
        run_chart=None,
        groups=(),
        expectation=None,
        perception=None,
        left_out=LeftOut(),
    )
    return replace(base, **changes)


def words(**changes: Any) -> MeasureWords:
    return MeasureWords(figures(**changes))


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({}, "Relationship: +25, between −8.3 and +52, of 12 answers."),
        ({"value": -0.04, "low": -3.0}, "Relationship: 0, between −3 and +52, of 12 answers."),
        (
            {"variant": "csat-top-two-of-five", "value": 0.8, "low": 0.5, "high": 0.95},
            "Relationship: 80 %, between 50 % and 95 %, of 12 answers.",
        ),
        (
            {"variant": "share", "value": 1.0, "low": 0.8389, "high": 1.0, "n": 20_000},
            "Relationship: 100 %, between 83.9 % and 100 %, of 20,000 answers.",
        ),
        (
            {"variant": "ces-mean-7-agree", "value": 5.333, "low": 5.1, "high": 5.6},
            "Relationship: 5.33, between 5.1 and 5.6, of 12 answers.",
        ),
        (
            {"variant": "mean", "unit": "minutes", "value": 8.314, "low": 7.9, "high": 8.76},
            "Relationship: 8.31 minutes, between 7.9 and 8.76, of 12 answers.",
        ),
        (
            {"variant": "mean", "unit": "GBP", "value": 12345.67, "low": 11000.4, "high": 14000},
            "Relationship: 12,346 GBP, between 11,000 and 14,000, of 12 answers.",
        ),
        (
            {"variant": "mean", "value": 0.0123, "low": 0.01, "high": 0.02},
            "Relationship: 0.0123, between 0.01 and 0.02, of 12 answers.",
        ),
        (
            {"variant": "expectation-perception", "value": -1.1, "low": -1.5, "high": -0.7},
            "Relationship: −1.1, between −1.5 and −0.7, of 12 answers.",
        ),
        (
            {"value": None, "low": None, "high": None, "n": 4},
            "Relationship: four answers; nothing is said of fewer than five.",
        ),
        (
            {"value": None, "low": None, "high": None, "n": 1},
            "Relationship: one answer; nothing is said of fewer than five.",
        ),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_where_a_measure_stands(changes: dict[str, Any], sentence: str) -> None:
    assert words(**changes).stands() == sentence


def difference(value: float, low: float, high: float, **more: Any) -> Difference:
    base = Difference("segment", "Business", "Consumer", value, low, high, low > 0 or high < 0)
    return replace(base, **more)


@pytest.mark.parametrize(
    ("changes", "given", "sentence"),
    [
        ({}, difference(12, 3.04, 21), "Business is 12 above Consumer (+3 to +21)."),
        ({}, difference(-12, -21, -3), "Business is 12 below Consumer (−21 to −3)."),
        (
            {},
            difference(2, -3, 7),
            "Business and Consumer: no difference can be seen at this number of answers (−3 to +7).",
        ),
        # an end that is not 0 is not shown as 0, else nobody sees why the difference is one
        ({}, difference(-1, -2, -0.013), "Business is 1 below Consumer (−2 to −0.01)."),
        (
            {"variant": "share"},
            difference(0.081, 0.012, 0.15),
            "Business is 8.1 percentage points above Consumer (+1.2 to +15 percentage points).",
        ),
        (
            {"variant": "mean", "unit": "minutes"},
            difference(-1.5, -2.25, -0.75),
            "Business is 1.5 minutes below Consumer (−2.25 to −0.75 minutes).",
        ),
        (
            {"period": "quarter"},
            difference(2, -3, 7, by=None, first="2026-Q3", second="2026-Q2"),
            "Q3 2026 and Q2 2026: no difference can be seen at this number of answers (−3 to +7).",
        ),
        (
            {"period": "month"},
            difference(9, 1, 17, by=None, first="2026-03", second="2026-02"),
            "March 2026 is 9 above February 2026 (+1 to +17).",
        ),
        (
            {"period": "year"},
            difference(9, 1, 17, by=None, first="2026", second="2025"),
            "2026 is 9 above 2025 (+1 to +17).",
        ),
        ({}, difference(9, 1, 17, first="the north", second="DACH"), "The north is 9 above DACH (+1 to +17)."),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_difference_is_said_or_that_none_can_be_seen(
    changes: dict[str, Any], given: Difference, sentence: str
) -> None:
    assert words(**changes).difference(given) == sentence


def test_a_period_that_goes_on_says_so() -> None:
    period = Period(n=7, value=10.0, low=1.0, high=20.0, name="2026-Q4", running=True)
    said = words(periods=(period,), period="quarter")
    assert said.period("2026-Q4") == "Q4 2026 so far" and said.period("2026-Q3") == "Q3 2026"
    assert said.difference(difference(-12, -21, -3, by=None, first="2026-Q4", second="2026-Q3")) == (
        "Q4 2026 so far is 12 below Q3 2026 (−21 to −3)."
    )


@pytest.mark.parametrize(
    ("text", "name"), [("2026-Q3", "Q3 2026"), ("2026-11", "November 2026"), ("2026", "2026"), ("0999-Q1", "Q1 0999")]
)
def test_periods_have_names(text: str, name: str) -> None:
    assert period_name(text) == name


def test_the_rest_says_why_it_stands_together() -> None:
    assert group_name("the rest") == "the rest, each too few"
    assert group_name("Consumer") == "Consumer"


@pytest.mark.parametrize(
    ("left", "sentence"),
    [
        (LeftOut(), ""),
        (LeftOut(trials=1), "1 row left out: of previews and tests."),
        (
            LeftOut(trials=2, unfinished=1, empty=1200, outside=3),
            "1,206 rows left out: 2 of previews and tests; 1 not finished; 1,200 without an answer; and 3 outside the"
            " days and groups that it is about.",
        ),
        (LeftOut(unfinished=2, empty=3), "5 rows left out: 2 not finished and 3 without an answer."),
    ],
    ids=str,
)
def test_rows_that_do_not_count_are_said(left: LeftOut, sentence: str) -> None:
    assert words(left_out=left).left_out() == sentence


def chart(values: list[float | None], *, hidden: tuple[int, ...] = ()) -> RunChart:
    """The chart of months from January 2025 on: None for one in which nobody answered, some hidden."""
    return run_chart(
        [
            Month(f"{2025 + i // 12}-{i % 12 + 1:02}", None if i in hidden else 0 if value is None else 9, value)
            for i, value in enumerate(values)
        ]
    )


SHIFTED = [10, 11, 9, 12, 31, 10, 11, 9, 33, 10, 12, 8, 30, 31, 32, 33, 34, 35, 36, 37]
NOISE = [10, 14, 9, 15, 11, 16, 10, 17, 12, 18, 9, 15]
STEP = [10, 11, 9, 10, 12, 11, 10, 20, 21, 19, 20, 22, 21, 20]


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        (
            SHIFTED,
            "It has shifted: eight months in a row stand on one side of the middle since January 2026, and chance"
            " seldom makes more than seven.",
        ),
        (
            NOISE,
            "It goes up and down as chance lets it: at most one month in a row on one side of the middle, and 11"
            " changes of sides.",
        ),
        (
            STEP,
            "It has shifted: it changes sides one time only, and chance seldom makes fewer than four.",
        ),
        (
            [1, 2, 3],
            "Whether it has shifted can not be told: two months lie off the line; it takes 10 to tell a shift"
            " from chance.",
        ),
        ([None, None], "Whether it has shifted can not be told: no month has enough answers."),
    ],
    ids=["run", "noise", "step", "few", "none"],
)
def test_a_shift_is_said_with_its_rule(values: list[float | None], sentence: str) -> None:
    assert words(run_chart=chart(values)).shift() == sentence


def test_without_months_nothing_is_said_of_a_shift() -> None:
    assert words().shift() == words().hidden_months() == ""
    assert run_chart_picture(words(), "m") is None


def test_months_that_are_not_shown_are_named() -> None:
    said = words(run_chart=chart([*NOISE, None, None, 5], hidden=(12,))).hidden_months()
    assert said == (
        "Not shown, so that no number of answers under five can be found: January 2026. Nobody answered in"
        " February 2026."
    )
    assert month_name("2026-01") == "January 2026"


def test_a_formula_is_said_with_its_groups() -> None:
    groups = (GroupCount("promoters", 6), GroupCount("passives", 3), GroupCount("detractors", 3))
    assert words(groups=groups).formula() == (
        "Net Promoter Score: the share of 9 and 10 less the share of 0 to 6, times 100. Here 6 promoters, 3 passives"
        " and 3 detractors."
    )
    assert words(variant="mean").formula() == ""


def test_a_pair_says_what_was_expected_and_perceived() -> None:
    assert words(variant="expectation-perception", expectation=6.5, perception=5.456).pairs() == (
        "Expected 6.5, perceived 5.46, on a scale of the same points."
    )
    assert words().pairs() == ""


def test_what_a_measure_is_about_is_said_where_its_file_says_it() -> None:
    assert words(journey="Billing", stage="use").about() == "Journey: Billing. Engagement stage: use."
    assert words(stage="use").about() == "Engagement stage: use."
    assert words().about() == ""


def whole(*measures: MeasureFigures) -> Figures:
    return Figures("cxmaturity/figures@1", "Us", "2026-11-22", measures, 10_000, 1)


def test_the_table_has_a_line_a_measure_with_raw_values_beside() -> None:
    table = measures_table(
        whole(figures(), figures(id="b", title="Costs", variant="mean", value=2.0, high=-0.001)), "t"
    )
    assert [[cell.words for cell in row.cells] for row in table.rows] == [
        ["Relationship", "Net Promoter Score", "+25", "−8.3 to +52", "12"],
        ["Costs", "Mean", "2", "−8.25 to −0.001", "12"],
    ]
    assert table.rows[0].cells[2].value == 25.0 and table.rows[1].cells[0].value == "b"


def test_a_document_has_everything_of_a_measure_and_ids_of_its_own() -> None:
    """A heading of an export stands in no id, as it may hold anything."""
    segment = Segment(n=7, value=10.0, low=1.0, high=20.0, by='a "b" <c>', name="North")
    period = Period(n=7, value=10.0, low=1.0, high=20.0, name="2026-Q3")
    measure = figures(by=(segment,), periods=(period,), run_chart=chart(list(SHIFTED)))
    document = outcomes_document(whole(measure, figures(id="measures")))
    assert document.finding == finding(whole(measure))
    (chapter,) = document.chapters
    assert [part.id for part in chapter.body] == [
        "outcomes.measures",
        "measure.nps",
        "measure.measures",
        "outcomes.method",
    ]
    blocks = chapter.body[1].blocks
    assert [type(block) for block in blocks][:4] == [Paragraph, Table, Table, Picture]
    ids = [block.id for block in blocks if isinstance(block, Table | Picture)]
    assert ids == ["measure.nps.by-1", "measure.nps.periods", "measure.nps.run-chart"]
    assert not any(isinstance(block, Picture) for block in measure_blocks(measure, "m", drawn=False))


def test_a_file_without_measures_says_so() -> None:
    assert finding(whole()) == "No measure is in the file."
    assert outcomes_document(whole()).chapters[0].body == ()


def test_many_differences_are_counted_and_the_periods_come_first() -> None:
    given = [difference(i, i - 0.5 if i % 2 else -9, i + 9, first=f"g{i}") for i in range(1, 10)]
    periods = difference(1, -3, 5, by=None, first="2026-Q3", second="2026-Q2")
    blocks = list(measure_blocks(figures(differences=(*given, periods)), "m"))
    bullets = next(block for block in blocks if isinstance(block, Bullets))
    assert len(bullets.items) == MOST_DIFFERENCES
    assert str(bullets.items[0]).startswith("Q3 2026 and Q2 2026: no difference")
    assert str(bullets.items[1]).startswith("G9 is 9 above")
    assert Paragraph("And four more, which --format json has.", "small") in blocks


def test_the_picture_shows_the_shift_and_leaves_gaps() -> None:
    picture = run_chart_picture(words(run_chart=chart([*NOISE[:5], None, *SHIFTED])), "m")
    assert picture is not None
    assert picture.wide.count('class="here"') == 25
    assert picture.wide.count("M") == picture.wide.count('class="rule"') + picture.wide.count('class="goal"') + 2
    shifted = run_chart_picture(words(run_chart=chart(list(SHIFTED))), "m")
    assert shifted is not None and shifted.wide.count('class="unsure"') == 1
    plain = run_chart_picture(words(run_chart=chart(list(NOISE))), "m")
    assert plain is not None and 'class="unsure"' not in plain.wide


@pytest.mark.parametrize("values", [SHIFTED, NOISE, [5.0] * 12, [None, 3, None, 4, 3], SHIFTED * 5], ids=len)
@pytest.mark.parametrize("variant", ["nps", "share", "mean"])
def test_no_text_of_a_picture_lies_on_another(values: list[float | None], variant: str) -> None:
    given = [None if value is None else value / 100 for value in values] if variant == "share" else values
    picture = run_chart_picture(words(run_chart=chart(given), variant=variant, unit="minutes"), "m")
    assert picture is not None
    assert misplaced(picture.wide) == misplaced(picture.narrow) == []
    assert picture.says.startswith("Relationship by month, from ")
