"""Every conflict and every shared fact of the built-in crosswalk, at its points and one beside them."""

import datetime
from collections.abc import Iterator
from itertools import permutations
from typing import Any

import pytest

from cxmaturity.domain.answers import Answer, Answers
from cxmaturity.domain.assessment import Assessment, assess
from cxmaturity.domain.crosswalk import (
    ConflictRule,
    Crosswalk,
    Fact,
    Level,
    Mark,
    Place,
    Suggestion,
    contradictions,
    merged,
    rank_at,
    suggestions,
)
from cxmaturity.domain.model import Questionnaire
from cxmaturity.files.answers.load import read_answers
from cxmaturity.files.questionnaire.catalogue import Catalogue
from tests.build import assess_case, document

CATALOGUE = Catalogue()
CROSSWALK = CATALOGUE.crosswalk()
CONFLICTS = {conflict.id: conflict for conflict in CROSSWALK.conflicts}
FACTS = {fact.id: fact for fact in CROSSWALK.facts}
PAIRS = [
    (fact, source, here)
    for fact in CROSSWALK.facts
    for source, here in permutations(fact.places, 2)
    if source.questionnaire != here.questionnaire
]
Given = dict[str, Any]
"""Answers by practice as a file has them, ranks for points."""

every_conflict = pytest.mark.parametrize("conflict", CONFLICTS.values(), ids=CONFLICTS)


def questionnaire(id_: str) -> Questionnaire:
    found = CATALOGUE.find(id_)
    assert found is not None
    return found


def rank(mark: Mark) -> int:
    found = rank_at(questionnaire(mark.place.questionnaire), mark)
    assert found is not None
    return found


def assessed(id_: str, given: Given) -> Assessment:
    instrument = questionnaire(id_)
    answers = {
        p: {"is": to, "because": "we have none"} if to == "na" else {"is": said(instrument, to)}
        for p, to in given.items()
    }
    data = {
        "schema": "cxmaturity/answers@1",
        "questionnaire": f"{id_}@{instrument.version}",
        "date": "2026-11-22",
        "answers": answers,
    }
    read = read_answers(document(data), "", CATALOGUE)
    return assess(read.questionnaire, read.answers)


def said(instrument: Questionnaire, at: Any) -> Any:
    """A rank as the id of its point; other answers as they are."""
    if isinstance(at, list):
        return [said(instrument, one) for one in at]
    return instrument.point(at).id if isinstance(at, int) else at


def standing(place: Place, at: Any) -> Given:
    """Answers with which a place stands at a rank: the practice alone, or for a stage all practices."""
    instrument = questionnaire(place.questionnaire)
    if place.id:
        return {place.id: at}
    if instrument.scoring.rule == "staged" or not isinstance(at, int):
        return dict.fromkeys(instrument.practices, at)
    # the first so many dimensions add, the others neither add nor take away
    return {p.id: 3 if i < at else 2 for i, d in enumerate(instrument.dimensions) for p in d.practices}


def files(conflict: ConflictRule, claim: Any, denial: Any) -> list[Assessment]:
    """The files with which the claim and the denial of a conflict stand at these ranks, and which say nothing else."""
    given: dict[str, Given] = {}
    for place, at in ((conflict.claim.place, claim), (conflict.denial.place, denial)):
        given.setdefault(place.questionnaire, {}).update(standing(place, at))
    return [assessed(id_, one) for id_, one in given.items()]


def ids(assessments: list[Assessment]) -> list[str]:
    return [found.conflict.id for found in contradictions(CROSSWALK, assessments)]


def top(place: Place) -> int:
    instrument = questionnaire(place.questionnaire)
    sweep = not place.id and instrument.scoring.rule == "sweep"
    return len(instrument.dimensions) if sweep else len(instrument.scale)


@every_conflict
def test_a_tension_is_a_question_and_a_contradiction_sets_one_answer_against_the_other(conflict: ConflictRule) -> None:
    assert conflict.why.strip().endswith("?") == (conflict.kind == "tension")
    assert conflict.why.startswith("One answer says that ") == (conflict.kind == "contradiction")


