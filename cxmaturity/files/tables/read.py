"""A table from a file: CSV, TSV or a workbook, by what stands in it rather than by its name."""

from cxmaturity.files.tables.delimited import read_delimited
from cxmaturity.files.tables.table import MOST_BYTES, Table
from cxmaturity.files.tables.workbook import read_workbook
from cxmaturity.files.yaml.source import read_bytes, refused

_PACKED, _OLD = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"


def read_table(name: str) -> Table:
    """The table in a file.

    ProblemsFoundError where it is missing, too large or no table; ModuleNotFoundError where it is a workbook and the
    library that reads these is not installed.
    """
    data = read_bytes(name, MOST_BYTES)
    if len(data) > MOST_BYTES:
        message = f"the file is over {MOST_BYTES // 1024**2} MiB"
        raise refused(name, None, "too-large", message, "export only the answers")
    if data.startswith(_PACKED):
        table = read_workbook(name, data)
    elif data.startswith(_OLD):
        message = "this is a workbook of the old kind, or one with a password"
        raise refused(name, None, "old-workbook", message, "save it as .xlsx without a password, or as .csv")
    else:
        table = read_delimited(name, data)
    if not table.rows:
        raise refused(name, None, "empty", "there is nothing in it", "export the responses again")
    return table
