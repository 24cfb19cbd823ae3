"""Opening a table with Polars: by the ending of its name, here or where a URL points, without reading it."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Literal

import polars as pl
from msgspec import Struct

from cxmaturity.domain.problems import Problem, ProblemsFoundError

Kind = Literal["csv", "parquet", "arrow"]
KINDS: dict[str, Kind] = {
    ".csv": "csv",
    ".tsv": "csv",
    ".parquet": "parquet",
    ".pq": "parquet",
    ".arrow": "arrow",
    ".feather": "arrow",
    ".ipc": "arrow",
}
"""The kinds of tables by the endings of their names; `.csv` may be packed, as `.csv.gz` or `.csv.zst`."""
_PACKED = (".gz", ".zst", ".zlib")
_SEPARATORS = (",", ";", "\t", "|")
_URL = re.compile(r"[a-z][a-z0-9+.-]*://", re.IGNORECASE)


class Scanned(Struct, frozen=True):
    """A table that was opened: its name, the columns in order, and the frame, in which names stand once."""

    file: str
    kind: Kind
    names: tuple[str, ...]
    frame: pl.LazyFrame


def is_url(name: str) -> bool:
    """Whether a name says by its beginning that it is no file of this machine."""
    return _URL.match(name) is not None


def scan(name: str) -> Scanned:
    """Open a table. ProblemsFoundError where it is missing, broken, of no known kind, or without columns or rows."""
    kind = _kind(name)
    if kind is None:
        endings = ", ".join(KINDS)
        raise _problem(name, "no-table", f"the ending says no kind of table; known are {endings}")
    with refused_as(name):
        if kind == "csv":
            frame, names = _scan_csv(name)
        else:
            glob = not Path(name).exists()
            frame = pl.scan_parquet(name, glob=glob) if kind == "parquet" else pl.scan_ipc(name)
            names = tuple(frame.collect_schema().names())
        if frame.limit(1).collect(engine="streaming").height == 0:
            raise _problem(name, "empty-table", "there is no row of answers in it", "export the answers, too")
    return Scanned(name, kind, names, frame)


def _kind(name: str) -> Kind | None:
    path = name.partition("?")[0].lower() if is_url(name) else name.lower()
    for packed in _PACKED:
        if path.endswith(f".csv{packed}"):
            return "csv"
    return next((kind for ending, kind in KINDS.items() if path.endswith(ending)), None)


def _scan_csv(name: str) -> tuple[pl.LazyFrame, tuple[str, ...]]:
    """Every cell as text: nothing is guessed. The names are read by themselves, as Polars renames what stands twice."""
    glob = not Path(name).exists()
    rows: dict[str, tuple[object, ...]] = {}
    errors: list[Exception] = []
    for separator in ("\t",) if name.lower().endswith(".tsv") else _SEPARATORS:
        first = pl.scan_csv(name, separator=separator, has_header=False, n_rows=1, infer_schema=False, glob=glob)
        try:
            rows[separator] = first.collect(engine="streaming").row(0)
        except pl.exceptions.ComputeError as error:
            errors.append(error)  # with another separator, cells in quotation marks can not be read
    separator = max(rows, key=lambda each: len(rows[each]), default="")
    if errors and len(rows.get(separator, ())) < 2:
        raise errors[0]
    names = tuple(str(cell or "") for cell in rows[separator])
    return pl.scan_csv(name, separator=separator, infer_schema=False, glob=glob), names


@contextmanager
def refused_as(name: str) -> Iterator[None]:
    """What Polars says of a table that can not be read, as a problem with it."""
    try:
        yield
    except pl.exceptions.InvalidOperationError:
        raise  # a value, which whoever scores looks for
    except FileNotFoundError:
        raise _problem(name, "missing", "there is no such file") from None
    except pl.exceptions.NoDataError:
        raise _problem(name, "empty-table", "nothing stands in it", "export the answers, too") from None
    except pl.exceptions.DuplicateError as error:
        raise _problem(name, "duplicate-column", f"two columns have one name ({_first_line(error)})") from None
    except (pl.exceptions.PolarsError, OSError) as error:
        raise _problem(name, "broken-table", *_broken(name, error)) from None


def _broken(name: str, error: Exception) -> tuple[str, str]:
    reason = _first_line(error)
    if "utf-8" in reason:
        return "its text is not in UTF-8", "save it as CSV in UTF-8"
    if "Range request not supported" in reason:
        return "this server sends no parts of files", "download it, and name the file"
    if is_url(name) and isinstance(error, OSError):
        return f"it can not be read from there ({reason})", "look whether the address is right"
    if "found more fields" in reason:
        return "a row has more cells than there are columns", "put cells with a separator in them in quotation marks"
    kind = {"csv": "CSV", "parquet": "Parquet", "arrow": "Arrow"}[_kind(name) or "csv"]
    return f"this is no {kind} file that can be read ({reason})", "export it again"


def _first_line(error: Exception) -> str:
    return next(iter(str(error).splitlines()), "").strip().rstrip(".")[:160]


def _problem(name: str, code: str, message: str, hint: str = "") -> ProblemsFoundError:
    return ProblemsFoundError([Problem(name, None, "", code, message, hint)])
