"""The problems of a table as people can read them: the first ones, and how many there are."""

from collections.abc import Sequence

from cxmaturity.domain.problems import Problem

MOST_NAMED = 20
"""How many wrong cells of a table are named one by one."""


def counted_problems(problems: Sequence[Problem]) -> list[Problem]:
    """Problems, those of the same kind in the same column as one with how often, and no more than can be read."""
    groups: dict[tuple[str, str, str], list[Problem]] = {}
    for problem in problems:
        groups.setdefault((problem.path, problem.code, problem.message), []).append(problem)
    told = [_with_count(of) for of in groups.values()]
    if len(told) <= MOST_NAMED:
        return told
    name = told[0].file
    return [
        *told[:MOST_NAMED],
        Problem(name, None, "", "more", f"and {len(told) - MOST_NAMED:,} more problems like these"),
    ]


def _with_count(problems: Sequence[Problem]) -> Problem:
    first = problems[0]
    if len(problems) == 1:
        return first
    message = f"{first.message} ({len(problems):,} times, first here)"
    return Problem(first.file, first.line, first.path, first.code, message, first.hint)