@pytest.mark.parametrize(
    ("claiming", "claim", "denying", "denial", "kind"),
    [
        ("ladder", {"platform.architecture": 3}, "digital", {"analytics.identity": 1}, "contradiction"),
        ("organisational", {"operations.customer-data": 5}, "digital", {"analytics.identity": 1}, "contradiction"),
        ("ladder", {"trust.promise": 2}, "organisational", {"insight.feedback": 1}, "contradiction"),
        # steps and minutes may have been counted, which show nothing that customers perceived
        ("effort", {"effort.measured": 2}, "organisational", {"operations.metrics": 1}, "tension"),
        ("effort", {"effort.measured": 3}, "organisational", {"insight.feedback": 1}, "contradiction"),
        # a report that joins channels may hold overall volumes, and no breakdown of customer data
        ("digital", {"analytics.sharing": 2}, "organisational", {"insight.analytics": 1}, "tension"),
        ("effort", {"forgotten.outages": 5}, "digital", {"agent.context": 1}, "tension"),
        ("effort", {"communication.agent-readiness": 4}, "digital", {"agent.context": 1}, "tension"),
        ("digital", {"self-service.hand-over": 2}, "ladder", {"loyalty.slip-protection": 1}, "tension"),
        ("effort", {"forgotten.bills": 4}, "moments", {"use.bill": 1}, "tension"),
    ],
)
def test_what_contradicts_and_what_only_asks(
    claiming: str, claim: Given, denying: str, denial: Given, kind: str
) -> None:
    (found,) = contradictions(CROSSWALK, [assessed(claiming, claim), assessed(denying, denial)])
    assert found.conflict.kind == kind


@every_conflict
def test_answers_at_both_points_contradict_each_other(conflict: ConflictRule) -> None:
    made = files(conflict, rank(conflict.claim), rank(conflict.denial))
    (found,) = contradictions(CROSSWALK, made)
    assert found.conflict == conflict
    assert found.claiming is made[0]
    assert found.denying is made[-1]
    assert ids(made[::-1]) == [conflict.id], "the order of the files does not matter"


@every_conflict
def test_one_point_above_the_denial_or_below_the_claim_it_is_gone(conflict: ConflictRule) -> None:
    claim, denial = rank(conflict.claim), rank(conflict.denial)
    assert ids(files(conflict, claim, denial + 1)) == []
    assert ids(files(conflict, claim - 1, denial)) == []


@every_conflict
def test_it_stays_above_the_claim_and_below_the_denial(conflict: ConflictRule) -> None:
    lowest = 0 if conflict.denial.place == Place("moments") else 1  # a sweep can win nothing
    for claim in range(rank(conflict.claim), top(conflict.claim.place) + 1):
        for denial in range(lowest, rank(conflict.denial) + 1):
            assert conflict.id in ids(files(conflict, claim, denial)), (claim, denial)


@every_conflict
def test_nothing_is_claimed_or_denied_by_an_unknown(conflict: ConflictRule) -> None:
    claim, denial = rank(conflict.claim), rank(conflict.denial)
    for unknown in ("dk", None):
        assert ids(files(conflict, unknown, denial)) == []
        assert ids(files(conflict, claim, unknown)) == []


def test_nothing_is_claimed_or_denied_by_what_does_not_apply() -> None:
    tried = 0
    for conflict in CROSSWALK.conflicts:
        for mark in (conflict.claim, conflict.denial):
            practice = questionnaire(mark.place.questionnaire).practices.get(mark.place.id)
            if practice is not None and practice.na:
                claim, denial = ("na" if mark is side else rank(side) for side in (conflict.claim, conflict.denial))
                assert ids(files(conflict, claim, denial)) == []
                tried += 1
    assert tried >= 8  # bills, appointments and outages of effort, bill and outage of moments


@every_conflict
def test_a_range_claims_its_lower_and_denies_its_upper_end(conflict: ConflictRule) -> None:
    claim, denial = rank(conflict.claim), rank(conflict.denial)
    if conflict.claim.place.id:
        assert ids(files(conflict, [claim - 1, claim], denial)) == []
        if claim < top(conflict.claim.place):
            assert ids(files(conflict, [claim, claim + 1], denial)) == [conflict.id]
    if conflict.denial.place.id:
        assert ids(files(conflict, claim, [denial, denial + 1])) == []
        if denial > 1:
            assert ids(files(conflict, claim, [denial - 1, denial])) == [conflict.id]


def test_a_stage_that_is_not_claimed_claims_nothing() -> None:
    """Eight of 28 practices unknown leave 71.4 %, nine 67.9 %; none of them guards a gate."""
    conflict = CONFLICTS["aligned-without-trust"]
    below = assessed("ladder", standing(conflict.denial.place, 1))
    unknown = [
        *("strategy.funding", "strategy.economic-case", "governance.journey-ownership", "governance.cadence"),
        *("governance.safeguards", "insight.complaints", "insight.analytics"),
        *("strategy.customer-priorities", "operations.access"),
    ]
    given = standing(conflict.claim.place, 5)
    eight, nine = (assessed("organisational", {**given, **dict.fromkeys(unknown[:n], "dk")}) for n in (8, 9))
    assert ids([eight, below]) == [conflict.id]
    assert ids([nine, below]) == []


