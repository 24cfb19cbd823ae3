"""Responses that stand in an export more than once, as where two exports were put together."""

from collections import Counter
from collections.abc import Iterator

from cxmaturity.domain.problems import Problem
from cxmaturity.files.outcomes.export import Export

_RESPONSES = ("responseid", "response id", "survey id", "_uuid", "instanceid")
"""What columns are called that tell a response from every other; who answered may well answer again."""


def check_twice(export: Export) -> Iterator[Problem]:
    """Rows of a response that stands in a row before; those without an id can not be told apart, and count."""
    for at in [at for name in _RESPONSES for at in export.places(name)][:1]:
        texts = export.texts(at)
        if len(set(texts)) == len(texts):
            return
        times = Counter(texts)
        first: dict[str, int] = {}
        for row, text in zip(export.rows, texts, strict=True):
            if times[text] > 1 and text.strip() and first.setdefault(text, row.line) != row.line:
                message = f"the response of line {first[text]} stands here again"
                hint = "take one of the rows out, or leave the column of responses out of the export"
                yield Problem(export.table.name, row.line, export.column(at).named, "twice", message, hint)
