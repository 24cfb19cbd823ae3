"""From plain data to a file's shape: one fast way where all is right, and every problem where it is not."""

import copy
import re
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TYPE_CHECKING, Any

import msgspec

from cxmaturity.domain.days import day_hint
from cxmaturity.domain.language import counted_plain
from cxmaturity.domain.problems import Problem, ProblemsFoundError
from cxmaturity.files.shapes.answers import AnswersShape
from cxmaturity.files.shapes.values import Kind
from cxmaturity.files.suggestions import suggestion
from cxmaturity.files.yaml.slips import BULLET
from cxmaturity.files.yaml.tree import Document, Path, Tree

if TYPE_CHECKING:
    from jsonschema import ValidationError

MOST_FOUND = 1000
"""How many differences from a shape are looked for in one file, and in one place of several shapes."""

_KINDS = {"object": "a set of `key: value` pairs", "array": "a list", "string": "text", "null": "nothing"}

_NAMES: dict[Kind, str] = {
    "questionnaire": "a questionnaire",
    "answers": "answers",
    "crosswalk": "a crosswalk",
    "brand": "a brand",
    "mapping": "a mapping of an export",
}
_UNSPACED = re.compile(r"([^\W_][\w.-]*):(?!//)([^\s:]\S*)(?:\s|$)")
"""A key and its value without a space between them."""
_SCHEMAS: dict[Kind, str] = {kind: f"cxmaturity/{kind}@1" for kind in _NAMES}

_EXAMPLES = {
    "date": "add the day of the assessment, such as `date: 2026-11-22`",
    "schema": "start the file with `schema: cxmaturity/answers@1` or `schema: cxmaturity/questionnaire@1`",
    "kind": "add `kind: contradiction` where both can not be true of one organisation, else `kind: tension`",
    "questionnaire": "add the questionnaire's id and version, such as `questionnaire: organisational@1`",
}


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
        for path, code, message, hint in _explain(error, schema["$defs"]):
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
    if code != "wrong-type" or line is None or not isinstance(value, str) or not _UNSPACED.match(value):
        return
    rows = document.text.splitlines()
    for at in range(line, len(rows)):
        match = _UNSPACED.match(rows[at].strip())
        if match is None or not rows[at][:1].isspace():
            return
        hint = f"write `{match[1]}: {match[2]}`"
        message = "a space is missing after the colon"
        yield Problem(document.name, at + 1, document.show(path), "no-space-after-colon", message, hint)


def _explain(error: "ValidationError", definitions: Any) -> Iterator[tuple[Path, str, str, str]]:
    path: Path = tuple(error.absolute_path)
    rule: str = str(error.validator)
    wanted: Any = error.validator_value
    value: Any = error.instance
    schema: Any = error.schema
    if rule == "anyOf":
        yield from _explain_choice(error, path, definitions)
    elif rule in {"additionalProperties", "required"}:
        yield from _explain_keys(error, path, definitions)
    elif rule == "type" and wanted == "array" and (dashes := list(_wrong_dashes(value, path))):
        yield from dashes
    elif rule == "type":
        hint = _EXAMPLES.get(str(path[-1]), "") if path and value is None else ""
        yield path, "wrong-type", f"{_said(value)} stands where {_choice(error)} belongs", hint
    elif rule in {"enum", "const"}:
        names = wanted if rule == "enum" else [wanted]
        yield path, "wrong-value", f"{_said(value)} is not allowed", suggestion(str(value), map(str, names))
    elif rule == "format":
        yield path, "no-date", f"{_said(value)} is no date", day_hint(str(value))
    elif rule in {"minItems", "maxItems"}:
        exact = schema.get("minItems") == schema.get("maxItems")
        count = f"{'exactly' if exact else 'at least' if rule == 'minItems' else 'at most'} {wanted}"
        yield path, "wrong-count", f"this list has {counted_plain(len(value), 'item')}", f"it takes {count}"
    else:
        yield path, "wrong-value", f"{_said(value)} is not allowed", f"write {_described(schema) or wanted}"