def test_a_stage_is_denied_only_by_the_best_case() -> None:
    """One gate of Trust known to be shut holds Below trust; where none is, and most is unknown, it need not stand."""
    conflict = CONFLICTS["aligned-without-trust"]
    aligned = assessed("organisational", standing(conflict.claim.place, 5))
    given = standing(conflict.denial.place, 1)
    gates = [p for p in given if p.startswith("trust.")]
    others = [
        "loyalty.repeat-evidence",
        "loyalty.slip-protection",
        "advocacy.referrals",
        "advocacy.care",
        "platform.access",
        "platform.toolset",
    ]
    for unknown, wanted in (([*gates[1:], *others], [conflict.id]), (gates, [conflict.id]), ([*gates, *others], [])):
        below = assessed("ladder", {**given, **dict.fromkeys(unknown, "dk")})
        assert below.result.stage.worst == 1
        assert ids([aligned, below]) == wanted


def test_two_people_may_answer_one_questionnaire_differently() -> None:
    intending = assessed("organisational", {"strategy.intent": 6, "insight.expectation-gap": 6})
    missing = assessed("organisational", {"strategy.intent": 5, "insight.expectation-gap": 5})
    assert ids([intending, missing]) == []


def test_a_conflict_within_one_file_is_found_in_that_file_alone() -> None:
    both = [assessed("organisational", {"strategy.intent": 6, "insight.expectation-gap": low}) for low in (5, 1)]
    clean = assessed("organisational", {"strategy.intent": 6, "insight.expectation-gap": 6})
    other = assessed("effort", {"forgotten.bills": 1})
    found = list(contradictions(CROSSWALK, [clean, both[0], other, both[1]]))
    assert [one.conflict.id for one in found] == ["embedded-with-gap", "embedded-with-gap"]
    assert [one.claiming for one in found] == both
    assert all(one.claiming is one.denying for one in found)


def test_each_of_several_files_that_claim_the_same_is_contradicted() -> None:
    hearing = [assessed("organisational", {"insight.feedback": at}) for at in (5, 4, 6)]
    forgotten = assessed("effort", {"forgotten.bills": 1, "forgotten.onboarding": 1})
    found = list(contradictions(CROSSWALK, [*hearing, forgotten]))
    assert [(one.conflict.id, one.claiming) for one in found] == [
        ("all-stages-but-onboarding", hearing[0]),
        ("all-stages-but-onboarding", hearing[2]),
        ("all-stages-but-bills", hearing[0]),
        ("all-stages-but-bills", hearing[2]),
    ]


@pytest.mark.parametrize(
    ("a", "b", "holds"),
    [
        ([3, 3], [1, 1], True),
        ([2, 3], [1, 1], False),  # half of a at 3 is not most of it
        ([3, 3], [1, 2], True),  # half of b at 2 is not most of it
        ([3, 3], [2, 2], False),
        ([3, "dk"], [1, 1], False),  # a in the worst case
        ([3, 3], [1, "dk"], True),  # b in the best case: half of it
        ([3, 3], [[1, 2], [1, 2]], False),
        ([3, 3], ["dk", "dk"], False),
        (["na", "na"], [1, 1], False),
        ([3, 3], ["na", "na"], False),
    ],
)
def test_dimensions_are_claimed_in_the_worst_and_denied_in_the_best_case(a: Any, b: Any, holds: bool) -> None:
    groups = {d: {"practices": {f"{d}{i}": {"na": True} for i in (1, 2)}} for d in "ab"}
    answers = {f"{d}.{d}{i}": at for d, both in (("a", a), ("b", b)) for i, at in enumerate(both, 1)}
    one = assess_case({"scale": [1, 2, 3], "tree": groups, "answers": answers})
    claim, denial = Mark(Place("case", "a"), "p3"), Mark(Place("case", "b"), "p1")
    made = crosswalk(conflicts=(ConflictRule("c", "C", "tension", claim, denial, "Why."),))
    assert bool(list(contradictions(made, [one]))) == holds


def crosswalk(title: str = "T", **parts: Any) -> Crosswalk:
    given = {"about": "", "measures": {}, "equivalents": (), "facts": (), "conflicts": (), "sha256": title}
    return Crosswalk(title=title, **{**given, **parts})


