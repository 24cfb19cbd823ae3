"""Which column holds what: known by its heading, by the options in its cells, or by a mapping, and by nothing else.

Rows above the first one with an answer are headings. A practice can have several columns, as where a tool gives each
option one; then each row has an answer in one of them at most.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct

from cxmaturity.domain.codes import BESIDE_OPTIONS, Field, field_of, fields_by_code
from cxmaturity.domain.model import Questionnaire
from cxmaturity.domain.problems import Problem
from cxmaturity.files.survey.about_responses import PERSON, TIMED, TIMES
from cxmaturity.files.survey.cells import CUT, Answering, Said, plain
from cxmaturity.files.survey.dates import read_day
from cxmaturity.files.tables.columns import Column
from cxmaturity.files.tables.table import Row, Table

MOST_HEADINGS = 3
"""How many rows of headings an export has at most: as Qualtrics, whose third says where a question came from."""
MOST_TEXTS = 60
"""How many different texts of a column are looked at, to tell whether it holds answers that were reworded."""
_BESIDE = frozenset(map(plain, BESIDE_OPTIONS.values()))
_CODED = re.compile(r"\s*(\w+)[.:]\s")
"""A code with the question behind it, as LimeSurvey heads columns where it is asked for both."""
_NUMBERED = re.compile(r"^\W*(?:q(?:uestion)?\s*)?[0-9]{1,3}[.):\s-]+\s*", re.IGNORECASE)

ANSWER_KINDS = frozenset({"response", "open-ended response", "other (please specify)"})
"""What a second row of headings says alone where a tool names the kinds of answers there."""
IMPORTED = '"ImportId"'
"""What stands in a third row of headings where a tool names there what its own import needs."""


class Recognised(Struct, frozen=True):
    """What the columns of a table hold, and its rows of answers; `problems` is what keeps it from being read.

    `persons` are those that tell a person, or a response, from others.
    """

    rows: Sequence[Row]
    answers: dict[str, list[Column]]
    texts: dict[tuple[str, str], Column]
    about: dict[str, Column]
    times: dict[str, Column]
    persons: list[Column]
    unused: list[Column]
    problems: list[Problem]


class Finder:
    """Tells the columns of exports of one questionnaire."""

    def __init__(self, questionnaire: Questionnaire, answering: Mapping[str, Answering]) -> None:
        self._answering = answering
        self._codes = fields_by_code(questionnaire)
        self._titles = {plain(practice.title): id_ for id_, practice in questionnaire.practices.items()}
        self._titles |= {plain(practice.question): id_ for id_, practice in questionnaire.practices.items()}
        self._options = {text: id_ for id_, options in answering.items() for text in options.texts}

    def recognise(self, table: Table, given: Mapping[int, Field], named: Mapping[str, int]) -> Recognised:
        """What the columns hold; `given` is what a mapping says of them, `named` the columns that options name."""
        first = self._headings(table, given)
        headings, rows = table.rows[:first], table.rows[first:]
        recognised = Recognised(rows, {}, {}, {}, {}, [], [], [])
        columns = [Column(at, tuple(row.cell(at) for row in headings)) for at in range(table.width)]
        before: Field | None = None
        for column in columns:
            field = given.get(column.at) or self._by_heading(column) or _beside(column, before)
            before = field
            by_cells = self._by_cells(column, rows)
            if field is None and by_cells:
                field = Field(by_cells, "answer")
            if field is None:
                recognised.unused.append(column)
            elif field.part == "answer":
                if by_cells and by_cells != field.practice and column.at not in given:
                    message = f"its heading is that of {field.practice}, and its cells hold options of {by_cells}"
                    recognised.problems.append(
                        _problem(table, column, "contradiction", message, "say which with --map")
                    )
                recognised.answers.setdefault(field.practice, []).append(column)
            elif field.practice:
                recognised.texts[field.practice, field.part] = column
            elif any(row.cell(column.at).strip() for row in rows):
                recognised.about.setdefault(field.part, column)
        for part, at in named.items():
            recognised.about[part] = columns[at]
        self._find_times(recognised)
        recognised.problems.extend(self._reworded(table, recognised))
        return recognised

    def _headings(self, table: Table, given: Mapping[int, Field]) -> int:
        """How many rows of headings there are: the last that looks like one ends them.

        Where none does, all above the first row that is somebody's are. Who answered nothing, or nothing that is
        understood, is no heading.
        """
        fields: dict[int, Field] = dict(given)
        until = 0
        for i, row in enumerate(table.rows[: MOST_HEADINGS + 2]):
            if not self._is_heading(row):
                if self._is_somebodys(row, fields):
                    return until or i
                if not self._looks_like_headings(row):
                    continue
            until = i + 1
            for at, cell in enumerate(row.cells):
                heading = self._by_heading(Column(at, (cell,)))
                if heading:
                    fields.setdefault(at, heading)
        return until or min(1, len(table.rows))

    def _is_somebodys(self, row: Row, fields: Mapping[int, Field]) -> bool:
        """Whether an answer or a day stands in a row; `fields` is what is known of the columns so far."""
        for at, cell in enumerate(row.cells):
            if not cell.strip():
                continue
            text, field = plain(cell), fields.get(at)
            if text in self._options or text in _BESIDE or read_day(cell, "dmy") or read_day(cell, "mdy"):
                return True
            if field and field.part == "answer" and isinstance(self._answering[field.practice].read(cell), Said):
                return True
        return False

    def _looks_like_headings(self, row: Row) -> bool:
        """Whether a row names columns, or says what kind of answer each holds."""
        filled = [(at, cell) for at, cell in enumerate(row.cells) if cell.strip()]
        texts = {plain(cell) for _, cell in filled}
        return (
            texts <= ANSWER_KINDS
            or not texts.isdisjoint(TIMED)
            or any(IMPORTED in cell or self._by_heading(Column(at, (cell,))) for at, cell in filled)
        )

    def _is_heading(self, row: Row) -> bool:
        """Whether a row names several options of one practice, as where a tool gives each a column of its own."""
        options = {plain(cell) for cell in row.cells} & self._options.keys()
        return len(options) > len({self._options[option] for option in options})

    def _by_heading(self, column: Column) -> Field | None:
        """What the headings of a column say: a code of ours, or a practice's title or question."""
        for heading in column.headings:
            for line in heading.splitlines():
                field = field_of(line, self._codes)
                if field:
                    return field
            for line in (heading, *heading.splitlines()):
                coded = _CODED.match(line)
                field = self._codes.get(coded[1].lower()) if coded else None
                if field and field.practice:
                    return field
                texts = (plain(line), plain(_NUMBERED.sub("", line)), plain(line.rpartition("/")[2]))
                id_ = next(filter(None, map(self._titles.get, texts)), None) or self._options.get(texts[0])
                if id_:
                    return Field(id_, "answer")
        return None

    def _by_cells(self, column: Column, rows: Sequence[Row]) -> str | None:
        """The practice whose options stand in the cells of a column, or in its headings where each has one."""
        counts: Counter[str] = Counter()
        for text, times in Counter(row.cell(column.at) for row in rows).items():
            if id_ := self._options.get(plain(text)):
                counts[id_] += times
        return counts.most_common(1)[0][0] if counts else None

    def _find_times(self, recognised: Recognised) -> None:
        by_name = {plain(heading): column for column in reversed(recognised.unused) for heading in column.headings}
        for what, names in TIMES.items():
            column = next((by_name[name] for name in names if name in by_name), None)
            if column:
                recognised.times[what] = column
        recognised.persons.extend({id(by_name[name]): by_name[name] for name in PERSON if name in by_name}.values())
        taken = {id(column) for column in (*recognised.times.values(), *recognised.persons)}
        recognised.unused[:] = [column for column in recognised.unused if id(column) not in taken]

    def _reworded(self, table: Table, recognised: Recognised) -> Iterator[Problem]:
        """Columns that nobody knows and whose cells are near to options: cut off, or reworded."""
        for column in recognised.unused:
            texts = list(dict.fromkeys(row.cell(column.at) for row in table.rows))[: MOST_TEXTS + 1]
            near = [id_ for text in texts[:MOST_TEXTS] if len(text) >= CUT for id_ in self._near(plain(text))]
            if near and len(texts) <= MOST_TEXTS:
                id_ = Counter(near).most_common(1)[0][0]
                message = f"its cells look like options of {id_}, and none is one"
                hint = "export whole texts, in the words of this questionnaire, or say what they mean with --map"
                yield _problem(table, column, "reworded", message, hint)

    def _near(self, text: str) -> Iterator[str]:
        """The practices of options that begin as a text does: by its first `CUT` letters."""
        for option, id_ in self._options.items():
            if option[:CUT] == text[:CUT]:
                yield id_


def _beside(column: Column, before: Field | None) -> Field | None:
    """The practice of the column before, where this one is for those who do not know: it has no first heading."""
    if before is None or before.part != "answer" or len(column.headings) < 2 or column.headings[0].strip():
        return None
    return before if plain(column.headings[1]) in _BESIDE else None


def _problem(table: Table, column: Column, code: str, message: str, hint: str) -> Problem:
    return Problem(table.name, None, column.named, code, message, hint)
