"""What the cells of a table in a database say of each practice, and how many of them say nothing that is known."""

from collections.abc import Iterable, Mapping

from msgspec import Struct

from cxmaturity.domain.codes import DONT_KNOW, NOT_APPLICABLE
from cxmaturity.domain.model import Practice, Questionnaire
from cxmaturity.domain.scoring.columns import Expression
from cxmaturity.domain.tables.cells import BLANKS, DASH, FALSE, TRUE, answers_spelt, ranks_by_number
from cxmaturity.domain.tables.scored import Cells, Given
from cxmaturity.tables.warehouse.columns import IbisColumns

REAL = "float64"
"""The kind of columns whose cells can hold what is no number (NaN), which says nothing."""
WHOLE = {"int32", "int64"}
"""The kinds of columns whose cells are whole numbers."""
NUMBERS = {*WHOLE, "decimal", REAL}
"""The kinds of columns whose cells are numbers."""


class Source(Struct, frozen=True):
    """The columns of a practice by name: its answers, and whether they are documented, None where no column says so."""

    answers: str
    documented: str | None = None


def keep_spelt(columns: IbisColumns, names: Iterable[str]) -> None:
    """Keep the texts of columns as they are looked up, once for all that asks for them (`spelt_in`)."""
    texts = [name for name in names if _is_text(columns, name)]
    columns.keep({_kept_as(columns, name): _spelt(columns, columns.column(name)) for name in texts})


def cells_of(columns: IbisColumns, questionnaire: Questionnaire, sources: Mapping[str, Source]) -> Cells:
    """What the columns of each practice say. A cell that says nothing known is taken for nothing: `unread` finds it.

    Their texts are kept already (`keep_spelt`).
    """
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


def unread(columns: IbisColumns, practice: Practice, questionnaire: Questionnaire, name: str) -> Expression:
    """Whether a cell holds something that is no answer to a practice; False or nothing where it does not."""
    if _is_text(columns, name):
        return _spelt_in(columns, name).notin(sorted(answers_spelt(practice, questionnaire)))
    cell, numbers = columns.column(name), _numbers(practice, questionnaire)
    return cell.notin(numbers) & ~cell.isnan() if columns.kind(name) == REAL else cell.notin(numbers)


def unread_mark(columns: IbisColumns, name: str) -> Expression:
    """Whether a cell that says whether an answer is documented holds neither true nor false."""
    if _is_text(columns, name):
        return _spelt_in(columns, name).notin(sorted({*TRUE, *FALSE}))
    return columns.column(name).notin([0, 1])


def _given(columns: IbisColumns, practice: Practice, questionnaire: Questionnaire, source: Source) -> Given:
    documented = None if source.documented is None else _documented(columns, source.documented)
    if not _is_text(columns, source.answers):
        cell = columns.column(source.answers)
        rank = columns.when(cell.isin(_numbers(practice, questionnaire)), cell.cast("int64"), None)
        return Given(rank, rank, documented=documented)
    text, answers = _spelt_in(columns, source.answers), answers_spelt(practice, questionnaire)
    low = _chosen(columns, text, {word: answer.low for word, answer in answers.items()})
    high = _chosen(columns, text, {word: answer.high for word, answer in answers.items()})
    na = columns.either(text == NOT_APPLICABLE, otherwise=False) if practice.na else None
    return Given(low, high, na, columns.either(text == DONT_KNOW, otherwise=False), documented)


def _is_text(columns: IbisColumns, name: str) -> bool:
    return columns.kind(name) not in {*NUMBERS, "boolean"}


def _spelt_in(columns: IbisColumns, name: str) -> Expression:
    return columns.column(_kept_as(columns, name))


def _kept_as(columns: IbisColumns, name: str) -> str:
    return f"spelt{columns.place(name)}"


def _spelt(columns: IbisColumns, cell: Expression) -> Expression:
    """A cell as `spelt` has it. What needs no change is left, as patterns take longer than all else of a row."""
    text = cell.cast("string")
    line = text.re_replace(BLANKS.pattern, " ").strip().lower().re_replace(DASH.pattern, "-")
    return columns.when(text.isin(_PLAIN), text, line)


_PLAIN = ["", *map(str, range(1, 10)), DONT_KNOW, NOT_APPLICABLE]
"""What stands in most cells, as it is looked up already."""


def _numbers(practice: Practice, questionnaire: Questionnaire) -> list[int]:
    return sorted(ranks_by_number(practice, questionnaire))


def _chosen(columns: IbisColumns, text: Expression, ranks: Mapping[str, int | None]) -> Expression:
    """The rank that a text says, nothing for every other text."""
    chosen: Expression = columns.whole(None, 1)
    for rank in sorted({rank for rank in ranks.values() if rank is not None}, reverse=True):
        chosen = columns.when(text.isin(sorted(word for word, of in ranks.items() if of == rank)), rank, chosen)
    return chosen


def _documented(columns: IbisColumns, name: str) -> Expression:
    cell = columns.column(name)
    if columns.kind(name) in NUMBERS:
        proved = cell == 1
    else:
        proved = _spelt_in(columns, name).isin(sorted(TRUE)) if _is_text(columns, name) else cell
    return columns.either(proved, otherwise=False)
