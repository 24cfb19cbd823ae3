"""Groups of rows put together as `agreement.together` puts people together: votes counted, and their quartiles."""

from collections.abc import Mapping

from cxmaturity.domain.model import Practice, Questionnaire
from cxmaturity.domain.scoring.columns import Columns, Expression
from cxmaturity.domain.tables.scored import ROWS, Cells, Given


def group_cells(columns: Columns, questionnaire: Questionnaire, cells: Cells, by: Mapping[str, Expression]) -> Cells:
    """Make the table one of a row a group, and say what each group says together of each practice."""
    places = {id_: place for place, id_ in enumerate(questionnaire.practices)}
    counts: dict[str, Expression] = {}
    for id_, given in cells.items():
        for option in questionnaire.practices[id_].options:
            counts[f"v{places[id_]}r{option.rank}"] = columns.count(given.low == option.rank)
        for name, condition in (("n", given.na), ("k", given.dk)):
            if condition is not None:
                counts[f"v{places[id_]}{name}"] = columns.count(condition)
    columns.group(by, counts, ROWS)
    return {
        id_: _together(columns, questionnaire.practices[id_], f"v{places[id_]}", given) for id_, given in cells.items()
    }


def _together(columns: Columns, practice: Practice, name: str, given: Given) -> Given:
    """A range between the quartiles of the votes, nothing without any; `na` where most of those say so who answered."""
    passed: list[tuple[int, Expression]] = []
    votes: Expression = 0
    for option in practice.options:
        votes = votes + columns.column(f"{name}r{option.rank}")
        passed.append((option.rank, votes))
    low: Expression = passed[-1][0]
    high: Expression = passed[-1][0]
    for rank, upto in reversed(passed[:-1]):
        low = columns.when(4 * upto >= votes, rank, low)
        high = columns.when(4 * (votes - upto) < votes, rank, high)
    na = None
    known = votes > 0
    if given.na is not None:
        nays = columns.column(f"{name}n")
        others = votes if given.dk is None else votes + columns.column(f"{name}k")
        na = nays > others
        known = known & ~na
    return Given(columns.when(known, low, None), columns.when(known, high, None), na)
