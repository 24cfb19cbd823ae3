"""From plain data to a file's shape: one fast way where all is right, and every problem where it is not."""

import copy
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TYPE_CHECKING, Any

import msgspec

from cxmaturity.domain.problems import Problem, ProblemsFoundError
from cxmaturity.files.shapes.answers import AnswersShape
from cxmaturity.files.shapes.values import Kind
from cxmaturity.files.yaml.differences import UNSPACED, explained
from cxmaturity.files.yaml.tree import Document, Path, Tree

if TYPE_CHECKING:
    from jsonschema import ValidationError

MOST_FOUND = 1000
"""How many differences from a shape are looked for in one file, and in one place of several shapes."""


_NAMES: dict[Kind, str] = {
    "questionnaire": "a questionnaire",
    "answers": "answers",
    "crosswalk": "a crosswalk",
    "brand": "a brand",
    "mapping": "a mapping of an export",
    "outcomes": "outcomes",
}
_SCHEMAS: dict[Kind, str] = {kind: f"cxmaturity/{kind}@1" for kind in _NAMES}


def decode_answers(document: Document) -> tuple[AnswersShape, list[Problem]]:
    """Answers without the entries whose shape is wrong, and every place that is, so that the rest can be checked too.

    ProblemsFoundError where nothing can be told of the rest.
    """
    try:
        return msgspec.convert(document.data, AnswersShape, strict=False), []
    except msgspec.ValidationError as error:
        problems = shape_problems(document, "answers", error)
    try:
        sound = _without(document.data, [path for path, _ in problems])
        return msgspec.convert(sound, AnswersShape, strict=False), in_order(problems)
    except msgspec.ValidationError:
        raise refusal_of(document, problems) from None


def _without(data: Tree, paths: Iterable[Path]) -> Tree:
    """Answers without the entries that hold these paths, an answer being one entry; they have a schema and a date."""
    pruned = copy.deepcopy(data)
    for path in filter(None, paths):
        inside: Any = pruned
        last = path[0]
        for key in path[1 : 2 if last == "answers" else None]:
            if not isinstance(inside.get(last), dict):
                break
            inside, last = inside[last], key
        inside.pop(last, None)
    return {"schema": _SCHEMAS["answers"], "date": "2000-01-01"} | pruned


def in_order(problems: dict[tuple[Path, str], Problem]) -> list[Problem]:
    """Problems in the order of the file."""
    return sorted(problems.values(), key=lambda problem: (problem.line or 0, problem.path))


def refusal_of(document: Document, problems: dict[tuple[Path, str], Problem]) -> ProblemsFoundError:
    """The error that says all that is wrong with a document of which nothing more can be told."""
    return ProblemsFoundError(
        sorted([*document.slips, *problems.values()], key=lambda problem: (problem.line or 0, problem.path))
    )


def shape_problems(document: Document, kind: Kind, refusal: msgspec.ValidationError) -> dict[tuple[Path, str], Problem]:
    """Every place where a document that the decoder refused differs from its shape."""
    from jsonschema import Draft202012Validator, FormatChecker  # noqa: PLC0415  only for files with errors
    from jsonschema.validators import extend  # noqa: PLC0415  likewise

    from cxmaturity.files.shapes.schemas import text_schema  # noqa: PLC0415  likewise

    other = next((other for other in _SCHEMAS if document.data.get("schema") == _SCHEMAS[other]), kind)
    if other != kind:
        message, hint = f"this file holds {_NAMES[other]}", f"name a file with {_NAMES[kind]} here"
        place: Path = ("schema",)
        return {(place, ""): Problem(document.name, document.line(place), "schema", "wrong-kind", message, hint)}
    checked: Any = extend(Draft202012Validator, {"anyOf": _any_of})  # type: ignore[no-untyped-call]
    schema = text_schema(kind)
    validator = checked(schema, format_checker=FormatChecker(["date"]))
    problems: dict[tuple[Path, str], Problem] = {}
    for error in islice(validator.iter_errors(document.data), MOST_FOUND):
        for path, code, message, hint in explained(error, schema["$defs"]):
            if unspaced := list(_unspaced(document, path, code)):
                problems |= {((*path, problem.line or 0), ""): problem for problem in unspaced}
                continue
            # one place and kind of problem is one problem, however many branches of the schema it breaks
            problems.setdefault(
                (path, code + message),
                Problem(document.name, document.line(path), document.show(path), code, message, hint),
            )
    if not problems:  # the schema is laxer than the decoder here
        problems[(), ""] = Problem(document.name, None, "", "shape", str(refusal))
    return problems


def _any_of(validator: Any, branches: list[Any], value: Any, _schema: Any) -> "Iterator[ValidationError]":
    """What jsonschema's own `anyOf` finds, but no more of each branch than anybody reads, and no copy of the value."""
    from jsonschema import ValidationError  # noqa: PLC0415  likewise

    errors: list[ValidationError] = []
    for i, branch in enumerate(branches):
        here = list(islice(validator.descend(value, branch, schema_path=i), MOST_FOUND))
        if not here:
            return
        errors += here
    yield ValidationError("none of these", context=errors)


def _unspaced(document: Document, path: Path, code: str) -> Iterator[Problem]:
    """The lines that are one text where keys belong, as a space is missing after their colons."""
    line = document.line(path)
    value: Any = document.data
    for key in path:
        value = value.get(key) if isinstance(value, dict) else None
    if code != "wrong-type" or line is None or not isinstance(value, str) or not UNSPACED.match(value):
        return
    rows = document.text.splitlines()
    for at in range(line, len(rows)):
        match = UNSPACED.match(rows[at].strip())
        if match is None or not rows[at][:1].isspace():
            return
        hint = f"write `{match[1]}: {match[2]}`"
        message = "a space is missing after the colon"
        yield Problem(document.name, at + 1, document.show(path), "no-space-after-colon", message, hint)
