"""What a database does not let happen, in words that hold no password."""

from collections.abc import Iterable


class RefusedError(Exception):
    """A table can not be used: where, why, and what would be right.

    `wrong` is the name that is meant, where one is, and `right` are those that there are.
    """

    def __init__(self, where: str, message: str, hint: str = "", *, wrong: str = "", right: Iterable[str] = ()) -> None:
        self.where = where
        self.message = message
        self.hint = hint
        self.wrong = wrong
        self.right = tuple(right)
        super().__init__(f"{where}: {message}")
