"""Why the index moved, exactly: terms that add up to the difference, each of one kind.

The sequence is fixed, so that every term can be redone by hand. From the index then, with the questionnaire and the
weights of then:

    questionnaire     the same answers by the questionnaire of now, where that is another
    no longer known   without the practices that were known and are not, or do not apply, any more
    practice          each practice that is known in both: its own change alone; these add up, as the index is linear in
                      the values of a fixed set of practices
    newly known       with the practices that were not known, or did not apply, before
    weights           with the weights of now

Where no practice is known in both there is no like for like: all of it is in `newly known`.
"""

from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import Literal

from msgspec import Struct

from cxmaturity.domain.assessment import Assessment
from cxmaturity.domain.model import Questionnaire, reweighted, walk
from cxmaturity.domain.scoring.outcome import Outcome
from cxmaturity.domain.scoring.primitives import Number
from cxmaturity.domain.scoring.rule import program_of

Kind = Literal["questionnaire", "no_longer_known", "practice", "newly_known", "weights"]
Reading = Mapping[str, int | None]


class Term(Struct, frozen=True):
    """One part of the difference, in points of the index of 0..100; `practice` only where it is a practice's own."""

    kind: Kind
    practice: str | None
    change: Fraction


class IndexChange(Struct, frozen=True):
    """The index then and now, 0..100, and the terms between them; no terms where one of both has no index."""

    old: Fraction | None
    new: Fraction | None
    terms: tuple[Term, ...]


def index_change(old: Assessment, new: Assessment, bare: Questionnaire) -> IndexChange:
    """Why the index moved from one assessment to another.

    `bare` is the questionnaire of now with the weights that it has itself.
    """
    then, now = old.scores.answered.index(), new.scores.answered.index()
    if then is None or now is None:
        return IndexChange(_exact(then), _exact(now), ())
    terms = tuple(term for term in _terms(old, new, bare) if term.change)
    return IndexChange(_exact(then), _exact(now), terms)


def as_read_now(old: Assessment, bare: Questionnaire) -> dict[str, int | None]:
    """The answers of then, as answered, by the practices of now: None where there is no such option any more."""
    then = old.scores.readings.answered
    ranks = {id_: {option.rank for option in practice.options} for id_, practice in bare.practices.items()}
    return {id_: rank if (rank := then.get(id_)) in ranks[id_] else None for id_ in bare.practices}


def with_weights_of(bare: Questionnaire, assessment: Assessment) -> Questionnaire:
    """The questionnaire with the weights of some answers, as far as it has what they weigh."""
    there = {*bare.practices, *(group.id for group in walk(bare.dimensions))}
    return reweighted(bare, {id_: weight for id_, weight in assessment.answers.weights.items() if id_ in there})


def _terms(old: Assessment, new: Assessment, bare: Questionnaire) -> Iterator[Term]:
    program = program_of(with_weights_of(bare, old))
    before, after = as_read_now(old, bare), new.scores.readings.answered
    both = {id_ for id_ in bare.practices if before[id_] is not None and after[id_] is not None}
    start = Outcome(program.run(before))
    yield Term("questionnaire", None, _between(old.scores.answered, start))
    common: dict[str, int | None] = {id_: before[id_] if id_ in both else None for id_ in bare.practices}
    known = start
    if both:
        like = Outcome(program.run(common))
        yield Term("no_longer_known", None, _between(start, like))
        for id_ in bare.practices:
            if id_ in both and before[id_] != after[id_]:
                yield Term("practice", id_, _between(like, like.after(program, {id_: after[id_]})))
        known = Outcome(program.run({id_: after[id_] if id_ in both else None for id_ in bare.practices}))
    known_now = Outcome(program.run(after))
    yield Term("newly_known", None, _between(known, known_now))
    yield Term("weights", None, _between(known_now, new.scores.answered))


def _between(outcome: Outcome, other: Outcome) -> Fraction:
    """By how much the index differs; nothing known counts as 0, so that terms add up all the same."""
    return (_exact(other.index()) or Fraction(0)) - (_exact(outcome.index()) or Fraction(0))


def _exact(value: Number | None) -> Fraction | None:
    return None if value is None else Fraction(value)
