"""What is wrong where a file differs from its shape, in the words of whoever wrote it, and what would be right."""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from cxmaturity.domain.days import day_hint
from cxmaturity.domain.language import counted_plain
from cxmaturity.files.suggestions import suggestion
from cxmaturity.files.yaml.slips.lines import BULLET
from cxmaturity.files.yaml.tree import Path, Tree

if TYPE_CHECKING:
    from jsonschema import ValidationError

_KINDS = {"object": "a set of `key: value` pairs", "array": "a list", "string": "text", "null": "nothing"}

_EXAMPLES = {
    "date": "add the day of the assessment, such as `date: 2026-11-22`",
    "schema": "start the file with `schema: cxmaturity/answers@1` or `schema: cxmaturity/questionnaire@1`",
    "kind": "add `kind: contradiction` where both can not be true of one organisation, else `kind: tension`",
    "questionnaire": "add the questionnaire's id and version, such as `questionnaire: organisational@1`",
}

UNSPACED = re.compile(r"([^\W_][\w.-]*):(?!//)([^\s:]\S*)(?:\s|$)")
"""A key and its value without a space between them."""


def explained(error: "ValidationError", definitions: Any) -> Iterator[tuple[Path, str, str, str]]:
    """Each place, kind, message and hint that a refusal of the schema comes to."""
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
    if match := UNSPACED.match(key):
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
            yield from explained(inner, definitions)
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
