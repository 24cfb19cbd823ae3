"""Claims beside what customers say: which practices act on a measure, and when a figure speaks against one.

Too eager, a report would accuse people of what chance did; too slow, a board would believe a claim over its customers.
"""

import datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cxmaturity.domain.answers import Answer, Answers
from cxmaturity.domain.assessment import Assessment, assess
from cxmaturity.domain.claims import acting, beyond, clashes, limit_of
from cxmaturity.domain.crosswalk import Place
from cxmaturity.domain.outcomes.figures import Difference, MeasureFigures
from cxmaturity.domain.outcomes.sample import Acts, LeftOut, Measure
from cxmaturity.files.questionnaire.catalogue import Catalogue
from cxmaturity.reports.words.customers import clash_said, findings

CATALOGUE = Catalogue()
CROSSWALK = CATALOGUE.crosswalk()
EVERY = [questionnaire for id_ in CATALOGUE.ids() if (questionnaire := CATALOGUE.find(id_))]
LOOP = Acts("organisational", "insight.closed-loop", "align")


def measure(variant: str = "share", **more: Any) -> Measure:
    return Measure("asked", variant, "Nobody called", "a.csv", **more)


def figures(low: float | None = 0.3, high: float | None = 0.5, variant: str = "share", **more: Any) -> MeasureFigures:
    value = None if low is None or high is None else (low + high) / 2
    same: dict[str, Any] = dict.fromkeys(("unit", "journey", "stage"), "")
    same |= dict.fromkeys(("by", "differences", "periods", "groups"), ())
    same |= dict.fromkeys(("period", "run_chart", "expectation", "perception"))
    said = {"id": "asked", "variant": variant, "title": "Nobody called", "n": 100, "left_out": LeftOut()}
    return MeasureFigures(**(same | said | {"value": value, "low": low, "high": high} | more))


def answered(questionnaire: str, **ranks: tuple[int, int]) -> Assessment:
    """An assessment with these practices between two ranks, dots written as two underscores."""
    found = CATALOGUE.find(questionnaire)
    assert found is not None
    given = {
        name.replace("__", ".").replace("_", "-"): Answer("answered" if low == high else "range", low, high)
        for name, (low, high) in ranks.items()
    }
    return assess(found, Answers("a.yaml", "0" * 64, datetime.date(2026, 11, 22), "Firm", answers=given))


@pytest.mark.parametrize(
    ("more", "wanted"),
    [
        ({"practices": (LOOP,)}, {"organisational/insight.closed-loop"}),
        ({"journey": "Bill"}, {"moments/use.bill", "effort/forgotten.bills", "ladder/trust.visibility"}),
        ({"journey": "onboarding"}, {"moments/use.onboarding", "effort/forgotten.onboarding"}),
        ({"stage": "Consideration"}, {"moments/consideration.price", "moments/consideration.proof"}),
        ({"journey": "nowhere", "stage": "never"}, set()),
        ({}, set()),
    ],
    ids=["file", "journey", "other journey", "stage", "neither", "nothing"],
)
def test_practices_act_by_name_by_journey_by_stage_and_by_the_crosswalk(more: dict[str, Any], wanted: set[str]) -> None:
    """Who could close a gap is else guessed, or not named."""
    places = acting(measure(**more), EVERY, CROSSWALK)
    named = {f"{place.questionnaire}/{place.id}" for place in places}
    assert wanted <= named
    assert bool(named) == bool(wanted)
    assert len(places) == len(set(places))


def test_what_the_file_names_goes_before_what_follows_from_it() -> None:
    """Tables show the first few only."""
    places = acting(measure(practices=(LOOP,), journey="bill"), EVERY, CROSSWALK)
    assert places[0] == Place("organisational", "insight.closed-loop")
    assert len(places) > 1


@pytest.mark.parametrize(
    ("low", "high", "limit", "at_most", "wanted"),
    [
        (0.3, 0.5, 0.1, True, True),
        (0.05, 0.5, 0.1, True, False),  # its interval holds the limit: it may be chance
        (0.1, 0.5, 0.1, True, False),
        (0.3, 0.5, 0.6, False, True),
        (0.3, 0.6, 0.6, False, False),
        (None, None, 0.1, True, False),  # too few answers
    ],
)
def test_a_figure_lies_beyond_a_limit_with_its_whole_interval(
    low: float | None, high: float | None, limit: float, at_most: bool, wanted: bool
) -> None:
    assert beyond(figures(low, high), limit, at_most) is wanted


@given(st.floats(-100, 100), st.floats(0, 50), st.floats(-150, 150))
def test_no_figure_lies_beyond_the_same_limit_in_both_directions(low: float, wide: float, limit: float) -> None:
    both = [beyond(figures(low, low + wide), limit, at_most) for at_most in (True, False)]
    assert both != [True, True]
    if low <= limit <= low + wide:
        assert both == [False, False]


