"""The answers of a team as their file has them: who stands behind it, and the votes behind each answer."""

import json
from collections.abc import Callable, Iterator, Mapping

from cxmaturity.domain.answers import Answer, Answers, Behind, Votes
from cxmaturity.domain.model import Questionnaire
from cxmaturity.files.shapes.answers import AnswerShape, TeamShape
from cxmaturity.files.yaml.findings import Findings
from cxmaturity.files.yaml.quoting import needs_no_quotes
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


def team_text(questionnaire: Questionnaire, answers: Answers) -> str:
    """An answers file with the answers of a team."""
    return "".join(f"{line}\n" for line in _lines(questionnaire, answers))


def _lines(questionnaire: Questionnaire, answers: Answers) -> Iterator[str]:
    yield "schema: cxmaturity/answers@1"
    yield f"questionnaire: {questionnaire.id}@{questionnaire.version}"
    if answers.organisation:
        yield f"organisation: {_text(answers.organisation)}"
    yield f"date: {answers.date.isoformat()}"
    if answers.team:
        yield "team:"
        yield f"  respondents: {answers.team.respondents}"
        for name, people in (("levels", answers.team.levels), ("functions", answers.team.functions)):
            if people:
                yield f"  {name}: {_mapping(people)}"
    yield "answers:"
    for id_ in questionnaire.practices:
        yield f"  {id_}:"
        yield from _answer(questionnaire, answers.of(id_))


def _answer(questionnaire: Questionnaire, answer: Answer) -> Iterator[str]:
    def point(rank: int) -> str:
        return questionnaire.point(rank).id

    if answer.low is not None and answer.high is not None:
        ends = [point(rank) for rank in dict.fromkeys((answer.low, answer.high))]
        yield f"    is: {ends[0]}" if len(ends) == 1 else f"    is: [{', '.join(ends)}]"
    elif answer.status != "missing":
        yield f"    is: {answer.status}"
    if answer.because:
        yield f"    because: {_text(answer.because)}"
    if answer.note:
        yield f"    note: {_text(answer.note)}"
    if answer.votes:
        without = {word: n for word in WITHOUT if (n := getattr(answer.votes, word))}
        chosen = {point(rank): n for rank, n in answer.votes.counts.items() if n}
        yield f"    votes: {_mapping(chosen | without)}"
        if answer.votes.medians:
            yield f"    medians: {_mapping({level: point(rank) for level, rank in answer.votes.medians.items()})}"


def _mapping(values: Mapping[str, object]) -> str:
    return "{" + ", ".join(f"{_text(key)}: {value}" for key, value in values.items()) + "}"


def _text(text: str) -> str:
    """A text that stands as it is where nothing takes it for something else, else between quotes."""
    return text if needs_no_quotes(text, between=True) else json.dumps(text)
