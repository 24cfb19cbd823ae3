"""How much is known of a result and of its dimensions: no figure stands without saying so where that is too little."""

from cxmaturity.domain.language import beside, listed, percent, say
from cxmaturity.domain.model import Scoring
from cxmaturity.domain.results.result import DimensionResult, Result


def coverage_text(result: Result | DimensionResult, scoring: Scoring) -> str:
    """A coverage in per cent with as many decimals as it takes to stand on its own side of the floor."""
    if result.coverage is None:
        return percent(None)
    return say("{share} %", share=beside(100 * result.coverage, (0, scoring.coverage_floor, 100)))


def of_few(result: Result) -> str:
    """From how many of the practices that apply the figures of a result come, where that is too few."""
    sentence = "from {answered} of {practices} {practices|practice|practices} only"
    return say(sentence, answered=result.answered, practices=result.applicable)


def known_of(dimension: DimensionResult) -> tuple[int, int]:
    """How many practices of a dimension are answered, and how many apply."""
    statuses = [practice.status for practice in dimension.practices]
    inside = [known_of(inner) for inner in dimension.dimensions]
    answered = sum(status in {"answered", "range"} for status in statuses) + sum(known for known, _ in inside)
    return answered, sum(status != "na" for status in statuses) + sum(all_ for _, all_ in inside)


def is_thin(dimension: DimensionResult, scoring: Scoring) -> bool:
    """Whether less of a dimension is answered than it takes to claim a stage."""
    answered, all_ = known_of(dimension)
    return 100 * answered < scoring.coverage_floor * all_


def little(dimension: DimensionResult, scoring: Scoring) -> str:
    """From how little the figures of a dimension come; nothing where that is enough to claim a stage by."""
    answered, all_ = known_of(dimension)
    if not is_thin(dimension, scoring):
        return ""
    return say("from {answered} of {all} {all|practice|practices} only", answered=answered, all=all_)


def named_with(dimension: DimensionResult, scoring: Scoring) -> str:
    """A dimension by its name, and from how little its figures come."""
    note = little(dimension, scoring)
    return say("{name} ({note})", name=dimension.name, note=note) if note else dimension.name


def too_little(result: Result, scoring: Scoring) -> str:
    """Of which top-level dimensions less is answered than it takes to claim a stage; nothing where none is claimed."""
    thin = [dimension for dimension in result.dimensions if is_thin(dimension, scoring)]
    if not thin or not result.stage.claimed:
        return ""
    names = []
    for dimension in thin:
        answered, all_ = known_of(dimension)
        names.append(say("{name} ({answered} of {all})", name=dimension.name, answered=answered, all=all_))
    sentence = "Of {names} less than {floor} % of the practices are answered."
    return say(sentence, names=listed(names), floor=scoring.coverage_floor)
