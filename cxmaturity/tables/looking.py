"""What is wrong with a table that an engine can not read, found as a person would: by looking at its files.

Only where reading failed, or before anything is read: a table that can be read is not read twice.
"""

import glob
import re
from collections.abc import Sequence
from pathlib import Path

import polars as pl

from cxmaturity.domain.language import listed, say
from cxmaturity.domain.problems import Problem, ProblemsFoundError

_READ = ("https", "http", "s3", "s3a", "gs", "gcs", "az", "azure", "abfs", "abfss", "adl", "hf", "file")
"""How addresses begin that can be read."""
_URL = re.compile(r"([a-z][a-z0-9+.-]*)://", re.IGNORECASE)
SEPARATORS = (",", ";", "\t", "|")
_MOST_LINES = 100
"""How many lines a cell in quotation marks has at most, where one is looked for that does not end."""


ARROW = (".arrow", ".feather", ".ipc")
"""The endings of files of Arrow."""


def is_url(name: str) -> bool:
    """Whether a name says by its beginning that it is no file of this machine."""
    return _URL.match(name) is not None


def problem(name: str, code: str, message: str, hint: str = "", line: int | None = None) -> Problem:
    """A problem with a table as a whole, or with a line of it."""
    return Problem(name, line, "", code, message, hint)


def files_of(name: str) -> tuple[str, ...]:
    """The files of this machine that the name of a table stands for, in the order in which they are read."""
    if is_url(name) or Path(name).exists():
        return (name,)
    return tuple(sorted(glob.glob(name, recursive=True)))  # noqa: PTH207  may be absolute


def check_place(name: str) -> None:
    """ProblemsFoundError for what names no file: standard input, a folder, a pattern of none, an unknown address."""
    scheme = _URL.match(name)
    if name in {"", "-"}:
        message = say("a table is read from a file or an address, not from standard input")
        raise ProblemsFoundError([problem(name or "--table", "no-table", message, say("name a file"))])
    if scheme and scheme[1].lower() not in _READ:
        known = ", ".join(f"{each}://" for each in ("https", "s3", "gs", "az"))
        message = say("addresses that begin with {start} are not read", start=scheme[0])
        raise ProblemsFoundError([problem(name, "no-table", message, say("known are {known}", known=known))])
    if not scheme and Path(name).is_dir():
        endings = sorted({each.suffix for each in Path(name).iterdir() if each.suffix})
        hint = say("name the files in it, as in {files}", files=f"{name.rstrip('/')}/*{(*endings, '.parquet')[0]}")
        raise ProblemsFoundError([problem(name, "folder", say("this is a folder"), hint)])
    if not files_of(name):
        message = say("no file has such a name") if glob.has_magic(name) else say("there is no such file")
        raise ProblemsFoundError([problem(name, "missing", message)])


def check_names(name: str, names: Sequence[str]) -> None:
    """ProblemsFoundError where the first line of a CSV is none of names."""
    first = names[0].strip().lower()
    if any("\0" in each for each in names):
        raise ProblemsFoundError([not_utf8(name)])
    if any("\r" in each for each in names):
        message, hint = say("its lines end in a way that is not known"), say("save it as CSV in UTF-8 again")
        raise ProblemsFoundError([problem(name, "broken-table", message, hint)])
    if first.startswith("sep=") or not any(each.strip() for each in names):
        raise ProblemsFoundError([_no_names(name)])


def _no_names(name: str) -> Problem:
    return problem(name, "no-name", say("the first line holds no names of columns"), say("take it out"), line=1)


def not_utf8(name: str) -> Problem:
    """What is said of a text in another encoding."""
    return problem(name, "broken-table", say("its text is not in UTF-8"), say("save it as CSV in UTF-8"))


def seen(files: Sequence[str]) -> Problem | None:
    """The first thing that can be seen to be wrong with these files, of which one at least can not be read."""
    for file in files:
        if not Path(file).stat().st_size:
            return problem(file, "empty-table", say("nothing stands in it"), say("export the answers, too"))
        if file.lower().endswith((".csv", ".tsv")) and (fault := faulty_row(file)):
            return fault
        with Path(file).open("rb") as start:
            if file.lower().endswith(ARROW) and start.read(4) == b"\xff" * 4:
                hint = say("write it as a file of Arrow, or as Parquet")
                return problem(file, "broken-table", say("this is Arrow as a stream"), hint)
    return unlike(files) if len(files) > 1 else None


def faulty_row(file: str) -> Problem | None:
    """The first row of a CSV whose quotation marks do not fit, or that has more cells than the first."""
    separator = _separator(file)
    sep = re.escape(separator)
    cell = rf'(?:"(?:[^"]|"")*"|[^{sep}"\r\n]*)'
    whole, begun = re.compile(rf"{cell}(?:{sep}{cell})*[\r\n]*"), re.compile(rf'(?:{cell}{sep})*"(?:[^"]|"")*')
    quoted = re.compile(r'"(?:[^"]|"")*"')
    row, start, width = "", 1, 0
    with Path(file).open(encoding="utf-8-sig", errors="replace", newline="") as lines:
        for number, line in enumerate(lines, 1):
            if number == 1 and not line.strip():
                return _no_names(file)
            start, row = (start, row + line) if row else (number, line)
            if whole.fullmatch(row):
                cells = quoted.sub("", row).count(separator) + 1
                width = width or cells
                if cells > width:
                    sentence = "a row has {cells} cells, and there {n|is|are} {n} {n|column|columns}"
                    message = say(sentence, cells=cells, n=width)
                    hint = say("put cells with a separator in them in quotation marks")
                    return problem(file, "broken-table", message, hint, line=start)
                row = ""
            elif not begun.fullmatch(row) or number - start > _MOST_LINES:
                break
    if not row:
        return None
    message = say("a quotation mark is not closed, or stands within a cell")
    hint = say('put the whole cell in quotation marks, and write each one in it twice ("")')
    return problem(file, "broken-table", message, hint, line=start)


def unlike(files: Sequence[str]) -> Problem | None:
    """The first of several files that can not be read, or whose columns are not those of the first file, and which."""
    first: dict[str, object] = {}
    for file in files:
        try:
            schema = _schema(file)
        except pl.exceptions.PolarsError as error:
            reason = str(error).partition("\n")[0]
            return problem(file, "broken-table", say("it can not be read ({reason})", reason=reason))
        first = first or schema
        kinds = {**first, **schema}
        apart = [name for name in kinds if first.get(name) != schema.get(name)]
        if apart or list(first) != list(schema):
            names = listed([*apart[:5], *(["others"] if len(apart) > 5 else [])]) or say("their order")
            message = say("its columns are not those of {file}: {names}", file=files[0], names=names)
            hint = say("give all files of a table the same columns, in one order and of the same types")
            return problem(file, "broken-table", message, hint)
    return None


def _schema(file: str) -> dict[str, object]:
    """The columns of a file with their types, in order."""
    if file.lower().endswith((".parquet", ".pq")):
        return dict(pl.read_parquet_schema(file))
    if file.lower().endswith(ARROW):
        return dict(pl.read_ipc_schema(file))
    return dict(pl.scan_csv(file, separator=_separator(file), infer_schema=False, glob=False).collect_schema())


def _separator(file: str) -> str:
    """What stands most often in the first line of a CSV."""
    with Path(file).open(encoding="utf-8-sig", errors="replace") as lines:
        line = next(iter(lines), "")
    return max(SEPARATORS, key=line.count)
