"""What the cells of a table in a database say of each practice, and how many of them say nothing that is known."""

from collections.abc import Mapping

from msgspec import Struct

from cxmaturity.domain.codes import DONT_KNOW, NOT_APPLICABLE
from cxmaturity.domain.model import Practice, Questionnaire
from cxmaturity.domain.scoring.columns import Expression
from cxmaturity.domain.tables.cells import TRUE, answers_by_text, ranks_by_number
from cxmaturity.domain.tables.scored import Cells, Given
from cxmaturity.tables.warehouse.columns import IbisColumns

NUMBERS = {"int64", "float64"}
"""The kinds of columns whose cells are numbers."""


class Source(Struct, frozen=True):
    """The columns of a practice by name: its answers, and whether they are documented, None where no column says so."""

    answers: str
    documented: str | None = None


def cells_of(columns: IbisColumns, questionnaire: Questionnaire, sources: Mapping[str, Source]) -> Cells:
    """What the columns of each practice say. A cell that says nothing known is taken for nothing: `unread` finds it."""
    cells = {id_: _given(columns, questionnaire.practices[id_], questionnaire, of) for id_, of in sources.items()}
    kept: dict[str, Expression] = {}
    for place, given in enumerate(cells.values()):
        kept |= {f"{part}{place}": value for part in _PARTS if (value := getattr(given, part)) is not None}
    columns.keep(kept)
    return {
        id_: Given(**{part: columns.column(f"{part}{place}") if f"{part}{place}" in kept else None for part in _PARTS})
        for place, id_ in enumerate(cells)
    }


_PARTS = ("low", "high", "na", "dk", "documented")


def _given(columns: IbisColumns, practice: Practice, questionnaire: Questionnaire, source: Source) -> Given:
    cell = columns.column(source.answers)
    documented = None if source.documented is None else _documented(columns, columns.column(source.documented))
    if columns.kind(source.answers) in NUMBERS:
        rank = columns.when(cell.isin(_numbers(practice, questionnaire)), cell.cast("int64"), None)
        return Given(rank, rank, documented=documented)
    text, answers = cell.cast("string"), answers_by_text(practice, questionnaire)
    low = _chosen(columns, text, {word: answer.low for word, answer in answers.items()})
    high = _chosen(columns, text, {word: answer.high for word, answer in answers.items()})
    na = columns.either(text == NOT_APPLICABLE, otherwise=False) if practice.na else None
    return Given(low, high, na, columns.either(text == DONT_KNOW, otherwise=False), documented)


def unread(columns: IbisColumns, practice: Practice, questionnaire: Questionnaire, source: Source) -> Expression:
    """Whether the cell of a practice holds something that is no answer to it; False or nothing where it does not."""
    cell = columns.column(source.answers)
    if columns.kind(source.answers) in NUMBERS:
        return cell.notin(_numbers(practice, questionnaire))
    return cell.cast("string").notin(sorted(answers_by_text(practice, questionnaire)))


def _numbers(practice: Practice, questionnaire: Questionnaire) -> list[int]:
    return sorted(ranks_by_number(practice, questionnaire))


def _chosen(columns: IbisColumns, text: Expression, ranks: Mapping[str, int | None]) -> Expression:
    """The rank that a text says, nothing for every other text."""
    chosen: Expression = columns.whole(None, 1)
    for rank in sorted({rank for rank in ranks.values() if rank is not None}, reverse=True):
        chosen = columns.when(text.isin([word for word, of in ranks.items() if of == rank]), rank, chosen)
    return chosen


def _documented(columns: IbisColumns, cell: Expression) -> Expression:
    proved = cell if cell.type().is_boolean() else cell.cast("string").lower().isin(sorted(TRUE))
    return columns.either(proved, otherwise=False)
