"""The versions of a file that git keeps: read only, by git itself, so that no working copy is touched."""

import datetime
import shutil
import subprocess
from collections.abc import Iterable, Sequence
from pathlib import Path

from msgspec import Struct

from cxmaturity.files.yaml.source import Source, refused, source_of

MOST_SECONDS = 60
"""How long git may take for one answer."""


class Version(Struct, frozen=True):
    """A version of a file: the commit that brought it, the day of that, and the text."""

    commit: str
    day: datetime.date
    source: Source

    def text(self) -> Source:
        """The text, as `load_each` reads it."""
        return self.source


def at(name: str, ref: str) -> Source:
    """The text of a file as it stood at a commit, branch or tag; ProblemsFoundError where git has none."""
    path = Path(name).absolute()
    within = _within(name, path)
    commit = _line(name, path.parent, ["rev-parse", "--verify", "--quiet", "--end-of-options", f"{ref}^{{commit}}"])
    if commit is None:
        raise refused(name, None, "no-such-version", f"git knows no {ref} here", "name a commit, a tag or a branch")
    texts = _texts(name, path.parent, [f"{commit}:{within}"])
    if texts[0] is None:
        message = f"at {ref} there was no such file"
        raise refused(name, None, "no-such-version", message, f"see: git log -- {path.name}")
    return source_of(f"{name}@{ref}", texts[0])


def versions(name: str) -> list[Version]:
    """Every version of a file that was committed, the oldest first; ProblemsFoundError where git has none."""
    path = Path(name).absolute()
    _within(name, path)
    log = _output(name, path.parent, ["log", "--follow", "--format=%x00%H %cs", "--name-only", "-z", "--", path.name])
    entries = [entry for entry in (log or b"").split(b"\0") if entry.strip()]
    commits: list[tuple[str, str]] = []
    within: list[str] = []
    for entry in entries:
        text = entry.decode("utf-8", "surrogateescape").strip("\n")
        first, _, second = text.partition(" ")
        if len(first) in {40, 64} and len(second) == len("2026-11-22") and len(commits) == len(within):
            commits.append((first, second))
        elif len(within) < len(commits):
            within.append(text)
    if not commits:
        raise refused(name, None, "no-versions", "git has no version of this file", "commit it, or name a folder")
    texts = _texts(name, path.parent, [f"{c}:{p}" for (c, _), p in zip(commits, within, strict=True)])
    return [
        Version(commit, datetime.date.fromisoformat(day), source_of(f"{name}@{commit[:7]}", text))
        for (commit, day), text in reversed(list(zip(commits, texts, strict=True)))
        if text is not None
    ]


def _within(name: str, path: Path) -> str:
    """The path of a file inside its repository."""
    if "\n" in path.name:
        raise refused(name, None, "no-such-version", "git is asked for no file name with a line end", "rename the file")
    prefix = _line(name, path.parent, ["rev-parse", "--show-prefix"])
    if prefix is None:
        message = "this file lies in no git repository"
        raise refused(name, None, "no-repository", message, "compare two files, or name a folder of dated ones")
    return f"{prefix}{path.name}"


def _texts(name: str, folder: Path, objects: Sequence[str]) -> list[bytes | None]:
    """The contents of objects, by one `git cat-file --batch`; None for those that are no file."""
    asked = "".join(f"{name}\n" for name in objects).encode("utf-8", "surrogateescape")
    output = _output(name, folder, ["cat-file", "--batch"], asked)
    contents: list[bytes | None] = []
    rest = output or b""
    for _ in objects:
        head, _, rest = rest.partition(b"\n")
        kind, _, size = head.rpartition(b" ")[0].rpartition(b" ")[2], b"", head.rpartition(b" ")[2]
        if not size.isdigit():  # "... missing"
            contents.append(None)
            continue
        length = int(size)
        contents.append(rest[:length] if kind == b"blob" else None)
        rest = rest[length + 1 :]
    return contents


def _line(name: str, folder: Path, arguments: Iterable[str]) -> str | None:
    output = _output(name, folder, arguments)
    return None if output is None else output.decode("utf-8", "surrogateescape").rstrip("\n")


def _output(name: str, folder: Path, arguments: Iterable[str], given: bytes = b"") -> bytes | None:
    """What git prints, None where it refuses; ProblemsFoundError where there is no git, or no such folder."""
    git = shutil.which("git")
    if git is None:
        raise refused(name, None, "no-git", "git is not installed", "compare two files, or name a folder of dated ones")
    if not folder.is_dir():
        raise refused(name, None, "no-such-file", "no such file", "check the name")
    try:
        done = subprocess.run(  # noqa: S603  the program that was looked up; names come after --end-of-options or --
            [git, "-C", str(folder), *arguments], input=given, capture_output=True, timeout=MOST_SECONDS, check=False
        )
    except subprocess.TimeoutExpired:
        raise refused(name, None, "git-too-slow", f"git did not answer within {MOST_SECONDS} s") from None
    if done.returncode:
        message = done.stderr.decode("utf-8", "replace").strip()
        if "dubious ownership" in message:
            hint = "see: git help config, safe.directory"
            raise refused(name, None, "git-refuses", "git does not trust the owner of this repository", hint)
        return None
    return done.stdout
