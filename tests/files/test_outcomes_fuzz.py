"""Whatever stands in a file of outcomes or in its exports, it is read, or refused with problems that people can use.

A traceback would be all that somebody sees of an export with one cell out of place.
"""

import csv
import io
import math
import tempfile
from pathlib import Path

import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from cxmaturity.domain.outcomes.estimates import Drawing
from cxmaturity.domain.outcomes.figures import MIN_CELL
from cxmaturity.domain.outcomes.measured import figures
from cxmaturity.domain.outcomes.variants import VARIANTS
from cxmaturity.domain.problems import ProblemsFoundError
from cxmaturity.files.outcomes.load import outcomes_of_file
from cxmaturity.files.tables.problems import MOST_NAMED
from cxmaturity.reports.build.outcomes import outcomes_document
from cxmaturity.reports.formats.json import text
from cxmaturity.statistics.means import Bootstrap

SIGNS = ["0", "7", "10", "11", "6.5", "1,5", "", " ", "=1", "Yes", "no", "£4", "4 EUR", "2026-02-01", "31/02/2026", "x"]
CELLS = st.sampled_from(
    [
        *SIGNS,
        "01/02/2026",
        "\u00a05",
        "−3",
        "٣",
        "N/A",
        '"',
        "\t",
        "2026-03-09 10:00",
        "1" * 400,
        "1,50,000",
        "9999-12-31",
        "-0.0",
    ]
)
TABLES = st.lists(st.lists(CELLS, min_size=1, max_size=4), max_size=14)
HEADS = st.lists(st.sampled_from(["V", "D", "G", "Status", "Finished", "ResponseId", "V_NPS_GROUP", ""]), max_size=5)
KEYS = st.fixed_dictionaries(
    {"id": st.just("m"), "file": st.just("data.csv"), "variant": st.sampled_from([*VARIANTS, "ces"])},
    optional={
        "column": st.sampled_from(["V", "A", "B"]),
        "expectation": st.just("V"),
        "perception": st.sampled_from(["D", "B"]),
        "date": st.sampled_from(["D", "C"]),
        "dates": st.sampled_from(["dmy", "iso", "ymd"]),
        "period": st.sampled_from(["month", "year"]),
        "by": st.lists(st.sampled_from(["G", "D", "V"]), max_size=3),
        "bands": st.just({"G": [1, 5]}),
        "where": st.just({"G": ["x", 7]}),
        "values": st.dictionaries(st.sampled_from(SIGNS), st.sampled_from([1, 9, "yes", "none", None])),
        "scale": st.sampled_from([[1, 7], [7, 1], ["a", "b"], [1]]),
        "decimals": st.sampled_from(["comma", "point"]),
        "unit": st.just("minutes"),
    },
)


def table(head: list[str], rows: list[list[str]]) -> str:
    out = io.StringIO()
    csv.writer(out).writerows([head, *rows] if head else rows)
    return out.getvalue()


def check(folder: str) -> None:
    """Read, work out and lay out what stands in a folder, or be refused with problems."""
    try:
        read = outcomes_of_file(str(Path(folder, "outcomes.yaml")))
    except ProblemsFoundError as error:
        assert error.problems
        assert len(error.problems) <= 3 * (MOST_NAMED + 1)
        assert all(problem.message and "\n" not in str(problem) for problem in error.problems)
        return
    drawing = Drawing(Bootstrap(draws=50), 50, 1)
    result = figures(read.organisation, read.date.isoformat(), read.samples, drawing)
    for measure in result.measures:
        assert (measure.value is None) == (measure.n < MIN_CELL)
        shown = (measure.value, measure.low, measure.high)
        assert all(number is None or math.isfinite(number) for number in shown)
        assert sum(group.n for group in measure.groups) in {0, measure.n}
    assert outcomes_document(result).finding
    assert "NaN" not in text(result)


@given(HEADS, TABLES, KEYS)
@settings(max_examples=150, deadline=None)
def test_any_export_is_read_or_refused(head: list[str], rows: list[list[str]], keys: dict[str, object]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        Path(folder, "data.csv").write_text(table(head, rows), encoding="utf-8", newline="")
        head_ = "schema: cxmaturity/outcomes@1\ndate: 2026-11-22\n"
        Path(folder, "outcomes.yaml").write_text(head_ + yaml.safe_dump({"measures": [keys]}), encoding="utf-8")
        check(folder)


SEED = """schema: cxmaturity/outcomes@1
organisation: Us
date: 2026-11-22
measures:
  - {id: m, variant: nps, file: data.csv, column: V, date: D, period: quarter, by: [G]}
value:
  years: 3
  discount_rate: 0.1
  customers: [90, 100, 110]
  margin: 120
  retention: {today: 0.85, uplift: [0.005, 0.01, 0.02]}
  contacts: {today: 5, fewer: 0.1}
  cost_per_contact: 6.5
"""
TYPED = st.sampled_from(
    ["[", "]", "{", ": ", "- ", "\n", "  ", "null", "1e99", "nan", "[3, 2, 1]", "-1", "'", "&a", "ces", "é"]
)


@given(st.integers(0, len(SEED)), st.integers(0, 25), TYPED)
@settings(max_examples=100, deadline=None)
def test_any_file_is_read_or_refused(at: int, gone: int, typed: str) -> None:
    """A slip anywhere in the file: something taken out, something put in."""
    with tempfile.TemporaryDirectory() as folder:
        rows = [["9", "2026-02-01", "x"]] * 6 + [["3", "2026-04-01", "y"]] * 6
        Path(folder, "data.csv").write_text(table(["V", "D", "G"], rows), encoding="utf-8", newline="")
        Path(folder, "outcomes.yaml").write_text(SEED[:at] + typed + SEED[at + gone :], encoding="utf-8")
        check(folder)
