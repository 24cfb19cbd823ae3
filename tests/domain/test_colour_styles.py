"""Colours, styles and lengths: by the numbers that others print, and by what must hold of all.

A brand's colour that nobody can read, a style that loads something from elsewhere, or half an hour that takes two.
"""

import colorsys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from cxmaturity.domain.colour import AA, contrast, mixed, nearest, weakest
from cxmaturity.domain.glossary import answering, glossary
from cxmaturity.domain.length import ALOUD, STEP, length_words, reading_minutes
from cxmaturity.domain.model import Questionnaire
from cxmaturity.domain.styles import loads
from tests.build import questionnaire_of

pytestmark = pytest.mark.fast

COLOURS = st.tuples(*[st.integers(0, 255)] * 3).map(lambda parts: "#" + bytes(parts).hex())
LIGHT = st.tuples(*[st.integers(235, 255)] * 3).map(lambda parts: "#" + bytes(parts).hex())
DARK = st.tuples(*[st.integers(0, 25)] * 3).map(lambda parts: "#" + bytes(parts).hex())

# contrast


@pytest.mark.parametrize(
    ("colour", "other", "ratio"),
    [
        ("#000000", "#ffffff", 21.0),
        ("#ffffff", "#ffffff", 1.0),
        ("#777777", "#ffffff", 4.48),  # the grey that just fails
        ("#767676", "#ffffff", 4.54),  # and the one that just passes
        ("#ff0000", "#ffffff", 4.0),
        ("#0000ff", "#ffffff", 8.59),
        ("#ffff00", "#000000", 19.56),
        ("#008000", "#ffffff", 5.14),
    ],
)
def test_the_contrast_is_that_of_wcag(colour: str, other: str, ratio: float) -> None:
    """As the checkers print it that designers use."""
    assert contrast(colour, other) == pytest.approx(ratio, abs=0.01)
    assert contrast(other, colour) == contrast(colour, other)


@settings(max_examples=50)
@given(COLOURS, COLOURS)
def test_a_contrast_lies_between_none_and_black_on_white(colour: str, other: str) -> None:
    assert 1 <= contrast(colour, other) <= 21
    assert contrast(colour, colour) == 1


def test_the_weakest_of_several_grounds_is_named() -> None:
    assert weakest("#767676", ["#ffffff", "#808080"])[1] == "#808080"


@settings(max_examples=50)
@given(COLOURS, LIGHT)
def test_a_colour_that_can_not_be_read_becomes_one_that_can(colour: str, ground: str) -> None:
    made = nearest(colour, (ground,))
    assert contrast(made, ground) >= AA
    if contrast(colour, ground) >= AA:
        assert made == colour, "what can be read stays as the brand has it"


@settings(max_examples=50)
@given(COLOURS, DARK)
def test_on_dark_grounds_it_becomes_lighter_and_not_darker(colour: str, ground: str) -> None:
    made = nearest(colour, (ground,))
    assert contrast(made, ground) >= AA
    lightness = [colorsys.rgb_to_hls(*(part / 255 for part in bytes.fromhex(each[1:])))[1] for each in (colour, made)]
    assert lightness[1] >= lightness[0] - 0.01


@pytest.mark.parametrize("colour", ["#ffcc00", "#00b3e6", "#ff6699", "#99cc33"])
def test_a_colour_changes_as_little_as_it_has_to(colour: str) -> None:
    """A step lighter it could not be read: nobody's yellow becomes brown for nothing."""
    made = nearest(colour, ("#ffffff",))
    hue, lightness, saturation = colorsys.rgb_to_hls(*(part / 255 for part in bytes.fromhex(made[1:])))
    lighter = colorsys.hls_to_rgb(hue, min(lightness + 0.01, 1), saturation)
    assert contrast("#" + bytes(round(255 * part) for part in lighter).hex(), "#ffffff") < AA
    before = colorsys.rgb_to_hls(*(part / 255 for part in bytes.fromhex(colour[1:])))[0]
    assert hue == pytest.approx(before, abs=0.02)


def test_where_no_lightness_is_enough_black_or_white_is_given() -> None:
    assert nearest("#808080", ("#ffffff",), least=25) == "#000000"
    assert nearest("#808080", ("#000000",), least=25) == "#ffffff"


@pytest.mark.parametrize(
    ("colour", "ground", "share", "made"),
    [
        ("#000000", "#ffffff", 1, "#000000"),
        ("#000000", "#ffffff", 0, "#ffffff"),
        ("#000000", "#ffffff", 0.5, "#808080"),
        ("#ff0000", "#ffffff", 0.1, "#ffe6e6"),
    ],
)
def test_a_share_of_a_colour_in_a_ground(colour: str, ground: str, share: float, made: str) -> None:
    assert mixed(colour, ground, share) == made


