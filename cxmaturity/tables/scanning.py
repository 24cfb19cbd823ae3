"""Opening a table with Polars: by the ending of its name, here or where a URL points, without reading it."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Literal

import polars as pl
from msgspec import Struct

from cxmaturity.domain.problems import Problem, ProblemsFoundError
from cxmaturity.tables.looking import SEPARATORS, check_names, check_place, files_of, is_url, not_utf8, problem, seen

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


class Scanned(Struct, frozen=True):
    """A table that was opened: its name, the columns in order, and the frame, in which names stand once.

    `separator` is that of a CSV, empty for others.
    """

    file: str
    kind: Kind
    names: tuple[str, ...]
    frame: pl.LazyFrame
    separator: str = ""

    @property
    def rows(self) -> pl.LazyFrame:
        """The frame without the lines of a CSV in which nothing stands."""
        return self.frame if self.kind != "csv" else self.frame.filter(~pl.all_horizontal(pl.all().is_null()))

    def place(self, row: int) -> tuple[str, int]:
        """The file in which a row stands, and which it is there; both counted from 0."""
        files = files_of(self.file)
        for file in files if len(files) > 1 else ():
            frame = _opened(file, self.kind, self.separator)
            height = int(frame.select(pl.len()).collect(engine="streaming").item())
            if row < height:
                return file, row
            row -= height
        return self.file, row


def scan(name: str) -> Scanned:
    """Open a table. ProblemsFoundError where it is missing, broken, of no known kind, or without columns or rows."""
    check_place(name)
    kind = _kind(name)
    if kind is None:
        endings = ", ".join(KINDS)
        raise refusal(name, "no-table", f"the ending says no kind of table; known are {endings}")
    separator = ""
    with refused_as(name):
        if kind == "csv":
            separator, names = _csv_names(name)
            check_names(name, names)
            frame = _opened(name, kind, separator)
        else:
            frame = _opened(name, kind, separator)
            names = tuple(frame.collect_schema().names())
        scanned = Scanned(name, kind, names, frame, separator)
        if scanned.rows.limit(1).collect(engine="streaming").height == 0:
            if fault := seen(files_of(name)):
                raise ProblemsFoundError([fault])
            raise refusal(name, "empty-table", "there is no row of answers in it", "export the answers, too")
    return scanned


def _opened(name: str, kind: Kind, separator: str) -> pl.LazyFrame:
    """The frame; of a CSV every cell as text: nothing is guessed."""
    glob = not Path(name).exists()
    if kind == "csv":
        return pl.scan_csv(name, separator=separator, infer_schema=False, glob=glob)
    return pl.scan_parquet(name, glob=glob) if kind == "parquet" else pl.scan_ipc(name)


def _kind(name: str) -> Kind | None:
    path = name.partition("?")[0].lower() if is_url(name) else name.lower()
    for packed in _PACKED:
        if path.endswith(f".csv{packed}"):
            return "csv"
    return next((kind for ending, kind in KINDS.items() if path.endswith(ending)), None)


def _csv_names(name: str) -> tuple[str, tuple[str, ...]]:
    """The separator and the names of a CSV, which are read by themselves, as Polars renames what stands twice."""
    glob = not Path(name).exists()
    rows: dict[str, tuple[object, ...]] = {}
    errors: list[Exception] = []
    for separator in ("\t",) if name.lower().endswith(".tsv") else SEPARATORS:
        first = pl.scan_csv(name, separator=separator, has_header=False, n_rows=1, infer_schema=False, glob=glob)
        try:
            rows[separator] = first.collect(engine="streaming").row(0)
        except (pl.exceptions.ComputeError, IndexError) as error:
            errors.append(error)  # with another separator, cells in quotation marks can not be read
    separator = max(rows, key=lambda each: len(rows[each]), default="")
    if errors and len(rows.get(separator, ())) < 2:
        raise errors[0]
    return separator, tuple(str(cell or "") for cell in rows[separator])


@contextmanager
def refused_as(name: str) -> Iterator[None]:
    """What Polars says of a table that can not be read, as a problem with it."""
    try:
        yield
    except pl.exceptions.InvalidOperationError:
        raise  # a value, which whoever scores looks for
    except FileNotFoundError:
        raise refusal(name, "missing", "there is no such file") from None
    except pl.exceptions.NoDataError:
        raise refusal(name, "empty-table", "nothing stands in it", "export the answers, too") from None
    except pl.exceptions.DuplicateError as error:
        raise refusal(name, "duplicate-column", f"two columns have one name ({_first_line(error)})") from None
    except (pl.exceptions.PolarsError, OSError, IndexError) as error:
        raise ProblemsFoundError([_broken(name, error)]) from None


def _broken(name: str, error: Exception) -> Problem:
    """What is wrong where reading failed: in a file of this machine what can be seen there, else what Polars says."""
    reason, kind = _first_line(error), _kind(name) or "csv"
    if "utf-8" in reason:
        return not_utf8(name)
    if is_url(name):
        return _unreachable(name, reason)
    title = {"csv": "CSV", "parquet": "Parquet", "arrow": "Arrow"}[kind]
    told = problem(name, "broken-table", f"this is no {title} file that can be read ({reason})", "export it again")
    return seen(files_of(name)) or told


def _unreachable(name: str, reason: str) -> Problem:
    if "Range request not supported" in reason:
        return problem(name, "broken-table", "this server sends no parts of files", "download it, and name the file")
    if "Generic" in reason or "error sending" in reason:
        hint = "look whether the address is right and the server can be reached"
        return problem(name, "broken-table", "its server gives no answer", hint)
    message = f"it can not be read from there ({reason})"
    return problem(name, "broken-table", message, "look whether the address is right")


def _first_line(error: Exception) -> str:
    return next(iter(str(error).splitlines()), "").strip().rstrip(".")[:160]


def refusal(name: str, code: str, message: str, hint: str = "") -> ProblemsFoundError:
    """A table that is refused as a whole."""
    return ProblemsFoundError([problem(name, code, message, hint)])
