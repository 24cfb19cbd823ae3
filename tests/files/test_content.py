"""The texts of the built-in questionnaires: no two options or steps alike, and nothing left out."""

import re
from collections import Counter
from itertools import combinations
from pathlib import Path

import pytest
from rapidfuzz import fuzz, process

from cxmaturity.domain.model import Option, Practice, Questionnaire
from cxmaturity.files.questionnaire.catalogue import Catalogue

CATALOGUE = Catalogue()
FILES = sorted((Path(__file__).parents[2] / "questionnaires").glob("*.yaml"))
# Of the 30 words of an option a changed number or adjective leaves about 95 of 100 letters alike, a rewritten clause
# about 85. Neighbours in one practice share their subject, so 85 is as near as they may come; options of different
# practices have no reason to come near, and unrelated texts lie at 45.
ALIKE_IN_A_PRACTICE = 85
ALIKE = 75
WORDS_APART = 6  # a threshold alone is a number and its words; there must be a clause as well


def found(id_: str) -> Questionnaire:
    questionnaire = CATALOGUE.find(id_)
    assert questionnaire is not None
    return questionnaire


INSTRUMENTS = {id_: found(id_) for id_ in CATALOGUE.ids()}
PRACTICES: dict[str, Practice] = {
    f"{id_}/{practice.id}": practice for id_, one in INSTRUMENTS.items() for practice in one.practices.values()
}
OPTIONS: dict[tuple[str, int], Option] = {
    (id_, option.rank): option for id_, practice in PRACTICES.items() for option in practice.options
}


def plain(text: str) -> str:
    return " ".join(text.lower().split())


def nearest(texts: dict[tuple[str, int], str], least: int) -> list[tuple[tuple[str, int], tuple[str, int], float]]:
    """Every two texts that are at least so much alike, with how much."""
    keys = list(texts)
    ratios = process.cdist([plain(texts[key]) for key in keys], [plain(texts[key]) for key in keys], scorer=fuzz.ratio)
    pairs = combinations(range(len(keys)), 2)
    return [(keys[i], keys[j], float(ratios[i][j])) for i, j in pairs if ratios[i][j] >= least]


def test_the_five_instruments_are_complete() -> None:
    counts = {id_: len(one.practices) for id_, one in INSTRUMENTS.items()}
    assert counts == {"digital": 15, "effort": 15, "ladder": 16, "moments": 24, "organisational": 28}
    assert len(OPTIONS) == 15 * 4 + 15 * 5 + 16 * 4 + 24 * 3 + 28 * 6


@pytest.mark.parametrize("id_", INSTRUMENTS)
def test_no_dimension_hangs_on_two_practices(id_: str) -> None:
    """Of two, one answer decides whether most of them stand at a point."""
    assert [d.id for d in INSTRUMENTS[id_].dimensions if len(d.practices) < 3] == []


@pytest.mark.parametrize("id_", INSTRUMENTS)
def test_every_version_says_what_it_changed(id_: str) -> None:
    one = INSTRUMENTS[id_]
    assert sorted(one.changes) == list(range(2, one.version + 1))


def test_no_two_options_are_nearly_the_same() -> None:
    near = nearest({key: option.text for key, option in OPTIONS.items()}, ALIKE)
    assert near, "neighbours in a practice come nearer than others"
    assert [pair for pair in near if pair[0][0] != pair[1][0]] == []
    assert [pair for pair in near if pair[2] >= ALIKE_IN_A_PRACTICE] == []


def test_options_of_a_practice_differ_by_more_than_a_threshold() -> None:
    few = []
    for id_, practice in PRACTICES.items():
        for low, high in combinations(practice.options, 2):
            one, other = (Counter(re.findall(r"[\w'’-]+", option.text.lower())) for option in (low, high))
            if max((one - other).total(), (other - one).total()) < WORDS_APART:
                few.append((id_, low.rank, high.rank))
    assert few == []


def test_no_step_repeats_another() -> None:
    steps = {key: option.step.do for key, option in OPTIONS.items() if option.step}
    assert len(steps) == len(OPTIONS) - len(PRACTICES)
    assert nearest(steps, ALIKE) == []


def test_no_measure_repeats_another() -> None:
    measures = {key: option.step.measure for key, option in OPTIONS.items() if option.step}
    assert nearest(measures, ALIKE_IN_A_PRACTICE) == []  # shorter, and many name the same log


def test_no_question_repeats_another() -> None:
    assert nearest({(id_, 0): practice.question for id_, practice in PRACTICES.items()}, ALIKE) == []


def test_what_is_nearly_the_same_is_found() -> None:
    """A number, or an adjective, changed in an option of a usual length."""
    text = OPTIONS["ladder/platform.toolset", 2].text
    changed = [text.replace("four", "three"), text.replace("named owner", "known owner"), text.replace("last", "past")]
    assert all(fuzz.ratio(plain(text), plain(one)) > ALIKE_IN_A_PRACTICE for one in changed)
    assert all(one != text for one in changed)


@pytest.mark.parametrize("id_", PRACTICES)
def test_practice_is_whole(id_: str) -> None:
    practice = PRACTICES[id_]
    assert len(practice.source.split()) >= 3
    assert len(practice.help.split()) >= 10
    assert practice.question.strip().endswith("?")
    lowest, *higher = practice.options
    assert lowest.step is None
    for option in higher:
        step = option.step
        assert step is not None
        assert step.effort_days > 0
        assert step.months > 0
        assert step.owner.strip()
        assert step.measure.strip()
        assert 2 <= len(re.findall(r"[.!?](?=\s|$)", step.do)) <= 4


@pytest.mark.parametrize("id_", INSTRUMENTS)
def test_instrument_is_whole(id_: str) -> None:
    one = INSTRUMENTS[id_]
    assert one.licence == "CC-BY-4.0"
    assert one.credits.strip()
    assert one.about.strip()
    assert one.minutes > 0
    assert all(point.meaning.strip() for point in one.scale)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_nothing_speaks_of_seeds(path: Path) -> None:
    """Practices stand on documents that readers can look up, by their titles."""
    assert re.findall(r".*\bseeds?\b.*", path.read_text(), re.IGNORECASE) == []
