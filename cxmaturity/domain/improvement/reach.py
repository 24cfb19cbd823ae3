"""Which stages answers can end at."""

from collections.abc import Iterator

from cxmaturity.domain.model import Questionnaire
from cxmaturity.domain.scoring.outcome import Outcome
from cxmaturity.domain.scoring.rule import program_of


def reachable_stages(questionnaire: Questionnaire) -> set[int]:
    """The stages at which some answers were found to end.

    For each stage first everything at its point; if that is not enough to find all, practices that have no option
    there stand above it instead of below, and every practice is raised from there, one option after the other. A
    stage that is missing is jumped over by all these ways.
    """
    part = program_of(questionnaire).only("stage")

    def stage(state: dict[str, int]) -> int:
        return int(Outcome(part.run(state)).counted("stage"))

    ranks = [point.rank for point in questionnaire.scale]
    reached = {stage(_at(questionnaire, rank)) for rank in ranks}
    for rank in ranks:
        if set(ranks) <= reached:
            break
        reached.add(stage(_at_least(questionnaire, rank)))
        reached |= {stage(state) for state in _upwards(questionnaire, _at(questionnaire, rank))}
    return reached


def _at(questionnaire: Questionnaire, rank: int) -> dict[str, int]:
    """Every practice at its last option up to a rank, and gates up to there open."""
    state = {id_: practice.option_at_most(rank).rank for id_, practice in questionnaire.practices.items()}
    for gate in questionnaire.gates:
        if gate.stage <= rank:
            needed = questionnaire.practices[gate.practice].option_at_least(gate.stage).rank
            state[gate.practice] = max(state[gate.practice], needed)
    return state


def _at_least(questionnaire: Questionnaire, rank: int) -> dict[str, int]:
    """Every practice at its first option from a rank on."""
    return {id_: practice.option_at_least(rank).rank for id_, practice in questionnaire.practices.items()}


def _upwards(questionnaire: Questionnaire, state: dict[str, int]) -> Iterator[dict[str, int]]:
    for id_, practice in questionnaire.practices.items():
        while option := practice.next_option(state[id_]):
            state = {**state, id_: option.rank}
            yield state
