"""Why the stage moved: gates that opened or shut, and the fewest changes of answers that give the stage of now."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations
from math import comb

from msgspec import Struct

from cxmaturity.domain.answers import is_documented
from cxmaturity.domain.assessment import Assessment
from cxmaturity.domain.change.index import as_read_now, with_weights_of
from cxmaturity.domain.model import Questionnaire
from cxmaturity.domain.scoring.outcome import Outcome
from cxmaturity.domain.scoring.program import Program
from cxmaturity.domain.scoring.rule import program_of

MOST_TRIED = 5_000
"""So many sets of changes are tried, the small ones first."""


class GateChange(Struct, frozen=True):
    """A gate of a stage, by its id, that opened or shut."""

    stage: str
    practice: str
    open: bool


class StageChange(Struct, frozen=True):
    """What explains that the stage as answered is another.

    `by` are the practices whose changes alone, made on the answers of then, give the stage of now; `smallest` says that
    no fewer do. `by_rule` says that it needs no change of an answer at all: weights or the questionnaire did it.
    """

    gates: tuple[GateChange, ...]
    by: tuple[str, ...] = ()
    smallest: bool = True
    by_rule: bool = False


class ProofChange(Struct, frozen=True):
    """Answers that were documented and are not, though they stand as they did: their evidence grew too old.

    `gained` are those that nothing documented then and something does now, at whatever option.
    """

    stale: tuple[str, ...]
    gained: tuple[str, ...]


def stage_change(old: Assessment, new: Assessment, bare: Questionnaire) -> StageChange:
    """Why the stage, as answered, differs; without changes to name where it does not, or where one has none.

    `bare` is the questionnaire of now with the weights that it has itself.
    """
    gates = tuple(_gates(old, new))
    then, now = old.scores.answered.stage, new.scores.answered.stage
    if then == now or then is None or now is None:
        return StageChange(gates)
    before, after = as_read_now(old, bare), new.scores.readings.answered
    if Outcome(program_of(new.questionnaire).run(before)).stage == now:
        return StageChange(gates, by_rule=True)
    weighted = with_weights_of(bare, old)
    by_answers = program_of(weighted)
    if Outcome(by_answers.run(after)).stage != now:  # answers and weights together
        by_answers = program_of(new.questionnaire)
    by, smallest = _fewest(by_answers, before, after, now)
    return StageChange(gates, by, smallest)


def proof_change(old: Assessment, new: Assessment) -> ProofChange:
    """What time, or new evidence, did to the answers that are documented."""
    months = new.questionnaire.scoring.evidence_months
    stale, gained = [], []
    for id_ in new.questionnaire.practices:
        then, now = old.answers.of(id_), new.answers.of(id_)
        had = is_documented(then, old.answers.date, old.questionnaire.scoring.evidence_months)
        has = is_documented(now, new.answers.date, months)
        if had and not has and (then.low, then.high) == (now.low, now.high):
            stale.append(id_)
        if has and not had:
            gained.append(id_)
    return ProofChange(tuple(stale), tuple(gained))


def _gates(old: Assessment, new: Assessment) -> Iterator[GateChange]:
    then = {(gate.stage, gate.practice): gate.open for gate in old.result.gates}
    for gate in new.result.gates:
        if then.get((gate.stage, gate.practice), gate.open) != gate.open:
            yield GateChange(gate.stage, gate.practice, gate.open)


def _fewest(
    program: Program, before: Mapping[str, int | None], after: Mapping[str, int | None], stage: int
) -> tuple[tuple[str, ...], bool]:
    """The fewest changes that give a stage, and whether no fewer do: else none of them can be left out."""
    changed = [id_ for id_ in before if before[id_] != after[id_]]
    start = Outcome(program.run(before))

    def gives(practices: Sequence[str]) -> bool:
        return start.after(program, {id_: after[id_] for id_ in practices}).stage == stage

    tried = 0
    for size in range(1, len(changed) + 1):
        tried += comb(len(changed), size)
        if tried > MOST_TRIED:
            break
        for practices in combinations(changed, size):
            if gives(practices):
                return practices, True
    kept = changed
    for id_ in changed:  # all of them give it, so that leaving out one after the other always ends well
        fewer = [practice for practice in kept if practice != id_]
        if gives(fewer):
            kept = fewer
    return tuple(kept), False
