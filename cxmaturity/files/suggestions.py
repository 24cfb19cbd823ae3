"""What a misspelt name probably means."""

import difflib
from collections.abc import Iterable


def suggestion(wrong: str, right: Iterable[str]) -> str:
    """ "did you mean ...?" for a misspelt name, or the names to choose from where they are few, or nothing."""
    names = list(right)
    near = [name for name in names if name.endswith(f".{wrong}")]  # a practice without its dimension
    few = len(names) <= 12
    # a bold guess helps where the names are too many to list
    near = near or difflib.get_close_matches(wrong.lower(), names, n=1, cutoff=0.7 if few else 0.6)
    if near:
        return f"did you mean {' or '.join(near)}?"
    return f"choose from {', '.join(names)}" if names and few else ""
