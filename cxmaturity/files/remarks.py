"""The comments of a document that ruamel.yaml has read: taking those of an entry off it, and putting them back.

ruamel hangs a comment on whatever it follows, so that changing the one would lose the other.
"""

from collections.abc import Iterator
from typing import Any

from ruamel.yaml.comments import CommentedMap, CommentedSeq
from ruamel.yaml.error import CommentMark
from ruamel.yaml.scalarstring import FoldedScalarString, LiteralScalarString
from ruamel.yaml.tokens import CommentToken

_BLOCK_TEXT = (FoldedScalarString, LiteralScalarString)


def take_trailing(parent: Any, key: Any) -> str:
    """Take off what follows an entry, up to the next: the rest of its line, then whole lines."""
    ends: list[str] = []
    while _is_block(parent[key]):
        ends = [_line(token) for token in parent[key].ca.end or ()] + ends
        parent[key].ca.end = []
        parent, key = parent[key], _last(parent[key])
    after = ""
    if token := _take(parent.ca.items, key, _slot(parent)):
        block_text = isinstance(parent[key], _BLOCK_TEXT)
        after = f"\n{_line(token)}" if block_text else str(token.value)
    if isinstance(parent[key], CommentedMap | CommentedSeq) and parent[key].ca.comment:
        parent[key].ca.comment[0] = None  # a collection on one line holds it as well
    return (after or ("\n" if ends else "")) + "".join(ends)


def put_trailing(parent: Any, key: Any, text: str) -> None:
    """Put back what followed an entry, after what is now the last of it."""
    if not text:
        return
    text = joined(take_trailing(parent, key), text)
    while _is_block(parent[key]):
        parent, key = parent[key], _last(parent[key])
    column = 0
    if isinstance(parent[key], _BLOCK_TEXT):  # whose own line has ended
        text = text.removeprefix("\n")
        if not text.startswith("\n"):
            column = len(text) - len(text.lstrip(" "))
            text = text.lstrip(" ")
    token = CommentToken(text, CommentMark(column), None)
    slots = parent.ca.items.setdefault(key, [None, None, None, None])
    slots[_slot(parent)] = token


def joined(first: str, second: str) -> str:
    """What follows an entry, in two pieces, as one."""
    if not first or not second:
        return first or second
    return first + (second[1:] if second.startswith("\n") else f"    {second}")


def take_all(parent: Any, key: Any) -> list[str]:
    """Take off every comment on an entry or within it, for when it goes."""
    tokens = [*_flat(parent.ca.items.pop(key, None)), *_inner(parent[key])]
    return [line for token in _once(tokens) for line in _lines(token)]


def take_inner(parent: Any, key: Any) -> list[str]:
    """Take off every comment within an entry, for when its value goes."""
    tokens = [*_flat(_take(parent.ca.items, key, 3)), *_inner(parent[key])]
    return [line for token in _once(tokens) for line in _lines(token)]


def _inner(value: Any) -> Iterator[Any]:
    if not isinstance(value, CommentedMap | CommentedSeq):
        return
    yield from _flat(value.ca.comment)
    for key in list(value) if isinstance(value, CommentedMap) else range(len(value)):
        yield from _flat(value.ca.items.get(key))
        yield from _inner(value[key])
    yield from _flat(value.ca.end)


def _flat(tokens: Any) -> Iterator[Any]:
    """The tokens in nested lists with gaps."""
    if isinstance(tokens, list):
        for token in tokens:
            yield from _flat(token)
    elif tokens is not None:
        yield tokens


def _once(tokens: list[Any]) -> list[Any]:
    """Tokens without those that hang on two values."""
    return list({id(token): token for token in tokens}.values())


def _lines(token: Any) -> list[str]:
    text = token if isinstance(token, str) else token.value  # what stands behind a `|` is a text
    return [line.strip() for line in text.splitlines() if line.strip()]


def _take(items: dict[Any, Any], key: Any, slot: int) -> Any:
    slots = items.get(key)
    if slots is None:
        return None
    token, slots[slot] = slots[slot], None
    if not any(slots):
        del items[key]
    return token


def _line(token: Any) -> str:
    text = str(token.value)
    return text if text.startswith("\n") else " " * int(token.start_mark.column) + text


def _is_block(value: Any) -> bool:
    return isinstance(value, CommentedMap | CommentedSeq) and bool(value) and not value.fa.flow_style()


def _last(value: Any) -> Any:
    return len(value) - 1 if isinstance(value, CommentedSeq) else next(reversed(value))


def _slot(parent: Any) -> int:
    return 0 if isinstance(parent, CommentedSeq) else 2
