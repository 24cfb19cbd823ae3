"""The bytes of a file as text, or the problem with reading them."""

import hashlib
import re
import stat
import sys
from pathlib import Path

from msgspec import Struct

from cxmaturity.domain.problems import Problem, ProblemsFoundError

MOST_BYTES = 5 * 1024 * 1024
STANDARD_INPUT = "-"
_NO_TEXT = re.compile("[\ud800-\udfff]")  # how the system's bytes that are not UTF-8 come in


class Source(Struct, frozen=True):
    """The text of a file, the name the user gave it, and the hash of its bytes."""

    name: str
    text: str
    sha256: str


def read_source(name: str) -> Source:
    """Read a file, or standard input for `-`.

    ProblemsFoundError where it is missing, unreadable, no ordinary file, over 5 MiB or not UTF-8.
    """
    return source_of(name, read_bytes(name))


def source_of(name: str, data: bytes) -> Source:
    """The text of bytes that were read; ProblemsFoundError where these are over 5 MiB or not UTF-8."""
    if len(data) > MOST_BYTES:
        raise refused(name, None, "too-large", "the file is over 5 MiB", "split it, or shorten its notes")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        message = f"byte {data[error.start]:#04x} is not UTF-8"
        raise refused(name, line, "not-utf-8", message, "save the file with the encoding UTF-8") from None
    return Source(shown(name), text, hashlib.sha256(data).hexdigest())


def refused(name: str, line: int | None, code: str, message: str, hint: str = "") -> ProblemsFoundError:
    """The error that says one thing about a file as a whole."""
    return ProblemsFoundError([Problem(shown(name), line, "", code, message, hint)])


def shown(name: str) -> str:
    """A file's name as text that can be printed: what is no text in it is replaced."""
    return _NO_TEXT.sub("\ufffd", name)


def read_bytes(name: str, most: int = MOST_BYTES) -> bytes:
    """The bytes of a file, or of standard input for `-`: one more than `most` at most, so that too many show.

    ProblemsFoundError where it is missing, unreadable or no ordinary file.
    """
    try:
        if name == STANDARD_INPUT:
            return _standard_input(most)
        mode = Path(name).stat().st_mode
        if not stat.S_ISREG(mode) and not stat.S_ISDIR(mode):  # a pipe may never end, and opening a device may act
            hint = "name a file, or pipe into the command and name - (standard input)"
            raise refused(name, None, "no-file", "this is a pipe, a device or a socket", hint)
        with Path(name).open("rb") as file:
            return file.read(most + 1)
    except FileNotFoundError:
        raise refused(name, None, "no-such-file", "no such file", "check the name") from None
    except IsADirectoryError:
        raise refused(name, None, "is-a-folder", "this is a folder", "name a file in it") from None
    except (OSError, ValueError) as error:
        why = getattr(error, "strerror", None) or str(error)
        raise refused(name, None, "unreadable", f"the file can not be read: {why}") from None


def _standard_input(most: int) -> bytes:
    if sys.stdin is None:  # closed by whoever started the program
        raise OSError("there is no standard input")
    return sys.stdin.buffer.read(most + 1)
