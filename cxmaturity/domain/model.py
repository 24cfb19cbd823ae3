"""What a questionnaire is: a scale, dimensions of practices, and what each option says and asks.

Ids of dimensions and practices are full ids: all ids from the top-level dimension down, joined by dots.
Ranks count the points of the scale from 1.
"""

from collections.abc import Iterable, Iterator
from fractions import Fraction
from functools import cached_property

from msgspec import Struct
from msgspec.structs import replace

from cxmaturity.domain.language import plain_name


class Point(Struct, frozen=True):
    """One point of the scale: a stage, a level or a rung.

    `numbered` where a bare number says a rank: every value of its scale is its rank, so that none can be mistaken.
    """

    rank: int
    id: str
    name: str
    meaning: str
    value: Fraction
    numbered: bool = True

    def means(self, text: str) -> bool:
        """Whether a text says this point: its id, or its rank where the scale's values are its ranks."""
        return text == self.id or (self.numbered and text == str(self.rank))


class Requirement(Struct, frozen=True):
    """A practice that must stand at a rank, or above, before a step can be taken."""

    practice: str
    rank: int


class Action(Struct, frozen=True):
    """What to do to reach an option from the one below it.

    `effort_days` is whole person-days, 0..100,000, and `per_head` (0..100) what each head of the organisation adds to
    them, for its time as it takes part; `months` the elapsed months that the step takes at least.
    """

    do: str
    effort_days: int
    months: int
    owner: str
    measure: str
    requires: tuple[Requirement, ...] = ()
    per_head: Fraction = Fraction(0)


class Option(Struct, frozen=True):
    """Observable behaviour at one point of the scale; the lowest option has no step."""

    rank: int
    text: str
    step: Action | None = None


class Practice(Struct, frozen=True):
    """One question. Its options stand in scale order, from the lowest point to the highest."""

    id: str
    title: str
    question: str
    help: str
    source: str
    na: bool
    weight: int
    options: tuple[Option, ...]

    def option(self, rank: int) -> Option:
        """The option at this rank; KeyError where the practice has none."""
        for option in self.options:
            if option.rank == rank:
                return option
        raise KeyError(rank)

    def next_option(self, rank: int) -> Option | None:
        """The first option above a rank, None at the top."""
        return next((option for option in self.options if option.rank > rank), None)

    def option_at_least(self, rank: int) -> Option:
        """The first option at or above a rank; there always is one, as the highest point has an option."""
        return next(option for option in self.options if option.rank >= rank)

    def option_at_most(self, rank: int) -> Option:
        """The last option at or below a rank; there always is one, as the lowest point has an option."""
        return next(option for option in reversed(self.options) if option.rank <= rank)


class Dimension(Struct, frozen=True):
    """A weighted group of practices, or of dimensions, never both and never empty."""

    id: str
    name: str
    about: str
    weight: int
    dimensions: tuple["Dimension", ...] = ()
    practices: tuple[Practice, ...] = ()


class Gate(Struct, frozen=True):
    """Stage `stage` needs the practice at that stage's point or above."""

    stage: int
    practice: str


STAGED = "staged"
"""The name of the rule that counts where a questionnaire names none."""


class Scoring(Struct, frozen=True):
    """The rule and its thresholds: per cent, and months for which evidence stays valid.

    `lead` is by how many stages the gates may run ahead of the level of the whole: 0 or 1.
    """

    rule: str = STAGED
    most: int = 50
    nearly: int = 75
    coverage_floor: int = 70
    evidence_months: int = 12
    lead: int = 0


class Term(Struct, frozen=True):
    """A word, and what it means where a questionnaire or a report uses it."""

    term: str
    means: str


class VersionChange(Struct, frozen=True):
    """What a version of a questionnaire changed that answers rest on: in words, and by practice as far as it is said.

    `renamed` and `split` by the old full id, `merged` by the new one; `moved_option` has the new point by the old one;
    `ask_again` the points whose options mean something else, every one where none is named.
    """

    what: str
    renamed: dict[str, str] = {}
    split: dict[str, tuple[str, ...]] = {}
    merged: dict[str, tuple[str, ...]] = {}
    moved_option: dict[str, dict[str, str]] = {}
    ask_again: dict[str, tuple[str, ...]] = {}


class Questionnaire(Struct, frozen=True, dict=True):
    """An instrument. `sha256` is the hash of its file; `changes` says what a version changed that answers rest on.

    `glossary` are the words of its field that its texts rest on; `built_in` says that it is none of a user's own.
    """

    id: str
    version: int
    title: str
    about: str
    minutes: int
    credits: str
    licence: str
    scale: tuple[Point, ...]
    scoring: Scoring
    gates: tuple[Gate, ...]
    dimensions: tuple[Dimension, ...]
    changes: dict[int, VersionChange]
    sha256: str
    glossary: tuple[Term, ...] = ()
    built_in: bool = False

    @cached_property
    def practices(self) -> dict[str, Practice]:
        """Every practice by its full id, in the order of the questionnaire."""
        return {p.id: p for group in walk(self.dimensions) for p in group.practices}

    @property
    def owners(self) -> tuple[str, ...]:
        """The titles of those who own a step, each once, in the order of the questionnaire."""
        options = (option for practice in self.practices.values() for option in practice.options)
        return tuple(dict.fromkeys(option.step.owner for option in options if option.step))

    def point(self, rank: int) -> Point:
        """The point of a rank from 1 to the length of the scale."""
        return self.scale[rank - 1]


def walk(dimensions: tuple[Dimension, ...]) -> Iterator[Dimension]:
    """Every dimension, each before the dimensions inside it."""
    for dimension in dimensions:
        yield dimension
        yield from walk(dimension.dimensions)


def reweighted(questionnaire: Questionnaire, weights: dict[str, int]) -> Questionnaire:
    """The questionnaire with other weights for the practices and dimensions named by their full ids."""

    def weighed(dimension: Dimension) -> Dimension:
        return replace(
            dimension,
            weight=weights.get(dimension.id, dimension.weight),
            dimensions=tuple(map(weighed, dimension.dimensions)),
            practices=tuple(replace(p, weight=weights.get(p.id, p.weight)) for p in dimension.practices),
        )

    return (
        replace(questionnaire, dimensions=tuple(map(weighed, questionnaire.dimensions))) if weights else questionnaire
    )


def owned(questionnaire: Questionnaire, owners: dict[str, str]) -> Questionnaire:
    """The questionnaire with an organisation's own titles for the owners of its steps."""

    def option(choice: Option) -> Option:
        return replace(
            choice, step=choice.step and replace(choice.step, owner=owners.get(choice.step.owner, choice.step.owner))
        )

    def renamed(dimension: Dimension) -> Dimension:
        return replace(
            dimension,
            dimensions=tuple(map(renamed, dimension.dimensions)),
            practices=tuple(replace(p, options=tuple(map(option, p.options))) for p in dimension.practices),
        )

    return replace(questionnaire, dimensions=tuple(map(renamed, questionnaire.dimensions))) if owners else questionnaire


def rank_of(text: str, points: Iterable[Point]) -> int | None:
    """The rank that a point's id, rank or name says, the name in any case; None where none of these points is meant."""
    known = tuple(points)
    exact = next((point.rank for point in known if point.means(text)), None)
    if exact is not None or text.lstrip("-+").isdecimal():  # a number is never a name
        return exact
    typed = plain_name(text)
    named = [point.rank for point in known if typed in {plain_name(point.id), plain_name(point.name)}]
    return named[0] if len(named) == 1 else None
