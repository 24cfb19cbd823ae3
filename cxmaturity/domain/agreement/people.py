"""The people behind a team's answers: their votes on a practice, and the groups that can be shown of them."""

from collections import Counter
from collections.abc import Iterable, Sequence

from msgspec import Struct

from cxmaturity.domain.agreement.cells import MOST_CELLS, cells, crossed, holds
from cxmaturity.domain.agreement.distribution import mean, quartiles
from cxmaturity.domain.agreement.team import OTHERS, By, Group, GroupView
from cxmaturity.domain.answers import Answers
from cxmaturity.domain.codes import level_of
from cxmaturity.domain.model import Practice

KINDS: tuple[By, By] = ("level", "function")
LEADERS = frozenset({"leader", "leaders", "leadership"})
"""Keys of levels that lead."""
FRONT_LINE = frozenset({"frontline"})
"""Keys of levels that meet customers."""


class Cells(Struct, frozen=True):
    """The cell of each person, by level and by function, in the order of the people."""

    level: tuple[str, ...]
    function: tuple[str, ...]

    def of(self, by: By) -> tuple[str, ...]:
        """The cells of one kind."""
        return self.level if by == "level" else self.function


def key(label: str) -> str:
    """What two spellings of one level or function share: "Front line", "front-line" and "Frontline " do."""
    return "".join(filter(str.isalnum, label.casefold()))


def labelled(labels: Iterable[str]) -> tuple[str, ...]:
    """The labels with one spelling for each: the one that most people chose, in doubt the first in the alphabet."""
    given = [" ".join(label.split()) for label in labels]
    spellings: dict[str, Counter[str]] = {}
    for label in given:
        spellings.setdefault(key(label), Counter())[label] += 1
    chosen = {k: min(counter, key=lambda s: (-counter[s], s)) for k, counter in spellings.items()}
    return tuple(chosen[key(label)] if key(label) else "" for label in given)


def cells_of(people: Sequence[Answers], least: int) -> Cells:
    """The cells of all that can be shown, each of `least` people or more."""
    given = [person.respondent.level for person in people]
    known = {level: level_of(level) or level for level in dict.fromkeys(given)}
    levels = cells(labelled(known[level] for level in given), least, MOST_CELLS)
    functions = cells(labelled(person.respondent.function for person in people), least)
    return Cells(levels, crossed(levels, functions, least))


def groups_of(people: Cells) -> tuple[Group, ...]:
    """The groups with their sizes, the largest first, the others last; a kind with one cell has none to show."""
    groups: list[Group] = []
    for by in KINDS:
        sizes = Counter(people.of(by))
        if len(sizes) > 1:
            order = sorted(sizes, key=lambda name: (name == OTHERS, -sizes[name], name))
            groups += [Group(by, name, sizes[name]) for name in order]
    return tuple(groups)


class Answered(Struct, frozen=True):
    """The answers of all to one practice: the votes, None where there is none, and how many gave none and why."""

    practice: Practice
    votes: tuple[int | None, ...]
    dk: int
    na: int
    missing: int

    @property
    def counts(self) -> dict[int, int]:
        """People by rank, every option of the practice."""
        return counted(self.practice, self.votes)


def counted(practice: Practice, votes: Iterable[int | None]) -> dict[int, int]:
    """Votes by rank, every option of the practice."""
    counter = Counter(votes)
    return {option.rank: counter[option.rank] for option in practice.options}


def answered(practice: Practice, people: Sequence[Answers]) -> Answered:
    """The answers of all to one practice. A range is a vote for its lower end, as scoring counts it."""
    given = [person.of(practice.id) for person in people]
    status = Counter(answer.status for answer in given)
    return Answered(practice, tuple(answer.low for answer in given), status["dk"], status["na"], status["missing"])


def standings(answered_: Answered, people: Cells, least: int) -> tuple[GroupView, ...]:
    """Where each group stands that can be shown on this practice; none if sums over groups would show too few votes.

    Those who gave no vote leave their cell: a kind is shown only where every cell keeps `least` votes or has none.
    """
    voted = [i for i, vote in enumerate(answered_.votes) if vote is not None]
    levels, functions = ([people.of(by)[i] for i in voted] for by in KINDS)
    if not _large(levels, least):
        return ()
    shown: list[tuple[By, list[str]]] = [("level", levels)]
    if _large(functions, least) and holds(levels, functions, least):
        shown.append(("function", functions))
    return tuple(
        _standing(
            answered_, by, name, [answered_.votes[i] for i, label in zip(voted, labels, strict=True) if label == name]
        )
        for by, labels in shown
        if len(set(labels)) > 1
        for name in sorted(set(labels) - {OTHERS})
    )


def _large(labels: Sequence[str], least: int) -> bool:
    return all(n >= least for n in Counter(labels).values())


def _standing(answered_: Answered, by: By, name: str, votes: Sequence[int | None]) -> GroupView:
    counts = counted(answered_.practice, votes)
    place = quartiles(counts)
    assert place is not None  # noqa: S101  only groups with votes are named
    return GroupView(by, name, len(votes), float(mean(counts)), place.median)