# styles


@pytest.mark.parametrize(
    ("style", "addresses"),
    [
        ("a { color: red }", []),
        ("a { background: url(x.png) }", ["x.png"]),
        ("a { background: url('x.png') }", ["x.png"]),
        ('a { background: url( "x.png" ) }', ["x.png"]),
        ("a { background: URL(x.png) }", ["x.png"]),
        ("a { background: url(#mark) }", []),
        ("a { background: url('#mark') }", []),
        ("a { background: url(data:image/png;base64,AA) }", []),
        ("@import 'x.css';", ["x.css"]),
        ("@import url(x.css);", ["x.css"]),
        ('@IMPORT  "x.css" screen;', ["x.css"]),
        ("a { background: u\\72l(x.png) }", ["x.png"]),  # an escape is a letter to a browser
        ("a { background: u\\000072 l(x.png) }", ["x.png"]),
        ("a { background: ur/**/l(x.png) }", ["x.png"]),  # no browser reads that as url: refused all the same
        ("/* url(x.png) */ a {}", []),
        ("a { background: image-set('x.png' 1x) }", ["image-set"]),
        ("a { background: -webkit-image-set(url(x.png) 1x) }", ["-webkit-image-set", "x.png"]),
        ("a { src: src('x.woff') }", ["x.woff"]),
        ("a { background: url(x.png), url(y.png) }", ["x.png", "y.png"]),
        ("a { background: url() }", []),
    ],
)
def test_what_a_style_would_load_is_seen_however_it_is_spelt(style: str, addresses: list[str]) -> None:
    assert list(loads(style)) == addresses


@settings(max_examples=50)
@given(st.text(st.sampled_from("url()'\"#:;\\72 @import/*."), max_size=40))
def test_any_style_is_looked_through(style: str) -> None:
    for address in loads(style):
        assert address
        assert not address.startswith(("#", "data:"))


# lengths and terms


def asking(words: int, minutes: int = 0) -> Questionnaire:
    """A questionnaire of one question that takes so many words to read, its two options of two each with it."""
    questionnaire = questionnaire_of({"scale": [1, 2], "tree": {"d": {"practices": {"a": {}}}}})
    (dimension,) = questionnaire.dimensions
    (practice,) = dimension.practices
    longer = replace(practice, question=" ".join(["word"] * (words - 4)), help="")
    return replace(questionnaire, dimensions=(replace(dimension, practices=(longer,)),), minutes=minutes)


@pytest.mark.parametrize(
    ("words", "minutes"),
    [(5, STEP), (ALOUD * STEP, STEP), (ALOUD * STEP + 1, 2 * STEP), (ALOUD * STEP * 3, 3 * STEP)],
)
def test_reading_aloud_is_measured_in_fives_upwards(words: int, minutes: int) -> None:
    assert reading_minutes(asking(words)) == minutes


@pytest.mark.parametrize(
    ("minutes", "said"),
    [
        (0, "1 question: about 5 minutes to read aloud, more to find evidence."),
        (5, "1 question: about 5 minutes to read aloud, more to find evidence."),
        (40, "1 question, about 40 minutes: 5 to read aloud, 35 to find evidence."),
    ],
)
def test_how_long_it_takes_is_what_it_says_unless_that_is_less_than_reading(minutes: int, said: str) -> None:
    assert length_words(asking(20, minutes)) == said


@pytest.mark.parametrize(
    ("months", "end"),
    [
        (0, "that something from the day of the assessment shows."),
        (1, "that something from the past month shows."),
        (18, "that something from the past 18 months shows."),
    ],
)
def test_the_rule_for_answering_says_from_when_evidence_counts(months: int, end: str) -> None:
    questionnaire = asking(20)
    asked = replace(questionnaire, scoring=replace(questionnaire.scoring, evidence_months=months))
    assert answering(asked).endswith(end)


@pytest.mark.parametrize("rule", ["staged", "sweep"])
def test_every_term_is_explained_once(rule: str) -> None:
    scale = [-1, 0, 1] if rule == "sweep" else [1, 2, 3]
    questionnaire = questionnaire_of(
        {"scale": scale, "scoring": {"rule": rule}, "tree": {"d": {"practices": {"a": {}}}}}
    )
    terms = [term.term for term in glossary(questionnaire)]
    assert len(terms) == len(set(terms))
    assert {"practice", "dimension", "documented", "index", "plan"} <= set(terms)
    assert all(term.means and not term.means.endswith(".") for term in glossary(questionnaire))