def test_merged_says_what_all_say_under_the_title_of_the_first() -> None:
    at = Mark(Place("a", "x"), "p1")
    rows = [Level(says, (at,)) for says in ("one", "two")]
    facts = [Fact(id_, "F", "f", "e", (rows[0],)) for id_ in ("f1", "f2")]
    conflicts = [ConflictRule(id_, "C", "contradiction", at, at, "w") for id_ in ("c1", "c2")]
    first, second = (
        crosswalk(title, measures=measures, equivalents=(row,), facts=(fact,), conflicts=(conflict,))
        for title, measures, row, fact, conflict in zip(
            ["First", "Second"],
            [{"a": "first a"}, {"a": "second a", "b": "second b"}],
            rows,
            facts,
            conflicts,
            strict=True,
        )
    )
    made = merged([first, second])
    assert (made.title, made.sha256) == ("First", "First")
    assert made.measures == {"a": "first a", "b": "second b"}
    assert (made.equivalents, made.facts, made.conflicts) == (tuple(rows), tuple(facts), tuple(conflicts))
    assert merged([first]) == first


def answers(day: str = "2026-11-01", **given: Answer) -> Answers:
    """Answers of a day; the practices with `__` for the dot and `_` for hyphens."""
    named = {id_.replace("__", ".").replace("_", "-"): answer for id_, answer in given.items()}
    return Answers(day, "", datetime.date.fromisoformat(day), answers=named)


def at(low: int, high: int | None = None) -> Answer:
    return Answer("answered" if high is None else "range", low, high or low)


def suggested(id_: str, *earlier: tuple[str, Answers]) -> dict[str, Suggestion]:
    return suggestions(CROSSWALK, questionnaire(id_), [(questionnaire(source), given) for source, given in earlier])


def ranks(found: dict[str, Suggestion]) -> dict[str, int]:
    return {practice: one.rank for practice, one in found.items()}


def marks(fact: Fact, place: Place) -> Iterator[tuple[int, int]]:
    """The levels, from 0, in which a fact names a place, each with the rank that it names."""
    for i, level in enumerate(fact.levels):
        yield from ((i, rank(mark)) for mark in level.at if mark.place == place)


@pytest.mark.parametrize(
    ("fact", "source", "here"),
    PAIRS,
    ids=[f"{f.id}:{a.questionnaire}/{a.id}:{b.questionnaire}/{b.id}" for f, a, b in PAIRS],
)
def test_an_answer_at_a_level_suggests_the_point_of_that_level(fact: Fact, source: Place, here: Place) -> None:
    wanted = None
    reached = {at_: i for i, at_ in marks(fact, source)}
    named = dict(marks(fact, here))
    for option in questionnaire(source.questionnaire).practices[source.id].options:
        if option.rank in reached:  # the level's own point, or the last one named below it
            below = [rank_ for i, rank_ in named.items() if i <= reached[option.rank]]
            wanted = below[-1] if below else None
        for answer in (at(option.rank), at(option.rank, 9)):  # a range counts at its lower end
            given = Answers("earlier.yaml", "", datetime.date(2026, 11, 1), answers={source.id: answer})
            found = suggested(here.questionnaire, (source.questionnaire, given)).get(here.id)
            assert (found and found.rank) == wanted, option.rank
            if found is not None:
                assert (found.source.id, found.practice, found.answer) == (source.questionnaire, source.id, answer)
                assert (found.fact, found.answers) == (fact, given)
                assert found.says in [level.says for level in fact.levels]


@pytest.mark.parametrize(
    ("source", "practice", "rank_", "here", "wanted"),
    [
        ("effort", "forgotten.bills", 2, "moments", {}),
        ("effort", "forgotten.bills", 3, "moments", {"use.bill": 2}),
        ("effort", "forgotten.bills", 4, "moments", {"use.bill": 3}),
        ("effort", "forgotten.bills", 5, "ladder", {"trust.visibility": 3}),
        (
            "ladder",
            "trust.visibility",
            2,
            "effort",
            {"forgotten.outages": 3},
        ),  # to see a bill is not to have it explained
        ("ladder", "trust.visibility", 4, "effort", {"forgotten.bills": 4, "forgotten.outages": 4}),
        ("ladder", "trust.visibility", 2, "moments", {}),
        ("ladder", "trust.visibility", 3, "moments", {"use.bill": 3, "use.outage": 2}),
        ("digital", "agent.context", 3, "moments", {}),  # that a story comes across settles nobody's matter
        ("digital", "agent.context", 2, "ladder", {"loyalty.slip-protection": 2}),
        ("digital", "agent.context", 3, "ladder", {"loyalty.slip-protection": 2}),
        ("moments", "use.support-contact", 3, "digital", {}),
        ("organisational", "insight.feedback", 6, "digital", {}),  # to hear customers is not to share what one hears
        ("organisational", "insight.analytics", 4, "digital", {}),
        ("organisational", "insight.analytics", 5, "digital", {"analytics.sharing": 2}),
        ("effort", "decisioning.platform", 3, "digital", {}),
        ("effort", "decisioning.platform", 4, "digital", {"action.decisioning": 3}),
        ("organisational", "people.hiring", 6, "digital", {}),
    ],
)
def test_suggestions_by_hand(source: str, practice: str, rank_: int, here: str, wanted: dict[str, int]) -> None:
    given = Answers("earlier.yaml", "", datetime.date(2026, 11, 1), answers={practice: at(rank_)})
    assert ranks(suggested(here, (source, given))) == wanted


