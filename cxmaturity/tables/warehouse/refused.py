"""What a database does not let happen, in words that hold no password."""

from collections.abc import Iterable


class RefusedError(Exception):
    """A table can not be used; the message says where and why.

    `wrong` is the name that is meant, where one is, and `right` are those that there are.
    """

    def __init__(self, message: str, wrong: str = "", right: Iterable[str] = ()) -> None:
        self.wrong = wrong
        self.right = tuple(right)
        super().__init__(message)
