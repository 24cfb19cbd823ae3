"""What people type as an answer: one reading of it, on a screen and in a file, and what a slip means."""

import pytest

from cxmaturity.cli.naming import named_questionnaire
from cxmaturity.domain.typed import options_named, slip_of, typed_hint
from cxmaturity.files.questionnaire.catalogue import Catalogue

QUESTIONNAIRE = named_questionnaire("organisational", Catalogue())
PRACTICE = QUESTIONNAIRE.practices["governance.coalition"]
MAY_BE_NA = next(practice for practice in QUESTIONNAIRE.practices.values() if practice.na)

READ = {
    **dict.fromkeys(("3", "mobilise", "Mobilise", " MOBILISE ", "Level 3", "stage 3", "option 3", "#3"), (3,)),
    **dict.fromkeys(("3 - Mobilise", "3. Mobilise", "3: mobilise", "Mobilise (3)", "3 mobilise"), (3,)),
    **dict.fromkeys(("2-3", "2 - 3", "2 3", "2, 3", "2/3", "2 to 3", "between 2 and 3", "2–3", "2 — 3", "3-2"), (2, 3)),
    **dict.fromkeys(("explore-mobilise", "Explore - Mobilise", "explore to mobilise", "level 2 - level 3"), (2, 3)),
    "4,5": (4, 5),
    **dict.fromkeys(("", "0", "7", "03", "2.", "2-2", "2-7", "1 2 3", "2-", "-2", "²", "9" * 5000, "3,5", "3.5"), ()),
    **dict.fromkeys(("2 - Mobilise", "2 mobilise", "yes", "dk", "na", "mo", "mobilise mobilise", "level"), ()),
}


@pytest.mark.fast
@pytest.mark.parametrize("text", READ)
def test_one_reading(text: str) -> None:
    """Without it "2-3" would be an answer in one place and an error in another, or a guess would be scored."""
    assert options_named(text, PRACTICE, QUESTIONNAIRE) == READ[text]
    assert options_named(text, PRACTICE, QUESTIONNAIRE, by_number=False) == READ[text]


@pytest.mark.fast
def test_a_part_of_a_name_is_enough_in_an_interview_and_not_in_a_file() -> None:
    assert options_named("mob", PRACTICE, QUESTIONNAIRE) == (3,)
    assert options_named("mob-operat", PRACTICE, QUESTIONNAIRE) == (3, 4)
    assert options_named("mob", PRACTICE, QUESTIONNAIRE, by_number=False) == ()


@pytest.mark.fast
def test_a_number_in_a_file_is_an_answer_only_where_it_can_mean_one_thing() -> None:
    """Values from -1 to 1 beside options 1 to 3: the number 1 could be either, and a wrong stage would come of it."""
    moments = named_questionnaire("moments", Catalogue())
    practice = next(iter(moments.practices.values()))
    assert not moments.scale[0].numbered
    assert options_named("1-2", practice, moments) == (1, 2)
    assert options_named("1-2", practice, moments, by_number=False) == ()
    name = moments.scale[0].name
    assert options_named(name.upper(), practice, moments, by_number=False) == (1,)


@pytest.mark.fast
@pytest.mark.parametrize(
    ("text", "slip"),
    [
        *((text, "unknown") for text in ("?", "don't know", "Don’t know", "unknown", "DK", "not sure", "TBD")),
        *((text, "not-applicable") for text in ("n/a", "N/A", "not applicable", "NA", "n.a.")),
        *((text, "truth") for text in ("yes", "No", "TRUE", "false")),
        *((text, "") for text in ("mobilise", "", "nobody")),
    ],
)
def test_slips(text: str, slip: str) -> None:
    assert slip_of(text) == slip


@pytest.mark.fast
@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("?", "write dk for don't know"),
        ("n/a", "governance.coalition applies to everyone: choose an option, or dk (don't know)"),
        ("yes", "it is answered by an option, not by yes or no"),
        ("3.5", "write 3-4 for between the two"),
        ("3,5", "write 3-4 for between the two"),
        ("3.0", "write 3"),
        ("9.5", ""),
        ("2 - Mobilise", "2 is explore and 3 is mobilise: write one of them, or both as a range"),
        ("mobilize", ""),
    ],
)
def test_hints(text: str, hint: str) -> None:
    """A user who typed what was meant would otherwise be told only that it is wrong."""
    found = typed_hint(text, PRACTICE, QUESTIONNAIRE)
    assert found.startswith(hint) if hint else found == ""


@pytest.mark.fast
def test_not_applicable_points_to_na_with_its_reason() -> None:
    assert typed_hint("N/A", MAY_BE_NA, QUESTIONNAIRE) == "write {is: na, because: ...} where it does not apply"
