"""Bad files that say in comments what is wrong with them, and what the product says about them.

`#! code | path | piece of the message | piece of the hint` after a value is one expected problem of that line; a
hint left out means that there is none.
"""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

from cxmaturity.domain.problems import Problem, ProblemsFoundError
from cxmaturity.files.answers.load import read_answers
from cxmaturity.files.brand.load import read_brand
from cxmaturity.files.questionnaire.catalogue import Catalogue
from cxmaturity.files.questionnaire.load import read_questionnaire
from cxmaturity.files.yaml.source import Source
from cxmaturity.files.yaml.tree import read_mended

CASES = Path(__file__).parents[1] / "cases" / "bad"
OWN = Catalogue(CASES / "own")
NAME = "case.yaml"


class Expected(NamedTuple):
    """What is expected of a problem; `message` and `hint` are pieces of it."""

    line: int | None
    code: str
    path: str = ""
    message: str = ""
    hint: str = ""


def expected(text: str) -> list[Expected]:
    """What the comments of a file say."""
    return [
        Expected(number, *(part.strip() for part in mark.split(" | ")))
        for number, line in enumerate(text.splitlines(), 1)
        for mark in line.split("#! ")[1:]
    ]


def problems(read: Callable[[], object]) -> Sequence[Problem]:
    """The problems that reading finds, none where there are none."""
    try:
        read()
    except ProblemsFoundError as error:
        return error.problems
    return ()


def of_answers(text: str) -> Sequence[Problem]:
    """The problems of answers, to a questionnaire of `tests/cases/bad/own` or a built-in one."""
    return problems(lambda: read_answers(read_mended(Source(NAME, text, "")), "", OWN))


def of_questionnaire(text: str) -> Sequence[Problem]:
    """The problems of a questionnaire."""
    return problems(lambda: read_questionnaire(read_mended(Source(NAME, text, "")), ""))


def of_brand(text: str) -> Sequence[Problem]:
    """The problems of a brand."""
    return problems(lambda: read_brand(read_mended(Source(NAME, text, "")), CASES))


READERS = {"answers": of_answers, "questionnaire": of_questionnaire, "brand": of_brand}
"""What reads a file, by the first word of its name."""


def hold_equal(found: Sequence[Problem], wanted: Sequence[Expected]) -> None:
    """Every problem found is expected and the other way round, in the order of the file; their words agree."""
    wanted = sorted(wanted, key=lambda one: (one.line or 0, one.path, one.code, one.message))
    in_order = sorted(found, key=lambda one: (one.line or 0, one.path, one.code, one.message))
    assert [(p.line, p.code, p.path) for p in in_order] == [(e.line, e.code, e.path) for e in wanted]
    for problem, want in zip(in_order, wanted, strict=True):
        assert want.message in problem.message, problem
        assert (want.hint in problem.hint) if want.hint else (problem.hint == ""), problem
        assert problem.severity == "error"
    lines = [problem.line or 0 for problem in found]
    assert lines == sorted(lines)