@pytest.mark.parametrize("fact", FACTS.values(), ids=FACTS)
def test_unknown_answers_suggest_nothing(fact: Fact) -> None:
    for place in fact.places:
        for answer in (Answer("dk"), Answer("missing"), Answer("na", because="none")):
            given = Answers("earlier.yaml", "", datetime.date(2026, 11, 1), answers={place.id: answer})
            assert all(suggested(id_, (place.questionnaire, given)) == {} for id_ in CATALOGUE.ids())


@pytest.mark.parametrize("id_", CATALOGUE.ids())
def test_nothing_is_suggested_from_the_same_questionnaire(id_: str) -> None:
    highest = {p.id: at(p.options[-1].rank) for p in questionnaire(id_).practices.values()}
    own = Answers("earlier.yaml", "", datetime.date(2026, 11, 1), answers=highest)
    assert suggested(id_, (id_, own)) == {}


def test_the_newest_answer_suggests() -> None:
    older, newer = answers("2025-11-01", forgotten__bills=at(4)), answers("2026-11-01", forgotten__bills=at(3))
    for order in ((older, newer), (newer, older)):
        (found,) = suggested("moments", *(("effort", one) for one in order)).values()
        assert (found.rank, found.answers) == (2, newer)


def test_the_newest_answer_suggests_whichever_questionnaire_it_is_of() -> None:
    effort, ladder = answers("2025-11-01", forgotten__bills=at(3)), answers("2026-11-01", trust__visibility=at(4))
    assert suggested("moments", ("effort", effort), ("ladder", ladder))["use.bill"].source.id == "ladder"
    later = answers("2026-11-02", forgotten__bills=at(3))
    assert suggested("moments", ("effort", later), ("ladder", ladder))["use.bill"].rank == 2


@pytest.mark.parametrize("answer", [Answer("dk"), Answer("missing")])
def test_an_older_answer_suggests_where_the_newer_file_says_nothing(answer: Answer) -> None:
    older, newer = answers("2025-11-01", forgotten__bills=at(4)), answers("2026-11-01", forgotten__bills=answer)
    assert ranks(suggested("moments", ("effort", newer), ("effort", older))) == {"use.bill": 3}


@pytest.mark.parametrize("answer", [at(1), at(2), at(1, 5), Answer("na", because="none")])
def test_an_older_answer_that_a_newer_one_takes_back_suggests_nothing(answer: Answer) -> None:
    older = answers("2025-11-01", forgotten__bills=at(4), forgotten__onboarding=at(4))
    newer = answers("2026-11-01", forgotten__bills=answer)
    for order in ((older, newer), (newer, older)):
        found = suggested("moments", *(("effort", one) for one in order))
        assert ranks(found) == {"use.onboarding": 3}


def test_another_practice_suggests_where_the_first_says_nothing() -> None:
    given = answers(agent__context=at(1), self_service__hand_over=at(3))
    assert suggested("ladder", ("digital", given))["loyalty.slip-protection"].practice == "self-service.hand-over"


def test_a_point_that_the_questionnaire_lacks_is_not_suggested() -> None:
    """What a crosswalk says of a questionnaire that has lost a point since."""
    at_once = (Mark(Place("effort", "forgotten.bills"), "defined"), Mark(Place("moments", "use.bill"), "defined"))
    made = crosswalk(facts=(Fact("f", "F", "f", "e", (Level("so", at_once),)),))
    earlier = [(questionnaire("effort"), answers(forgotten__bills=at(3)))]
    assert suggestions(made, questionnaire("moments"), earlier) == {}