def _unknown_key(key: str, around: Tree, schema: Any, definitions: Any) -> tuple[str, str]:
    """What is wrong with a key that has no place here, and what would be right."""
    known = schema["properties"]
    if match := _UNSPACED.match(key):
        return "a space is missing after the colon", f"write `{match[1]}: {match[2]}`"
    for above in reversed(list(around)[: list(around).index(key)]):
        if above in known:
            if key in _keys_of(known[above], definitions) and isinstance(around[above], dict | None):
                return f"`{key}` belongs to `{above}` above it", "indent it by 2 more spaces"
            break
    return "no such key", suggestion(key, list(known))


def _keys_of(schema: Any, definitions: Any) -> set[str]:
    """The keys that a value of a shape can have."""
    inner = definitions[schema["$ref"].rpartition("/")[2]] if "$ref" in schema else schema
    return {*inner.get("properties", ())}.union(*(_keys_of(branch, definitions) for branch in inner.get("anyOf", ())))


def _explain_keys(error: "ValidationError", path: Path, definitions: Any) -> Iterator[tuple[Path, str, str, str]]:
    """The keys that have no place here, or those that are missing."""
    value: Any = error.instance
    schema: Any = error.schema
    wanted: Any = error.validator_value
    if error.validator == "required":
        for key in wanted:
            if key not in value:
                yield path, "missing-key", f"the key `{key}` is missing", _EXAMPLES.get(key, f"add `{key}: ...`")
        return
    for key in value:
        if key not in schema["properties"]:
            yield (*path, key), "unknown-key", *_unknown_key(key, value, schema, definitions)


def _explain_choice(error: "ValidationError", path: Path, definitions: Any) -> Iterator[tuple[Path, str, str, str]]:
    """Of several shapes, the problems with the one that is meant: the one of the value's own type."""
    branches: dict[int, list[ValidationError]] = {}
    for inner in error.context or ():
        branches.setdefault(int(inner.schema_path[0]), []).append(inner)
    meant = [branch for branch in branches.values() if not any(e.validator == "type" and not e.path for e in branch)]
    if meant:
        for inner in meant[0]:
            yield from _explain(inner, definitions)
        return
    takes_list = any(inner.validator_value == "array" for branch in branches.values() for inner in branch)
    if takes_list and (dashes := list(_wrong_dashes(error.instance, path))):
        yield from dashes
        return
    kinds = [_choice(inner) for branch in branches.values() for inner in branch if inner.validator == "type"]
    expected = " or ".join(kind for kind in dict.fromkeys(kinds) if kind != "nothing")
    yield path, "wrong-type", f"{_said(error.instance)} stands where {expected} belongs", ""


def _wrong_dashes(value: Any, path: Path) -> Iterator[tuple[Path, str, str, str]]:
    """The entries of a list whose hyphens are other signs, or have no space behind them, so that they are keys."""
    for key in value if isinstance(value, dict) else ():
        if match := BULLET.match(key):
            inside = value[key] if isinstance(value[key], str) else "..."
            hint = f"write `- {key[match.end() :]}: {inside}`"
            yield (*path, key), "wrong-dash", "an entry of a list starts with a hyphen and a space", hint


def _choice(error: "ValidationError") -> str:
    is_text = error.validator_value == "string"
    return (is_text and _described(error.schema)) or _KINDS[str(error.validator_value)]


def _described(schema: Any) -> str:
    return str(schema.get("description", "a date" if schema.get("format") == "date" else ""))


def _said(value: Any) -> str:
    if value is None:
        return "nothing"
    if isinstance(value, str):
        return repr(value if len(value) <= 60 else value[:57] + "...")
    return "a list" if isinstance(value, list) else "a set of `key: value` pairs"
