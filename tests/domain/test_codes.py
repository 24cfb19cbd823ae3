"""The codes of questions: without them what a survey brings back could be read into another practice's answer."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cxmaturity.domain.codes import (
    ABOUT,
    BESIDE_OPTIONS,
    LEVELS,
    MOST_SHORT,
    Field,
    Part,
    choice_code,
    codes_of,
    field_of,
    fields_by_code,
    level_code,
    level_of,
    practice_of,
    rank_of_choice,
    short_codes_of,
    titled,
)
from cxmaturity.domain.model import Questionnaire
from cxmaturity.files.questionnaire.catalogue import Catalogue
from tests.build import questionnaire_of

PARTS: tuple[Part, ...] = ("answer", "note", "because")
IDS = st.from_regex(r"[a-d](-?[a-d]){0,3}-{0,2}", fullmatch=True).filter(lambda id_: id_ not in {"dk", "na"})
TREES = st.dictionaries(IDS, st.lists(IDS, min_size=1, max_size=4, unique=True), min_size=1, max_size=5)


def built_in(id_: str) -> Questionnaire:
    questionnaire = Catalogue().find(id_)
    assert questionnaire is not None
    return questionnaire


def tree(practices: dict[str, list[str]]) -> Questionnaire:
    made = {dimension: {"practices": dict.fromkeys(ids)} for dimension, ids in practices.items()}
    return questionnaire_of({"scale": [1, 2], "tree": made})


@pytest.mark.parametrize("id_", Catalogue().ids())
def test_every_option_text_stands_once_in_a_built_in_questionnaire(id_: str) -> None:
    """An import knows columns by what stands in their cells, so a text that stands twice would fit two of them."""
    texts = [option.text for practice in built_in(id_).practices.values() for option in practice.options]
    plain = [" ".join(text.casefold().split()) for text in [*texts, *BESIDE_OPTIONS.values()]]
    assert len(set(plain)) == len(plain)


def test_codes_say_what_they_are_codes_of() -> None:
    questionnaire = built_in("organisational")
    assert codes_of(questionnaire)["insight.closed-loop"] == "insight_closed_loop"
    assert codes_of(questionnaire, "note")["insight.closed-loop"] == "insight_closed_loop_note"
    assert codes_of(questionnaire, "because")["insight.closed-loop"] == "insight_closed_loop_because"
    number = list(questionnaire.practices).index("insight.closed-loop") + 1
    assert short_codes_of(questionnaire)["insight.closed-loop"] == f"p{number:02}closedloop"


@settings(max_examples=60, deadline=None)
@given(TREES)
def test_no_two_fields_share_a_code_whatever_the_ids_are(practices: dict[str, list[str]]) -> None:
    """`a.b-c`, `a-b.c` and a practice called `b-note` beside `b` are all told apart, and every code leads back."""
    questionnaire = tree(practices)
    fields = fields_by_code(questionnaire)
    for maker in (codes_of, short_codes_of):
        codes = [code for part in PARTS for code in maker(questionnaire, part).values()]
        assert len(set(codes)) == len(codes)
        for part in PARTS:
            for id_, code in maker(questionnaire, part).items():
                assert field_of(code, fields) == Field(id_, part)
                assert field_of(code.upper(), fields) == Field(id_, part)
                assert field_of(titled("Who leads the work?", code), fields) == Field(id_, part)
                assert code.replace("_", "").isalnum()
                assert code[0].isalpha()
    assert all(len(code) <= MOST_SHORT and code.isalnum() for code in short_codes_of(questionnaire).values())


def test_a_questionnaire_of_hundreds_has_short_codes_too() -> None:
    questionnaire = tree({"a": [f"a-practice-with-a-long-id-{i}" for i in range(1200)]})
    codes = short_codes_of(questionnaire).values()
    assert len(set(codes)) == 1200
    assert max(map(len, codes)) == MOST_SHORT


@pytest.mark.parametrize(
    ("heading", "practice"),
    [
        ("strategy.intent", "strategy.intent"),
        (" strategy_intent ", "strategy.intent"),
        ("Strategy_Intent", "strategy.intent"),
        ("strategy/strategy_intent", "strategy.intent"),  # KoBo
        ("strategy-strategy_intent", "strategy.intent"),  # ODK Central
        ("strategy:strategy_intent", "strategy.intent"),
        ("Who leads, [if anybody]? [strategy_intent]", "strategy.intent"),
        ("p01intent", "strategy.intent"),
        ("strategy_intent_note", None),
        ("p01intents", None),
        ("p02intent", None),  # the code of another version of a questionnaire
        ("[strategy_intent] and more", None),
        ("role", None),
        ("", None),
    ],
)
def test_a_heading_names_a_practice(heading: str, practice: str | None) -> None:
    assert practice_of(heading, built_in("organisational")) == practice


def test_who_answers_is_known_by_their_own_names() -> None:
    fields = fields_by_code(built_in("organisational"))
    for name in ABOUT:
        assert field_of(titled("What is yours?", name), fields) == Field("", name)
        assert field_of(name.capitalize(), fields) == Field("", name)
    assert field_of("service-level", fields) is None
    assert list(LEVELS) == ["leader", "manager", "front-line", "other"]


def test_the_code_of_an_option_leads_back() -> None:
    assert [rank_of_choice(choice_code(rank)) for rank in range(1, 21)] == list(range(1, 21))
    assert all(len(choice_code(rank)) <= 5 for rank in range(1, 21))
    assert [rank_of_choice(text) for text in ("A0", "A", "3", "AO3", "A3 or A4", "dk")] == [None] * 6


def test_a_level_is_known_by_its_id_its_words_and_its_code() -> None:
    for id_, title in LEVELS.items():
        for text in (id_, title, title.upper(), f" {title} ", level_code(id_)):
            assert level_of(text) == id_
        assert level_code(id_).isalnum()
        assert len(level_code(id_)) <= 5
    assert level_of("front  line") == "front-line"
    assert [level_of(text) for text in ("", "L0", "L5", "boss", "leaders")] == [None] * 5
