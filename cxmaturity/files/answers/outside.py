"""Answers that stand outside `answers`, as their lines are not indented: they are read as they were meant, and told."""

from typing import Any

from cxmaturity.domain.problems import Problem
from cxmaturity.files.yaml.building import Lines
from cxmaturity.files.yaml.tree import Document, Tree

_BLANKS = " \t\u00a0\u1680\u2007\u200b\u202f\u205f\u3000\ufeff"


def brought_inside(document: Document) -> Document:
    """The document with the answers at its top among its `answers`, each of them a slip; the same where there are none.

    Only the id of a practice holds a dot, and no key of a file's top does.
    """
    given = document.data.get("answers")
    outside = [key for key in document.data if "." in key]
    if not outside or not isinstance(given, dict | None):
        return document
    lines: Lines = dict(document.lines)
    top = lines[id(document.data)]
    inside: Tree = dict(given or {})
    at: dict[str | int, int] = dict(lines[id(given)]) if given else {}
    for key in outside:
        name = key.strip(_BLANKS)
        for id_, value, line in _answers(lines, name, document.data[key], top[key]):
            inside.setdefault(id_, value)
            at.setdefault(id_, line)
    data = {key: value for key, value in document.data.items() if key not in outside} | {"answers": inside}
    lines |= {id(data): {"answers": top.get("answers", top[outside[0]]), **top}, id(inside): at}
    slips = [*document.slips, *(_slip(document.name, key, top[key]) for key in outside)]
    return Document(document.name, data, lines, document.text, tuple(slips))


def _answers(lines: Lines, id_: str, value: Any, line: int) -> list[tuple[str, Any, int]]:
    """An answer with the ones that stand below it, as they are indented deeper."""
    if not isinstance(value, dict):
        return [(id_, value, line)]
    below = [key for key in value if "." in key]
    if not below:
        return [(id_, value, line)]
    at = lines[id(value)]
    own = {key: inner for key, inner in value.items() if key not in below}
    lines[id(own)] = {key: at[key] for key in own}  # it lives as long as the document, or is none and not looked at
    return [(id_, own or None, line), *((key, value[key], at[key]) for key in below)]


def _slip(name: str, key: str, line: int) -> Problem:
    if key != key.lstrip(_BLANKS):
        message = "blanks that are no ordinary spaces indent this line"
        return Problem(name, line, "", "no-space", message, "indent with spaces from the keyboard")
    hint = "indent it by 2 spaces, as it belongs to `answers`"
    return Problem(name, line, "", "not-indented", "this answer stands outside `answers`", hint)
