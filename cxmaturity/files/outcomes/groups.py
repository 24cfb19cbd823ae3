"""The groups that Qualtrics writes beside a Net Promoter Score, held against the score."""

from collections.abc import Iterator

from cxmaturity.domain.outcomes.variants import VARIANTS
from cxmaturity.domain.problems import Problem
from cxmaturity.files.outcomes.export import Export
from cxmaturity.files.survey.cells import plain

_SUFFIX = "_NPS_GROUP"
_NAMES = {"promoter": 2, "passive": 1, "detractor": 0, "3": 2, "2": 1, "1": 0}
"""The groups from the lowest, in words and in Qualtrics' numbers."""


def check_groups(export: Export, at: int) -> Iterator[Problem]:
    """Rows whose group is not that of their score; its column is headed as that of the score, with a suffix."""
    places = [place for heading in export.called(at) for place in export.places(f"{heading}{_SUFFIX}")]
    if len(set(places)) != 1:
        return
    nps = VARIANTS["nps"]
    named = export.column(places[0])
    for row, text, group in zip(export.rows, export.texts(at), export.texts(places[0]), strict=True):
        place = _NAMES.get(plain(group))
        number = text.strip().partition(".")[0]
        if not number.isdigit() or not group.strip():
            continue
        value = int(number)
        meant = 2 if value >= (nps.good or 0) else 0 if value <= (nps.bad or 0) else 1
        if place != meant:
            names = tuple(reversed(nps.groups))
            message = f"{group.strip()} stands beside a score of {value}, which is one of the {names[meant]}"
            hint = "export the score again, or name the column that holds it"
            yield Problem(export.table.name, row.line, named.named, "wrong-group", message, hint)
