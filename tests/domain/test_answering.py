"""How to answer and how long it takes: said once, for the questionnaire at hand, wherever somebody answers or reads it.

A user would lose what an answer has to rest on, and how much time to set aside.
"""

import re

import pytest

from cxmaturity.domain.glossary import answering
from cxmaturity.domain.length import ALOUD, STEP, length_words, reading_minutes
from cxmaturity.files.questionnaire.catalogue import Catalogue
from tests.build import questionnaire_of

IDS = Catalogue().ids()
SHOWN = {0: "from the day of the assessment", 1: "from the past month", 2: "from the past 2 months"}


@pytest.mark.parametrize("months", SHOWN)
def test_the_rule_names_the_months_of_the_questionnaire(months: int) -> None:
    small = {"scale": [1, 2], "scoring": {"evidence_months": months}, "tree": {"a": {"practices": {"one": {}}}}}
    rule = answering(questionnaire_of(small))
    assert rule.startswith("Choose the highest option that is wholly true today, with those before it, and that")
    assert rule.endswith(f" something {SHOWN[months]} shows.")


def test_all_built_in_questionnaires_have_the_same_rule() -> None:
    rules = {answering(found) for id_ in IDS if (found := Catalogue().find(id_))}
    assert [rule.endswith("something from the past 12 months shows.") for rule in rules] == [True]


@pytest.mark.parametrize("id_", IDS)
def test_the_time_is_measured_in_words(id_: str) -> None:
    found = Catalogue().find(id_)
    assert found is not None
    texts = [[p.question, p.help, *(o.text for o in p.options)] for p in found.practices.values()]
    words = len(" ".join(" ".join(each) for each in texts).split())
    aloud = reading_minutes(found)
    assert aloud % STEP == 0
    assert words <= aloud * ALOUD < words + STEP * ALOUD
    parts = re.fullmatch(
        r"(\d+) questions, about (\d+) minutes: (\d+) to read aloud, (\d+) to find evidence\.",
        length_words(found),
    )
    assert parts is not None
    assert [int(part) for part in parts.groups()] == [len(texts), found.minutes, aloud, found.minutes - aloud]


def test_a_questionnaire_that_says_no_time_has_what_is_measured() -> None:
    one = questionnaire_of({"scale": [1, 2], "tree": {"a": {"practices": {"one": {}}}}})
    assert length_words(one) == ("1 question: about 5 minutes to read aloud, more to find evidence.")
