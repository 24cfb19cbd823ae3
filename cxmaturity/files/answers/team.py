"""What an answers file says of a team: who stands behind it, and the votes behind each answer."""

from collections.abc import Callable

from cxmaturity.domain.answers import Behind, Votes
from cxmaturity.files.shapes.answers import AnswerShape, TeamShape
from cxmaturity.files.yaml.findings import Findings
from cxmaturity.files.yaml.tree import Path

Resolve = Callable[..., int | None]
"""The rank of the option that a text at a place names; None, and an error, where there is none besides other words."""
WITHOUT = ("dk", "na")
"""What stands for those who gave no vote; who gave no answer at all is the rest of the team."""


def read_behind(shape: TeamShape | None) -> Behind | None:
    """Who stands behind answers that were put together, None where one person answered."""
    if shape is None:
        return None
    levels, functions = (
        {name: int(n) for name, n in (given or {}).items()} for given in (shape.levels, shape.functions)
    )
    return Behind(int(shape.respondents), levels, functions)


def read_votes(
    shape: AnswerShape, path: Path, resolve: Resolve, team: Behind | None, findings: Findings
) -> Votes | None:
    """The votes behind an answer, None where there are none.

    Two keys for one point are an error, and more votes than the team has people, and a level that it has not.
    """
    if shape.votes is None:
        return None
    counts: dict[int, int] = {}
    for point, n in shape.votes.items():
        rank = None if point in WITHOUT else resolve(point, (*path, "votes", point), *WITHOUT)
        if rank in counts:
            message = f"the votes for {point} stand here already"
            findings.error((*path, "votes", point), "repeated-point", message, "keep one of them")
        if rank is not None:
            counts[rank] = int(n)
    medians: dict[str, int] = {}
    for level, point in (shape.medians or {}).items():
        place: Path = (*path, "medians", level)
        if team and level not in team.levels:
            findings.unknown(place, "level", level, team.levels)
        if (rank := resolve(point, place)) is not None:
            medians[level] = rank
    given = sum(map(int, shape.votes.values()))
    if team and given > team.respondents:
        message = f"{given:,} answers stand here, and the team has {team.respondents:,} people"
        findings.error((*path, "votes"), "too-many-votes", message, "check both numbers")
    dk, na = (int(shape.votes.get(word, 0)) for word in WITHOUT)
    return Votes(counts, dk, na, team.respondents - given if team else 0, medians)
