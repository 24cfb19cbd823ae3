"""Small words that messages and reports share."""


def counted_plain(n: int, one: str) -> str:
    """A count in digits with its noun: "1 answer", "12 answers"."""
    return f"{n:,} {one if n == 1 else one + 's'}"
