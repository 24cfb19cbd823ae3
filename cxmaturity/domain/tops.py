"""How far steps can take each practice, and the practices that there is no way round."""

from collections.abc import Collection, Mapping

from cxmaturity.domain.ahead import Ahead, State, unmet
from cxmaturity.domain.expression import Program, Value
from cxmaturity.domain.model import Requirement


def tops(ahead: Ahead, held: Collection[str] = (), start: State | None = None) -> State:
    """Where everything stands after every step that can be taken from the worst case.

    Steps can not be taken that are ruled out, or that require what can not be reached. Practices that are
    `held` stay where they are. Another start goes before the worst case.
    """
    begin = ahead.readings.worst if start is None else start
    practices = ahead.questionnaire.practices
    excluded = set(ahead.answers.plan.exclude)
    found: State = {p: stands if p in held else stands and practices[p].options[-1].rank for p, stands in begin.items()}
    lowered = True
    while lowered:
        lowered = False
        for p, top in list(found.items()):
            for option in practices[p].options:
                if (begin[p] or 0) < option.rank <= (top or 0) and (
                    Requirement(p, option.rank) in excluded or unmet(option, found)
                ):
                    found[p], lowered = practices[p].option_at_most(option.rank - 1).rank, True
                    break
    return found


def no_way_round(ahead: Ahead, stage: int | None, dimensions: Mapping[str, int] | None = None) -> tuple[str, ...]:
    """The practices without which a stage, or levels of dimensions, can not be reached from the worst case.

    They stand in every set of steps that reaches it. Empty where no steps reach it.
    """
    aims = {f"level({id_})": rank for id_, rank in (dimensions or {}).items()}
    if stage is not None:
        aims["stage"] = stage
    part: Program = ahead.program.only(*aims)

    def reached(outcome: dict[str, Value]) -> bool:
        return all((outcome[line] or 0) >= rank for line, rank in aims.items())

    highest = tops(ahead)
    best = part.run(highest)
    if not reached(best):
        return ()
    raised = [p for p, top in highest.items() if top != ahead.readings.worst[p]]
    return tuple(p for p in raised if not reached(part.rerun(best, tops(ahead, {p}))))