@pytest.mark.parametrize(
    ("more", "wanted"),
    [
        ({"at_most": 0.1}, (0.1, True)),
        ({"at_least": 20.0, "variant": "nps"}, (20.0, False)),
        ({"variant": "expectation-perception"}, (0.0, False)),
        ({"variant": "expectation-perception", "at_least": -0.5}, (-0.5, False)),
        ({}, None),
        ({"variant": "nps"}, None),
    ],
    ids=str,
)
def test_pairs_have_a_limit_of_their_own_and_others_the_one_that_is_said(
    more: dict[str, Any], wanted: tuple[float, bool] | None
) -> None:
    """No NPS is good or bad by itself: without a limit of the firm's own nothing is held against anybody."""
    assert limit_of(measure(**more)) == wanted


@pytest.mark.parametrize(
    ("ranks", "met"),
    [((5, 5), True), ((6, 6), True), ((4, 4), False), ((4, 6), False), ((5, 6), True)],
    ids=str,
)
def test_a_claim_is_met_where_even_the_worst_case_makes_it(ranks: tuple[int, int], met: bool) -> None:
    """Who says "between two options" has claimed the lower."""
    assessment = answered("organisational", insight__closed_loop=ranks)
    found = list(clashes([(measure(practices=(LOOP,), at_most=0.1), figures())], [assessment], None))
    assert bool(found) is met
    if met:
        assert found[0].rank == ranks[0]


def test_without_a_point_only_the_highest_option_claims_anything() -> None:
    bare = measure(practices=(Acts("organisational", "insight.closed-loop"),), at_most=0.1)
    by_rank = {rank: answered("organisational", insight__closed_loop=(rank, rank)) for rank in (5, 6)}
    assert [len(list(clashes([(bare, figures())], [by_rank[rank]], None))) for rank in (5, 6)] == [0, 1]


def test_a_moment_that_is_said_to_add_and_falls_short_of_what_is_expected_is_one_clash() -> None:
    """A journey has many practices, and a list of tensions that says one thing ten times is not read."""
    moments = answered("moments", use__bill=(3, 3), use__outage=(3, 3))
    pair = (measure("expectation-perception", journey="bill"), figures(-1.2, -0.8, "expectation-perception"))
    (clash,) = clashes([pair], [moments], CROSSWALK)
    assert (clash.practice, clash.limit, clash.at_most) == ("use.bill", 0.0, False)
    fine = (pair[0], figures(-0.2, 0.8, "expectation-perception"))
    assert list(clashes([fine], [moments], CROSSWALK)) == []


def test_the_sentence_names_the_claim_and_the_figure_with_its_interval() -> None:
    assessment = answered("organisational", insight__closed_loop=(5, 5))
    (clash,) = clashes([(measure(practices=(LOOP,), at_most=0.1), figures(0.33, 0.43))], [assessment], None)
    assert clash_said(clash) == (
        "Closed loop is claimed at Align, which allows at most 10 %; nobody called: 38 % (33 % to 43 %)."
    )
    assert findings([clash.figures], [clash])[0] == clash_said(clash)


def test_the_widest_gap_is_a_finding_and_nothing_is_said_of_none() -> None:
    bill, order = (
        figures(low, low + 0.4, "expectation-perception", id=name, title=name)
        for name, low in (("Bill", -1.4), ("Order", -0.9))
    )
    said = "Bill: customers perceive 1.2 points less than they expect (1 to 1.4)."
    assert findings([order, bill], []) == (said,)
    assert findings([bill], []) == (said,)
    unseen = "Between groups and over time no difference can be seen at this number of answers."
    assert findings([figures()], []) == (unseen,)
    assert findings([figures(None, None)], []) == ()


def test_what_has_changed_is_a_finding_before_what_differs_between_groups() -> None:
    """A board asks what became of last year's money before it asks which brand is better."""
    of_groups = Difference("Brand", "A", "B", 0.5, 0.4, 0.6, clear=True)
    of_periods = Difference(None, "2026-Q3", "2026-Q2", 0.2, 0.1, 0.3, clear=True)
    split = figures(id="split", title="Split", differences=(of_groups, of_periods))
    plain = figures(id="plain", title="Plain", differences=(of_groups,))
    said = findings([plain, split], [])
    assert [sentence.partition(" (")[0] for sentence in said] == [
        "Split: Q3 2026 is 20 percentage points above Q2 2026",
        "Plain: A is 50 percentage points above B",
        "Split: A is 50 percentage points above B",
    ]
